//! Words that deny.

use super::contractions::base_word;

/// Words that deny what stands beside them.
const NEGATIONS: [&str; 21] = [
    "not", "never", "no", "cannot", "without", "nicht", "nie", "kein", "keine", "keinen", "ohne",
    "nunca", "sin", "ne", "pas", "jamais", "sans", "não", "non", "niet", "geen",
];

/// Words that deny what was asked or said before, but not what stands beside them: "nein, bitte
/// sagen Sie ihn ab".
const ANSWERS: [&str; 4] = ["nein", "nee", "neen", "mai"];

/// Whether a word denies what stands beside it: "not", "don't", "n'est".
pub(super) fn is_negation(word: &str) -> bool {
    word.ends_with("n't")
        || word.starts_with("n'")
        || NEGATIONS.contains(&word)
        || NEGATIONS.contains(&base_word(word))
}

/// Whether a word denies anything: a negation or an answer.
pub(super) fn is_denial(word: &str) -> bool {
    is_negation(word) || ANSWERS.contains(&word)
}
