use serde_json::json;

use super::{Role::Agent, Role::User, *};

#[test]
fn an_inbound_call_over_twilio() {
    assert_eq!(
        event("01_twilio_inbound_transcription").event_type(),
        "post_call_transcription"
    );
    let call = conversation("01_twilio_inbound_transcription");
    assert_eq!(call.format, Format::Json);
    assert_eq!(
        call.conversation_id.as_deref(),
        Some("conv_0101test0000000000000000twil")
    );
    assert_eq!(call.status, Some(Status::Done));
    assert_eq!(call.user_id, None);
    assert_eq!(call.event_timestamp, Some(1_795_392_055));
    assert_eq!(call.start_time_unix_secs, Some(1_795_392_000));
    assert_eq!(call.duration_secs, Some(52));
    assert_eq!(call.language.as_deref(), Some("en"));
    assert_eq!(call.timezone, None);
    assert_eq!(
        call.termination_reason.as_deref(),
        Some("end_call tool was called.")
    );
    assert_eq!(call.error, None);
    assert_eq!(call.direction, Some(Direction::Inbound));
    assert_eq!(call.call_result, Some(CallResult::Answered));
    assert_eq!(call.external_number.as_deref(), Some("+12025550143"));
    assert_eq!(call.system_caller_id.as_deref(), Some("+12025550143"));
    assert_eq!(call.metadata_caller_id, None);
    assert_eq!(call.user_message_count, Some(5));
    assert_eq!(
        call.title.as_deref(),
        Some("Boiler whistling, visit booked")
    );
    assert!(
        call.summary
            .as_deref()
            .is_some_and(|summary| summary.starts_with("A returning caller reported"))
    );
    assert_eq!(call.call_successful, Some(Verdict::Success));
    assert_eq!(
        call.first_message_override.as_deref(),
        Some("Hi Robin, welcome back to Northwind Heating. How can I help today?")
    );
    assert_eq!(call.dynamic_variables["caller_name"], "Robin");
    assert_eq!(call.dynamic_variables["known_memories"], 2);
    assert_eq!(call.dynamic_variables["secret__tool_token"], "<REDACTED>");
}

#[test]
fn its_turns_contain_the_spoken_text_and_the_tool_results() {
    let call = conversation("01_twilio_inbound_transcription");
    assert!(call.transcript_present);
    assert_eq!(call.turns.len(), 16);
    let spoken = spoken(&call);
    assert_eq!(spoken.len(), 12);
    assert_eq!(
        spoken[1],
        (
            User,
            "Hi, yeah, it's about the boiler again, it's making that noise."
        )
    );
    assert_eq!(
        spoken[5],
        (
            Agent,
            "That can be limescale on the heat exchanger. I can book an engineer. \
             Afternoons still best for"
        ),
        "interrupted: not the original message"
    );
    assert_eq!(call.turns[1].time_in_call_secs, Some(4));

    let search = &call.turns[4];
    assert_eq!(search.text, None);
    assert_eq!(search.tool_results.len(), 1);
    assert!(search.tool_results[0].contains("Caller prefers afternoon appointments."));
}

#[test]
fn its_analysis_contains_evaluations_and_typed_data_collection_results() {
    let call = conversation("01_twilio_inbound_transcription");
    assert_eq!(
        call.evaluations,
        [
            Evaluation {
                criterion_id: Some("identity_confirmed".into()),
                result: Some(Verdict::Unknown),
                rationale: Some("The agent never asked the caller to confirm identity.".into()),
            },
            Evaluation {
                criterion_id: Some("issue_resolved".into()),
                result: Some(Verdict::Success),
                rationale: Some("An engineer visit was booked for the reported noise.".into()),
            },
        ]
    );
    assert_eq!(
        call.data_collection_results,
        [
            data_collection_result("caller_first_name", "Robin"),
            data_collection_result("preferred_slot_before_hour", 10),
            data_collection_result("wants_callback", true),
        ],
        "the order number, which is null, is left out"
    );
}

#[test]
fn an_inbound_call_over_a_sip_trunk() {
    let call = conversation("02_sip_trunk_transcription");
    assert_eq!(call.direction, Some(Direction::Inbound));
    assert_eq!(call.external_number.as_deref(), Some("+12025550155"));
    assert_eq!(call.duration_secs, Some(74));
    assert_eq!(
        call.data_collection_results,
        [data_collection_result("caller_first_name", "Mika")]
    );
    assert_eq!(call.evaluations.len(), 1);
    assert_eq!(call.user_message_count, Some(3));
    assert_eq!(spoken(&call).len(), 7);
}

#[test]
fn a_conversation_on_the_web_has_a_user_id_and_no_number() {
    let call = conversation("03_web_widget_user_id_transcription");
    assert_eq!(call.user_id.as_deref(), Some("customer-8842"));
    assert_eq!(call.external_number, None);
    assert_eq!(call.system_caller_id, None);
    assert_eq!(call.direction, None);
    assert_eq!(call.call_result, None);
    assert_eq!(call.timezone.as_deref(), Some("Europe/Lisbon"));
    assert_eq!(call.evaluations, []);
    assert_eq!(call.data_collection_results, []);
    assert_eq!(
        spoken(&call)[3],
        (User, "Please remember I want to upgrade in January.")
    );
}

#[test]
fn a_call_that_failed_for_a_missing_variable() {
    let call = conversation("04_failed_missing_dynamic_variable");
    assert_eq!(call.status, Some(Status::Failed));
    assert_eq!(
        call.error,
        Some(CallError {
            code: Some(1008),
            reason: Some(
                "Missing required dynamic variables in first message: {'caller_name'}".into()
            ),
        })
    );
    assert!(call.transcript_present);
    assert_eq!(call.turns, []);
    assert_eq!(call.duration_secs, Some(1));
    assert_eq!(call.user_message_count, Some(0));
    assert_eq!(call.call_result, None);
    assert_eq!(call.call_successful, Some(Verdict::Unknown));
}

#[test]
fn a_call_with_unknown_fields_and_values_and_without_analysis() {
    let call = conversation("08_unknown_fields_null_analysis");
    assert_eq!(call.event_timestamp, Some(1_795_406_436));
    assert_eq!(call.start_time_unix_secs, Some(1_795_406_400));
    assert_eq!(call.duration_secs, Some(33));
    assert_eq!(
        call.call_result,
        Some(CallResult::Other("answered_by_hologram".into()))
    );
    assert_eq!(call.external_number.as_deref(), Some("+12025550108"));
    assert_eq!(call.summary, None);
    assert_eq!(call.call_successful, None);
    assert_eq!(call.evaluations, []);
    assert_eq!(call.user_message_count, None);
    assert_eq!(call.turns.len(), 6);
    assert_eq!(call.turns[1].time_in_call_secs, Some(4));
    assert_eq!(
        spoken(&call)[2],
        (Role::Other("observer".into()), "Supervisor joined.")
    );
}

#[test]
fn a_call_in_spanish() {
    let call = conversation("09_non_english_transcript");
    assert_eq!(call.language.as_deref(), Some("es"));
    assert_eq!(call.timezone.as_deref(), Some("Europe/Madrid"));
    assert_eq!(
        spoken(&call)[1],
        (
            User,
            "Buenas, soy Íñigo. La caldera pierde agua desde anoche… 🤒"
        )
    );
    assert_eq!(
        call.data_collection_results,
        [
            data_collection_result("allergies", json!(["látex"])),
            data_collection_result("caller_first_name", "Íñigo"),
        ]
    );
}

#[test]
fn a_call_whose_transcript_is_excluded() {
    let call = conversation("11_exclude_transcript");
    assert!(!call.transcript_present);
    assert_eq!(call.turns, []);
    assert_eq!(call.user_message_count, Some(6));
    assert!(call.summary.is_some());
    assert_eq!(
        call.data_collection_results,
        [
            data_collection_result("house_is_listed", true),
            data_collection_result("rooms", 2)
        ]
    );
}

#[test]
fn the_placeholders_of_redacted_names_are_preserved() {
    let call = conversation("12_redacted_transcript");
    assert_eq!(
        spoken(&call)[1],
        (
            User,
            "Hi, this is [NAME], my customer number is [CUSTOMER_NUMBER]."
        )
    );
    assert_eq!(
        call.data_collection_results,
        [
            data_collection_result("caller_first_name", "[NAME]"),
            data_collection_result("room", "nursery"),
        ]
    );
}

#[test]
fn the_external_number_of_an_outbound_call_is_the_humans() {
    let call = conversation("13_outbound_batch_transcription");
    assert_eq!(call.direction, Some(Direction::Outbound));
    assert_eq!(call.call_result, Some(CallResult::Answered));
    assert_eq!(call.external_number.as_deref(), Some("+12025550113"));
    assert_eq!(call.system_caller_id.as_deref(), Some("+12025550199"));
    assert_eq!(call.user_id.as_deref(), Some("customer-1313"));
}

#[test]
fn a_withheld_number_is_preserved_as_sent() {
    let call = conversation("14_anonymous_caller_transcription");
    assert_eq!(call.external_number.as_deref(), Some("anonymous"));
    assert_eq!(call.system_caller_id.as_deref(), Some("anonymous"));
    assert_eq!(spoken(&call).len(), 4);
}
