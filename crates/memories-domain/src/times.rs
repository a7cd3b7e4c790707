//! Times that a text mentions: "tomorrow", "Tuesday the 10th at nine", "del 4 al 8
//! de diciembre".
//!
//! A time is resolved against the moment it was said, so that a text read weeks
//! later still tells which day it meant. The rules, where people would disagree:
//!
//! * A bare weekday, "Friday", is the next one after the day of the call; "this
//!   Friday" may be that day. "Next Friday" is the Friday of the next calendar week
//!   in English and Dutch, the coming one elsewhere. Only explicit words ("last
//!   Monday", "since Monday", "vor zwei Tagen") refer backwards; the tense of a verb
//!   does not.
//! * "By", "until" and "before" a day leave the day as it is: "before Friday" is
//!   over when Friday is.
//! * A bare day of the month, "the 27th", is the next such day, today included; with
//!   a weekday, "Tuesday the 10th", the nearest that falls on it.
//! * A date without a year is the upcoming one, or the past one if that is more than
//!   ten months ahead. A weekday said with it decides: "Wednesday, December 2nd".
//! * "Early", "mid" and "end of" a month are ten days each; the "first week of March"
//!   is the first seven days. The "end of the week" is Friday to Sunday.
//! * An hour from one to six without further words is in the afternoon.
//! * An hour alone is no mention; it belongs to a day in the same sentence.
//! * "In two weeks" is that very day, "in two months" the whole month, "two weeks ago"
//!   the whole week. Public holidays are not known: not by name, not as days off.
//! * Times that recur ("on Mondays", "jeden Montag") are no mentions.

mod annotate;
mod calendar;
mod language;
mod languages;
mod lexicon;
mod locale;
mod parser;
mod scan;
#[cfg(test)]
mod tests;
mod tokens;

use jiff::{
    Zoned,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

pub use self::{
    annotate::annotate_times,
    locale::{Locale, UnknownLocale},
};

/// A time that a text mentions, resolved against the moment it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    /// Where it begins in the text, in bytes.
    pub start: u32,
    /// Where the words for the day end; those for the hour may follow, up to `end`.
    pub day_end: u32,
    pub end: u32,
    /// The first and the last calendar day that it can mean (equal for one day), in
    /// the time zone in which it was said.
    pub from: Date,
    pub until: Date,
    /// The time of day that was said with it; the first of two.
    pub time: Option<Time>,
    /// Whether the words mean another day when they are read later: "tomorrow", "on
    /// Friday", "the 27th", but not "10 November".
    pub relative: bool,
}

impl TimeMention {
    /// The mention in a part of the text that begins at byte `offset`; `None` if it is before.
    pub(crate) fn shifted_back(&self, offset: usize) -> Option<Self> {
        let offset = u32::try_from(offset).ok()?;
        Some(Self {
            start: self.start.checked_sub(offset)?,
            day_end: self.day_end.checked_sub(offset)?,
            end: self.end.checked_sub(offset)?,
            ..self.clone()
        })
    }

    /// Whether the last day has passed, or, of a single day, the time of day.
    ///
    /// `now` has to be in the time zone in which the text was said.
    #[must_use]
    pub fn is_past(&self, now: &Zoned) -> bool {
        match self.time {
            Some(time) if self.from == self.until => self.until.to_datetime(time) < now.datetime(),
            _ => self.until < now.date(),
        }
    }
}

/// All times that a text mentions, in order, none overlapping another.
///
/// `language` is a BCP 47 tag; without it, or where the text is clearly in another
/// language, the words of the text decide.
#[must_use]
pub fn find_times(text: &str, said_at: &Zoned, language: Option<&str>) -> Vec<TimeMention> {
    scan::scan(text, said_at, language)
}
