use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::number_word::NumberWord;
use crate::sensitive::language::Language;

/// The number words of one language.
pub(in crate::sensitive) struct NumberWords {
    pub(in crate::sensitive) language: Language,
    pub(super) words: FxHashMap<SmolStr, NumberWord>,
    /// Between tens and units: the word, and whether it is required.
    pub(super) conjunction: Option<&'static str>,
    pub(super) needs_conjunction: bool,
    /// "quatre-vingts" is 80, "soixante-douze" 72.
    pub(super) is_french: bool,
}
