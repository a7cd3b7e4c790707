//! Events on their way through the queue and the bucket, and back.

mod cloud;
mod learning;
mod trouble;

use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{CallerId, EnqueueOutcome, EventKey, EventSink, IncomingEvent};
use proptest::{prelude::*, sample::size_range};
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    Delivered,
    parcel::{MESSAGE_LIMIT, PLAIN_LIMIT},
};
use cloud::Cloud;

fn event(body: impl Into<Bytes>) -> IncomingEvent {
    IncomingEvent {
        key: EventKey {
            conversation: "conv_1".to_owned(),
            event_type: "post_call_transcription".to_owned(),
        },
        caller: CallerId::parse("+12025550143", None).ok(),
        received_at: "2025-11-01T12:00:00.25Z".parse::<Timestamp>().unwrap(),
        body: body.into(),
    }
}

/// Bytes that cannot be compressed, the same every time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// A finished call with something heavy in it, which teaches nothing.
fn call_with(heavy: &str) -> Value {
    json!({
        "type": "post_call_transcription",
        "data": {
            "conversation_id": "conv_1",
            "transcript": [{ "role": "user", "message": "I moved to Lisbon.", "llm_usage": heavy }],
        },
    })
}

/// Sends an event, and opens the message that came of it.
async fn there_and_back(cloud: &Cloud, event: IncomingEvent) -> (Value, Delivered) {
    let key = event.key.clone();
    let received_at = event.received_at;
    assert_eq!(
        cloud.intake().accept(event).await.unwrap(),
        EnqueueOutcome::New
    );
    let message = cloud.last_message();
    assert!(message.len() <= MESSAGE_LIMIT);
    assert!(message.chars().all(is_legal));
    let delivered = cloud.claims().open(&message).await.unwrap();
    assert_eq!(delivered.event.key, key);
    assert_eq!(delivered.event.received_at, received_at);
    assert_eq!(delivered.event.caller, None);
    (serde_json::from_str(&message).unwrap(), delivered)
}

/// What SQS takes in a message.
fn is_legal(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..
    )
}

fn way(message: &Value) -> &str {
    message["content"]
        .as_object()
        .unwrap()
        .keys()
        .next()
        .unwrap()
}

#[tokio::test]
async fn a_small_event_can_be_read_in_the_queue() {
    let cloud = Cloud::start().await;
    let (message, delivered) = there_and_back(&cloud, event("{\"a\":1}")).await;
    assert_eq!(message["content"]["body"], "{\"a\":1}");
    assert_eq!(message["version"], 1);
    assert_eq!(delivered.event.body, "{\"a\":1}");
    assert_eq!(delivered.claim, None);
    assert!(cloud.objects().is_empty());
}

#[rstest]
#[case::as_it_is(PLAIN_LIMIT - 200, "body")]
#[case::one_more_than_a_billed_unit(PLAIN_LIMIT + 1, "gzip")]
#[case::megabytes(9_000_000, "gzip")]
#[tokio::test]
async fn a_long_text_is_compressed(#[case] length: usize, #[case] expected: &str) {
    let cloud = Cloud::start().await;
    let body = "x".repeat(length);
    let (message, delivered) = there_and_back(&cloud, event(body.clone())).await;
    assert_eq!(way(&message), expected);
    assert_eq!(delivered.event.body, body);
}

#[tokio::test]
async fn what_grows_beyond_the_limit_by_its_escapes_is_compressed() {
    let cloud = Cloud::start().await;
    let body = "\"".repeat(PLAIN_LIMIT - 200);
    let (message, delivered) = there_and_back(&cloud, event(body.clone())).await;
    assert_eq!(way(&message), "gzip");
    assert_eq!(delivered.event.body, body);
}

#[tokio::test]
async fn characters_that_sqs_refuses_arrive() {
    let cloud = Cloud::start().await;
    let body = "\u{0}\u{8}\u{b}\u{1f}\u{7f}\u{fffd}\u{fffe}\u{ffff}\u{10ffff} \\ufffe";
    let mut odd = event(body);
    odd.key.conversation = "conv\u{ffff}".to_owned();
    let (message, delivered) = there_and_back(&cloud, odd).await;
    assert_eq!(way(&message), "body");
    assert_eq!(delivered.event.body, body);
}

#[tokio::test]
async fn bytes_that_are_no_text_arrive() {
    let cloud = Cloud::start().await;
    let (message, delivered) = there_and_back(&cloud, event(vec![0xff, 0xfe, 0])).await;
    assert_eq!(way(&message), "gzip");
    assert_eq!(delivered.event.body, vec![0xff, 0xfe, 0]);
}

#[rstest]
#[case::fits(MESSAGE_LIMIT / 4 * 3 - 1_000, "gzip")]
#[case::does_not_fit(MESSAGE_LIMIT / 4 * 3, "claim")]
#[case::far_from_it(10 * 1024 * 1024, "claim")]
#[tokio::test]
async fn what_cannot_be_compressed_goes_into_the_bucket(
    #[case] length: usize,
    #[case] expected: &str,
) {
    let cloud = Cloud::start().await;
    let (message, delivered) = there_and_back(&cloud, event(noise(length))).await;
    assert_eq!(way(&message), expected);
    assert_eq!(delivered.event.body, noise(length));
    assert_eq!(cloud.objects().len(), usize::from(expected == "claim"));
    assert_eq!(delivered.claim.is_some(), expected == "claim");
}

#[tokio::test]
async fn a_call_that_is_too_large_arrives_reduced_to_what_teaches() {
    let cloud = Cloud::start().await;
    let heavy = call_with(&hex::encode(noise(2_000_000)));
    let (message, delivered) = there_and_back(&cloud, event(heavy.to_string())).await;
    assert_eq!(way(&message), "reduced");
    let mut light = heavy;
    light["data"]["transcript"][0]
        .as_object_mut()
        .unwrap()
        .remove("llm_usage");
    let arrived: Value = serde_json::from_slice(&delivered.event.body).unwrap();
    assert_eq!(arrived, light);
    assert!(cloud.objects().is_empty());
}

#[tokio::test]
async fn the_bucket_is_empty_again_when_what_was_learned_is_discarded() {
    let cloud = Cloud::start().await;
    let (_, delivered) = there_and_back(&cloud, event(noise(MESSAGE_LIMIT))).await;
    assert_eq!(cloud.objects().len(), 1);
    cloud.claims().discard(delivered.claim.unwrap()).await;
    assert!(cloud.objects().is_empty());
}

#[tokio::test]
async fn a_redelivery_takes_the_place_of_the_first_and_other_bytes_do_not() {
    let cloud = Cloud::start().await;
    for length in [MESSAGE_LIMIT, MESSAGE_LIMIT, MESSAGE_LIMIT + 1] {
        let accepted = cloud.intake().accept(event(noise(length))).await;
        accepted.unwrap();
    }
    assert_eq!(cloud.objects().len(), 2);
}

#[tokio::test]
async fn neither_queue_nor_bucket_shows_a_number_in_its_names() {
    let cloud = Cloud::start().await;
    let mut first = event("{}");
    cloud.intake().accept(first.clone()).await.unwrap();
    first.body = noise(MESSAGE_LIMIT).into();
    cloud.intake().accept(first).await.unwrap();
    let requests = cloud.requests();
    let groups: Vec<&Value> = requests
        .iter()
        .map(|sent| &sent["MessageGroupId"])
        .collect();
    assert_eq!(groups[0], groups[1]);
    for sent in &requests {
        for name in ["MessageGroupId", "MessageDeduplicationId"] {
            let name = sent[name].as_str().unwrap();
            assert_eq!(name.len(), 64);
            assert!(name.bytes().all(|byte| byte.is_ascii_hexdigit()));
        }
        assert_eq!(sent["QueueUrl"], cloud::QUEUE);
    }
    let (path, _) = cloud.objects().into_iter().next().unwrap();
    assert!(path.starts_with("/bucket/events/"), "{path}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_arrive(
        body in prop_oneof![
            any_with::<Vec<u8>>(size_range(0..300).lift()),
            "\\PC{0,200}".prop_map(String::into_bytes),
            (PLAIN_LIMIT - 400..PLAIN_LIMIT + 400).prop_map(noise),
            (PLAIN_LIMIT - 400..PLAIN_LIMIT + 400).prop_map(|length| vec![b'a'; length]),
            (MESSAGE_LIMIT / 4 * 3 - 800..MESSAGE_LIMIT / 4 * 3 + 800).prop_map(noise),
        ],
        conversation in "\\PC{1,255}",
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let arrived = runtime.block_on(async {
            let cloud = Cloud::start().await;
            let mut event = event(body.clone());
            event.key.conversation = conversation;
            let (_, delivered) = there_and_back(&cloud, event).await;
            delivered.event.body
        });
        prop_assert_eq!(arrived, body);
    }
}
