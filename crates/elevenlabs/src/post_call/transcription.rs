//! A finished call as JSON, with or without its envelope. One parser handles both forms, because
//! the flat form differs only in the names of a few fields.

use serde_json::Value;

use super::conversation::{
    AssignedVariable, CallError, Conversation, DataCollectionResult, Evaluation, Format, Role,
    Turn, Verdict,
};
use crate::json::{self, Object};

/// Parses the conversation in `data`, which is `event` itself if there is no envelope.
pub(super) fn parse(event: Object<'_>, data: Object<'_>, format: Format) -> Conversation {
    let metadata = data.object("metadata");
    let analysis = data.object("analysis");
    let phone_call = metadata.object("phone_call");
    let whatsapp = metadata.object("whatsapp");
    let sms = metadata.object("sms");
    let initiation = data.object("conversation_initiation_client_data");
    let variables = initiation.object("dynamic_variables");
    Conversation {
        format,
        conversation_id: data.text("conversation_id"),
        agent_id: data.text("agent_id"),
        status: data.open_enum("status"),
        user_id: data
            .text("user_id")
            .or_else(|| initiation.text("user_id"))
            .or_else(|| metadata.text("user_id")),
        event_timestamp: event.unix_secs("event_timestamp"),
        start_time_unix_secs: metadata
            .unix_secs("start_time_unix_secs")
            .or_else(|| metadata.unix_secs("timestamp")),
        duration_secs: metadata
            .integer("call_duration_secs")
            .or_else(|| data.integer("call_duration")),
        language: metadata.text("main_language"),
        timezone: metadata.text("timezone"),
        termination_reason: metadata.text("termination_reason"),
        voicemail_detected: voicemail_detected(metadata, phone_call)
            || data.objects("transcript").any(used_voicemail_tool),
        error: metadata.value("error").and_then(call_error),
        direction: phone_call
            .open_enum("direction")
            .or_else(|| whatsapp.open_enum("direction"))
            .or_else(|| sms.open_enum("direction")),
        call_result: phone_call.open_enum("call_result"),
        external_number: phone_call.text("external_number"),
        agent_number: phone_call
            .text("agent_number")
            .or_else(|| sms.text("agent_phone_number")),
        system_called_number: variables.text("system__called_number"),
        system_caller_id: variables.text("system__caller_id"),
        metadata_caller_id: metadata.text("caller_id"),
        whatsapp_user_id: whatsapp.text("whatsapp_user_id"),
        sms_user_phone_number: sms.text("sms_user_phone_number"),
        transcript_present: data.value("transcript").is_some(),
        turns: data.objects("transcript").map(turn).collect(),
        user_message_count: data.integer("user_message_count"),
        summary: analysis
            .text("transcript_summary")
            .or_else(|| analysis.text("summary")),
        title: analysis.text("call_summary_title"),
        call_successful: analysis.open_enum("call_successful"),
        evaluations: evaluations(analysis),
        data_collection_results: data_collection_results(analysis),
        dynamic_variables: variables
            .entries()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        assigned_variables: assigned_variables(data),
        first_message_override: initiation
            .object("conversation_config_override")
            .object("agent")
            .text("first_message"),
    }
}

fn voicemail_detected(metadata: Object<'_>, phone_call: Object<'_>) -> bool {
    let tool = metadata
        .object("features_usage")
        .object("voicemail_detection");
    let answered_by = phone_call
        .text("answered_by")
        .or_else(|| metadata.text("answered_by"));
    tool.boolean("used") == Some(true) || answered_by.is_some_and(|who| is_machine(&who))
}

/// Twilio names a machine `machine_start`, `machine_end_beep` and the like.
pub(super) fn is_machine(answered_by: &str) -> bool {
    let who = answered_by.trim().to_ascii_lowercase();
    ["machine", "voicemail", "fax", "answering"]
        .iter()
        .any(|machine| who.starts_with(machine))
}

/// The agent calls this system tool when a machine answers, and the platform ends the call.
fn used_voicemail_tool(turn: Object<'_>) -> bool {
    turn.objects("tool_results")
        .chain(turn.objects("tool_calls"))
        .any(|call| {
            call.text("tool_name").as_deref() == Some("voicemail_detection")
                && call.boolean("is_error") != Some(true)
                && call.boolean("tool_has_been_called") != Some(false)
        })
}

/// The platform sends variables with their value at the end of the call.
fn assigned_variables(data: Object<'_>) -> Vec<AssignedVariable> {
    let mut assigned: Vec<AssignedVariable> = Vec::new();
    let updates = data
        .objects("transcript")
        .flat_map(|turn| turn.objects("tool_results"))
        .flat_map(|result| result.objects("dynamic_variable_updates"));
    for update in updates {
        let Some(name) = update.text("variable_name") else {
            continue;
        };
        if !assigned.iter().any(|variable| variable.name == name) {
            assigned.push(AssignedVariable {
                name,
                former_value: update.value("old_value").cloned(),
            });
        }
    }
    assigned
}

fn turn(turn: Object<'_>) -> Turn {
    Turn {
        role: turn
            .open_enum("role")
            .unwrap_or_else(|| Role::Other(String::new())),
        text: turn
            .text("message")
            .or_else(|| turn.text("content"))
            .or_else(|| multivoice(turn)),
        time_in_call_secs: turn.integer("time_in_call_secs"),
        tool_results: turn
            .objects("tool_results")
            .filter_map(|result| result.value("result_value"))
            .map(|value| json::text(value).unwrap_or_else(|| value.to_string()))
            .collect(),
    }
}

/// The text of an agent with several voices.
fn multivoice(turn: Object<'_>) -> Option<String> {
    let parts: Vec<_> = turn
        .object("multivoice_message")
        .objects("parts")
        .filter_map(|part| part.text("text"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The error is an object with a code and a reason, or only the reason.
fn call_error(error: &Value) -> Option<CallError> {
    let fields = Object::new(error);
    let code = fields.integer("code");
    let reason = fields
        .text("reason")
        .or_else(|| json::text(error))
        .filter(|reason| !reason.trim().is_empty());
    (code.is_some() || reason.is_some()).then_some(CallError { code, reason })
}

fn evaluations(analysis: Object<'_>) -> Vec<Evaluation> {
    [
        "evaluation_criteria_results",
        "evaluation_criteria_results_list",
        "evaluation",
    ]
    .into_iter()
    .filter_map(|key| analysis.value(key))
    .map(|results| match results {
        Value::Object(by_criterion) => by_criterion
            .iter()
            .filter_map(|(id, result)| evaluation(Some(id), result))
            .collect(),
        Value::Array(list) => list
            .iter()
            .filter_map(|result| evaluation(None, result))
            .collect(),
        result => Vec::from_iter(evaluation(None, result)),
    })
    .find(|evaluations| !evaluations.is_empty())
    .unwrap_or_default()
}

/// The result of one criterion: an object, or only the verdict or the rationale.
fn evaluation(criterion_id: Option<&String>, result: &Value) -> Option<Evaluation> {
    let fields = Object::new(result);
    let text = json::text(result).filter(|text| !text.trim().is_empty());
    let verdict = text.as_deref().and_then(verdict);
    let evaluation = Evaluation {
        criterion_id: criterion_id.cloned().or_else(|| fields.text("criteria_id")),
        rationale: fields
            .text("rationale")
            .or_else(|| text.filter(|_| verdict.is_none())),
        result: fields.open_enum("result").or(verdict),
    };
    (evaluation.result.is_some() || evaluation.rationale.is_some()).then_some(evaluation)
}

/// A text that is nothing but one of the platform's verdicts.
fn verdict(text: &str) -> Option<Verdict> {
    json::open_enum(text).filter(|verdict| !matches!(verdict, Verdict::Other(_)))
}

fn data_collection_results(analysis: Object<'_>) -> Vec<DataCollectionResult> {
    let by_id: Vec<_> = analysis
        .object("data_collection_results")
        .entries()
        .filter_map(|(id, result)| data_collection_result(id.clone(), result))
        .collect();
    if !by_id.is_empty() {
        return by_id;
    }
    ["data_collection_results", "data_collection_results_list"]
        .into_iter()
        .flat_map(|key| analysis.list(key))
        .filter_map(|result| {
            let fields = Object::new(result);
            let id = fields.text("data_collection_id");
            data_collection_result(id.or_else(|| fields.text("name"))?, result)
        })
        .collect()
}

/// The result is an object with a `value`, or the value itself.
fn data_collection_result(id: String, result: &Value) -> Option<DataCollectionResult> {
    let value = match result {
        Value::Object(fields) => match fields.get("value") {
            Some(value) => value,
            None if DESCRIPTION.iter().any(|field| fields.contains_key(*field)) => return None,
            None => result,
        },
        value => value,
    };
    let is_empty = match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    (!is_empty).then(|| DataCollectionResult {
        id,
        value: value.clone(),
    })
}

/// What the platform says about a value.
const DESCRIPTION: [&str; 3] = ["data_collection_id", "json_schema", "rationale"];
