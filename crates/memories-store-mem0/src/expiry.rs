//! Ends of memories. The platform knows days: a memory is shown up to and
//! including its last day, in UTC.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use memories_domain::Memory;

/// The day in UTC on which a memory ends.
pub(crate) fn last_day(end: Timestamp) -> Date {
    end.to_zoned(TimeZone::UTC).date()
}

/// The last moment of a memory's last day.
pub(crate) fn end_of(day: Date) -> Option<Timestamp> {
    let last = day.at(23, 59, 59, 999_999_000);
    Some(last.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Whether a memory is over at `now`.
pub(crate) fn is_over(memory: &Memory, now: Timestamp) -> bool {
    memory.expires_at.is_some_and(|end| end < now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_ends_with_its_day_in_utc() {
        let end: Timestamp = "2026-11-20T22:30:00-08:00".parse().unwrap();
        let day = last_day(end);
        assert_eq!(day.to_string(), "2026-11-21");
        let ends = end_of(day).unwrap();
        assert_eq!(ends.to_string(), "2026-11-21T23:59:59.999999Z");
        assert_eq!(last_day(ends), day);
    }
}
