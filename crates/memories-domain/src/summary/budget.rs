use super::{
    leading_sentences::leading_sentences,
    said::{Calls, Quote},
    sanitize::sanitize,
};

/// After so many quotes in a row that do not fit, no further one is tried.
const MAX_CONSECUTIVE_SKIPS: usize = 3;

/// A text of lines with a maximum number of characters.
pub(super) struct BudgetedText {
    text: String,
    /// The number of characters that may still be added.
    remaining: usize,
    /// Of the quote that was added last.
    label: String,
}

impl BudgetedText {
    pub(super) const fn new(max_chars: usize) -> Self {
        Self {
            text: String::new(),
            remaining: max_chars,
            label: String::new(),
        }
    }

    /// Appends a line if it fits.
    pub(super) fn push_line(&mut self, line: &str) {
        self.label.clear();
        let separator = usize::from(!self.text.is_empty());
        let needed = separator + line.chars().count();
        if line.is_empty() || needed > self.remaining {
            return;
        }
        if separator > 0 {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.remaining -= needed;
    }

    /// Appends `label: “statement”` with as many whole sentences as fit; without the label if the
    /// quote before has the same. Returns whether any did.
    pub(super) fn push_quote(&mut self, label: &str, statement: &str) -> bool {
        if !label.is_empty() && self.label == label {
            return self.push_to_quotes(statement);
        }
        let line_break = usize::from(!self.text.is_empty());
        let frame = line_break + label.chars().count() + ": “”".chars().count();
        let Some(max_chars) = self.remaining.checked_sub(frame) else {
            return false;
        };
        let statement = sanitize(statement);
        let quote = leading_sentences(&statement, max_chars);
        if quote.is_empty() {
            return false;
        }
        self.push_line(&format!("{label}: “{quote}”"));
        label.clone_into(&mut self.label);
        true
    }

    /// Appends a further quote to those of the last line.
    fn push_to_quotes(&mut self, statement: &str) -> bool {
        let Some(max_chars) = self.remaining.checked_sub(" “”".chars().count()) else {
            return false;
        };
        let statement = sanitize(statement);
        let quote = leading_sentences(&statement, max_chars);
        if quote.is_empty() {
            return false;
        }
        for piece in [" “", quote, "”"] {
            self.text.push_str(piece);
        }
        self.remaining = max_chars - quote.chars().count();
        true
    }

    /// Appends quotes of labels and statements until [`MAX_CONSECUTIVE_SKIPS`] in a
    /// row do not fit: a caller is waiting for this text.
    pub(super) fn push_quotes(&mut self, quotes: impl Iterator<Item = (String, String)>) {
        let mut consecutive_skips = 0;
        for (label, statement) in quotes {
            consecutive_skips = if self.push_quote(&label, &statement) {
                0
            } else {
                consecutive_skips + 1
            };
            if consecutive_skips == MAX_CONSECUTIVE_SKIPS {
                return;
            }
        }
    }

    /// Appends what was said, a line for each call, until [`MAX_CONSECUTIVE_SKIPS`] in a row do not
    /// fit.
    pub(super) fn push_calls(&mut self, quotes: impl Iterator<Item = Quote>) {
        let mut calls = Calls::default();
        // The first line of a text has no line break before it.
        let mut remaining = self.remaining + usize::from(self.text.is_empty());
        let mut consecutive_skips = 0;
        for quote in quotes {
            match calls.add(&quote, remaining) {
                Some(used) => {
                    remaining = remaining.saturating_sub(used);
                    consecutive_skips = 0;
                }
                None => consecutive_skips += 1,
            }
            if consecutive_skips == MAX_CONSECUTIVE_SKIPS {
                break;
            }
        }
        for line in calls.lines() {
            self.push_line(&line);
        }
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_does_not_fit_is_skipped_and_a_shorter_one_is_added() {
        let mut text = BudgetedText::new(10);
        text.push_line("12345");
        text.push_line("1234567");
        text.push_line("1234");
        text.push_line("x");
        assert_eq!(text.into_string(), "12345\n1234");
    }

    #[test]
    fn quotes_with_one_label_share_it() {
        let mut text = BudgetedText::new(60);
        text.push_quote("Said", "One.");
        text.push_quote("Said", "Two.");
        text.push_quote("Added", "Three.");
        text.push_line("Line");
        text.push_quote("Added", "Four.");
        text.push_quote("Added", "Five is too long for this.");
        assert_eq!(
            text.into_string(),
            "Said: “One.” “Two.”\nAdded: “Three.”\nLine\nAdded: “Four.”"
        );
    }

    #[test]
    fn a_quote_is_shortened_to_whole_sentences() {
        let quoted = |max_chars| {
            let mut text = BudgetedText::new(max_chars);
            text.push_quote("Said", "One two. Three é. Four.");
            text.into_string()
        };
        assert_eq!(quoted(31), "Said: “One two. Three é. Four.”");
        assert_eq!(quoted(30), "Said: “One two. Three é.”");
        assert_eq!(quoted(25), "Said: “One two. Three é.”");
        assert_eq!(quoted(24), "Said: “One two.”");
        assert_eq!(quoted(15), "");
        assert_eq!(quoted(0), "");
    }

    #[test]
    fn a_quote_does_not_end_before_what_takes_it_back() {
        let mut text = BudgetedText::new(40);
        text.push_quote(
            "Said",
            "One. Second floor right. Sorry no, left, the second floor.",
        );
        assert_eq!(text.into_string(), "Said: “One.”");
    }
}
