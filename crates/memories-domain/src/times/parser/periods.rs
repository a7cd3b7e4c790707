//! Longer times: "next week", "in January", "the first week of March", "the end of
//! the month".

use jiff::civil::Date;

use super::{Mention, Parser, ordinal, weekdays::Modifier};
use crate::times::{
    calendar::{Days, calendar_unit, days_from, monday_of, month_days},
    meaning::{Meaning, Unit},
};

/// Into which a month or a week is divided: "early March", "the middle of next week".
#[derive(Clone, Copy)]
enum Third {
    Beginning,
    Middle,
    End,
}

impl Parser<'_> {
    pub(super) fn period(&self, at: usize) -> Option<Mention> {
        self.third(at)
            .or_else(|| self.week_of_month(at))
            .or_else(|| self.calendar_unit_at(at))
            .or_else(|| self.whole_month(at))
    }

    /// "End of the month", "Ende nächster Woche", "a finales de octubre".
    fn third(&self, at: usize) -> Option<Mention> {
        let (third, next) = self.find(at, |meaning| match meaning {
            Meaning::Beginning => Some(Third::Beginning),
            Meaning::Middle => Some(Third::Middle),
            Meaning::End => Some(Third::End),
            _ => None,
        })?;
        let next = self.skip(next, Meaning::Of);
        let next = self.skip(next, Meaning::Article);
        if let Some((month, is_ambiguous, end)) = self.month(next) {
            let (year, end) = self.year_after(end);
            // "Late May I ask": only a month with a capital or a year.
            if is_ambiguous && year.is_none() && !self.tokens.get(next)?.is_capital {
                return None;
            }
            let days = third_of(month_days(self.today, month, year)?, Unit::Month, third)?;
            return Some(Mention::new(at, end, days).absolute());
        }
        let (unit, offset, end) = self
            .modified_unit(next)
            .or_else(|| self.unit(next).map(|(unit, end)| (unit, 0, end)))?;
        let days = calendar_unit(self.today, unit, offset)?;
        let (from, until) = third_of(days, unit, third)?;
        // What is left of it.
        let from = if from < self.today && self.today <= until {
            self.today
        } else {
            from
        };
        Some(Mention::new(at, end, (from, until)))
    }

    /// "First week of March 2027", "la última semana de marzo".
    fn week_of_month(&self, at: usize) -> Option<Mention> {
        let (week, next) = match (self.find(at, ordinal), self.tokens.number(at)) {
            (Some((number @ 1..=5, next)), _) => (Some(number), next),
            (None, Some((number @ 1..=5, _))) => {
                let suffix = self.day_number(at).filter(|day| day.is_ordinal)?;
                (Some(i8::try_from(number).ok()?), suffix.end)
            }
            _ => (None, self.is(at, Meaning::Last)?),
        };
        let (unit, next) = self.unit(next)?;
        if unit != Unit::Week {
            return None;
        }
        let month_at = self.skip(
            self.is(next, Meaning::Of)
                .or_else(|| self.is(next, Meaning::MonthPreposition))
                .unwrap_or(next),
            Meaning::Article,
        );
        let (month, _, end) = self.month(month_at)?;
        let (year, end) = self.year_after(end);
        let (first, last) = month_days(self.today, month, year)?;
        let days = match week {
            Some(week) => {
                let monday = days_from(first, 7 * (i64::from(week) - 1))?;
                (monday.min(last), days_from(monday, 6)?.min(last))
            }
            None => (days_from(last, -6)?, last),
        };
        Some(Mention::new(at, end, days).absolute())
    }

    /// "The weekend of December 12th", "le week-end du 12", "the week of the 7th".
    pub(super) fn week_of_date(&self, at: usize) -> Option<Mention> {
        let (unit @ (Unit::Week | Unit::Weekend), next) = self.unit(at)? else {
            return None;
        };
        let introductions = [
            Meaning::Of,
            Meaning::DayFrom,
            Meaning::DayPreposition,
            Meaning::DayArticle,
        ];
        let of = introductions.into_iter().find_map(|of| self.is(next, of));
        let date_at = self.skip(of.unwrap_or(next), Meaning::Article);
        let date = self
            .numeric_date(date_at)
            .or_else(|| self.date(date_at))
            .or_else(|| self.second_day_of_month(of.map(|_| date_at)?))?;
        let days = if date.from < date.until {
            (date.from, date.until)
        } else {
            let (monday, weekend) = (monday_of(date.from)?, unit == Unit::Weekend);
            // On a Monday or a Tuesday, the weekend before is the nearer one.
            let is_early = date.from.weekday().to_monday_one_offset() <= 2;
            match (weekend, is_early) {
                (false, _) => (monday, days_from(monday, 6)?),
                (true, false) => (days_from(monday, 5)?, days_from(monday, 6)?),
                (true, true) => (days_from(monday, -2)?, days_from(monday, -1)?),
            }
        };
        let mention = Mention::new(at, date.end, days);
        Some(if date.relative {
            mention
        } else {
            mention.absolute()
        })
    }

    /// "Next week", "this weekend", "la semana que viene", "am Wochenende".
    fn calendar_unit_at(&self, at: usize) -> Option<Mention> {
        // A weekday of that week is more exact.
        if self.weekday(at).is_some() {
            return None;
        }
        if let Some((unit, offset, end)) = self.modified_unit(at) {
            let (from, until) = calendar_unit(self.today, unit, offset)?;
            // What is left of this week.
            let from = if offset == 0 {
                from.max(self.today)
            } else {
                from
            };
            return Some(Mention::new(at, end, (from.min(until), until)));
        }
        let (unit, end) = self.unit(at)?;
        let is_weekend = unit == Unit::Weekend
            && self.follows(
                at,
                &[
                    Meaning::Preposition,
                    Meaning::DayPreposition,
                    Meaning::DayArticle,
                    Meaning::Article,
                    Meaning::At,
                ],
            )
            && self.may_end_day(end);
        is_weekend.then(|| {
            Some(Mention::new(
                at,
                end,
                calendar_unit(self.today, Unit::Weekend, 0)?,
            ))
        })?
    }

    /// A unit with "next", "this" or "last", and how many units from the current one.
    pub(super) fn modified_unit(&self, at: usize) -> Option<(Unit, i64, usize)> {
        let is_calendar_unit =
            |unit| matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year);
        if let Some((modifier, next)) = self.modifier(at)
            && let Some((unit, end)) = self.unit(next)
        {
            return is_calendar_unit(unit).then(|| (unit, self.unit_offset(unit, modifier), end));
        }
        let (unit, next) = self.unit(at)?;
        let (modifier, end) = self.modifier_after(next)?;
        is_calendar_unit(unit).then(|| (unit, self.unit_offset(unit, modifier), end))
    }

    /// "The coming weekend" is the nearest one; on a weekend it is the next.
    fn unit_offset(&self, unit: Unit, modifier: Modifier) -> i64 {
        let is_nearest = unit == Unit::Weekend
            && modifier == Modifier::Coming
            && self.today.weekday().to_monday_one_offset() < 6;
        if is_nearest { 0 } else { modifier.offset() }
    }

    /// "In January", "March 2027", "next May".
    fn whole_month(&self, at: usize) -> Option<Mention> {
        if let Some((modifier, next)) = self.modifier(at)
            && let Some((month, is_ambiguous, end)) = self.month(next)
        {
            if is_ambiguous && !self.tokens.get(next)?.is_capital {
                return None;
            }
            return self.modified_month(at, month, modifier, end);
        }
        let (month, is_ambiguous, end) = self.month(at)?;
        if self.style().month_before_day && self.date(at).is_some() {
            return None;
        }
        if let (Some(year), end) = self.year_after(end) {
            let days = month_days(self.today, month, Some(year))?;
            return Some(Mention::new(at, end, days).absolute());
        }
        if let Some((modifier, end)) = self.modifier_after(end) {
            return self.modified_month(at, month, modifier, end);
        }
        // "In May", but not "by May" and "until April", who may be people.
        let is_introduced = self.follows(at, &[Meaning::MonthPreposition])
            && (!is_ambiguous || matches!(self.tokens.folded(at.checked_sub(1)?), "in" | "since"));
        if !is_introduced || self.is(end, Meaning::NotATime).is_some() {
            return None;
        }
        if self.follows(at, &[Meaning::Since]) && month != self.today.month() {
            return self.modified_month(at, month, Modifier::Last, end);
        }
        let days = month_days(self.today, month, None)?;
        Some(Mention::new(at, end, days).absolute())
    }

    fn modified_month(
        &self,
        at: usize,
        month: i8,
        modifier: Modifier,
        end: usize,
    ) -> Option<Mention> {
        let current = self.today.month();
        let year = match modifier {
            Modifier::This => self.today.year(),
            Modifier::Next | Modifier::Coming if month > current => self.today.year(),
            Modifier::Next | Modifier::Coming | Modifier::AfterNext => {
                self.today.year().checked_add(1)?
            }
            Modifier::Last if month < current => self.today.year(),
            Modifier::Last => self.today.year().checked_sub(1)?,
        };
        let days = month_days(self.today, month, Some(year))?;
        Some(Mention::new(at, end, days))
    }
}

/// Ten days of a month; Monday, Wednesday or Friday to Sunday of a week; a month of a year;
/// a day itself.
fn third_of((first, last): Days, unit: Unit, third: Third) -> Option<Days> {
    let one = |day: Option<Date>| day.map(|day| (day, day));
    match (unit, third) {
        (Unit::Day, Third::End) => Some((first, last)),
        (Unit::Week, Third::Beginning) => one(days_from(first, 0)),
        (Unit::Week, Third::Middle) => one(days_from(first, 2)),
        (Unit::Week, Third::End) => Some((days_from(first, 4)?, last)),
        (Unit::Month, Third::Beginning) => Some((first, days_from(first, 9)?)),
        (Unit::Month, Third::Middle) => Some((days_from(first, 10)?, days_from(first, 19)?)),
        (Unit::Month, Third::End) => Some((days_from(first, 20)?, last)),
        (Unit::Year, Third::Beginning) => Some((first, first.last_of_month())),
        (Unit::Year, Third::End) => Some((last.first_of_month(), last)),
        _ => None,
    }
}
