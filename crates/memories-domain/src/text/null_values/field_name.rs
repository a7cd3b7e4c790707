use crate::text::words::Word;

/// The words of the name of a field: what its value may say is missing.
pub(super) struct FieldName {
    words: Vec<String>,
}

impl FieldName {
    /// Of a value whose field is not known.
    pub(super) const UNKNOWN: Self = Self { words: Vec::new() };

    /// `key` is in snake or camel case.
    pub(super) fn of(key: &str) -> Self {
        Self {
            words: words_of_key(key),
        }
    }

    /// Whether a word of a value is one of the name, or another form of it: "allergy" in
    /// `known_allergies`.
    pub(super) fn has(&self, word: &Word) -> bool {
        self.words.iter().any(|own| is_form(own, &word.text))
    }

    /// Whether a value is the name itself or the end of it: "first name" in `caller_first_name`.
    pub(super) fn is_label(&self, words: &[Word]) -> bool {
        let end = self.words.len().checked_sub(words.len());
        let is_whole_or_compound = end == Some(0) || words.len() > 1;
        is_whole_or_compound
            && end
                .and_then(|start| self.words.get(start..))
                .is_some_and(|label| label.iter().eq(words.iter().map(|word| word.text.as_str())))
    }
}

/// Whether two words are the same but for an ending of three letters at most on either.
fn is_form(a: &str, b: &str) -> bool {
    /// In characters: a shorter stem is that of other words too.
    const MIN_STEM: usize = 4;
    const MAX_ENDING: usize = 3;
    let stem = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let ending = |word: &str| word.chars().count() - stem;
    a == b || stem >= MIN_STEM && ending(a) <= MAX_ENDING && ending(b) <= MAX_ENDING
}

/// The words of a name in snake or camel case, in lower case.
pub(super) fn words_of_key(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous_is_lower = false;
    for c in key.chars() {
        if !c.is_alphanumeric() || previous_is_lower && c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        previous_is_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
