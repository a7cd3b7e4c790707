//! Telling the platform how good a memory is.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::{
    Client, Error, MemoryId,
    call::{Call, Effect},
    decode,
    path::Path,
};

/// How good a memory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rating {
    /// Good.
    Positive,
    /// Not good.
    Negative,
    /// Harmful.
    VeryNegative,
}

/// Feedback as the platform keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FeedbackReply {
    /// The platform's name of it.
    #[serde(deserialize_with = "decode::lenient")]
    pub id: Option<String>,
    /// The rating, as the platform spells it.
    #[serde(deserialize_with = "decode::lenient")]
    pub feedback: Option<String>,
}

#[derive(Serialize)]
struct Rated<'a> {
    memory_id: &'a MemoryId,
    feedback: Option<Rating>,
    feedback_reason: Option<&'a str>,
}

impl Client {
    /// Rates a memory, or with `None` takes the rating back. For a memory that does not exist
    /// the platform answers 500.
    ///
    /// `POST /v1/feedback/`
    pub async fn feedback(
        &self,
        id: &MemoryId,
        rating: Option<Rating>,
        reason: Option<&str>,
    ) -> Result<FeedbackReply, Error> {
        let body = Rated {
            memory_id: id,
            feedback: rating,
            feedback_reason: reason,
        };
        let path = Path::new(["v1", "feedback"]);
        let call = Call::new("feedback", Effect::Write, Method::POST, path).json(&body);
        self.perform(call).await
    }
}
