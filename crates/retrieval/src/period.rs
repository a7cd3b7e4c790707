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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Wednesday, 17 June 2026, at noon.
    const NOW: i64 = 1_781_697_600;

    fn named(language: &str, text: &str) -> Option<(String, String)> {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let period = Period::named(&words, Lexicon::of(language), NOW)?;
        let date = |seconds| {
            let moment = Timestamp::from_second(seconds).unwrap();
            moment.to_zoned(TimeZone::UTC).date().to_string()
        };
        Some((date(period.start), date(period.end)))
    }

    #[test]
    fn a_time_is_named_in_english_spanish_and_german() {
        for (texts, start, end) in [
            (["today", "hoy", "heute"], "2026-06-17", "2026-06-18"),
            (["yesterday", "ayer", "gestern"], "2026-06-16", "2026-06-17"),
            (
                ["the day before yesterday", "anteayer", "vorgestern"],
                "2026-06-15",
                "2026-06-16",
            ),
            (
                ["last week", "la semana pasada", "letzte woche"],
                "2026-06-08",
                "2026-06-15",
            ),
            (
                ["this week", "esta semana", "diese woche"],
                "2026-06-15",
                "2026-06-22",
            ),
            (
                ["last month", "el mes pasado", "letzten monat"],
                "2026-05-01",
                "2026-06-01",
            ),
            (
                ["last year", "el ano pasado", "letztes jahr"],
                "2025-01-01",
                "2026-01-01",
            ),
            (
                ["two weeks ago", "hace dos semanas", "vor zwei wochen"],
                "2026-06-01",
                "2026-06-08",
            ),
            (
                ["a month ago", "hace un mes", "vor einem monat"],
                "2026-05-01",
                "2026-06-01",
            ),
            (
                ["the last 3 days", "ultimos 3 dias", "letzten 3 tage"],
                "2026-06-14",
                "2026-06-18",
            ),
            (["in may", "en mayo", "im mai"], "2026-05-01", "2026-06-01"),
            (
                ["in december", "en diciembre", "im dezember"],
                "2025-12-01",
                "2026-01-01",
            ),
            (
                ["may 5th 2023", "5 de mayo de 2023", "5 mai 2023"],
                "2023-05-05",
                "2023-05-06",
            ),
            (
                ["on monday", "el lunes", "am montag"],
                "2026-06-15",
                "2026-06-16",
            ),
            (
                ["in 2024", "en 2024", "im jahr 2024"],
                "2024-01-01",
                "2025-01-01",
            ),
        ] {
            for (language, text) in ["en", "es", "de"].into_iter().zip(texts) {
                let expected = Some((start.to_owned(), end.to_owned()));
                assert_eq!(named(language, text), expected, "{text}");
            }
        }
    }

    #[test]
    fn a_word_that_is_only_sometimes_a_month_needs_a_sign_of_it() {
        assert_eq!(named("en", "may i ask something"), None);
        assert_eq!(named("en", "the march to the top"), None);
        assert!(named("en", "march 3").is_some());
    }

    #[test]
    fn words_of_other_languages_name_no_time() {
        assert_eq!(named("fr", "la semaine derniere"), None);
        assert_eq!(named("en", "gestern"), None);
    }

    #[test]
    fn what_is_said_soon_after_fits_less_and_less() {
        let day = 86_400;
        let period = Period { start: 0, end: day };
        assert!((period.fit(day / 2) - 1.0).abs() < f32::EPSILON);
        assert!(period.fit(2 * day) > period.fit(4 * day));
        assert!(period.fit(9 * day).abs() < f32::EPSILON);
        assert!(period.fit(-2 * day).abs() < f32::EPSILON);
    }

    proptest! {
        #[test]
        fn any_words_at_any_time_name_at_most_a_period_that_begins_before_it_ends(
            words in proptest::collection::vec(
                "last|this|ago|[0-9]{1,4}|-?[0-9]{1,3}|week|days|years|may|of|5th|monday|2023|\\PC{0,4}", 0..8),
            now in any::<i64>(),
        ) {
            if let Some(period) = Period::named(&words, Lexicon::of("en"), now) {
                prop_assert!(period.start < period.end);
            }
        }
    }
}
