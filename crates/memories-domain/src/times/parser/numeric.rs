//! Dates in digits: 2026-11-10, 23.10., 23/10/2026.

use jiff::civil::Date;

use super::{Mention, Parser};
use crate::times::{calendar::date_without_year, meaning::Meaning};

impl Parser<'_> {
    pub(super) fn numeric_date(&self, at: usize) -> Option<Mention> {
        let (first, digits) = self.tokens.number(at)?;
        if self.continues_number(at) {
            return None;
        }
        if digits == 4 {
            return self.iso_date(at, first);
        }
        let separator = self.tokens.adjacent_mark(at + 1)?;
        let (second, second_digits) = self.tokens.adjacent_number(at + 2)?;
        if digits > 2 || second_digits > 2 || !matches!(separator, '.' | '/' | '-') {
            return None;
        }
        let year = self
            .tokens
            .adjacent_mark(at + 3)
            .filter(|&mark| mark == separator)
            .and_then(|_| self.tokens.adjacent_number(at + 4));
        match year {
            Some((year, year_digits @ (2 | 4))) => {
                let year = i16::try_from(year).ok()?;
                let year = if year_digits == 2 {
                    self.full_year(year)?
                } else {
                    year
                };
                if !(1900..=2100).contains(&year) || self.is_continued(at + 5) {
                    return None;
                }
                let date = self.day_and_month(first, second, separator, |month, day| {
                    Date::new(year, month, day).ok()
                })?;
                Some(Mention::new(at, at + 5, (date, date)).absolute())
            }
            Some(_) => None,
            None => self.date_of_two(at, first, second, separator),
        }
    }

    /// "23.10.", "am 23.10", "on 10/23".
    fn date_of_two(&self, at: usize, day: u32, month: u32, separator: char) -> Option<Mention> {
        let has_final_dot = separator == '.'
            && self.style().dot_makes_ordinal
            && self.tokens.adjacent_mark(at + 3) == Some('.');
        let end = at + 3 + usize::from(has_final_dot);
        let is_introduced = self.follows(
            at,
            &[
                Meaning::Preposition,
                Meaning::DayPreposition,
                Meaning::DayArticle,
                Meaning::DayFrom,
                Meaning::DayTo,
            ],
        ) || at
            .checked_sub(1)
            .is_some_and(|before| self.find(before, super::any_weekday).is_some());
        let accepted = match separator {
            '.' => has_final_dot || self.style().dot_makes_ordinal && is_introduced,
            '/' => is_introduced && self.may_end_day(end) || self.clock(end).is_some(),
            _ => false,
        };
        if !accepted || self.is_continued(end) {
            return None;
        }
        let date = self.day_and_month(day, month, separator, |month, day| {
            date_without_year(self.today, month, day, None)
        })?;
        Some(Mention::new(at, end, (date, date)).absolute())
    }

    fn iso_date(&self, at: usize, year: u32) -> Option<Mention> {
        let (month, month_digits) = self.tokens.adjacent_number(at + 2)?;
        let (day, day_digits) = self.tokens.adjacent_number(at + 4)?;
        let separators = (
            self.tokens.adjacent_mark(at + 1)?,
            self.tokens.adjacent_mark(at + 3)?,
        );
        if !matches!(separators, ('-', '-') | ('/', '/'))
            || month_digits > 2
            || day_digits > 2
            || !(1900..=2100).contains(&year)
            || self
                .tokens
                .adjacent_mark(at + 5)
                .is_some_and(|mark| mark == '-')
        {
            return None;
        }
        let date = Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()?;
        let mention = Mention::new(at, at + 5, (date, date)).absolute();
        let is_t = self.tokens.folded(at + 5) == "t";
        let hour = at + 5 + usize::from(is_t);
        let Some((time, end)) = self.hour_and_minute(hour) else {
            return Some(mention);
        };
        Some(Mention {
            end,
            time: Some(time),
            ..mention
        })
    }

    /// Which of two numbers is the day. Where the region does not tell, an English
    /// date is the one that comes next.
    fn day_and_month(
        &self,
        first: u32,
        second: u32,
        separator: char,
        date: impl Fn(i8, i8) -> Option<Date>,
    ) -> Option<Date> {
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        let day_first = date(second, first);
        let month_first = date(first, second);
        let is_month_first = if separator == '.' {
            Some(false)
        } else {
            self.month_first
        };
        match (day_first, month_first) {
            (Some(day_first), Some(month_first)) => Some(match is_month_first {
                Some(false) => day_first,
                Some(true) => month_first,
                None => {
                    let upcoming = [month_first, day_first]
                        .into_iter()
                        .filter(|&date| date >= self.today)
                        .min();
                    upcoming.unwrap_or(month_first)
                }
            }),
            (date, other) => date.or(other),
        }
    }

    /// 26 is 2026, 58 is 1958.
    fn full_year(&self, year: i16) -> Option<i16> {
        let century = self.today.year().checked_div(100)?.checked_mul(100)?;
        let full = century.checked_add(year)?;
        if full > self.today.year().checked_add(10)? {
            full.checked_sub(100)
        } else {
            Some(full)
        }
    }

    /// Whether a number is the rest of a longer one: 202-555-0188, 1.725.
    pub(super) fn continues_number(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let is_adjacent = self.tokens.get(at).is_some_and(|token| token.is_adjacent);
        if !is_adjacent {
            return matches!(self.tokens.mark(before), Some('$' | '€' | '£' | '#'));
        }
        match self.tokens.mark(before) {
            Some('(' | '"' | '“' | '„' | '«' | '[' | '>' | '=' | '\n') => false,
            // "8-10" is a range, "202-555-0188" one number.
            Some('-') if self.is_range(before) => false,
            Some('-' | ',' | ':' | '.' | '/') => before
                .checked_sub(1)
                .and_then(|number| self.tokens.number(number))
                .is_some_and(|_| {
                    self.tokens
                        .get(before)
                        .is_some_and(|token| token.is_adjacent)
                }),
            _ => true,
        }
    }

    /// Whether a dash stands between two short numbers and no others.
    fn is_range(&self, dash: usize) -> bool {
        let is_short = |number: Option<(u32, u8)>| number.is_some_and(|(_, digits)| digits <= 2);
        let Some(first) = dash.checked_sub(1) else {
            return false;
        };
        is_short(self.tokens.number(first))
            && is_short(self.tokens.number(dash + 1))
            && !self.is_continued(dash + 2)
            && !self.continues_number(first)
    }

    fn is_continued(&self, at: usize) -> bool {
        self.tokens
            .adjacent_mark(at)
            .is_some_and(|mark| matches!(mark, '.' | '/' | '-' | ',' | '%'))
            && self.tokens.adjacent_number(at + 1).is_some()
    }
}
