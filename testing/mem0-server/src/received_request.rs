use serde_json::Value;

/// A recorded request.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceivedRequest {
    pub method: String,
    /// The path, percent-encoded.
    pub path: String,
    /// The query string, percent-encoded; empty if there was none.
    pub query: String,
    /// The JSON body; `null` if there was none.
    pub body: Value,
}
