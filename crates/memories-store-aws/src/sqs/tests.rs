//! Events from the sink through queue and bucket to the decoder.

mod any_call;
mod cloud;
mod errors;
mod events;
mod properties;

use memories_domain::{
    SkipReason,
    ports::{ClaimedContent, EnqueueOutcome, EventSink, NewEvent, Unprocessable},
};
use rstest::rstest;
use serde_json::{Value, json};

use super::{
    Message, PayloadRef,
    outgoing_message::{MAX_MESSAGE_BYTES, MAX_PLAIN_BYTES},
};
use cloud::Cloud;
use events::{SAM, call_event, content, event, event_from, noise, project, raw_event};
use memories_domain::{InvalidCallerId, ports::EventContent};

struct RoundTrip {
    /// The JSON of the message.
    message: Value,
    content: ClaimedContent,
    payload: Option<PayloadRef>,
}

impl RoundTrip {
    /// Sends an event and decodes the message.
    async fn of(cloud: &Cloud, event: NewEvent) -> Self {
        let (key, received_at) = (event.key.clone(), event.received_at);
        let outcome = cloud.sink().enqueue(event).await.unwrap();
        assert_eq!(outcome, EnqueueOutcome::Enqueued);
        let body = cloud.last_message();
        assert!(body.len() <= MAX_MESSAGE_BYTES);
        assert!(body.chars().all(is_accepted_by_sqs));
        let message = Message::parse(&body).unwrap();
        assert_eq!(message.key, key);
        assert_eq!(message.received_at, received_at);
        let payload = message.content.payload().cloned();
        let content = cloud.decoder().decode(message.content).await.unwrap();
        Self {
            message: serde_json::from_str(&body).unwrap(),
            content,
            payload,
        }
    }

    /// The kind of the content and its encoding, such as `call gzip`.
    fn encoding(&self) -> String {
        let only_field = |value: &'_ Value| {
            let fields = value.as_object().unwrap();
            let (name, value) = fields.iter().next().unwrap();
            (name.clone(), value.clone())
        };
        let (kind, encoded) = only_field(&self.message["content"]);
        let (encoding, _) = only_field(&encoded);
        format!("{kind} {encoding}")
    }
}

fn is_accepted_by_sqs(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..
    )
}

/// Calls are on the queue, in the dead letters and in inboxes while a new version is deployed.
#[tokio::test]
async fn a_call_that_was_sent_before_fields_were_added_is_still_read() {
    let sent = json!({
        "version": 2,
        "key": {
            "project": "default", "platform": "elevenlabs", "conversation": "conv_1",
            "event_type": "post_call_transcription", "body_sha256": "00".repeat(32),
        },
        "received_at": "2025-11-01T12:00:00.25Z",
        "content": {"call": {"plain": {
            "scope": {"project": "default", "caller": "+12025550143"},
            "call": {
                "conversation_id": "elevenlabs:conv_1", "agent_id": "elevenlabs:agent_1",
                "started_at": "2025-11-01T12:00:00Z", "duration_secs": 52, "language": "en",
                "outcome": "answered", "caller_spoke": true,
                "turns": [{"speaker": "caller", "text": "I moved to Lisbon."}],
                "summary": null, "title": null,
                "evaluations": [{"criterion": "solved", "rationale": "They were helped."}],
                "collected": [{"key": "city", "value": "Lisbon"}],
                "injected_context": ["No earlier calls."],
            },
        }}},
    });
    let message = Message::parse(&sent.to_string()).unwrap();
    let cloud = Cloud::start().await;
    let content = cloud.decoder().decode(message.content).await.unwrap();
    let ClaimedContent::Call(scoped) = content else {
        panic!("{content:?}");
    };
    assert_eq!(scoped.scope.caller.as_str(), "+12025550143");
    assert_eq!(scoped.call.turns.len(), 1);
    assert_eq!(scoped.call.collected.len(), 1);
}

#[tokio::test]
async fn a_short_call_can_be_read_in_the_console() {
    let cloud = Cloud::start().await;
    let event = call_event("I moved to Lisbon.");
    let expected = content(&event);
    let round_trip = RoundTrip::of(&cloud, event).await;
    assert_eq!(round_trip.content, expected);
    assert_eq!(round_trip.payload, None);
    let message = round_trip.message;
    assert_eq!(message["version"], 2);
    assert_eq!(message["key"]["platform"], "elevenlabs");
    let call = &message["content"]["call"]["plain"]["call"];
    assert_eq!(call["turns"][0]["text"], "I moved to Lisbon.");
    assert!(cloud.objects().is_empty());
}

#[rstest]
#[case::below_a_billed_unit(MAX_PLAIN_BYTES - 2_000, "call plain")]
#[case::above_a_billed_unit(MAX_PLAIN_BYTES + 1, "call gzip")]
#[case::megabytes(9_000_000, "call gzip")]
#[tokio::test]
async fn a_long_call_is_compressed(#[case] length: usize, #[case] encoding: &str) {
    let cloud = Cloud::start().await;
    let event = call_event(&"x".repeat(length));
    let expected = content(&event);
    let round_trip = RoundTrip::of(&cloud, event).await;
    assert_eq!(round_trip.encoding(), encoding);
    assert_eq!(round_trip.content, expected);
    assert!(cloud.objects().is_empty());
}

#[rstest]
#[case::fits(MAX_MESSAGE_BYTES / 4 * 3 - 1_000, "gzip")]
#[case::does_not_fit(MAX_MESSAGE_BYTES / 4 * 3, "payload")]
#[case::as_large_as_api_gateway_accepts(10 * 1024 * 1024, "payload")]
#[tokio::test]
async fn content_that_is_too_large_when_compressed_goes_to_the_bucket(
    #[case] length: usize,
    #[case] encoding: &str,
) {
    let cloud = Cloud::start().await;
    let round_trip = RoundTrip::of(&cloud, raw_event(noise(length))).await;
    assert_eq!(round_trip.encoding(), format!("raw {encoding}"));
    assert_eq!(
        round_trip.content,
        ClaimedContent::Raw(noise(length).into())
    );
    let in_bucket = encoding == "payload";
    assert_eq!(cloud.objects().len(), usize::from(in_bucket));
    assert_eq!(round_trip.payload.is_some(), in_bucket);
}

#[tokio::test]
async fn a_call_that_is_too_large_when_compressed_goes_to_the_bucket() {
    let cloud = Cloud::start().await;
    let event = call_event(&hex::encode(noise(MAX_MESSAGE_BYTES)));
    let expected = content(&event);
    let round_trip = RoundTrip::of(&cloud, event).await;
    assert_eq!(round_trip.encoding(), "call payload");
    assert_eq!(round_trip.content, expected);
}

#[tokio::test]
async fn a_body_whose_escapes_exceed_the_limit_is_compressed() {
    let cloud = Cloud::start().await;
    let body = "\"".repeat(MAX_PLAIN_BYTES - 2_000);
    let round_trip = RoundTrip::of(&cloud, raw_event(body.clone())).await;
    assert_eq!(round_trip.encoding(), "raw gzip");
    assert_eq!(round_trip.content, ClaimedContent::Raw(body.into()));
}

#[tokio::test]
async fn characters_that_sqs_rejects_are_preserved() {
    let cloud = Cloud::start().await;
    let body = "\u{0}\u{8}\u{b}\u{1f}\u{7f}\u{fffd}\u{fffe}\u{ffff}\u{10ffff} \\ufffe";
    let mut event = raw_event(body);
    event.key.conversation = "conv\u{ffff}".to_owned();
    let round_trip = RoundTrip::of(&cloud, event).await;
    assert_eq!(round_trip.encoding(), "raw plain");
    assert_eq!(round_trip.content, ClaimedContent::Raw(body.into()));
}

#[tokio::test]
async fn a_body_that_is_not_utf_8_is_compressed() {
    let cloud = Cloud::start().await;
    let body: &[u8] = &[0xff, 0xfe, 0];
    let round_trip = RoundTrip::of(&cloud, raw_event(body)).await;
    assert_eq!(round_trip.encoding(), "raw gzip");
    assert_eq!(round_trip.content, ClaimedContent::Raw(body.into()));
}

#[tokio::test]
async fn a_message_declares_the_size_of_its_content_before_it_is_decoded() {
    let cloud = Cloud::start().await;
    for length in [MAX_PLAIN_BYTES + 1, MAX_MESSAGE_BYTES] {
        let event = raw_event(noise(length));
        cloud.sink().enqueue(event).await.unwrap();
        let message = Message::parse(&cloud.last_message()).unwrap();
        assert_eq!(message.content.bytes(), length);
    }
}

#[rstest]
#[case::skipped(EventContent::Skipped(SkipReason::Recording))]
#[case::without_a_caller(EventContent::Unprocessable {
    body: "{}".into(),
    reason: Unprocessable::NoCaller(InvalidCallerId::Missing),
})]
#[tokio::test]
async fn an_event_that_no_worker_could_process_is_acknowledged_and_not_sent(
    #[case] content: EventContent,
) {
    let cloud = Cloud::start().await;
    let outcome = cloud.sink().enqueue(event(content)).await.unwrap();
    assert_eq!(outcome, EnqueueOutcome::Enqueued);
    assert!(cloud.sent().is_empty());
}

#[tokio::test]
async fn deleting_a_payload_empties_the_bucket() {
    let cloud = Cloud::start().await;
    let round_trip = RoundTrip::of(&cloud, raw_event(noise(MAX_MESSAGE_BYTES))).await;
    assert_eq!(cloud.objects().len(), 1);
    let payload = round_trip.payload.unwrap();
    cloud.decoder().delete_payload(&payload).await;
    assert!(cloud.objects().is_empty());
}

#[tokio::test]
async fn a_redelivery_overwrites_its_own_payload_only() {
    let cloud = Cloud::start().await;
    for length in [MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES + 1] {
        let event = raw_event(noise(length));
        cloud.sink().enqueue(event).await.unwrap();
    }
    assert_eq!(cloud.objects().len(), 2);
}

#[tokio::test]
async fn the_calls_of_one_caller_are_one_group() {
    let cloud = Cloud::start().await;
    let mut other_conversation = call_event("Hello.");
    other_conversation.key.conversation = "conv_2".to_owned();
    let mut other_project = call_event("Hello.");
    if let EventContent::Call(call) = &mut other_project.content {
        call.scope.project = project("other");
    }
    let events = [
        call_event("Hello."),
        other_conversation,
        event_from(SAM, "Hello."),
        other_project,
    ];
    for event in events {
        cloud.sink().enqueue(event).await.unwrap();
    }
    let sent = cloud.sent();
    let group = |index: usize| &sent[index]["MessageGroupId"];
    assert_eq!(group(0), group(1));
    assert_ne!(group(0), group(2));
    assert_ne!(group(0), group(3));
}

#[tokio::test]
async fn events_without_a_caller_are_grouped_by_conversation() {
    let cloud = Cloud::start().await;
    let mut other_conversation = raw_event("{}");
    other_conversation.key.conversation = "conv_2".to_owned();
    for event in [raw_event("{}"), raw_event("[]"), other_conversation] {
        cloud.sink().enqueue(event).await.unwrap();
    }
    let sent = cloud.sent();
    assert_eq!(sent[0]["MessageGroupId"], sent[1]["MessageGroupId"]);
    assert_ne!(sent[0]["MessageGroupId"], sent[2]["MessageGroupId"]);
}

#[tokio::test]
async fn only_the_same_event_has_the_same_deduplication_id() {
    let cloud = Cloud::start().await;
    let first = call_event("Hello.");
    let mut other_project = first.clone();
    other_project.key.project = project("other");
    let mut other_conversation = first.clone();
    other_conversation.key.conversation = "conv_2".to_owned();
    let mut other_type = first.clone();
    other_type.key.event_type = "post_call_transcription_otel".to_owned();
    let mut other_body = first.clone();
    other_body.key.body_sha256 = "01".repeat(32);
    cloud.sink().enqueue(first.clone()).await.unwrap();
    for other in [other_project, other_conversation, other_type, other_body] {
        cloud.sink().enqueue(other).await.unwrap();
    }
    cloud.sink().enqueue(first).await.unwrap();
    let sent = cloud.sent();
    let id = |index: usize| &sent[index]["MessageDeduplicationId"];
    for other in 1..=4 {
        assert_ne!(id(0), id(other));
    }
    assert_eq!(id(0), id(5));
}

#[tokio::test]
async fn ids_of_messages_and_objects_are_digests() {
    let cloud = Cloud::start().await;
    cloud.sink().enqueue(call_event("Hello.")).await.unwrap();
    let large = raw_event(noise(MAX_MESSAGE_BYTES));
    cloud.sink().enqueue(large).await.unwrap();
    for sent in cloud.sent() {
        for id in ["MessageGroupId", "MessageDeduplicationId"] {
            let id = sent[id].as_str().unwrap();
            assert_eq!(id.len(), 64);
            assert!(id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        }
        assert_eq!(sent["QueueUrl"], cloud::QUEUE_URL);
    }
    let (path, _) = cloud.objects().pop_first().unwrap();
    assert!(path.starts_with("/bucket/events/"), "{path}");
    assert!(!path.contains("conv_1"), "{path}");
}
