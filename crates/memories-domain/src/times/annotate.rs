//! A text with the dates that its words mean.

use std::ops::Range;

use jiff::{Zoned, civil::Date};

use super::{
    lexicon::{LEXICONS, matching},
    locale::Locale,
    meaning::Meaning,
    mention::TimeMention,
    tokens::Tokens,
};
use crate::text::sentences;

/// The text with the dates of its relative mentions, and with how they stand at `now`, at the end
/// of each sentence: "Luis will be there tomorrow at nine (Thursday 1 October 2026, date passed)."
///
/// How it stands is in English, as all that the service itself says; the locale
/// writes the date. `now` has to be in the time zone in which the text was said.
/// A mention that is not of this text is left out.
#[must_use]
pub fn annotate_times(text: &str, mentions: &[TimeMention], now: &Zoned, locale: Locale) -> String {
    let mut annotated = String::with_capacity(text.len() + 40 * mentions.len());
    let mut start = 0;
    for sentence in sentences(text) {
        let end = start + sentence.len();
        let of_sentence: Vec<(&TimeMention, &str)> = mentions
            .iter()
            .filter(|mention| mention.relative)
            .filter_map(|mention| Some((mention, words_of(mention, text, start..end)?)))
            .collect();
        annotated.push_str(&annotated_sentence(sentence, &of_sentence, now, locale));
        start = end;
    }
    annotated
}

/// The words of a mention for the day, if it is within `range`.
fn words_of<'t>(mention: &TimeMention, text: &'t str, range: Range<usize>) -> Option<&'t str> {
    let start = usize::try_from(mention.start).ok()?;
    let end = usize::try_from(mention.day_end).ok()?;
    if range.contains(&start) && end <= range.end {
        text.get(start..end)
    } else {
        None
    }
}

fn annotated_sentence(
    sentence: &str,
    mentions: &[(&TimeMention, &str)],
    now: &Zoned,
    locale: Locale,
) -> String {
    let notes: Vec<String> = match mentions {
        [] => return sentence.to_owned(),
        [(mention, words)] => vec![annotation(mention, words, now, locale)],
        several => several
            .iter()
            .map(|(mention, words)| format!("{words}: {}", annotation(mention, words, now, locale)))
            .collect(),
    };
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '.' | '!' | '?' | '…' | '。' | '？' | '！');
    let body = sentence.trim_end_matches(is_end);
    let end = sentence.get(body.len()..).unwrap_or_default();
    format!("{body} ({}){end}", notes.join("; "))
}

fn annotation(mention: &TimeMention, words: &str, now: &Zoned, locale: Locale) -> String {
    let mut annotation = String::new();
    if mention.from == mention.until {
        if let Some((name, offset)) = name_of_day(mention.from, now)
            && !says_day(words, offset)
        {
            annotation.push_str(name);
            annotation.push_str(", ");
        }
        annotation.push_str(&locale.weekday_date(mention.from));
    } else {
        annotation.push_str(&locale.weekday_date(mention.from));
        annotation.push_str(" to ");
        annotation.push_str(&locale.weekday_date(mention.until));
    }
    if mention.until < now.date() {
        annotation.push_str(", date passed");
    } else if mention.is_past(now) {
        annotation.push_str(", time passed");
    }
    annotation
}

fn name_of_day(date: Date, now: &Zoned) -> Option<(&'static str, i8)> {
    let today = now.date();
    if date == today {
        Some(("today", 0))
    } else if Some(date) == today.tomorrow().ok() {
        Some(("tomorrow", 1))
    } else {
        None
    }
}

/// Whether the words themselves say "today" or "tomorrow", in any language.
fn says_day(words: &str, offset: i8) -> bool {
    let tokens = Tokens::new(words);
    LEXICONS.iter().any(|lexicon| {
        let entries = lexicon.entries(tokens.folded(0));
        matching(entries, &tokens, 0).any(|(meaning, _)| match meaning {
            Meaning::Day(day) => day == offset,
            Meaning::TodayPart(_) => offset == 0,
            _ => false,
        })
    })
}

/// Whether the words for a day are only a day of the week: "Tuesday", "quarta-feira".
pub(crate) fn is_weekday(words: &str) -> bool {
    let tokens = Tokens::new(words);
    LEXICONS.iter().any(|lexicon| {
        let entries = lexicon.entries(tokens.folded(0));
        matching(entries, &tokens, 0).any(|(meaning, end)| {
            matches!(meaning, Meaning::Weekday(_) | Meaning::WeakWeekday(_)) && end == tokens.len()
        })
    })
}

/// Whether the words for a day are only a day of the month: "the 6th", "el seis".
pub(crate) fn is_day_of_month(words: &str) -> bool {
    let tokens = Tokens::new(words);
    !(0..tokens.len()).any(|at| {
        LEXICONS.iter().any(|lexicon| {
            let entries = lexicon.entries(tokens.folded(at));
            matching(entries, &tokens, at).any(|(meaning, _)| {
                matches!(
                    meaning,
                    Meaning::Day(_)
                        | Meaning::DayPart(..)
                        | Meaning::TodayPart(_)
                        | Meaning::Weekday(_)
                        | Meaning::WeekdayPart(..)
                        | Meaning::WeakWeekday(_)
                        | Meaning::Month(_)
                        | Meaning::Unit(_)
                )
            })
        })
    })
}

/// Whether these words say that something recurs: "on Tuesdays", "jeden Montag", "le jeudi".
pub(crate) fn is_recurring(words: &str) -> bool {
    let tokens = Tokens::new(words);
    (0..tokens.len()).any(|at| {
        LEXICONS.iter().any(|lexicon| {
            let entries = lexicon.entries(tokens.folded(at));
            matching(entries, &tokens, at)
                .any(|(meaning, _)| matches!(meaning, Meaning::Recurring | Meaning::Every))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::find_times;

    fn annotated(text: &str, said_at: &str, now: &str) -> String {
        let said_at: Zoned = said_at.parse().unwrap();
        let now: Zoned = now.parse().unwrap();
        let mentions = find_times(text, &said_at, Some("en"));
        annotate_times(text, &mentions, &now, Locale::default())
    }

    const LUIS: &str = "Luis will be there tomorrow between 8 and 10";
    const SAID_AT: &str = "2026-09-30T11:00[America/New_York]";

    #[test]
    fn a_relative_time_gets_its_date_and_how_it_stands() {
        for (now, expected) in [
            (
                "2026-09-30T12:00[America/New_York]",
                "Thursday 1 October 2026",
            ),
            (
                "2026-10-01T07:00[America/New_York]",
                "today, Thursday 1 October 2026",
            ),
            (
                "2026-10-01T12:00[America/New_York]",
                "today, Thursday 1 October 2026, time passed",
            ),
            (
                "2026-11-28T12:00[America/New_York]",
                "Thursday 1 October 2026, date passed",
            ),
        ] {
            assert_eq!(
                annotated(LUIS, SAID_AT, now),
                format!("Luis will be there tomorrow between 8 and 10 ({expected})")
            );
        }
    }

    #[test]
    fn a_day_that_is_tomorrow_is_called_so() {
        assert_eq!(
            annotated(
                "It is ready on Friday.",
                SAID_AT,
                "2026-10-01T09:00[America/New_York]"
            ),
            "It is ready on Friday (tomorrow, Friday 2 October 2026)."
        );
    }

    #[test]
    fn several_days_get_both_their_dates() {
        assert_eq!(
            annotated("Call me next week.", SAID_AT, SAID_AT),
            "Call me next week (Monday 5 October 2026 to Sunday 11 October 2026)."
        );
    }

    #[test]
    fn each_sentence_has_the_dates_of_its_own_words() {
        assert_eq!(
            annotated(
                "He comes tomorrow or on Friday? Fine. See you today!",
                SAID_AT,
                SAID_AT
            ),
            "He comes tomorrow or on Friday (tomorrow: Thursday 1 October 2026; Friday: Friday 2 \
             October 2026)? Fine. See you today (Wednesday 30 September 2026)!"
        );
    }

    #[test]
    fn an_absolute_date_is_left_as_it_is() {
        let text = "See you on 10 November at 9.";
        assert_eq!(
            annotated(text, SAID_AT, "2027-01-01T09:00[America/New_York]"),
            text
        );
    }

    #[test]
    fn a_mention_of_another_text_is_ignored() {
        let said_at: Zoned = SAID_AT.parse().unwrap();
        let mentions = find_times(LUIS, &said_at, None);
        assert_eq!(annotate_times("Né", &mentions, &said_at, Locale::Iso), "Né");
    }
}
