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
//! * "The week after next" is two Mondays ahead, "the Friday after next" a week after "next
//!   Friday"; "the weekend of the 12th" is the nearest to that day.
//! * The number after a neighbour, a door or a bus is none of a day: "la vecina del 9".
//! * "In two weeks" is that very day, "in two months" the whole month, "two weeks ago"
//!   the whole week. Public holidays are not known: not by name, not as days off.
//! * Times that recur ("on Mondays", "jeden Montag") are no mentions, and neither are weekdays
//!   joined in a list ("Monday, Tuesday and Thursday").

mod annotate;
mod calendar;
mod language;
mod languages;
mod lexicon;
mod locale;
mod meaning;
mod mention;
mod parser;
mod scan;
#[cfg(test)]
mod tests;
mod tokens;
mod weekly;

use jiff::Zoned;

pub(crate) use self::annotate::{is_day_of_month, is_recurring, is_weekday};
pub use self::{
    annotate::annotate_times,
    locale::{Locale, UnknownLocale},
    mention::TimeMention,
};

/// All times that a text mentions, in order, none overlapping another.
///
/// `language` is a BCP 47 tag; without it, or where the text is clearly in another
/// language, the words of the text decide.
#[must_use]
pub fn find_times(text: &str, said_at: &Zoned, language: Option<&str>) -> Vec<TimeMention> {
    weekly::without_weekly_lists(&scan::scan(text, said_at, language), text)
}
