//! The grammar of times, the same for all languages.
//!
//! Each rule looks at the tokens from an index on and returns what they mean with
//! the index after them. No rule looks further than a handful of tokens.

mod clock;
mod counts;
mod dates;
mod numeric;
mod periods;
mod weekdays;
mod years;

use jiff::{
    Zoned,
    civil::{Date, Time},
};

pub(super) use self::clock::Clock;
use super::{
    calendar::Days,
    languages::Style,
    lexicon::{Entry, Lexicon, matching},
    meaning::{Meaning, Part},
    tokens::Tokens,
};

pub(super) struct Parser<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) lexicon: &'a Lexicon,
    /// What the lexicon says of each token.
    pub(super) entries: &'a [&'a [Entry]],
    pub(super) said_at: &'a Zoned,
    pub(super) today: Date,
    /// Whether 3/4 is 4 March; `None` if the region is not known.
    pub(super) month_first: Option<bool>,
}

/// Days that the tokens up to `end` mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    /// The first token, and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) from: Date,
    pub(super) until: Date,
    pub(super) relative: bool,
    pub(super) part: Option<Part>,
    /// Set where the days and the hour are one phrase: "2026-11-10 09:00", "within
    /// the hour".
    pub(super) time: Option<Time>,
}

impl Mention {
    fn new(start: usize, end: usize, (from, until): Days) -> Self {
        Self {
            start,
            end,
            from,
            until,
            relative: true,
            part: None,
            time: None,
        }
    }

    fn absolute(self) -> Self {
        Self {
            relative: false,
            ..self
        }
    }
}

impl Parser<'_> {
    /// The mention that begins at a token.
    pub(super) fn mention(&self, at: usize) -> Option<Mention> {
        let mention = self.days(at)?;
        let mention = self.with_part(mention);
        Some(self.with_second_day(mention))
    }

    /// The token after a phrase that looks like a time and is none, or that recurs.
    pub(super) fn end_of_no_time(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.is(at, Meaning::Nothing) {
            return Some(end);
        }
        if let Some(end) = self.is(at, Meaning::Every) {
            // "Every Monday", "every second Monday and Thursday".
            return Some(self.after_weekdays(end).unwrap_or(end));
        }
        // Opening hours: "Monday-Friday".
        if let Some((_, next)) = self.find(at, any_weekday)
            && self
                .tokens
                .get(next)
                .is_some_and(|token| token.follows_hyphen)
            && let Some((_, end)) = self.find(next, any_weekday)
        {
            return Some(end);
        }
        let end = self.is(at, Meaning::Recurring)?;
        // "Le samedi 5 décembre", "le lundi prochain" are one day.
        let is_one_day = self
            .day_number(end)
            .is_some_and(|day| self.may_end_day(day.end))
            || self.is_any(
                end,
                &[
                    Meaning::Next,
                    Meaning::AfterNext,
                    Meaning::Last,
                    Meaning::Coming,
                ],
            );
        (!is_one_day).then(|| self.after_weekdays(end).unwrap_or(end))
    }

    fn after_weekdays(&self, at: usize) -> Option<usize> {
        let skip_ordinal = |at| self.find(at, ordinal).map_or(at, |(_, end)| end);
        let (_, mut end) = self.find(skip_ordinal(at), any_weekday)?;
        while let Some(next) = self.is(end, Meaning::And) {
            let Some((_, after)) = self.find(skip_ordinal(next), any_weekday) else {
                break;
            };
            end = after;
        }
        Some(end)
    }

    fn days(&self, at: usize) -> Option<Mention> {
        self.numeric_date(at)
            .or_else(|| self.counted(at))
            .or_else(|| self.week_of_date(at))
            .or_else(|| self.period(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative_day(at))
            .or_else(|| self.date(at))
            .or_else(|| self.day_of_month(at))
    }

    /// "Tomorrow", "tonight"; "a week from tomorrow" is a count.
    fn relative_day(&self, at: usize) -> Option<Mention> {
        if let Some(((offset, part), end)) = self.find(at, |meaning| match meaning {
            Meaning::Day(offset) => Some((offset, None)),
            Meaning::DayPart(offset, part) => Some((offset, Some(part))),
            _ => None,
        }) && !self.is_noun(at)
        {
            let day = super::calendar::days_from(self.today, i64::from(offset))?;
            return Some(self.moved_by_count(Mention {
                part,
                ..Mention::new(at, end, (day, day))
            }));
        }
        let (part, end) = self.find(at, |meaning| match meaning {
            Meaning::TodayPart(part) => Some(part),
            _ => None,
        })?;
        Some(Mention {
            part: Some(part),
            ..Mention::new(at, end, (self.today, self.today))
        })
    }

    /// German "Morgen" is the morning where a capital cannot come from the start
    /// of a sentence, and a greeting before a comma: "Morgen, Müller hier".
    fn is_noun(&self, at: usize) -> bool {
        self.style().capital_nouns
            && self.tokens.folded(at) == "morgen"
            && self.tokens.get(at).is_some_and(|token| token.is_capital)
            && (self
                .tokens
                .mark(at + 1)
                .is_some_and(|mark| matches!(mark, ',' | '!'))
                || at.checked_sub(1).is_some_and(|before| {
                    !matches!(
                        self.tokens.mark(before),
                        Some('.' | '!' | '?' | ':' | '\n' | '"' | ',')
                    )
                }))
    }

    /// "Tomorrow morning", "Monday in the evening".
    fn with_part(&self, mention: Mention) -> Mention {
        let part = self.find(mention.end, |meaning| match meaning {
            Meaning::Part(part) => Some(part),
            _ => None,
        });
        match part {
            Some((part, end)) if mention.from == mention.until && mention.time.is_none() => {
                Mention {
                    part: Some(part),
                    end,
                    ..mention
                }
            }
            _ => mention,
        }
    }

    /// "From Monday to Wednesday", "from the 4th to the 8th", "30 December to 2
    /// January".
    fn with_second_day(&self, first: Mention) -> Mention {
        if first.from != first.until || first.time.is_some() || first.part.is_some() {
            return first;
        }
        let day_to = self.is(first.end, Meaning::DayTo);
        let is_day_to = day_to.is_some();
        let Some(at) = day_to
            .or_else(|| self.is(first.end, Meaning::To))
            .or_else(|| (self.tokens.mark(first.end) == Some('-')).then_some(first.end + 1))
        else {
            return first;
        };
        let at = self.is(at, Meaning::Article).unwrap_or(at);
        let later = Parser {
            today: first.from,
            ..*self
        };
        let second = self
            .numeric_date(at)
            .or_else(|| later.weekday(at))
            .or_else(|| later.date(at))
            .or_else(|| {
                // "El 24 a las nueve" ends with an hour.
                let day = self.day_number(at)?;
                let is_day = is_day_to || day.is_ordinal;
                (is_day && self.day_number(first.start).is_some())
                    .then(|| later.second_day_of_month(at))?
            });
        match second {
            Some(second) if second.from == second.until && second.from >= first.from => Mention {
                end: second.end,
                until: second.until,
                relative: first.relative || second.relative,
                time: None,
                ..first
            },
            _ => first,
        }
    }

    fn style(&self) -> &Style {
        &self.lexicon.words.style
    }

    /// The first meaning at a token that `wanted` accepts, and the token after it.
    fn find<T>(&self, at: usize, wanted: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        self.meanings(at)
            .find_map(|(meaning, end)| Some((wanted(meaning)?, end)))
    }

    /// The meanings of the phrases at a token, longest first, with the token after
    /// each.
    pub(super) fn meanings(&self, at: usize) -> impl Iterator<Item = (Meaning, usize)> + '_ {
        matching(
            self.entries.get(at).copied().unwrap_or_default(),
            self.tokens,
            at,
        )
    }

    /// Whether no rule can begin at a token.
    pub(super) fn is_other_word(&self, at: usize) -> bool {
        self.entries
            .get(at)
            .is_none_or(|entries| entries.is_empty())
            && self.tokens.number(at).is_none()
    }

    /// The token after a phrase that means this.
    fn is(&self, at: usize, wanted: Meaning) -> Option<usize> {
        self.find(at, |meaning| (meaning == wanted).then_some(()))
            .map(|((), end)| end)
    }

    fn is_any(&self, at: usize, wanted: &[Meaning]) -> bool {
        self.find(at, |meaning| wanted.contains(&meaning).then_some(()))
            .is_some()
    }

    fn skip(&self, at: usize, skipped: Meaning) -> usize {
        self.is(at, skipped).unwrap_or(at)
    }

    fn skip_comma(&self, at: usize) -> usize {
        at + usize::from(self.tokens.mark(at) == Some(','))
    }

    /// Whether one of the two words before a token means one of these, as one word
    /// or with the word after it: "on", "on the".
    fn follows(&self, at: usize, wanted: &[Meaning]) -> bool {
        (1..=3).any(|back| {
            at.checked_sub(back).is_some_and(|start| {
                self.meanings(start)
                    .any(|(meaning, end)| end == at && wanted.contains(&meaning))
            })
        })
    }

    /// Whether a day or an hour may end before this token: no noun follows ("the
    /// first floor"), no longer number, no sign of a currency or share.
    fn may_end_day(&self, at: usize) -> bool {
        match self.tokens.mark(at) {
            Some('%' | '€' | '$' | '£' | '/' | '°' | 'º' | 'ª' | '@' | '#' | '+') => false,
            Some(_) => {
                self.tokens.adjacent_mark(at).is_none()
                    || self.tokens.adjacent_number(at + 1).is_none()
            }
            None if at >= self.tokens.len() => true,
            None => {
                self.tokens.number(at).is_none()
                    && self.is(at, Meaning::NotATime).is_none()
                    && self
                        .find(at, |meaning| may_follow_day(meaning).then_some(()))
                        .is_some()
            }
        }
    }
}

fn any_weekday(meaning: Meaning) -> Option<i8> {
    match meaning {
        Meaning::Weekday(number)
        | Meaning::WeekdayPart(number, _)
        | Meaning::WeakWeekday(number) => Some(number),
        Meaning::Recurring => Some(0),
        _ => None,
    }
}

fn cardinal(meaning: Meaning) -> Option<i8> {
    match meaning {
        Meaning::Cardinal(number) => Some(number),
        _ => None,
    }
}

fn ordinal(meaning: Meaning) -> Option<i8> {
    match meaning {
        Meaning::Ordinal(number) => Some(number),
        _ => None,
    }
}

fn may_follow_day(meaning: Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Unit(_)
            | Meaning::Cardinal(_)
            | Meaning::Ordinal(_)
            | Meaning::OrdinalSuffix
            | Meaning::NotATime
            | Meaning::WeakWeekday(_)
            | Meaning::MonthAbbreviation(_)
            | Meaning::Of
            | Meaning::One
            | Meaning::Next
            | Meaning::AfterNext
            | Meaning::Resident
            | Meaning::Last
    )
}
