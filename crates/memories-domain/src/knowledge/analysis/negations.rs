pub(super) const NEGATIONS: [&str; 21] = [
    "nein", "neen", "nee", "not", "didn't", "haven't", "never", "hasn't", "nicht", "kein", "no",
    "pas", "non", "não", "niet", "geen", "nie", "jamais", "nunca", "keine", "mai",
];
