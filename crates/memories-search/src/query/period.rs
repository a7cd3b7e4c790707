//! The period that a query names: "last week", "im Mai", "hace dos meses".

mod parser;
#[cfg(test)]
mod tests;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use parser::PeriodParser;

use crate::text::temporal::TemporalLexicon;

/// People talk about events after they happened, so a period also matches what
/// was said within this time after it.
const TOLERANCE_AFTER: f32 = 7.0 * DAY;
/// For callers in time zones ahead of UTC.
const TOLERANCE_BEFORE: f32 = DAY;
const DAY: f32 = 86_400.0;

/// Whole days in UTC, from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    start: i64,
    end: i64,
}

impl Period {
    /// How well a timestamp matches: 1 within the period, decreasing to 0 one day
    /// before it and one week after it.
    #[expect(clippy::cast_precision_loss, reason = "days matter, not seconds")]
    pub(crate) fn proximity(self, timestamp: i64) -> f32 {
        let before = self.start.saturating_sub(timestamp) as f32 / TOLERANCE_BEFORE;
        let after = timestamp.saturating_sub(self.end) as f32 / TOLERANCE_AFTER;
        (1.0 - before.max(after)).clamp(0.0, 1.0)
    }

    /// The first period that folded words name, relative to `now`.
    pub(super) fn parse(words: &[&str], lexicon: &TemporalLexicon, now: i64) -> Option<Self> {
        let today = Timestamp::from_second(now)
            .ok()?
            .to_zoned(TimeZone::UTC)
            .date();
        (0..words.len()).find_map(|start| {
            let (preceding, rest) = words.split_at_checked(start)?;
            if !lexicon.may_start_period(rest.first()?) {
                return None;
            }
            let parser = PeriodParser {
                lexicon,
                today,
                preceding,
            };
            let (first, end) = parser.parse(rest)?;
            let seconds =
                |date: Date| Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second());
            Some(Self {
                start: seconds(first)?,
                end: seconds(end)?,
            })
        })
    }
}
