use crate::{knowledge::cues::takes_back, text::sentences};

/// The longest prefix of whole sentences with at most `max_chars` characters.
pub(super) fn leading_sentences(text: &str, max_chars: usize) -> &str {
    let (mut end, mut chars, mut prefix, mut before) = (0, 0, "", "");
    for sentence in sentences(text) {
        let trimmed = sentence.trim_end();
        if chars + trimmed.chars().count() > max_chars {
            // What is taken back is not told without that.
            return if takes_back(sentence) { before } else { prefix };
        }
        before = prefix;
        prefix = text.get(..end + trimmed.len()).unwrap_or(prefix);
        end += sentence.len();
        chars += sentence.chars().count();
    }
    prefix
}
