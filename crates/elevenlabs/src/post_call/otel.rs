//! A finished call as OpenTelemetry spans in OTLP's JSON encoding: a root span that describes the
//! conversation, and one span for each turn.
//!
//! The root span's attributes are the fields of a JSON event under other names, so they are put in
//! its place and read by the same parser.

mod attributes;

use serde_json::{Map, Value};

use super::conversation::{Conversation, Format, Role, Status, Turn};
use super::transcription;
use crate::json::{self, Object};

const ROOT_SPAN: &str = "elevenlabs.conversation";
/// The attributes of tool calls; their names are not documented.
const TOOL_PREFIX: &str = "elevenlabs.tool";
/// The status of a span that failed, as a number and as its name.
const ERROR_CODES: [&str; 2] = ["2", "STATUS_CODE_ERROR"];
const NANOS_PER_SEC: u64 = 1_000_000_000;

/// Parses the conversation in `data.otlp_traces`; `None` if it contains no spans.
pub(super) fn parse(event: Object<'_>, data: Object<'_>) -> Option<Conversation> {
    let mut spans = spans(data);
    spans.sort_by_key(|span| span.start_nanos.unwrap_or(u64::MAX));
    let root = spans
        .iter()
        .find(|span| span.is_root)
        .or_else(|| spans.first())?;

    let described = attributes::to_event_data(data, &root.attributes);
    let described = Object::from(&described);
    let mut conversation = transcription::parse(event, described, Format::OpenTelemetry);
    // Only finished conversations are exported as spans.
    conversation.status.get_or_insert(if root.has_failed {
        Status::Failed
    } else {
        Status::Done
    });
    conversation.voicemail_detected |= spans.iter().any(Span::is_voicemail_tool);
    root.fill_missing_times(&mut conversation);
    for span in &spans {
        conversation.turns.extend(span.turns(root.start_nanos));
        conversation.turns.extend(span.tool_turn());
    }
    conversation.transcript_present = conversation.turns.iter().any(|turn| turn.text.is_some());
    Some(conversation)
}

struct Span {
    is_root: bool,
    has_failed: bool,
    start_nanos: Option<u64>,
    end_nanos: Option<u64>,
    attributes: Map<String, Value>,
}

fn spans(data: Object<'_>) -> Vec<Span> {
    objects(
        data.object("otlp_traces"),
        ["resourceSpans", "resource_spans"],
    )
    .flat_map(|resource| objects(resource, ["scopeSpans", "scope_spans"]))
    .flat_map(|scope| scope.objects("spans"))
    .map(Span::parse)
    .collect()
}

/// The objects under a name in camel case, as OTLP requires, or in snake case, as encoders that
/// keep the names of the schema write it.
fn objects<'a>(parent: Object<'a>, names: [&str; 2]) -> impl Iterator<Item = Object<'a>> {
    names.into_iter().flat_map(move |name| parent.objects(name))
}

impl Span {
    fn parse(span: Object<'_>) -> Self {
        let nanos = |camel: &str, snake: &str| span.integer(camel).or_else(|| span.integer(snake));
        Self {
            is_root: span.text("name").as_deref() == Some(ROOT_SPAN),
            has_failed: span
                .object("status")
                .text("code")
                .is_some_and(|code| ERROR_CODES.contains(&code.as_str())),
            start_nanos: nanos("startTimeUnixNano", "start_time_unix_nano"),
            end_nanos: nanos("endTimeUnixNano", "end_time_unix_nano"),
            attributes: attributes::parse(span),
        }
    }

    fn text(&self, attribute: &str) -> Option<String> {
        let text = json::text(self.attributes.get(attribute)?)?;
        (!text.trim().is_empty()).then_some(text)
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

    fn of_tools(&self) -> impl Iterator<Item = &str> {
        let attributes = self.attributes.iter();
        attributes
            .filter(|(name, _)| name.starts_with(TOOL_PREFIX))
            .filter_map(|(_, value)| value.as_str())
    }

    fn is_voicemail_tool(&self) -> bool {
        self.of_tools().any(|value| value == "voicemail_detection")
    }

    /// The results of the tools of this span, with whatever else it says of them.
    fn tool_turn(&self) -> Option<Turn> {
        let results: Vec<String> = self.of_tools().map(str::to_owned).collect();
        (!results.is_empty()).then(|| Turn {
            role: Role::Other(String::new()),
            text: None,
            time_in_call_secs: None,
            tool_results: results,
        })
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
