//! A finished call without what nobody learns from: for where a whole event is too large.

use serde_json::{Map, Value};

use super::PostCallEvent;
use crate::json;

/// How a search of the caller's memories is told from the answers of other tools.
const SEARCH_ANSWER: &str = "\"memories\"";
const VARIABLE_PREFIX: &str = "elevenlabs.dynamic_variable.";

/// What is kept of a value. A value of another type than is expected stays as it is.
enum Keep {
    All,
    Fields(&'static [(&'static str, Keep)]),
    Each(&'static Keep),
    /// Of a list of tool results, what searches of the caller's memories answered: the agent
    /// repeats it.
    SearchAnswers,
    /// Of a list of OpenTelemetry attributes, those that are read.
    Attributes(&'static [&'static str]),
}

use Keep::{All, Attributes, Each, Fields, SearchAnswers};

const EVENT: &[(&str, Keep)] = &[
    ("type", All),
    ("event_timestamp", All),
    ("data", Fields(CONVERSATION)),
];

const CONVERSATION: &[(&str, Keep)] = &[
    ("agent_id", All),
    ("analysis", Fields(ANALYSIS)),
    ("call_duration", All),
    ("conversation_id", All),
    ("conversation_initiation_client_data", Fields(INITIATION)),
    ("metadata", Fields(METADATA)),
    ("otlp_traces", Fields(TRACES)),
    ("status", All),
    ("transcript", Each(&Fields(TURN))),
    ("user_id", All),
    ("user_message_count", All),
];

const ANALYSIS: &[(&str, Keep)] = &[
    ("call_successful", All),
    ("call_summary_title", All),
    ("data_collection_results", All),
    ("data_collection_results_list", All),
    ("evaluation", All),
    ("evaluation_criteria_results", All),
    ("evaluation_criteria_results_list", All),
    ("summary", All),
    ("transcript_summary", All),
];

const INITIATION: &[(&str, Keep)] = &[
    (
        "conversation_config_override",
        Fields(&[("agent", Fields(&[("first_message", All)]))]),
    ),
    ("dynamic_variables", All),
    ("user_id", All),
];

const METADATA: &[(&str, Keep)] = &[
    ("call_duration_secs", All),
    ("caller_id", All),
    ("error", All),
    ("main_language", All),
    (
        "phone_call",
        Fields(&[
            ("call_result", All),
            ("direction", All),
            ("external_number", All),
        ]),
    ),
    (
        "sms",
        Fields(&[("direction", All), ("sms_user_phone_number", All)]),
    ),
    ("start_time_unix_secs", All),
    ("termination_reason", All),
    ("timestamp", All),
    ("timezone", All),
    ("user_id", All),
    (
        "whatsapp",
        Fields(&[("direction", All), ("whatsapp_user_id", All)]),
    ),
];

const TURN: &[(&str, Keep)] = &[
    ("content", All),
    ("message", All),
    (
        "multivoice_message",
        Fields(&[("parts", Each(&Fields(&[("text", All)])))]),
    ),
    ("role", All),
    ("time_in_call_secs", All),
    ("tool_results", SearchAnswers),
];

const TRACES: &[(&str, Keep)] = &[(
    "resourceSpans",
    Each(&Fields(&[(
        "scopeSpans",
        Each(&Fields(&[("spans", Each(&Fields(SPAN)))])),
    )])),
)];

const SPAN: &[(&str, Keep)] = &[
    (
        "attributes",
        Attributes(&[
            "elevenlabs.agent.text",
            "elevenlabs.agent_id",
            "elevenlabs.analysis.transcript_summary",
            "elevenlabs.conversation_id",
            "elevenlabs.telephony.direction",
            "elevenlabs.telephony.external_number",
            "elevenlabs.user.text",
            "elevenlabs.user_id",
        ]),
    ),
    ("endTimeUnixNano", All),
    ("name", All),
    ("startTimeUnixNano", All),
];

/// A finished call without what this crate does not read, and without the answers of tools other
/// than searches of the caller's memories. Everything else of it reads as before.
///
/// `None` for any other event, of which nobody knows what matters.
#[must_use]
pub fn reduced(body: &[u8]) -> Option<Vec<u8>> {
    let mut event = json::parse(body).ok()?;
    if !matches!(
        PostCallEvent::from_value(&event),
        PostCallEvent::Transcription(_)
    ) {
        return None;
    }
    // The fields of a flat event stand beside its type.
    event
        .as_object_mut()?
        .retain(|name, value| stays(EVENT, name, value) || stays(CONVERSATION, name, value));
    serde_json::to_vec(&event).ok()
}

/// Whether a field is kept; if so, reduces it.
fn stays(fields: &[(&str, Keep)], name: &str, value: &mut Value) -> bool {
    let kept = fields.iter().find(|(kept, _)| *kept == name);
    if let Some((_, keep)) = kept {
        keep.reduce(value);
    }
    kept.is_some()
}

impl Keep {
    fn reduce(&self, value: &mut Value) {
        match (self, value) {
            (Fields(fields), Value::Object(object)) => {
                object.retain(|name, value| stays(fields, name, value));
            }
            (Each(keep), Value::Array(items)) => {
                for item in items {
                    keep.reduce(item);
                }
            }
            (SearchAnswers, Value::Array(results)) => {
                results.retain_mut(|result| match result.as_object_mut() {
                    Some(result) => is_search_answer(result),
                    None => false,
                });
            }
            (Attributes(names), Value::Array(attributes)) => {
                attributes.retain(|attribute| is_read(names, attribute));
            }
            _ => {}
        }
    }
}

/// Whether a tool's result is what a search answered; if so, keeps that alone of it.
fn is_search_answer(result: &mut Map<String, Value>) -> bool {
    result.retain(|name, _| name == "result_value");
    result.get("result_value").is_some_and(|value| {
        json::text(value)
            .unwrap_or_else(|| value.to_string())
            .contains(SEARCH_ANSWER)
    })
}

fn is_read(names: &[&str], attribute: &Value) -> bool {
    attribute
        .get("key")
        .and_then(Value::as_str)
        .is_some_and(|key| names.contains(&key) || key.starts_with(VARIABLE_PREFIX))
}

#[cfg(test)]
mod tests;
