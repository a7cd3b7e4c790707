//! The time that a question names: "last week", "im Mai", "hace dos meses".

mod reader;
#[cfg(test)]
mod tests;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use reader::Reader;

use crate::lexicon::Lexicon;

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
