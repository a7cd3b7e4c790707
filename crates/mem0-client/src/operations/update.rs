//! Updating one memory.

use std::fmt;

use http::Method;
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    Client, Error, InvalidRequest, Memory, MemoryId,
    transport::{OperationKind, Path, Request},
    wire::encode,
};

/// The changes of an update; fields that are not set remain unchanged.
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
        serialize_with = "encode::unix_seconds"
    )]
    timestamp: Option<Timestamp>,
    /// `Some(None)` is sent as null, which clears the date.
    #[expect(clippy::option_option, reason = "absent, null and a date are distinct")]
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_date: Option<Option<Date>>,
}

impl Update {
    /// An update without changes, which [`Client::update`] rejects until a field is set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Replaces the metadata.
    #[must_use]
    pub fn metadata(mut self, metadata: Map<String, Value>) -> Self {
        self.metadata = Some(metadata);
        self
    }

    /// Replaces the timestamp, with a resolution of one second.
    #[must_use]
    pub const fn timestamp(mut self, time: Timestamp) -> Self {
        self.timestamp = Some(time);
        self
    }

    /// Replaces the last day, in UTC, on which reads return the memory.
    #[must_use]
    pub const fn expiration_date(mut self, day: Date) -> Self {
        self.expiration_date = Some(Some(day));
        self
    }

    /// Removes the expiration date.
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

impl Client {
    /// Updates a memory and returns its new state.
    ///
    /// `PUT /v1/memories/{id}/`
    pub async fn update(&self, id: &MemoryId, update: &Update) -> Result<Memory, Error> {
        if *update == Update::default() {
            return Err(InvalidRequest::EmptyUpdate.into());
        }
        let path = Path::new(["v1", "memories", id.as_str()]);
        let request = Request::new("update", OperationKind::Write, Method::PUT, path).json(update);
        self.send(request).await
    }
}
