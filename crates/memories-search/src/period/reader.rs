//! From words to days of the calendar.

use jiff::{
    SignedDuration, Span, ToSpan,
    civil::{Date, Weekday},
};

use crate::lexicon::{Lexicon, year};

/// A calendar's units.
#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// The first day of a period and the first day after it.
pub(super) type Days = (Date, Date);

/// Reads words as somebody means them on a day.
pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) today: Date,
    /// The words before those that are read.
    pub(super) before: &'a [&'a str],
}

impl Reader<'_> {
    /// The period that the first of these words begin to name.
    pub(super) fn period(&self, words: &[&str]) -> Option<Days> {
        let first = words.first()?;
        if let Ok(date) = first.parse::<Date>() {
            return one_day(date);
        }
        self.day(words)
            .or_else(|| self.counted(words))
            .or_else(|| self.date(words))
            .or_else(|| self.weekday(first))
            .or_else(|| whole_year(year(first)?))
    }

    /// "Today", "yesterday", "vorgestern".
    fn day(&self, words: &[&str]) -> Option<Days> {
        let days = &self.lexicon.days;
        let first = words.first()?;
        if days.today.contains(first) {
            one_day(self.today)
        } else if days.before_yesterday.contains(first)
            || words.starts_with(&["day", "before", "yesterday"])
        {
            self.ago(2, Unit::Day)
        } else if days.yesterday.contains(first) {
            self.ago(1, Unit::Day)
        } else {
            None
        }
    }

    /// "This week", "last month", "semana pasada", "two weeks ago", "the last
    /// three days".
    fn counted(&self, words: &[&str]) -> Option<Days> {
        let days = &self.lexicon.days;
        let is = |list: &[&str], n: usize| words.get(n).is_some_and(|word| list.contains(word));
        let number = |n: usize| words.get(n).and_then(|word| self.lexicon.number(word));
        let unit = |n: usize| words.get(n).and_then(|word| self.unit(word));
        if is(days.ago, 0)
            && let (Some(n), Some(unit)) = (number(1), unit(2))
        {
            return self.ago(n, unit);
        }
        if let (Some(n), Some(unit)) = (number(0), unit(1))
            && is(days.ago, 2)
        {
            return self.ago(n, unit);
        }
        if is(days.last, 0)
            && let (Some(n), Some(unit)) = (number(1), unit(2))
        {
            return self.past(n, unit);
        }
        if (is(days.last, 0) || is(days.this, 0))
            && let Some(unit) = unit(1)
        {
            return self.ago(i8::from(is(days.last, 0)), unit);
        }
        if let (Some(unit), true) = (unit(0), is(days.last, 1)) {
            return self.ago(1, unit);
        }
        None
    }

    fn unit(&self, word: &str) -> Option<Unit> {
        let days = &self.lexicon.days;
        [
            (days.day, Unit::Day),
            (days.week, Unit::Week),
            (days.weekend, Unit::Weekend),
            (days.month, Unit::Month),
            (days.year, Unit::Year),
        ]
        .into_iter()
        .find_map(|(list, unit)| list.contains(&word).then_some(unit))
    }

    /// The n-th unit before the present one.
    fn ago(&self, n: i8, unit: Unit) -> Option<Days> {
        let monday = |date: Date| {
            let days = i64::from(date.weekday().to_monday_zero_offset());
            date.checked_sub(SignedDuration::from_hours(24 * days)).ok()
        };
        match unit {
            Unit::Day => one_day(self.back(n.days())?),
            Unit::Week => starting(monday(self.back(n.weeks())?)?, 1.week()),
            Unit::Weekend => {
                let monday = monday(self.back(n.weeks())?)?;
                starting(monday.checked_add(5.days()).ok()?, 2.days())
            }
            Unit::Month => starting(self.back(n.months())?.first_of_month(), 1.month()),
            Unit::Year => whole_year(self.back(n.years())?.year()),
        }
    }

    /// The last n units up to today.
    fn past(&self, n: i8, unit: Unit) -> Option<Days> {
        let span = match unit {
            Unit::Day => n.days(),
            Unit::Week | Unit::Weekend => n.weeks(),
            Unit::Month => n.months(),
            Unit::Year => n.years(),
        };
        Some((self.back(span)?, self.today.tomorrow().ok()?))
    }

    /// "May", "5 May", "May 5th 2023", "5. Mai", "5 de mayo de 2023".
    fn date(&self, words: &[&str]) -> Option<Days> {
        let mut month = None;
        let (mut day, mut in_year) = (None, None);
        let mut before = self.before.last().copied();
        for (at, word) in words.iter().take(5).enumerate() {
            if let (None, Some(number)) = (month, self.lexicon.month(word)) {
                // A day right before it leaves no doubt.
                if day.is_none() && self.lexicon.is_doubtful_month(word, before) {
                    let next = words.get(at + 1).copied();
                    next.and_then(|next| day_of_month(next).or(year(next).map(|_| 0)))?;
                }
                month = Some(number);
            } else if let (None, Some(number)) = (day, day_of_month(word)) {
                day = Some(number);
            } else if let (Some(_), Some(number)) = (month, year(word)) {
                in_year = Some(number);
                break;
            } else if at == 0 || !matches!(*word, "de" | "of" | "the" | "del") {
                break;
            }
            before = Some(word);
        }
        let month = month?;
        let year = in_year.unwrap_or_else(|| {
            let begun = (month, day.unwrap_or(1)) <= (self.today.month(), self.today.day());
            self.today.year() - i16::from(!begun)
        });
        match day {
            Some(day) => one_day(Date::new(year, month, day).ok()?),
            None => starting(Date::new(year, month, 1).ok()?, 1.month()),
        }
    }

    /// The latest such day before today.
    fn weekday(&self, word: &str) -> Option<Days> {
        let number = self.lexicon.weekday(word)?;
        let weekday = Weekday::from_monday_one_offset(number).ok()?;
        one_day(self.today.nth_weekday(-1, weekday).ok()?)
    }

    fn back(&self, span: Span) -> Option<Date> {
        self.today.checked_sub(span).ok()
    }
}

/// "5", "5th".
fn day_of_month(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn one_day(date: Date) -> Option<Days> {
    starting(date, 1.day())
}

fn whole_year(year: i16) -> Option<Days> {
    starting(Date::new(year, 1, 1).ok()?, 1.year())
}

fn starting(first: Date, span: Span) -> Option<Days> {
    Some((first, first.checked_add(span).ok()?))
}
