use jiff::{
    SignedDuration, Span, ToSpan,
    civil::{Date, Weekday},
};

use crate::text::temporal::{TemporalLexicon, year};

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// The first day of a period and the first day after it.
pub(super) type DateRange = (Date, Date);

pub(super) struct PeriodParser<'a> {
    pub(super) lexicon: &'a TemporalLexicon,
    pub(super) today: Date,
    /// The words before those to parse.
    pub(super) preceding: &'a [&'a str],
}

impl PeriodParser<'_> {
    /// The period named by the first words.
    pub(super) fn parse(&self, words: &[&str]) -> Option<DateRange> {
        let first = words.first()?;
        if first.starts_with(|c: char| c.is_ascii_digit())
            && let Ok(date) = first.parse::<Date>()
        {
            return one_day(date);
        }
        self.relative_day(words)
            .or_else(|| self.relative_unit(words))
            .or_else(|| self.date(words))
            .or_else(|| self.weekday(first))
            .or_else(|| whole_year(year(first)?))
    }

    /// "Today", "yesterday", "vorgestern".
    fn relative_day(&self, words: &[&str]) -> Option<DateRange> {
        let days = &self.lexicon.days;
        let first = words.first()?;
        if days.today.contains(first) {
            one_day(self.today)
        } else if days.day_before_yesterday.contains(first)
            || words.starts_with(&["day", "before", "yesterday"])
        {
            self.units_ago(2, Unit::Day)
        } else if days.yesterday.contains(first) {
            self.units_ago(1, Unit::Day)
        } else {
            None
        }
    }

    /// "This week", "last month", "semana pasada", "two weeks ago", "the last
    /// three days".
    fn relative_unit(&self, words: &[&str]) -> Option<DateRange> {
        let days = &self.lexicon.days;
        let is = |list: &[&str], n: usize| words.get(n).is_some_and(|word| list.contains(word));
        let number = |n: usize| words.get(n).and_then(|word| self.lexicon.number(word));
        let unit = |n: usize| words.get(n).and_then(|word| self.unit(word));
        if is(days.ago, 0)
            && let (Some(n), Some(unit)) = (number(1), unit(2))
        {
            return self.units_ago(n, unit);
        }
        if let (Some(n), Some(unit)) = (number(0), unit(1))
            && is(days.ago, 2)
        {
            return self.units_ago(n, unit);
        }
        if is(days.last, 0)
            && let (Some(n), Some(unit)) = (number(1), unit(2))
        {
            return self.last_units(n, unit);
        }
        if (is(days.last, 0) || is(days.this, 0))
            && let Some(unit) = unit(1)
        {
            return self.units_ago(i8::from(is(days.last, 0)), unit);
        }
        if let (Some(unit), true) = (unit(0), is(days.last, 1)) {
            return self.units_ago(1, unit);
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

    /// The n-th unit before the current one.
    fn units_ago(&self, n: i8, unit: Unit) -> Option<DateRange> {
        let monday = |date: Date| {
            let days = i64::from(date.weekday().to_monday_zero_offset());
            date.checked_sub(SignedDuration::from_hours(24 * days)).ok()
        };
        match unit {
            Unit::Day => one_day(self.before_today(n.days())?),
            Unit::Week => starting_at(monday(self.before_today(n.weeks())?)?, 1.week()),
            Unit::Weekend => {
                let monday = monday(self.before_today(n.weeks())?)?;
                starting_at(monday.checked_add(5.days()).ok()?, 2.days())
            }
            Unit::Month => starting_at(self.before_today(n.months())?.first_of_month(), 1.month()),
            Unit::Year => whole_year(self.before_today(n.years())?.year()),
        }
    }

    /// The last n units up to today.
    fn last_units(&self, n: i8, unit: Unit) -> Option<DateRange> {
        let span = match unit {
            Unit::Day => n.days(),
            Unit::Week | Unit::Weekend => n.weeks(),
            Unit::Month => n.months(),
            Unit::Year => n.years(),
        };
        Some((self.before_today(span)?, self.today.tomorrow().ok()?))
    }

    /// "May", "5 May", "May 5th 2023", "5. Mai", "5 de mayo de 2023".
    fn date(&self, words: &[&str]) -> Option<DateRange> {
        let mut month = None;
        let (mut day, mut year_named) = (None, None);
        let mut previous = self.preceding.last().copied();
        for (position, word) in words.iter().take(5).enumerate() {
            if let (None, Some(number)) = (month, self.lexicon.month(word)) {
                // A day just before it disambiguates.
                if day.is_none() && self.lexicon.is_ambiguous_month(word, previous) {
                    let next = words.get(position + 1).copied();
                    next.and_then(|next| day_of_month(next).or(year(next).map(|_| 0)))?;
                }
                month = Some(number);
            } else if let (None, Some(number)) = (day, day_of_month(word)) {
                day = Some(number);
            } else if let (Some(_), Some(number)) = (month, year(word)) {
                year_named = Some(number);
                break;
            } else if position == 0 || !matches!(*word, "de" | "of" | "the" | "del") {
                break;
            }
            previous = Some(word);
        }
        let month = month?;
        let year = year_named.unwrap_or_else(|| {
            let has_begun = (month, day.unwrap_or(1)) <= (self.today.month(), self.today.day());
            self.today.year() - i16::from(!has_begun)
        });
        match day {
            Some(day) => one_day(Date::new(year, month, day).ok()?),
            None => starting_at(Date::new(year, month, 1).ok()?, 1.month()),
        }
    }

    /// The last such weekday before today.
    fn weekday(&self, word: &str) -> Option<DateRange> {
        let number = self.lexicon.weekday(word)?;
        let weekday = Weekday::from_monday_one_offset(number).ok()?;
        one_day(self.today.nth_weekday(-1, weekday).ok()?)
    }

    fn before_today(&self, span: Span) -> Option<Date> {
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

fn one_day(date: Date) -> Option<DateRange> {
    starting_at(date, 1.day())
}

fn whole_year(year: i16) -> Option<DateRange> {
    starting_at(Date::new(year, 1, 1).ok()?, 1.year())
}

fn starting_at(first: Date, span: Span) -> Option<DateRange> {
    Some((first, first.checked_add(span).ok()?))
}
