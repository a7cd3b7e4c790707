//! Relative days, dates and durations in English, in UTC.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

const DAYS_UNTIL_WEEKS: i64 = 14;
const DAYS_UNTIL_MONTHS: i64 = 60;
const MONTHS_UNTIL_YEARS: i64 = 24;

/// How many calendar days, weeks, months or years ago a moment was; "today" for a
/// moment in the future.
pub(super) fn ago(moment: Timestamp, now: Timestamp) -> String {
    let (then, today) = (day(moment), day(now));
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

/// For example, 18 November 2026.
pub(super) fn long_date(moment: Timestamp) -> String {
    day(moment).strftime("%-d %B %Y").to_string()
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

fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

fn whole_months(from: Date, to: Date) -> i64 {
    let years = i64::from(to.year()) - i64::from(from.year());
    let months = i64::from(to.month()) - i64::from(from.month());
    years * 12 + months - i64::from(to.day() < from.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str) -> Timestamp {
        moment.parse().unwrap()
    }

    #[test]
    fn calendar_days_are_counted_first_and_larger_units_later() {
        let now = at("2026-11-23T06:00:00Z");
        for (moment, expected) in [
            ("2026-11-24T00:00:00Z", "today"),
            ("2026-11-23T00:00:00Z", "today"),
            ("2026-11-22T23:59:59Z", "yesterday"),
            ("2026-11-21T23:59:59Z", "2 days ago"),
            ("2026-11-10T00:00:00Z", "13 days ago"),
            ("2026-11-09T00:00:00Z", "2 weeks ago"),
            ("2026-09-25T00:00:00Z", "8 weeks ago"),
            ("2026-09-24T00:00:00Z", "1 month ago"),
            ("2026-09-23T00:00:00Z", "2 months ago"),
            ("2024-11-24T00:00:00Z", "23 months ago"),
            ("2024-11-23T00:00:00Z", "2 years ago"),
            ("2016-12-01T00:00:00Z", "9 years ago"),
        ] {
            assert_eq!(ago(at(moment), now), expected, "{moment}");
        }
    }

    #[test]
    fn the_minimum_and_maximum_timestamps_are_in_range() {
        assert_eq!(ago(Timestamp::MIN, Timestamp::MAX), "19998 years ago");
        assert_eq!(ago(Timestamp::MAX, Timestamp::MIN), "today");
    }

    #[test]
    fn a_date_is_written_out() {
        assert_eq!(long_date(at("2026-11-08T23:59:59Z")), "8 November 2026");
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
