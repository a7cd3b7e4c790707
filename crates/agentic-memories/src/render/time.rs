use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};

/// In UTC: `2026-11-23 07:01`.
pub(crate) fn minute(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

/// In milliseconds: `2.1 ms`.
pub(crate) fn elapsed(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_shown_in_utc_to_the_minute() {
        assert_eq!(
            minute("2026-11-23T08:01:59+01:00".parse().unwrap()),
            "2026-11-23 07:01"
        );
    }

    #[test]
    fn a_duration_is_shown_in_milliseconds() {
        assert_eq!(elapsed(Duration::from_micros(2_140)), "2.1 ms");
    }
}
