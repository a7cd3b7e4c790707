pub(in crate::concepts) const LANGUAGES: [&str; 7] = ["en", "de", "es", "fr", "pt", "it", "nl"];

/// The words of a concept in each of [`LANGUAGES`]. `word*` and `*word` stand for all words that
/// begin or end so. Words after `|` are kinds of it: who asks for pets means dogs as well, but not
/// the other way round.
pub(super) type Row = [&'static str; LANGUAGES.len()];
