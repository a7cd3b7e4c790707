use super::quotation::neutral;
use crate::lesson::sentences;

/// How many statements in a row may not fit before no further one is tried.
const MISFITS: usize = 3;

/// A text that grows line by line and never beyond its bound.
pub(super) struct Draft {
    text: String,
    /// Characters that may still be added.
    room: usize,
}

impl Draft {
    pub(super) const fn new(max_chars: usize) -> Self {
        Self {
            text: String::new(),
            room: max_chars,
        }
    }

    /// Adds a line if it fits.
    pub(super) fn add(&mut self, line: &str) {
        let separator = usize::from(!self.text.is_empty());
        let needed = separator + line.chars().count();
        if line.is_empty() || needed > self.room {
            return;
        }
        if separator > 0 {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.room -= needed;
    }

    /// Adds what somebody said after an introduction, as many whole sentences as
    /// fit. Says whether any did.
    pub(super) fn quote(&mut self, introduction: &str, statement: &str) -> bool {
        let line_break = usize::from(!self.text.is_empty());
        let frame = line_break + introduction.chars().count() + ": “”".chars().count();
        let Some(room) = self.room.checked_sub(frame) else {
            return false;
        };
        let statement = neutral(statement);
        let fitting = leading_sentences(&statement, room);
        if fitting.is_empty() {
            return false;
        }
        self.add(&format!("{introduction}: “{fitting}”"));
        true
    }

    /// Adds what several said, until so many in a row do not fit that the rest
    /// is not worth the caller's waiting.
    pub(super) fn quote_all(&mut self, statements: impl Iterator<Item = (String, String)>) {
        let mut misfits = 0;
        for (introduction, statement) in statements {
            misfits = if self.quote(&introduction, &statement) {
                0
            } else {
                misfits + 1
            };
            if misfits == MISFITS {
                return;
            }
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The longest run of whole sentences from the beginning that has at most
/// `max_chars` characters.
fn leading_sentences(text: &str, max_chars: usize) -> &str {
    let (mut end, mut chars, mut fitting) = (0, 0, "");
    for sentence in sentences(text) {
        let trimmed = sentence.trim_end();
        if chars + trimmed.chars().count() > max_chars {
            break;
        }
        fitting = text.get(..end + trimmed.len()).unwrap_or(fitting);
        end += sentence.len();
        chars += sentence.chars().count();
    }
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_does_not_fit_is_left_out_and_a_shorter_one_still_added() {
        let mut draft = Draft::new(10);
        draft.add("12345");
        draft.add("1234567");
        draft.add("1234");
        draft.add("x");
        assert_eq!(draft.into_text(), "12345\n1234");
    }

    #[test]
    fn a_quotation_is_shortened_to_whole_sentences() {
        let quoted = |max_chars| {
            let mut draft = Draft::new(max_chars);
            draft.quote("Said", "One two. Three é. Four.");
            draft.into_text()
        };
        assert_eq!(quoted(31), "Said: “One two. Three é. Four.”");
        assert_eq!(quoted(30), "Said: “One two. Three é.”");
        assert_eq!(quoted(25), "Said: “One two. Three é.”");
        assert_eq!(quoted(24), "Said: “One two.”");
        assert_eq!(quoted(15), "");
        assert_eq!(quoted(0), "");
    }
}
