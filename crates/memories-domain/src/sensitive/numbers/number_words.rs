use std::collections::HashMap;

use super::number_word::NumberWord;

/// The number words of one language.
pub(in crate::sensitive) struct NumberWords {
    pub(super) words: HashMap<String, NumberWord>,
    /// Between tens and units: the word, and whether it is required.
    pub(super) conjunction: Option<&'static str>,
    pub(super) needs_conjunction: bool,
    /// "quatre-vingts" is 80, "soixante-douze" 72.
    pub(super) is_french: bool,
}
