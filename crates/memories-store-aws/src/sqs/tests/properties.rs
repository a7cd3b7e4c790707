use memories_domain::ports::{ClaimedContent, EventContent};
use proptest::{prelude::*, sample::size_range};

use super::{
    RoundTrip,
    any_call::any_scoped_call,
    cloud::Cloud,
    events::{call_event, content, event, noise, raw_event},
};
use crate::sqs::outgoing_message::{MAX_MESSAGE_BYTES, MAX_PLAIN_BYTES};

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_body_is_preserved(
        body in prop_oneof![
            any_with::<Vec<u8>>(size_range(0..300).lift()),
            "\\PC{0,200}".prop_map(String::into_bytes),
            (MAX_PLAIN_BYTES - 800..MAX_PLAIN_BYTES + 400).prop_map(noise),
            (MAX_PLAIN_BYTES - 800..MAX_PLAIN_BYTES + 400).prop_map(|length| vec![b'a'; length]),
            (MAX_MESSAGE_BYTES / 4 * 3 - 800..MAX_MESSAGE_BYTES / 4 * 3 + 800).prop_map(noise),
        ],
        conversation in "\\PC{1,255}",
    ) {
        let mut event = raw_event(body.clone());
        event.key.conversation = conversation;
        let round_trip = block_on(async {
            RoundTrip::of(&Cloud::start().await, event).await
        });
        prop_assert_eq!(round_trip.content, ClaimedContent::Raw(body.into()));
    }

    #[test]
    fn every_field_of_a_call_is_preserved(scoped in any_scoped_call()) {
        let expected = ClaimedContent::Call(Box::new(scoped.clone()));
        let event = event(EventContent::Call(Box::new(scoped)));
        let round_trip = block_on(async {
            RoundTrip::of(&Cloud::start().await, event).await
        });
        prop_assert_eq!(round_trip.content, expected);
    }

    #[test]
    fn a_call_of_any_size_is_preserved(text in prop_oneof![
        any::<String>(),
        (MAX_PLAIN_BYTES - 1_600..MAX_PLAIN_BYTES).prop_map(|length| "a".repeat(length)),
    ]) {
        let event = call_event(&text);
        let expected = content(&event);
        let round_trip = block_on(async {
            RoundTrip::of(&Cloud::start().await, event).await
        });
        prop_assert_eq!(round_trip.content, expected);
    }
}
