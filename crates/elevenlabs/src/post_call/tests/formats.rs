use rstest::rstest;

use super::{Role::Agent, Role::User, *};

#[rstest]
#[case("05_call_initiation_failure_twilio", "no-answer", "twilio", 487)]
#[case("06_call_initiation_failure_sip", "busy", "sip", 486)]
fn a_call_that_could_not_be_established(
    #[case] sample: &str,
    #[case] reason: &str,
    #[case] carrier: &str,
    #[case] sip_status: u64,
) {
    let event = event(sample);
    assert_eq!(event.event_type(), "call_initiation_failure");
    let id = event.conversation_id().unwrap().to_owned();
    assert!(id.starts_with("conv_0"));
    assert_eq!(
        event,
        PostCallEvent::InitiationFailure(InitiationFailure {
            agent_id: Some(AGENT_ID.into()),
            conversation_id: Some(id),
            reason: Some(reason.into()),
            carrier: Some(carrier.into()),
            sip_status: Some(sip_status),
        })
    );
}

#[test]
fn a_recording() {
    let event = event("07_post_call_audio");
    assert_eq!(event.event_type(), "post_call_audio");
    assert_eq!(
        event,
        PostCallEvent::Audio {
            agent_id: Some(AGENT_ID.into()),
            conversation_id: Some("conv_0101test0000000000000000twil".into()),
        }
    );
}

#[test]
fn a_call_as_opentelemetry_spans() {
    assert_eq!(
        event("10_otel_transcription").event_type(),
        "post_call_transcription_otel"
    );
    let call = conversation("10_otel_transcription");
    assert_eq!(call.format, Format::OpenTelemetry);
    assert_eq!(call.status, Some(Status::Done));
    assert_eq!(call.user_id.as_deref(), Some("+12025550110"));
    assert_eq!(call.external_number.as_deref(), Some("+12025550110"));
    assert_eq!(call.system_caller_id.as_deref(), Some("+12025550110"));
    assert_eq!(call.event_timestamp, Some(1_795_413_650));
    assert_eq!(call.start_time_unix_secs, Some(1_795_413_600));
    assert_eq!(call.duration_secs, Some(47));
    assert!(
        call.summary
            .as_deref()
            .is_some_and(|summary| summary.starts_with("Noa moved"))
    );
    assert_eq!(call.dynamic_variables["caller_name"], "Noa");
    assert_eq!(call.dynamic_variables["known_memories"], 2);
    assert_eq!(call.dynamic_variables["is_returning_caller"], true);
    assert!(call.transcript_present);
    assert_eq!(
        spoken(&call),
        [
            (Agent, "Hi Noa, welcome back to Northwind Heating."),
            (
                User,
                "Hi! We have moved house. Can the service plan move with us?"
            ),
            (Agent, "Of course. How do we reach you best?"),
            (
                User,
                "Text me rather than call, I am often in the workshop."
            ),
            (Agent, "I'll make sure we text."),
        ],
        "in the order of time, which is not that of the event"
    );
    let times: Vec<_> = call
        .turns
        .iter()
        .map(|turn| turn.time_in_call_secs)
        .collect();
    assert_eq!(times, [Some(0), Some(4), Some(12), Some(19), Some(25)]);
}

#[test]
fn a_flat_call_without_an_envelope() {
    assert_eq!(
        event("spec_flat_post_call").event_type(),
        "post_call_transcription"
    );
    let call = conversation("spec_flat_post_call");
    assert_eq!(call.format, Format::Flat);
    assert_eq!(call.metadata_caller_id.as_deref(), Some("+12025550115"));
    assert_eq!(call.duration_secs, Some(120));
    assert_eq!(call.start_time_unix_secs, Some(1_795_428_000));
    assert_eq!(call.status, None);
    assert_eq!(
        call.summary.as_deref(),
        Some("Customer inquired about pricing and signed up for the yearly service from March.")
    );
    assert_eq!(
        call.evaluations,
        [
            Evaluation {
                criterion_id: Some("issue_resolved".into()),
                result: Some(Verdict::Success),
                rationale: Some("The price was given and the plan was booked.".into()),
            },
            Evaluation {
                criterion_id: Some("tone".into()),
                result: None,
                rationale: Some("The agent stayed friendly.".into()),
            },
        ]
    );
    assert_eq!(
        spoken(&call),
        [
            (
                User,
                "What does the yearly service cost? I pay by credit card."
            ),
            (Agent, "It is 120 a year, and cards are fine."),
            (User, "Then sign me up from March, please."),
            (Agent, "Done, from March."),
        ]
    );
}

#[test]
fn debug_output_shows_neither_speech_nor_numbers() {
    for sample in ["01_twilio_inbound_transcription", "10_otel_transcription"] {
        let event = event(sample);
        let call = conversation_in(event.clone());
        let shown = format!(
            "{event:?} {:?} {:?} {:?}",
            call.turns, call.evaluations, call.data_collection_results
        );
        assert!(shown.contains("conv_"));
        for hidden in [
            "555",
            "Robin",
            "Noa",
            "boiler",
            "Brightflame",
            "workshop",
            "booked",
        ] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
    }
}
