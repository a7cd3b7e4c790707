//! Counted times: "in two weeks", "within five days", "three days ago".

use jiff::{Span, civil::Date};

use super::{Mention, Parser, cardinal};
use crate::times::{
    calendar::{business_days_from, calendar_unit, days_from},
    meaning::{Meaning, Unit},
};

/// "In a minute" is no promise of a time.
const MIN_MINUTES: i64 = 5;
/// Beyond this a count is no count: a model number, a phone number.
const MAX_COUNT: u32 = 400;

#[derive(Clone, Copy)]
struct Count {
    /// The smaller of two: "two to three weeks".
    least: i64,
    number: i64,
    unit: Unit,
    end: usize,
}

/// "Up to seven days before" counts from another time than now.
const BEFORE_ANOTHER_TIME: [&str; 11] = [
    "before",
    "beforehand",
    "earlier",
    "vorher",
    "zuvor",
    "davor",
    "antes",
    "avant",
    "auparavant",
    "prima",
    "vooraf",
];

impl Parser<'_> {
    pub(super) fn counted(&self, at: usize) -> Option<Mention> {
        if let Some(next) = self.is(at, Meaning::Within)
            && let Some(count) = self.count(next)
        {
            return self.within(at, count);
        }
        if let Some(next) = self.is(at, Meaning::In)
            && let Some(count) = self.count(next)
        {
            // "I had it put in two years ago."
            return match self.is(count.end, Meaning::AgoAfter) {
                Some(end) => self.ago(at, count, end),
                None => self.in_(at, count),
            };
        }
        if let Some(next) = self.is(at, Meaning::AgoBefore)
            && let Some(count) = self.count(next)
        {
            return self.ago(at, count, count.end);
        }
        let count = self.count(at)?;
        if let Some(end) = self.is(count.end, Meaning::AgoAfter) {
            return self.ago(at, count, end);
        }
        if let Some(end) = self.is(count.end, Meaning::FromNow) {
            return self.in_(at, Count { end, ..count });
        }
        // "A week from Thursday".
        let next = self.is(count.end, Meaning::CountFrom)?;
        let anchor = self.weekday(next).or_else(|| self.relative_day(next))?;
        let day = count.after(anchor.from)?;
        Some(Mention {
            start: at,
            from: day,
            until: day,
            ..anchor
        })
    }

    /// "Thursday in two weeks", "heute in einer Woche".
    pub(super) fn moved_by_count(&self, mention: Mention) -> Mention {
        let moved = || {
            let count = self.count(self.is(mention.end, Meaning::In)?)?;
            let day = match (count.unit, count.number) {
                (Unit::Week | Unit::Fortnight, _) => count.after(mention.from)?,
                // "Mittwoch in acht Tagen", "jeudi en quinze jours": one week, two weeks.
                (Unit::Day, 7 | 8) => days_from(mention.from, 7)?,
                (Unit::Day, 14 | 15) => days_from(mention.from, 14)?,
                _ => return None,
            };
            Some(Mention {
                end: count.end,
                from: day,
                until: day,
                ..mention
            })
        };
        moved().unwrap_or(mention)
    }

    /// "Two weeks", "30 days", "an hour", "einer Woche", "a couple of days".
    fn count(&self, at: usize) -> Option<Count> {
        if let Some((unit @ Unit::HalfHour, end)) = self.unit(at) {
            return Some(Count {
                least: 1,
                number: 1,
                unit,
                end,
            });
        }
        let (least, next) = self.counting_number(at)?;
        let second = self
            .is(next, Meaning::To)
            .or_else(|| self.is(next, Meaning::And))
            .or_else(|| (self.tokens.mark(next) == Some('-')).then_some(next + 1))
            .and_then(|second| self.counting_number(second))
            .filter(|&(number, _)| number > least);
        let (number, unit_at) = second.unwrap_or((least, next));
        let (unit, end) = self.unit(unit_at)?;
        if BEFORE_ANOTHER_TIME.contains(&self.tokens.folded(end)) {
            return None;
        }
        if unit == Unit::Minute && number < MIN_MINUTES {
            return None;
        }
        Some(Count {
            least,
            number,
            unit,
            end,
        })
    }

    fn counting_number(&self, at: usize) -> Option<(i64, usize)> {
        match self.tokens.number(at) {
            Some((number, _)) => {
                let is_count = number <= MAX_COUNT && !self.continues_number(at);
                is_count.then_some((i64::from(number), at + 1))
            }
            None => self
                .find(at, cardinal)
                .map(|(number, end)| (i64::from(number), end))
                .or_else(|| Some((1, self.is(at, Meaning::One)?))),
        }
    }

    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        self.find(at, |meaning| match meaning {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    fn within(&self, at: usize, count: Count) -> Option<Mention> {
        let mention = self.in_(at, count)?;
        let until = match count.unit {
            // The last day, not the whole month or year.
            Unit::Month | Unit::Year => count.after(self.today)?,
            _ => mention.until,
        };
        Some(Mention {
            from: self.today,
            until,
            ..mention
        })
    }

    fn in_(&self, at: usize, count: Count) -> Option<Mention> {
        match count.unit {
            Unit::Minute | Unit::HalfHour | Unit::Hour => self.hours_from(at, count, 1),
            Unit::Month | Unit::Year => {
                let days = calendar_unit(self.today, count.unit, count.number)?;
                Some(Mention::new(at, count.end, days))
            }
            _ => {
                let until = count.after(self.today)?;
                let least = Count {
                    number: count.least,
                    ..count
                };
                Some(Mention::new(
                    at,
                    count.end,
                    (least.after(self.today)?, until),
                ))
            }
        }
    }

    /// Weeks, months and years ago are calendar weeks, months and years: nobody
    /// counts the days.
    fn ago(&self, at: usize, count: Count, end: usize) -> Option<Mention> {
        let days = match count.unit {
            Unit::Minute | Unit::HalfHour | Unit::Hour => {
                return self.hours_from(at, Count { end, ..count }, -1);
            }
            Unit::BusinessDay => calendar_unit(self.today, Unit::Day, -count.number)?,
            Unit::Fortnight => calendar_unit(self.today, Unit::Week, -2 * count.number)?,
            unit => calendar_unit(self.today, unit, -count.number)?,
        };
        Some(Mention::new(at, end, days))
    }

    fn hours_from(&self, at: usize, count: Count, sign: i64) -> Option<Mention> {
        let span = match count.unit {
            Unit::Minute => Span::new().try_minutes(sign * count.number),
            Unit::HalfHour => Span::new().try_minutes(sign * 30 * count.number),
            _ => Span::new().try_hours(sign * count.number),
        };
        let moment = self.said_at.checked_add(span.ok()?).ok()?;
        let day = moment.date();
        Some(Mention {
            time: Some(moment.time()),
            ..Mention::new(at, count.end, (day, day))
        })
    }
}

impl Count {
    fn after(self, day: Date) -> Option<Date> {
        match self.unit {
            Unit::Day => days_from(day, self.number),
            Unit::Week => days_from(day, 7 * self.number),
            Unit::Fortnight => days_from(day, 14 * self.number),
            Unit::BusinessDay => business_days_from(day, self.number),
            Unit::Month => day
                .checked_add(Span::new().try_months(self.number).ok()?)
                .ok(),
            Unit::Year => day
                .checked_add(Span::new().try_years(self.number).ok()?)
                .ok(),
            Unit::Minute | Unit::HalfHour | Unit::Hour | Unit::Weekend => None,
        }
    }
}
