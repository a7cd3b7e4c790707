//! The memory search the agent calls as a tool during the call.
//!
//! A webhook tool sends exactly the properties that the operator configured and nothing else: a
//! flat JSON object or a form in the body, or query parameters when the method is GET, which is
//! the default. It is not signed.

use std::fmt;

use serde_json::{Map, Value};

use crate::request::{self, RequestError};

/// The longest query that is looked at, in characters; what goes beyond is cut.
pub const MAX_QUERY_CHARS: usize = 2_000;

/// A search, and about whom.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[non_exhaustive]
pub struct SearchRequest {
    /// What to look for; not blank.
    pub query: String,
    /// The operator's id of the caller. Empty when the request says that there is none: the tool
    /// is bound to the caller id, and the caller withholds it.
    pub user_id: Option<String>,
    /// The caller's number; empty as above.
    pub caller_id: Option<String>,
    /// The agent that searches.
    pub agent_id: Option<String>,
    /// The conversation it searches for.
    pub conversation_id: Option<String>,
}

impl SearchRequest {
    /// Reads a JSON body: a flat object, or the properties under `parameters` when the object
    /// has no `query` itself.
    pub fn from_json(body: &[u8]) -> Result<Self, RequestError> {
        let mut body = request::object(body)?;
        if !body.contains_key("query")
            && let Some(Value::Object(mut parameters)) = body.remove("parameters")
        {
            // The envelope names the conversation beside the parameters.
            for (key, value) in body {
                parameters.entry(key).or_insert(value);
            }
            body = parameters;
        }
        Self::from_object(&body)
    }

    /// Reads `name=value` pairs: the query string of a URL, or a body of the type
    /// `application/x-www-form-urlencoded`. The first of several values counts.
    ///
    /// A number keeps its `+` even where the sender did not encode it, which reads as a space.
    pub fn from_urlencoded(pairs: &[u8]) -> Result<Self, RequestError> {
        let mut object = Map::new();
        for (name, value) in form_urlencoded::parse(pairs) {
            let value = match value.strip_prefix(' ') {
                Some(rest) if is_caller(&name) && starts_with_digit(rest) => format!("+{rest}"),
                _ => value.into_owned(),
            };
            object.entry(name).or_insert(Value::String(value));
        }
        Self::from_object(&object)
    }

    fn from_object(object: &Map<String, Value>) -> Result<Self, RequestError> {
        let query = request::field(object, "query")?
            .filter(|query| !query.is_empty())
            .ok_or(RequestError::MissingField("query"))?;
        Ok(Self {
            query: query.chars().take(MAX_QUERY_CHARS).collect(),
            user_id: request::field(object, "user_id")?,
            caller_id: request::field(object, "caller_id")?,
            agent_id: request::optional(object, "agent_id"),
            conversation_id: request::optional(object, "conversation_id"),
        })
    }

    /// Whom the search is about: the operator's id where there is one, else the caller's number.
    pub fn require_caller(&self) -> Result<&str, RequestError> {
        let named = |id: &&str| !id.is_empty();
        let (user_id, caller_id) = (self.user_id.as_deref(), self.caller_id.as_deref());
        (user_id.filter(named))
            .or(caller_id)
            .or(user_id)
            .ok_or(RequestError::MissingField("user_id"))
    }
}

fn is_caller(field: &str) -> bool {
    matches!(field, "user_id" | "caller_id")
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

impl fmt::Debug for SearchRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SearchRequest")
            .field("agent_id", &self.agent_id)
            .field("conversation_id", &self.conversation_id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
