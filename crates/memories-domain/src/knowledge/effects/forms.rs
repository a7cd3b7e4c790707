//! Forms of one word, by its ending.

use smol_str::{SmolStr, format_smolstr};

/// Of a plural, in the supported languages.
const ENDINGS: [&str; 5] = ["s", "es", "n", "en", "e"];
/// Of a period: the "Probezeit" of what is there "zur Probe".
const PERIODS: [&str; 4] = ["zeit", "phase", "tijd", "periode"];
const MIN_CHARS_OF_A_STEM: usize = 3;

/// The word and its likely plural and singular: "play", "plays".
pub(super) fn forms(word: &str) -> impl Iterator<Item = SmolStr> {
    let has_forms =
        word.chars().count() >= MIN_CHARS_OF_A_STEM && !word.ends_with(char::is_numeric);
    let endings = ENDINGS.into_iter().filter(move |_| has_forms);
    let plurals = endings
        .clone()
        .map(move |ending| format_smolstr!("{word}{ending}"));
    let singulars = endings.chain(PERIODS).filter_map(move |ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().count() >= MIN_CHARS_OF_A_STEM).then(|| SmolStr::from(stem))
    });
    std::iter::once(SmolStr::from(word))
        .chain(plurals)
        .chain(singulars)
}

/// Whether a word is one of these, or its plural or singular.
pub(super) fn is_form_of_any(word: &str, words: &[SmolStr]) -> bool {
    words.iter().any(|other| is_form_of(word, other))
}

fn is_form_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let is_word = || short.chars().count() >= MIN_CHARS_OF_A_STEM;
    a == b
        || long
            .strip_prefix(short)
            .is_some_and(|ending| ENDINGS.contains(&ending) && is_word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_plurals_and_singulars() {
        let found: Vec<SmolStr> = forms("plays").collect();
        assert!(found.contains(&"play".into()) && found.contains(&"plays".into()));
        assert_eq!(forms("12").count(), 1);
        assert!(is_form_of_any("bohnen", &["bohne".into()]));
        assert!(!is_form_of_any("as", &["a".into()]));
        assert!(!is_form_of_any("planet", &["plan".into()]));
    }
}
