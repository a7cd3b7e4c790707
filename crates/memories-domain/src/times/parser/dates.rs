//! Days of months: "November 10th, 2026", "4. Dezember", "del 4 al 8 de diciembre",
//! "the 27th".

use jiff::civil::Date;

use super::{Mention, Parser, cardinal, ordinal};
use crate::times::{
    calendar::{calendar_unit, coming_day_of_month, date_without_year},
    meaning::{Meaning, Unit},
};

#[derive(Clone, Copy)]
pub(super) struct DayNumber {
    pub(super) number: i8,
    /// "10th", "10.", "tenth".
    pub(super) is_ordinal: bool,
    pub(super) is_spelled: bool,
    pub(super) end: usize,
}

#[derive(Clone, Copy)]
struct NamedMonth {
    number: i8,
    is_ambiguous: bool,
    end: usize,
}

impl Parser<'_> {
    pub(super) fn day_number(&self, at: usize) -> Option<DayNumber> {
        if let Some((number, digits)) = self.tokens.number(at) {
            let number = i8::try_from(number).ok()?;
            if digits > 2 || !(1..=31).contains(&number) || self.continues_number(at) {
                return None;
            }
            let is_suffix = self
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.is_adjacent);
            let suffix = is_suffix
                .then(|| {
                    self.is(at + 1, Meaning::OrdinalSuffix).or_else(|| {
                        (self.style().dot_makes_ordinal
                            && self.tokens.mark(at + 1) == Some('.')
                            && self.tokens.adjacent_number(at + 2).is_none())
                        .then_some(at + 2)
                    })
                })
                .flatten();
            return Some(DayNumber {
                number,
                is_ordinal: suffix.is_some(),
                is_spelled: false,
                end: suffix.unwrap_or(at + 1),
            });
        }
        let spelled = |(number, end), is_ordinal| DayNumber {
            number,
            is_ordinal,
            is_spelled: true,
            end,
        };
        // In Romance languages only the first day has an ordinal.
        self.find(at, ordinal)
            .filter(|&(number, _)| number == 1 || !self.style().cardinal_days)
            .map(|found| spelled(found, true))
            .or_else(|| self.find(at, cardinal).map(|found| spelled(found, false)))
    }

    pub(super) fn date(&self, at: usize) -> Option<Mention> {
        self.date_on(at, None)
    }

    /// A day and a month, of a weekday said with them.
    pub(super) fn date_on(&self, at: usize, weekday: Option<i8>) -> Option<Mention> {
        self.day_before_month(at, weekday)
            .or_else(|| self.month_before_day(at, weekday))
    }

    /// "2 December", "the twelfth of November", "4 al 8 de diciembre".
    fn day_before_month(&self, at: usize, weekday: Option<i8>) -> Option<Mention> {
        let first = self.day_number(at)?;
        if let Some(month) = self.month_after(first) {
            let (year, end) = self.year_after(month.end);
            let date = self.dated(year, month.number, first.number, weekday)?;
            if year.is_none() && self.is(end, Meaning::NotATime).is_some() {
                return None;
            }
            return Some(Mention::new(at, end, (date, date)).absolute());
        }
        let second_at = self.second_day_at(at, first.end)?;
        let second = self.day_number(second_at)?;
        let month = self.month_after(second)?;
        let (year, end) = self.year_after(month.end);
        let from = self.dated(year, month.number, first.number, weekday)?;
        let until = self.dated(Some(from.year()), month.number, second.number, None)?;
        (from <= until).then(|| Mention::new(at, end, (from, until)).absolute())
    }

    /// "December 2nd", "march fourteenth", "December 4 to 8".
    fn month_before_day(&self, at: usize, weekday: Option<i8>) -> Option<Mention> {
        if !self.style().month_before_day {
            return None;
        }
        let month = self.named_month(at, true)?;
        let dot = usize::from(self.tokens.adjacent_mark(month.end) == Some('.'));
        // "January, the sixteenth".
        let after_comma = self.skip_comma(month.end + dot);
        let day_at = self.skip(after_comma, Meaning::Article);
        let day = self.day_number(day_at)?;
        if after_comma != month.end + dot && (day_at == after_comma || !day.is_ordinal) {
            return None;
        }
        if month.is_ambiguous
            && (day.is_spelled || !day.is_ordinal)
            && !self.has_capital(at)
            && !self.may_end_day(day.end)
            && self.year_after(day.end).0.is_none()
        {
            return None;
        }
        // "December 2026" has no day, "December 2:30" an hour.
        if self.tokens.adjacent_mark(day.end) == Some(':') {
            return None;
        }
        let (year, end) = self.year_after(day.end);
        let from = self.dated(year, month.number, day.number, weekday)?;
        if let Some(second) = self
            .second_day_at(at, day.end)
            .and_then(|second_at| self.day_number(second_at))
            && !self.is_hour(second.end)
            && let (year, end) = self.year_after(second.end)
            && let Some(until) = self.dated(
                Some(year.unwrap_or(from.year())),
                month.number,
                second.number,
                None,
            )
            && self.may_end_day(end)
            && let Some(from) = self.dated(year, month.number, day.number, weekday)
            && from <= until
        {
            return Some(Mention::new(at, end, (from, until)).absolute());
        }
        Some(Mention::new(at, end, (from, from)).absolute())
    }

    /// Where the second of two days begins.
    fn second_day_at(&self, at: usize, end: usize) -> Option<usize> {
        let next = self
            .is(end, Meaning::DayTo)
            .or_else(|| self.is(end, Meaning::To))
            .or_else(|| (self.tokens.mark(end) == Some('-')).then_some(end + 1))
            .or_else(|| {
                self.is_between(at)
                    .then(|| self.is(end, Meaning::And))
                    .flatten()
            })?;
        Some(
            [
                Meaning::DayPreposition,
                Meaning::DayArticle,
                Meaning::Article,
            ]
            .into_iter()
            .find_map(|article| self.is(next, article))
            .unwrap_or(next),
        )
    }

    /// Whether "between" or "between the" precedes.
    fn is_between(&self, at: usize) -> bool {
        self.follows(at, &[Meaning::Between, Meaning::DayFrom])
            || at.checked_sub(1).is_some_and(|article| {
                self.is(article, Meaning::Article) == Some(at)
                    && self.follows(article, &[Meaning::Between])
            })
    }

    fn month_after(&self, day: DayNumber) -> Option<NamedMonth> {
        let month_at = self.skip(day.end, Meaning::Of);
        let month = self.named_month(month_at, true)?;
        let is_clear = !month.is_ambiguous
            || day.is_ordinal
            || month_at != day.end
            || self.has_capital(month_at);
        is_clear.then_some(month)
    }

    fn has_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capital)
    }

    fn named_month(&self, at: usize, abbreviated: bool) -> Option<NamedMonth> {
        let ((number, is_ambiguous, is_short), end) = self.find(at, |meaning| match meaning {
            Meaning::Month(number) => Some((number, false, false)),
            Meaning::AmbiguousMonth(number) => Some((number, true, false)),
            Meaning::MonthAbbreviation(number) if abbreviated => Some((number, false, true)),
            _ => None,
        })?;
        let has_dot = is_short
            && self.tokens.adjacent_mark(end) == Some('.')
            && self.tokens.number(end + 1).is_none();
        Some(NamedMonth {
            number,
            is_ambiguous,
            end: end + usize::from(has_dot),
        })
    }

    /// A month without a day, and whether it is also another word.
    pub(super) fn month(&self, at: usize) -> Option<(i8, bool, usize)> {
        let month = self.named_month(at, false)?;
        Some((month.number, month.is_ambiguous, month.end))
    }

    /// A weekday that contradicts a year is ignored.
    fn dated(&self, year: Option<i16>, month: i8, day: i8, weekday: Option<i8>) -> Option<Date> {
        match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => date_without_year(self.today, month, day, weekday),
        }
    }

    /// "The 27th", "on the sixteenth", "el seis", "am 3.": the next such day.
    pub(super) fn day_of_month(&self, at: usize) -> Option<Mention> {
        let day = self.day_number(at)?;
        let is_day = if day.is_ordinal && !day.is_spelled {
            self.follows(
                at,
                &[
                    Meaning::DayArticle,
                    Meaning::DayPreposition,
                    Meaning::DayFrom,
                ],
            )
        } else {
            (day.is_ordinal || self.style().cardinal_days)
                && self.follows(at, &[Meaning::DayPreposition, Meaning::DayFrom])
                || day.is_ordinal && self.end_of_the_month(day.end).is_some()
        };
        if !is_day || self.is_house_number(at) {
            return None;
        }
        let mention = self.second_day_of_month(at)?;
        // "On the first and second floor" is no day.
        if day.is_spelled
            && let Some(next) = self.is(day.end, Meaning::And)
            && !self.is_any(next, &[Meaning::DayPreposition, Meaning::DayArticle])
        {
            return None;
        }
        Some(mention)
    }

    /// "La vecina del 9", "j'habite au 9": what is before the preposition has a number.
    fn is_house_number(&self, at: usize) -> bool {
        (1..=3).any(|back| {
            at.checked_sub(back).is_some_and(|start| {
                let introduces = self.meanings(start).any(|(meaning, end)| {
                    end == at
                        && matches!(
                            meaning,
                            Meaning::DayArticle | Meaning::DayPreposition | Meaning::DayFrom
                        )
                });
                introduces
                    && start
                        .checked_sub(1)
                        .is_some_and(|before| self.is(before, Meaning::Resident) == Some(start))
            })
        })
    }

    /// A day of the month that something else introduces.
    pub(super) fn second_day_of_month(&self, at: usize) -> Option<Mention> {
        let day = self.day_number(at)?;
        let is_day = day.is_ordinal || self.style().cardinal_days;
        let end = self.end_of_the_month(day.end);
        // "The first of every month".
        if let Some(next) = self.is(day.end, Meaning::Of)
            && self.is(next, Meaning::Every).is_some()
        {
            return None;
        }
        if !is_day || self.is_hour(day.end) || end.is_none() && !self.may_end_day(day.end) {
            return None;
        }
        let date = match end {
            Some((offset @ (1 | -1), _)) => {
                let (first, _) = calendar_unit(self.today, Unit::Month, offset)?;
                Date::new(first.year(), first.month(), day.number).ok()?
            }
            _ => coming_day_of_month(self.today, day.number, None)?,
        };
        let end = end.map_or(day.end, |(_, end)| end);
        Some(Mention::new(at, end, (date, date)))
    }

    /// "Of the month", "of next month": months from the current one.
    fn end_of_the_month(&self, at: usize) -> Option<(i64, usize)> {
        let next = self.is(at, Meaning::Of)?;
        self.relative_month(next)
            .or_else(|| self.relative_month(self.is(next, Meaning::Article)?))
    }

    /// "Month", "next month": months from the current one.
    pub(super) fn relative_month(&self, at: usize) -> Option<(i64, usize)> {
        let (unit, offset, end) = self
            .modified_unit(at)
            .or_else(|| self.unit(at).map(|(unit, end)| (unit, 0, end)))?;
        (unit == Unit::Month).then_some((offset, end))
    }
}
