//! A finished call as OpenTelemetry spans in OTLP's JSON encoding: a root span that describes the
//! conversation, and one span for each turn.

use serde_json::{Map, Value};

use super::conversation::{Conversation, Format, Role, Status, Turn};
use super::transcription;
use crate::json::{self, Object};

const ROOT_SPAN: &str = "elevenlabs.conversation";
const VARIABLE_PREFIX: &str = "elevenlabs.dynamic_variable.";
const NANOS_PER_SEC: u64 = 1_000_000_000;

/// Parses the conversation in `data.otlp_traces`; `None` if it contains no spans.
pub(super) fn parse(event: Object<'_>, data: Object<'_>) -> Option<Conversation> {
    let mut spans = spans(data);
    spans.sort_by_key(|span| span.start_nanos.unwrap_or(u64::MAX));
    let root = spans
        .iter()
        .find(|span| span.is_root)
        .or_else(|| spans.first())?;

    let mut conversation = transcription::parse(event, data, Format::OpenTelemetry);
    root.fill_missing(&mut conversation);
    for span in &spans {
        conversation.turns.extend(span.turns(root.start_nanos));
    }
    conversation.transcript_present = !conversation.turns.is_empty();
    Some(conversation)
}

struct Span {
    is_root: bool,
    start_nanos: Option<u64>,
    end_nanos: Option<u64>,
    attributes: Map<String, Value>,
}

fn spans(data: Object<'_>) -> Vec<Span> {
    data.object("otlp_traces")
        .objects("resourceSpans")
        .flat_map(|resource| resource.objects("scopeSpans"))
        .flat_map(|scope| scope.objects("spans"))
        .map(Span::parse)
        .collect()
}

impl Span {
    fn parse(span: Object<'_>) -> Self {
        Self {
            is_root: span.text("name").as_deref() == Some(ROOT_SPAN),
            start_nanos: span.integer("startTimeUnixNano"),
            end_nanos: span.integer("endTimeUnixNano"),
            attributes: span
                .objects("attributes")
                .filter_map(|attribute| Some((attribute.text("key")?, attribute_value(attribute)?)))
                .collect(),
        }
    }

    fn text(&self, attribute: &str) -> Option<String> {
        let text = json::text(self.attributes.get(attribute)?)?;
        (!text.trim().is_empty()).then_some(text)
    }

    /// Fills fields that the event itself lacks from the root span's attributes.
    fn fill_missing(&self, conversation: &mut Conversation) {
        let fill = |field: &mut Option<String>, attribute: &str| {
            if field.is_none() {
                *field = self.text(attribute);
            }
        };
        fill(
            &mut conversation.conversation_id,
            "elevenlabs.conversation_id",
        );
        fill(&mut conversation.agent_id, "elevenlabs.agent_id");
        fill(&mut conversation.user_id, "elevenlabs.user_id");
        fill(
            &mut conversation.external_number,
            "elevenlabs.telephony.external_number",
        );
        fill(
            &mut conversation.agent_number,
            "elevenlabs.telephony.agent_number",
        );
        fill(
            &mut conversation.summary,
            "elevenlabs.analysis.transcript_summary",
        );

        for (attribute, value) in &self.attributes {
            if let Some(name) = attribute.strip_prefix(VARIABLE_PREFIX) {
                let variables = &mut conversation.dynamic_variables;
                variables.entry(name).or_insert_with(|| value.clone());
            }
        }
        fill(
            &mut conversation.system_caller_id,
            "elevenlabs.dynamic_variable.system__caller_id",
        );
        fill(
            &mut conversation.system_called_number,
            "elevenlabs.dynamic_variable.system__called_number",
        );

        let attributes = Object::from(&self.attributes);
        let direction = attributes.open_enum("elevenlabs.telephony.direction");
        conversation.direction = conversation.direction.take().or(direction);
        // Only finished conversations are exported as spans.
        conversation.status.get_or_insert(Status::Done);
        self.fill_missing_times(conversation);
    }

    fn fill_missing_times(&self, conversation: &mut Conversation) {
        if conversation.start_time_unix_secs.is_none() {
            conversation.start_time_unix_secs = self
                .start_nanos
                .and_then(|nanos| i64::try_from(nanos / NANOS_PER_SEC).ok());
        }
        if conversation.duration_secs.is_none() {
            conversation.duration_secs = seconds_between(self.start_nanos, self.end_nanos);
        }
    }

    /// The turns of this span: the user's, then the agent's answer.
    fn turns(&self, call_start: Option<u64>) -> impl Iterator<Item = Turn> {
        [
            (Role::User, "elevenlabs.user.text"),
            (Role::Agent, "elevenlabs.agent.text"),
        ]
        .into_iter()
        .filter_map(move |(role, attribute)| {
            Some(Turn {
                role,
                text: Some(self.text(attribute)?),
                time_in_call_secs: seconds_between(call_start, self.start_nanos),
                tool_results: Vec::new(),
            })
        })
    }
}

fn seconds_between(start_nanos: Option<u64>, end_nanos: Option<u64>) -> Option<u64> {
    Some(end_nanos?.checked_sub(start_nanos?)? / NANOS_PER_SEC)
}

/// An attribute has exactly one value. OTLP encodes 64-bit integers as strings.
fn attribute_value(attribute: Object<'_>) -> Option<Value> {
    let value = attribute.object("value");
    ["stringValue", "boolValue", "doubleValue"]
        .iter()
        .find_map(|kind| value.value(kind).cloned())
        .or_else(|| value.integer("intValue").map(Value::from))
        .or_else(|| value.text("intValue").map(Value::from))
}
