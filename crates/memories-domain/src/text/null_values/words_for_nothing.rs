use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::missing_phrases::{MISSING_PHRASES, OTHER_VALUES, list};
use crate::text::words::normalized_statement;

static VALUES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let values = MISSING_PHRASES
        .iter()
        .flat_map(|language| [language.values, language.nothing])
        .chain([OTHER_VALUES]);
    values.flat_map(list).map(normalized_statement).collect()
});

/// Whether a value by itself stands for nothing: "Null", "Blank", "Keine", "not provided".
pub(crate) fn is_word_for_nothing(value: &str) -> bool {
    VALUES.contains(&normalized_statement(value))
}
