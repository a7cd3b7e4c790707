use jiff::{
    Zoned,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

/// A time that a text mentions, resolved against the moment it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    /// Where it begins in the text, in bytes.
    pub start: u32,
    /// Where the words for the day end; those for the hour may follow, up to `end`.
    pub day_end: u32,
    pub end: u32,
    /// The first and the last calendar day that it can mean (equal for one day), in
    /// the time zone in which it was said.
    pub from: Date,
    pub until: Date,
    /// The time of day that was said with it; the first of two.
    pub time: Option<Time>,
    /// Whether the words mean another day when they are read later: "tomorrow", "on
    /// Friday", "the 27th", but not "10 November".
    pub relative: bool,
}

impl TimeMention {
    /// The mention in a part of the text that begins at byte `offset`; `None` if it is before.
    pub(crate) fn shifted_back(&self, offset: usize) -> Option<Self> {
        let offset = u32::try_from(offset).ok()?;
        Some(Self {
            start: self.start.checked_sub(offset)?,
            day_end: self.day_end.checked_sub(offset)?,
            end: self.end.checked_sub(offset)?,
            ..self.clone()
        })
    }

    /// Whether the last day has passed, or, of a single day, the time of day.
    ///
    /// `now` has to be in the time zone in which the text was said.
    #[must_use]
    pub fn is_past(&self, now: &Zoned) -> bool {
        match self.time {
            Some(time) if self.from == self.until => self.until.to_datetime(time) < now.datetime(),
            _ => self.until < now.date(),
        }
    }
}
