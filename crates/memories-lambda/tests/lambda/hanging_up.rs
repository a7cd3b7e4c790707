//! From the hang-up to the queue.

use lambda_emulator::HttpEvent;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    fixtures::events,
    running::Running,
    stack::{ROBIN, SAM, Stack, call, hang_up, signature},
};

#[tokio::test]
async fn every_event_is_on_the_queue_as_it_came_before_it_is_acknowledged() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let mut expected = 0;
    for (name, body) in events() {
        let encoded = HttpEvent::new("POST", "/post-call")
            .header("elevenlabs-signature", signature(body.as_bytes()))
            .base64(&body);
        for event in [hang_up(&body), encoded] {
            let answer = function.answer(&event).await;
            assert_eq!(answer.status, 200, "{name}");
            let messages = stack.messages();
            // A recording teaches nothing.
            if name.contains("audio") {
                assert_eq!(messages.len(), expected, "{name}");
                continue;
            }
            expected += 1;
            assert_eq!(messages.len(), expected, "{name}");
            let sent = messages.last().unwrap()["MessageBody"].as_str().unwrap();
            let sent: Value = serde_json::from_str(sent).unwrap();
            assert_eq!(sent["content"]["body"], body, "{name}");
        }
    }
}

#[tokio::test]
async fn the_names_of_a_message_say_nothing_and_are_the_same_for_a_redelivery() {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_2", ROBIN, "The boiler whistles."),
            call("conv_3", SAM, "I play the cello."),
        ])
        .await;
    let ids = |name: &str| -> Vec<&str> {
        messages
            .iter()
            .map(|message| message[name].as_str().unwrap())
            .collect()
    };
    let (events, groups) = (ids("MessageDeduplicationId"), ids("MessageGroupId"));
    assert_eq!(events[0], events[1]);
    assert_ne!(events[1], events[2]);
    assert_eq!(groups[0], groups[2]);
    assert_ne!(groups[2], groups[3]);
    for id in events.iter().chain(&groups) {
        assert!(!id.contains("2025550") && !id.contains("conv_"), "{id}");
    }
}

#[tokio::test]
async fn what_the_queue_does_not_take_is_not_acknowledged() {
    let stack = Stack::start().await;
    stack.aws.held(|held| held.queue_is_down = true);
    let mut function = stack.post_call().await;
    let event = hang_up(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    let answer = function.answer(&event).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.body["code"]),
        (503, &json!("inbox_unavailable"))
    );
    assert_eq!(answer.log.last().unwrap()["level"], "ERROR");

    stack.aws.held(|held| held.queue_is_down = false);
    assert_eq!(function.answer(&event).await.status, 200);
    assert_eq!(stack.messages().len(), 1);
}

#[tokio::test]
async fn a_queue_that_cannot_be_reached_is_no_acknowledgement_either() {
    let stack = Stack::start().await;
    // Nobody listens where somebody just did.
    let nowhere = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let function = stack
        .function(env!("CARGO_BIN_EXE_post-call"))
        .env("AWS_ENDPOINT_URL", format!("http://{nowhere}"));
    let event = hang_up(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    let answer = Running::start(function).await.answer(&event).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.body["code"]),
        (503, &json!("inbox_unavailable"))
    );
}
