//! Relative days and durations in English.

use jiff::civil::Date;

const DAYS_UNTIL_WEEKS: i64 = 14;
const DAYS_UNTIL_MONTHS: i64 = 60;
const MONTHS_UNTIL_YEARS: i64 = 24;

/// How many calendar days, weeks, months or years ago a day was; "today" for a day in the future.
pub(super) fn ago(then: Date, today: Date) -> String {
    let days = today.duration_since(then).as_hours() / 24;
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..DAYS_UNTIL_WEEKS => format!("{} ago", pluralize(days, "day")),
        DAYS_UNTIL_WEEKS..DAYS_UNTIL_MONTHS => format!("{} ago", pluralize(days / 7, "week")),
        _ => match whole_months(then, today) {
            months @ ..MONTHS_UNTIL_YEARS => format!("{} ago", pluralize(months, "month")),
            months => format!("{} ago", pluralize(months / 12, "year")),
        },
    }
}

/// A rounded duration: 52 seconds, 4 minutes, 1 hour 5 minutes.
pub(super) fn duration(seconds: u64) -> String {
    if seconds < 60 {
        return pluralize(seconds, "second");
    }
    let minutes = seconds / 60 + u64::from(seconds % 60 >= 30);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => pluralize(minutes, "minute"),
        (hours, 0) => pluralize(hours, "hour"),
        (hours, minutes) => format!(
            "{} {}",
            pluralize(hours, "hour"),
            pluralize(minutes, "minute")
        ),
    }
}

/// A number with its unit: 1 day, 2 days.
pub(super) fn pluralize(number: impl Into<i128>, unit: &str) -> String {
    let number = number.into();
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

fn whole_months(from: Date, to: Date) -> i64 {
    let years = i64::from(to.year()) - i64::from(from.year());
    let months = i64::from(to.month()) - i64::from(from.month());
    years * 12 + months - i64::from(to.day() < from.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str) -> Date {
        date.parse().unwrap()
    }

    #[test]
    fn calendar_days_are_counted_first_and_larger_units_later() {
        let today = day("2026-11-23");
        for (date, expected) in [
            ("2026-11-24", "today"),
            ("2026-11-23", "today"),
            ("2026-11-22", "yesterday"),
            ("2026-11-21", "2 days ago"),
            ("2026-11-10", "13 days ago"),
            ("2026-11-09", "2 weeks ago"),
            ("2026-09-25", "8 weeks ago"),
            ("2026-09-24", "1 month ago"),
            ("2026-09-23", "2 months ago"),
            ("2024-11-24", "23 months ago"),
            ("2024-11-23", "2 years ago"),
            ("2016-12-01", "9 years ago"),
        ] {
            assert_eq!(ago(day(date), today), expected, "{date}");
        }
    }

    #[test]
    fn the_first_and_last_day_are_in_range() {
        assert_eq!(ago(Date::MIN, Date::MAX), "19998 years ago");
        assert_eq!(ago(Date::MAX, Date::MIN), "today");
    }

    #[test]
    fn a_duration_is_rounded() {
        for (seconds, expected) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (89, "1 minute"),
            (90, "2 minutes"),
            (3599, "1 hour"),
            (3900, "1 hour 5 minutes"),
        ] {
            assert_eq!(duration(seconds), expected, "{seconds}");
        }
        assert!(duration(u64::MAX).contains(" hours"));
    }
}
