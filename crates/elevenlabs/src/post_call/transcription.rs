//! A finished call as JSON, with or without its envelope. One parser handles both forms, because
//! the flat form differs only in the names of a few fields.

mod analysis;
mod turns;

use serde_json::Value;

use super::{
    answering_machine,
    conversation::{CallError, CallResult, Conversation, Format},
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
        voicemail_detected: answering_machine::answered_call(metadata)
            || data
                .objects("transcript")
                .any(answering_machine::was_detected_in),
        error: metadata.value("error").and_then(call_error),
        direction: phone_call
            .open_enum("direction")
            .or_else(|| whatsapp.open_enum("direction"))
            .or_else(|| sms.open_enum("direction")),
        call_result: call_result(phone_call),
        carrier_call_id: answering_machine::carrier_call_id(phone_call),
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
        turns: data.objects("transcript").map(turns::turn).collect(),
        user_message_count: data.integer("user_message_count"),
        summary: analysis
            .text("transcript_summary")
            .or_else(|| analysis.text("summary")),
        title: analysis.text("call_summary_title"),
        call_successful: analysis.open_enum("call_successful"),
        evaluations: analysis::evaluations(analysis),
        data_collection_results: analysis::data_collection_results(analysis),
        dynamic_variables: variables
            .entries()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        assigned_variables: turns::assigned_variables(data),
        first_message_override: initiation
            .object("conversation_config_override")
            .object("agent")
            .text("first_message"),
    }
}

fn call_result(phone_call: Object<'_>) -> Option<CallResult> {
    let result = phone_call.text("call_result")?;
    if answering_machine::is_machine(&result) {
        return Some(CallResult::Voicemail);
    }
    json::open_enum(&result.replace(['-', ' '], "_"))
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
