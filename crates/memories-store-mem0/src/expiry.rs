//! Expiry dates. The platform stores a day: a memory is shown up to and including its last day,
//! in UTC.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use memories_domain::Memory;

/// The last day of a memory that expires at this time.
pub(crate) fn to_date(expires_at: Timestamp) -> Date {
    expires_at.to_zoned(TimeZone::UTC).date()
}

/// The last moment of a memory's last day.
pub(crate) fn from_date(last_day: Date) -> Option<Timestamp> {
    let end = last_day.at(23, 59, 59, 999_999_000);
    Some(end.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

pub(crate) fn is_expired(memory: &Memory, now: Timestamp) -> bool {
    memory.expires_at.is_some_and(|end| end < now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_expires_at_the_end_of_its_last_day_in_utc() {
        let time: Timestamp = "2026-11-20T22:30:00-08:00".parse().unwrap();
        let day = to_date(time);
        assert_eq!(day.to_string(), "2026-11-21");
        let end = from_date(day).unwrap();
        assert_eq!(end.to_string(), "2026-11-21T23:59:59.999999Z");
        assert_eq!(to_date(end), day);
    }
}
