//! Changing a memory.

use std::fmt;

use http::Method;
use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{
    Client, Error, InvalidRequest, Memory, MemoryId,
    call::{Call, Effect},
    path::Path,
};

/// What to change; what is not given stays as it is.
///
/// ```
/// use mem0_client::Update;
///
/// let update = Update::new().text("Prefers e-mail").clear_expiration_date();
/// assert_eq!(
///     serde_json::to_value(&update).unwrap(),
///     serde_json::json!({"text": "Prefers e-mail", "expiration_date": null}),
/// );
/// ```
#[derive(Clone, PartialEq, Default, Serialize)]
pub struct Update {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Map<String, Value>>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "unix_seconds"
    )]
    timestamp: Option<Timestamp>,
    /// `Some(None)` is sent as null, and clears.
    #[expect(
        clippy::option_option,
        reason = "absent, null and a day are three things here"
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_date: Option<Option<Date>>,
}

impl Update {
    /// Changes nothing yet, and cannot be sent so.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Another text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Other metadata.
    #[must_use]
    pub fn metadata(mut self, metadata: Map<String, Value>) -> Self {
        self.metadata = Some(metadata);
        self
    }

    /// Another time at which it was said, to the second.
    #[must_use]
    pub const fn timestamp(mut self, time: Timestamp) -> Self {
        self.timestamp = Some(time);
        self
    }

    /// Another last day, in UTC, on which it is shown.
    #[must_use]
    pub const fn expiration_date(mut self, day: Date) -> Self {
        self.expiration_date = Some(Some(day));
        self
    }

    /// Show it for ever.
    #[must_use]
    pub const fn clear_expiration_date(mut self) -> Self {
        self.expiration_date = Some(None);
        self
    }
}

impl fmt::Debug for Update {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Update")
            .field("text", &self.text.is_some())
            .field("metadata", &self.metadata.is_some())
            .field("timestamp", &self.timestamp)
            .field("expiration_date", &self.expiration_date)
            .finish()
    }
}

/// A time as the platform takes it: whole seconds since 1970.
#[expect(clippy::ref_option, reason = "what serde calls")]
pub(crate) fn unix_seconds<S: Serializer>(
    time: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    time.map(Timestamp::as_second).serialize(serializer)
}

impl Client {
    /// Changes a memory, and returns it as it is then.
    ///
    /// `PUT /v1/memories/{id}/`
    pub async fn update(&self, id: &MemoryId, update: &Update) -> Result<Memory, Error> {
        if *update == Update::default() {
            return Err(InvalidRequest::EmptyUpdate.into());
        }
        let path = Path::new(["v1", "memories", id.as_str()]);
        let call = Call::new("update", Effect::Write, Method::PUT, path).json(update);
        self.perform(call).await
    }
}
