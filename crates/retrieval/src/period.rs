//! The time that a question names: "last week", "im Mai", "hace dos meses".

use jiff::{
    SignedDuration, Span, Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};

use crate::lexicon::{Lexicon, year};

/// People tell things after they happened: for so long after it, what is said
/// may still be about the time that is asked for.
const TOLD_LATER: f32 = 7.0 * DAY;
/// Where the caller lives it may already be tomorrow.
const TOLD_BEFORE: f32 = DAY;
const DAY: f32 = 86_400.0;

/// Full days of the UTC calendar, from the first to before the last second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    start: i64,
    end: i64,
}

impl Period {
    /// How well a moment fits: 1 within the period, falling to 0 one day before
    /// it and one week after it.
    #[expect(clippy::cast_precision_loss, reason = "days matter, not seconds")]
    pub(crate) fn fit(self, moment: i64) -> f32 {
        let before = self.start.saturating_sub(moment) as f32 / TOLD_BEFORE;
        let after = moment.saturating_sub(self.end) as f32 / TOLD_LATER;
        (1.0 - before.max(after)).clamp(0.0, 1.0)
    }

    /// The first time that folded words name, as seen at `now`.
    pub(crate) fn named(words: &[String], lexicon: &Lexicon, now: i64) -> Option<Self> {
        let today = Timestamp::from_second(now)
            .ok()?
            .to_zoned(TimeZone::UTC)
            .date();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        (0..words.len()).find_map(|at| {
            let (before, rest) = words.split_at_checked(at)?;
            let reader = Reader {
                lexicon,
                today,
                before,
            };
            let (first, end) = reader.period(rest)?;
            let seconds =
                |date: Date| Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second());
            Some(Self {
                start: seconds(first)?,
                end: seconds(end)?,
            })
        })
    }
}

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
type Days = (Date, Date);

struct Reader<'a> {
    lexicon: &'a Lexicon,
    today: Date,
    before: &'a [&'a str],
}

impl Reader<'_> {
    /// The period that the first of these words begin to name.
    fn period(&self, words: &[&str]) -> Option<Days> {
        let days = &self.lexicon.days;
        let is = |list: &[&str], n: usize| words.get(n).is_some_and(|word| list.contains(word));
        let number = |n: usize| words.get(n).and_then(|word| self.lexicon.number(word));
        let unit = |n: usize| words.get(n).and_then(|word| self.unit(word));
        if let Some(date) = words.first().and_then(|word| word.parse::<Date>().ok()) {
            return one_day(date);
        }
        if is(days.today, 0) {
            return one_day(self.today);
        }
        if is(days.before_yesterday, 0) || words.starts_with(&["day", "before", "yesterday"]) {
            return self.ago(2, Unit::Day);
        }
        if is(days.yesterday, 0) {
            return self.ago(1, Unit::Day);
        }
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
        if is(days.last, 0) || is(days.this, 0) {
            if let (Some(n), Some(unit), true) = (number(1), unit(2), is(days.last, 0)) {
                return self.past(n, unit);
            }
            if let Some(unit) = unit(1) {
                return self.ago(i8::from(is(days.last, 0)), unit);
            }
        }
        if let (Some(unit), true) = (unit(0), is(days.last, 1)) {
            return self.ago(1, unit);
        }
        self.date(words)
            .or_else(|| self.weekday(words))
            .or_else(|| whole_year(year(words.first()?)?))
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
    fn weekday(&self, words: &[&str]) -> Option<Days> {
        let number = self.lexicon.weekday(words.first()?)?;
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
