//! What was said in several calls, under one heading for each call.

use super::{leading_sentences::leading_sentences, sanitize::sanitize};

/// Something that was said, and how it is introduced.
pub(super) struct Quote {
    /// The day of the call, as it is written.
    pub(super) date: String,
    /// "Caller said"
    pub(super) label: String,
    pub(super) text: String,
}

/// The quotes that fit, by call and voice: a day is written once, and so is who spoke.
#[derive(Default)]
pub(super) struct Calls(Vec<Call>);

struct Call {
    date: String,
    voices: Vec<Voice>,
}

struct Voice {
    label: String,
    quotes: Vec<String>,
}

impl Calls {
    /// Adds as many whole sentences of a quote as fit. Returns how many characters they take, none
    /// if nothing fits.
    pub(super) fn add(&mut self, quote: &Quote, remaining: usize) -> Option<usize> {
        let call = self.0.iter().position(|call| call.date == quote.date);
        let voice = call.and_then(|at| self.0.get(at)).and_then(|call| {
            let mut voices = call.voices.iter();
            voices.position(|voice| voice.label == quote.label)
        });
        let label = quote.label.chars().count();
        let frame = match (call, voice) {
            (Some(_), Some(_)) => " “”".chars().count(),
            (Some(_), None) => " : “”".chars().count() + label,
            _ => "\n on : “”".chars().count() + label + quote.date.chars().count(),
        };
        let statement = sanitize(&quote.text);
        let text = leading_sentences(&statement, remaining.checked_sub(frame)?);
        if text.is_empty() {
            return None;
        }
        let call = call.unwrap_or_else(|| {
            self.0.push(Call {
                date: quote.date.clone(),
                voices: Vec::new(),
            });
            self.0.len() - 1
        });
        let voices = &mut self.0.get_mut(call)?.voices;
        let voice = voice.unwrap_or_else(|| {
            voices.push(Voice {
                label: quote.label.clone(),
                quotes: Vec::new(),
            });
            voices.len() - 1
        });
        voices.get_mut(voice)?.quotes.push(text.to_owned());
        Some(frame + text.chars().count())
    }

    /// `Caller said on 1 May 2026: “…” “…” Agent said: “…”`, a line for each call.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|call| {
            let mut line = String::new();
            for (index, voice) in call.voices.iter().enumerate() {
                if index == 0 {
                    line.extend([&voice.label, " on ", &call.date, ":"]);
                } else {
                    line.extend([" ", &voice.label, ":"]);
                }
                for quote in &voice.quotes {
                    line.extend([" “", quote, "”"]);
                }
            }
            line
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(date: &str, label: &str, text: &str) -> Quote {
        Quote {
            date: date.to_owned(),
            label: label.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_call_has_one_line_and_each_voice_one_place_in_it() {
        let mut calls = Calls::default();
        let quotes = [
            quote("2 May", "Caller said", "One."),
            quote("1 May", "Caller said", "Before."),
            quote("2 May", "Agent said", "Noted."),
            quote("2 May", "Caller said", "Two."),
        ];
        let used: usize = quotes.iter().filter_map(|q| calls.add(q, 100)).sum();
        let lines: Vec<String> = calls.lines().collect();
        assert_eq!(
            lines,
            [
                "Caller said on 2 May: “One.” “Two.” Agent said: “Noted.”",
                "Caller said on 1 May: “Before.”",
            ]
        );
        let written: usize = lines.iter().map(|line| line.chars().count() + 1).sum();
        assert_eq!(used, written);
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let mut calls = Calls::default();
        assert_eq!(calls.add(&quote("1 May", "Said", "One two."), 10), None);
        assert_eq!(calls.lines().next(), None);
    }
}
