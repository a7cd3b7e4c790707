//! Feedback on the quality of memories.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::{
    Client, Error, MemoryId,
    transport::{OperationKind, Path, Request},
    wire::decode,
};

/// The rating of a memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rating {
    /// A useful memory.
    Positive,
    /// A useless memory.
    Negative,
    /// A harmful memory.
    VeryNegative,
}

/// The feedback as stored by the platform.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FeedbackResponse {
    /// The id of the feedback.
    #[serde(deserialize_with = "decode::lenient")]
    pub id: Option<String>,
    /// The rating as sent by the platform.
    #[serde(deserialize_with = "decode::lenient")]
    pub feedback: Option<String>,
}

#[derive(Serialize)]
struct FeedbackBody<'a> {
    memory_id: &'a MemoryId,
    feedback: Option<Rating>,
    feedback_reason: Option<&'a str>,
}

impl Client {
    /// Rates a memory; `None` withdraws the rating. The platform responds with 500 if the memory does
    /// not exist.
    ///
    /// `POST /v1/feedback/`
    pub async fn feedback(
        &self,
        id: &MemoryId,
        rating: Option<Rating>,
        reason: Option<&str>,
    ) -> Result<FeedbackResponse, Error> {
        let body = FeedbackBody {
            memory_id: id,
            feedback: rating,
            feedback_reason: reason,
        };
        let path = Path::new(["v1", "feedback"]);
        let request =
            Request::new("feedback", OperationKind::Write, Method::POST, path).json(&body);
        self.send(request).await
    }
}
