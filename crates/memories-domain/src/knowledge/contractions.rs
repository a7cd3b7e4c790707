//! Words that are written together with an apostrophe.

/// What English adds to a word: "that's", "Ruth's", "I'll".
const ENDINGS: [&str; 6] = ["s", "re", "ll", "d", "ve", "m"];
/// What French and Italian put before a word: "l'épaule", "c'est", "dell'olio".
const BEGINNINGS: [&str; 23] = [
    "l", "d", "c", "j", "n", "m", "t", "s", "qu", "jusqu", "lorsqu", "puisqu", "un", "all", "dall",
    "dell", "nell", "sull", "quell", "quest", "bell", "cos", "dov",
];

/// The word itself, without what is contracted with it: "épaule" in "l'épaule", "Ruth" in "Ruth's".
pub(super) fn base_word(word: &str) -> &str {
    match word.split_once('\'') {
        Some((head, ending)) if ENDINGS.contains(&ending) && head.len() > 1 => head,
        Some((beginning, tail)) if BEGINNINGS.contains(&beginning) && !tail.is_empty() => tail,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contraction_names_what_its_main_word_names() {
        for (word, base) in [
            ("that's", "that"),
            ("ruth's", "ruth"),
            ("l'épaule", "épaule"),
            ("c'est", "est"),
            ("dell'olio", "olio"),
            ("o'clock", "o'clock"),
            ("don't", "don't"),
            ("lamp", "lamp"),
        ] {
            assert_eq!(base_word(word), base);
        }
    }
}
