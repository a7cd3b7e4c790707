//! Times of day: "at nine", "8-10 AM", "halb drei", "14h30", "a las tres y media".

use jiff::civil::Time;

use super::{Parser, cardinal};
use crate::times::meaning::{Meaning, Part, Unit};

/// A time of day as it was said.
#[derive(Debug, Clone, Copy)]
pub(in crate::times) struct Clock {
    hour: i8,
    minute: i8,
    part: Option<Part>,
    /// Written like 14:00 or 02:30, so it needs no guess.
    is_exact: bool,
    pub(in crate::times) end: usize,
}

/// An hour with its minutes, and whether something shows that it is one.
#[derive(Clone, Copy)]
struct Hour {
    hours: i8,
    minute: i8,
    is_explicit: bool,
    is_exact: bool,
    end: usize,
}

impl Clock {
    /// Without any hint one to six are in the afternoon: nobody is booked at three
    /// in the night.
    pub(in crate::times) fn time(self, part_of_day: Option<Part>) -> Option<Time> {
        let hour = match (self.part.or(part_of_day), self.hour) {
            (_, hour) if hour > 12 || hour == 0 => hour,
            (Some(Part::Morning), 12) => 0,
            // Midnight: of which day is not clear.
            (Some(Part::Night), 12) => return None,
            (Some(Part::Morning), hour) | (Some(Part::Night), hour @ 1..=5) => hour,
            (Some(Part::Afternoon | Part::Evening), 12) => 12,
            (Some(_), hour) => hour + 12,
            (None, hour @ 1..=6) if !self.is_exact => hour + 12,
            (None, hour) => hour,
        };
        Time::new(hour, self.minute, 0, 0).ok()
    }
}

impl Parser<'_> {
    /// A time of day, if something shows that it is one.
    pub(in crate::times) fn clock(&self, at: usize) -> Option<Clock> {
        let mut next = at;
        let mut is_introduced = false;
        let mut is_between = false;
        // "At around", "between".
        for _ in 0..2 {
            if let Some(end) = self.is(next, Meaning::Between) {
                is_between = true;
                next = end;
            } else if let Some(end) = self.is(next, Meaning::At) {
                is_introduced = true;
                next = end;
            }
        }
        if let Some(end) = self.is(next, Meaning::Noon) {
            return Some(Clock {
                hour: 12,
                minute: 0,
                part: Some(Part::Afternoon),
                is_exact: true,
                end,
            });
        }
        // "From 4 to 8 December" are days.
        if self.date(next).is_some() {
            return None;
        }
        let first = self.hour(next, is_introduced || is_between)?;
        let (part, end) = self.clock_part(first.end);
        let clock = Clock {
            hour: first.hours,
            minute: first.minute,
            part,
            is_exact: first.is_exact,
            end,
        };
        if let Some(range) = self.clock_range(clock, is_between) {
            return Some(range);
        }
        let is_explicit = first.is_explicit || part.is_some();
        let is_hour = is_explicit || is_introduced && self.may_end_hour(next, end);
        is_hour.then_some(clock)
    }

    /// "8-10 AM", "between 8 and 10", "de 8 a 10": the first hour.
    fn clock_range(&self, first: Clock, is_between: bool) -> Option<Clock> {
        let is_dash = self.tokens.mark(first.end) == Some('-');
        let next = if is_dash {
            first.end + 1
        } else {
            self.is(first.end, Meaning::To).or_else(|| {
                is_between
                    .then(|| self.is(first.end, Meaning::And))
                    .flatten()
            })?
        };
        let next = self.skip(next, Meaning::At);
        if (is_between || first.part.is_some() || first.is_exact)
            && let Some(end) = self.is(next, Meaning::Noon)
        {
            return Some(Clock { end, ..first });
        }
        let second = self.hour(next, true)?;
        let (part, end) = self.clock_part(second.end);
        let is_hour = second.is_explicit
            || part.is_some()
            || first.is_exact
            || is_between && self.may_end_hour(next, end);
        if !is_hour {
            return None;
        }
        // "8-10 PM" is in the evening, "11-1 PM" begins in the morning.
        let begins_before_noon =
            part == Some(Part::Afternoon) && first.hour > second.hours && first.hour != 12;
        let part_of_first = first.part.or(if begins_before_noon {
            Some(Part::Morning)
        } else {
            part
        });
        Some(Clock {
            part: part_of_first,
            end,
            ..first
        })
    }

    /// "AM", "nachmittags", "de la tarde".
    fn clock_part(&self, at: usize) -> (Option<Part>, usize) {
        self.find(at, |meaning| match meaning {
            Meaning::Part(part) | Meaning::ClockPart(part) => Some(part),
            _ => None,
        })
        .map_or((None, at), |(part, end)| (Some(part), end))
    }

    fn hour(&self, at: usize, is_introduced: bool) -> Option<Hour> {
        if let Some((time, end)) = self.digital_time(at) {
            let has_zero = self
                .tokens
                .number(at)
                .is_some_and(|(_, digits)| digits == 2);
            let end = self.skip(end, Meaning::OClock);
            return Some(Hour {
                hours: time.hour(),
                minute: time.minute(),
                is_explicit: true,
                is_exact: has_zero || end > at + 3 && self.is(at + 3, Meaning::OClock).is_some(),
                end,
            });
        }
        self.offset_hour(at, is_introduced)
            .or_else(|| self.plain_hour(at, is_introduced))
    }

    /// "9:30", "14:05:00".
    fn digital_time(&self, at: usize) -> Option<(Time, usize)> {
        if self.continues_number(at) {
            return None;
        }
        self.hour_and_minute(at)
    }

    pub(super) fn hour_and_minute(&self, at: usize) -> Option<(Time, usize)> {
        let (hour, digits) = self.tokens.number(at)?;
        let (minute, minute_digits) = self.tokens.adjacent_number(at + 2)?;
        if digits > 2 || minute_digits != 2 || self.tokens.adjacent_mark(at + 1) != Some(':') {
            return None;
        }
        let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
        let mut end = at + 3;
        if self.tokens.adjacent_mark(end) == Some(':')
            && self.tokens.adjacent_number(end + 1).is_some()
        {
            end += 2;
        }
        // The offset of an RFC 3339 time.
        if self.tokens.folded(end) == "z" && self.tokens.get(end)?.is_adjacent {
            end += 1;
        }
        Some((time, end))
    }

    /// "Half past three", "halb drei", "ten to five".
    fn offset_hour(&self, at: usize, is_introduced: bool) -> Option<Hour> {
        let offset = self
            .find(at, |meaning| match meaning {
                Meaning::OffsetBefore(minutes) => Some(minutes),
                _ => None,
            })
            .or_else(|| {
                let (minutes, next) = self.small_number(at).filter(|_| is_introduced)?;
                if let Some(end) = self.is(next, Meaning::MinutesPast) {
                    return Some((minutes, end));
                }
                // "At 8 to 10" is a range: only minutes divisible by five.
                let end = self.is(next, Meaning::MinutesTo)?;
                (minutes % 5 == 0 && minutes < 30).then_some((-minutes, end))
            });
        let (offset, next) = offset?;
        let (hour, end) = self.small_number(next)?;
        if !(1..=24).contains(&hour) || self.is(end, Meaning::NotATime).is_some() {
            return None;
        }
        let (hour, minute) = moved(hour, offset);
        let end = self.skip(end, Meaning::OClock);
        Some(Hour {
            hours: hour,
            minute,
            is_explicit: true,
            is_exact: false,
            end,
        })
    }

    /// "9", "neun Uhr", "14h30", "9.30 Uhr", "tres y media", "nine thirty".
    fn plain_hour(&self, at: usize, is_introduced: bool) -> Option<Hour> {
        let digits = self.tokens.number(at);
        let (hour, next) = self.small_number(at)?;
        let hour = Some(hour).filter(|hour| (0..=24).contains(hour))?;
        let is_exact = digits.is_some_and(|(value, digits)| digits == 2 && value < 10);
        let with = |minute, is_explicit, end| Hour {
            hours: hour % 24,
            minute,
            is_explicit,
            is_exact,
            end,
        };
        // "9.30": a decimal unless something says that it is an hour.
        if digits.is_some()
            && self.tokens.adjacent_mark(next) == Some('.')
            && let Some((minute, 2)) = self.tokens.adjacent_number(next + 1)
        {
            let minute = i8::try_from(minute).ok().filter(|minute| *minute < 60)?;
            let end = next + 2;
            let named = self.is(end, Meaning::OClock);
            let is_hour = named.is_some() || self.clock_part(end).0.is_some() || is_introduced;
            return is_hour.then(|| with(minute, named.is_some(), named.unwrap_or(end)));
        }
        if let Some(end) = self.is(next, Meaning::OClock) {
            let (minute, end) = self.minutes_after(end).unwrap_or((0, end));
            let (hour, minute) = moved(hour, minute);
            return Some(Hour {
                hours: hour,
                ..with(minute, true, end)
            });
        }
        if let Some((offset, end)) = self.offset_after(next)
            && is_introduced
        {
            let (hour, minute) = moved(hour, offset);
            return Some(Hour {
                hours: hour,
                ..with(minute, true, end)
            });
        }
        // "At 5 30".
        if is_introduced
            && digits.is_some()
            && let Some((minute @ 10..60, 2)) = self.tokens.number(next)
            && minute % 5 == 0
            && !self.continues_number(next)
            && self.may_end_day(next + 1)
        {
            return Some(with(i8::try_from(minute).ok()?, true, next + 1));
        }
        if is_introduced
            && digits.is_none()
            && let Some((minute, end)) = self.spelled_minutes(next)
        {
            return Some(with(minute, true, end));
        }
        Some(with(0, false, next))
    }

    /// Minutes after "Uhr", "h", "heures": "14h30", "trois heures et demie".
    fn minutes_after(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(found) = self.offset_after(at) {
            return Some(found);
        }
        if let Some((number, 2)) = self.tokens.number(at) {
            let minute = i8::try_from(number).ok().filter(|minute| *minute < 60)?;
            return self.may_end_day(at + 1).then_some((minute, at + 1));
        }
        self.spelled_minutes(at)
    }

    fn offset_after(&self, at: usize) -> Option<(i8, usize)> {
        self.find(at, |meaning| match meaning {
            Meaning::OffsetAfter(minutes) => Some(minutes),
            _ => None,
        })
    }

    /// "Thirty", "fifteen", "forty-five", "y treinta".
    fn spelled_minutes(&self, at: usize) -> Option<(i8, usize)> {
        let at = if self.style().cardinal_days {
            self.skip(at, Meaning::And)
        } else {
            at
        };
        if self.tokens.folded(at) == "forty" {
            return Some(match self.find(at + 1, cardinal) {
                Some((5, end)) => (45, end),
                _ => (40, at + 1),
            });
        }
        if self.tokens.folded(at) == "fifty" {
            return Some((50, at + 1));
        }
        self.find(at, cardinal)
            .filter(|&(minute, _)| minute >= 10 && self.unit(at + 1).is_none())
    }

    fn small_number(&self, at: usize) -> Option<(i8, usize)> {
        if let Some((number, digits)) = self.tokens.number(at) {
            let is_hour = digits <= 2 && !self.continues_number(at);
            return is_hour.then(|| Some((i8::try_from(number).ok()?, at + 1)))?;
        }
        self.find(at, cardinal)
    }

    /// Whether a bare number after "at" is an hour: no noun follows, no number of
    /// a house.
    fn may_end_hour(&self, number: usize, end: usize) -> bool {
        let is_name = !self.style().capital_nouns
            && self.tokens.number(number).is_some()
            && self.tokens.get(end).is_some_and(|token| token.is_capital)
            && self
                .find(end, |meaning| match meaning {
                    Meaning::Weekday(_) | Meaning::Month(_) | Meaning::AmbiguousMonth(_) => {
                        Some(())
                    }
                    _ => None,
                })
                .is_none();
        !is_name && self.may_end_day(end)
    }

    /// Whether what precedes is an hour: "am" or "Uhr" follows.
    pub(super) fn is_hour(&self, at: usize) -> bool {
        self.is(at, Meaning::OClock).is_some()
            || self
                .find(at, |meaning| match meaning {
                    Meaning::ClockPart(_) | Meaning::Unit(Unit::Hour | Unit::Minute) => Some(()),
                    _ => None,
                })
                .is_some()
            || self.tokens.adjacent_mark(at) == Some(':') && self.tokens.number(at + 1).is_some()
    }
}

/// An hour plus minutes that may be negative: 3 and -30 are 2:30.
fn moved(hour: i8, minutes: i8) -> (i8, i8) {
    if minutes < 0 {
        let before = if hour <= 1 { hour + 11 } else { hour - 1 };
        (before, 60 + minutes)
    } else {
        (hour % 24, minutes)
    }
}
