//! The memory search that the agent calls as a webhook tool during the call.
//!
//! A webhook tool sends exactly the properties that the operator configured: as a flat JSON object
//! or a form in the body, or as query parameters if the method is GET (the default). The request
//! is not signed.

use std::fmt;

use serde_json::{Map, Value};

use crate::request::{self, RequestError};

/// The maximum length of a query, in characters; longer queries are truncated.
pub const MAX_QUERY_CHARS: usize = 2_000;

/// A memory search for one caller.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[non_exhaustive]
pub struct SearchRequest {
    /// The search query; never blank.
    pub query: String,
    /// The operator's id of the caller. Empty if the property is present but blank: the tool is
    /// bound to the caller id and the caller withholds it.
    pub user_id: Option<String>,
    /// The caller's number; empty in the same case.
    pub caller_id: Option<String>,
    /// The agent that searches.
    pub agent_id: Option<String>,
    /// The conversation in which the agent searches.
    pub conversation_id: Option<String>,
}

impl SearchRequest {
    /// Parses a JSON body: a flat object, or an envelope with the properties under `parameters` if
    /// the object has no `query` of its own.
    pub fn from_json(body: &[u8]) -> Result<Self, RequestError> {
        let mut body = request::parse_object(body)?;
        if !body.contains_key("query")
            && let Some(Value::Object(mut parameters)) = body.remove("parameters")
        {
            // The envelope has the conversation's id next to the parameters.
            for (key, value) in body {
                parameters.entry(key).or_insert(value);
            }
            body = parameters;
        }
        Self::from_object(&body)
    }

    /// Parses `name=value` pairs: the query string of a URL, or a body of the type
    /// `application/x-www-form-urlencoded`. The first of several values for a name is used.
    ///
    /// A number keeps its `+` even if the sender did not encode it, in which case it decodes to a
    /// space.
    pub fn from_urlencoded(pairs: &[u8]) -> Result<Self, RequestError> {
        let mut object = Map::new();
        for (name, value) in form_urlencoded::parse(pairs) {
            let value = match value.strip_prefix(' ') {
                Some(rest) if is_caller_field(&name) && starts_with_digit(rest) => {
                    format!("+{rest}")
                }
                _ => value.into_owned(),
            };
            object.entry(name).or_insert(Value::String(value));
        }
        Self::from_object(&object)
    }

    fn from_object(object: &Map<String, Value>) -> Result<Self, RequestError> {
        let query = request::text_field(object, "query")?
            .filter(|query| !query.is_empty())
            .ok_or(RequestError::MissingField("query"))?;
        Ok(Self {
            query: query.chars().take(MAX_QUERY_CHARS).collect(),
            user_id: request::text_field(object, "user_id")?,
            caller_id: request::text_field(object, "caller_id")?,
            agent_id: request::optional_text(object, "agent_id"),
            conversation_id: request::optional_text(object, "conversation_id"),
        })
    }

    /// The caller to search for: the operator's id if present, otherwise the caller's number. Empty
    /// if the caller withholds their number.
    pub fn require_caller(&self) -> Result<&str, RequestError> {
        let not_empty = |id: &&str| !id.is_empty();
        let (user_id, caller_id) = (self.user_id.as_deref(), self.caller_id.as_deref());
        (user_id.filter(not_empty))
            .or(caller_id)
            .or(user_id)
            .ok_or(RequestError::MissingField("user_id"))
    }
}

fn is_caller_field(field: &str) -> bool {
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
