//! From the hang-up over the queue to what is known.

use std::{fs, path::Path};

use lambda_emulator::HttpEvent;
use rstest::rstest;
use serde_json::{Value, json};

use crate::stack::{Stack, ask, call, deliver, hang_up, ring, signature};

const ROBIN: &str = "+12025550143";
const SAM: &str = "+12025550144";

impl Stack {
    /// Hangs up, and returns what is on the queue then.
    async fn queued(&self, events: &[String]) -> Vec<Value> {
        let mut function = self.post_call().await;
        for event in events {
            let (status, body) = ask(&mut function, &hang_up(event)).await;
            assert_eq!((status, body), (200, json!({"status": "ok"})));
        }
        self.aws.held(|held| held.messages.clone())
    }

    /// What is known of a caller.
    async fn known(&self, caller: &str) -> Vec<String> {
        let mut function = self.client_data().await;
        let (_, body) = ask(&mut function, &ring(caller)).await;
        let memories = body["memories"].as_array().unwrap();
        memories
            .iter()
            .map(|memory| memory["memory"].as_str().unwrap().to_owned())
            .collect()
    }

    /// How often something was added to the platform.
    fn adds(&self) -> usize {
        let received = self.mem0.received();
        received
            .iter()
            .filter(|request| request.path.ends_with("/memories/add/"))
            .count()
    }
}

/// Every event of the wire.
fn events() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/elevenlabs");
    let mut events: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.as_bytes()[0].is_ascii_digit() || name.starts_with("spec_flat"))
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    events.sort();
    assert!(events.len() > 10);
    events
}

#[tokio::test]
async fn every_event_is_on_the_queue_before_it_is_acknowledged() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let mut expected = 0;
    for (name, body) in events() {
        let plain = hang_up(&body);
        let encoded = HttpEvent::new("POST", "/post-call")
            .header("elevenlabs-signature", signature(body.as_bytes()))
            .base64(body.as_bytes());
        for event in [plain, encoded] {
            let (status, _) = ask(&mut function, &event).await;
            assert_eq!(status, 200, "{name}");
            // A recording teaches nothing.
            expected += usize::from(!name.contains("audio"));
            assert_eq!(
                stack.aws.held(|held| held.messages.len()),
                expected,
                "{name}"
            );
        }
    }
    // Lambda may end a frozen function at any time.
    function.kill().await.unwrap();
    stack.aws.held(|held| {
        for message in &held.messages {
            let ids = format!(
                "{} {}",
                message["MessageGroupId"], message["MessageDeduplicationId"]
            );
            assert!(!ids.contains("2025550"), "{ids}");
        }
    });
}

#[tokio::test]
async fn an_event_that_was_changed_on_its_way_is_refused_and_not_queued() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let signed = call("conv_1", ROBIN, "My dog is called Biscuit.");
    let event = HttpEvent::new("POST", "/post-call")
        .header("elevenlabs-signature", signature(signed.as_bytes()))
        .text(signed.replace("Biscuit", "Brownie"));
    let (status, body) = ask(&mut function, &event).await;
    assert_eq!((status, &body["code"]), (401, &json!("invalid_signature")));
    assert!(stack.aws.held(|held| held.messages.is_empty()));
}

#[tokio::test]
async fn what_the_queue_does_not_take_is_not_acknowledged() {
    let stack = Stack::start().await;
    stack.aws.held(|held| held.queue_is_down = true);
    let mut function = stack.post_call().await;
    let event = hang_up(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    let (status, body) = ask(&mut function, &event).await;
    assert_eq!((status, &body["code"]), (503, &json!("inbox_unavailable")));
}

#[tokio::test]
async fn a_finished_call_is_learned_from_the_queue_and_known_at_the_next_ring() {
    let stack = Stack::start().await;
    let said = "My dog is called Biscuit, and the boiler whistles in the mornings.";
    let messages = stack.queued(&[call("conv_1", ROBIN, said)]).await;
    let mut worker = stack.worker().await;
    let failed = deliver(&mut worker, &messages).await;
    assert_eq!(failed, [""; 0]);
    assert!(
        stack
            .known(ROBIN)
            .await
            .iter()
            .any(|memory| memory.contains("Biscuit"))
    );
    assert_eq!(stack.known(SAM).await, [""; 0]);

    let mut search = stack.retrieve().await;
    let asked = HttpEvent::new("POST", "/retrieve")
        .text(json!({"query": "name of the dog", "user_id": ROBIN}).to_string());
    let (_, found) = ask(&mut search, &asked).await;
    assert!(found["memories"].to_string().contains("Biscuit"), "{found}");

    let log = worker.log().join("\n");
    assert!(!log.contains(ROBIN) && !log.contains("Biscuit"), "{log}");
}

#[tokio::test]
async fn a_message_that_is_delivered_again_teaches_nothing_twice() {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    let mut worker = stack.worker().await;
    deliver(&mut worker, &messages).await;
    let (known, adds) = (stack.known(ROBIN).await, stack.adds());
    assert!(adds > 0);
    deliver(&mut worker, &messages).await;
    // Another environment knows from the ledger alone.
    deliver(&mut stack.worker().await, &messages).await;
    assert_eq!(stack.adds(), adds);
    assert_eq!(stack.known(ROBIN).await, known);
}

#[tokio::test]
async fn a_message_that_fails_comes_back_with_the_callers_later_ones_and_no_others() {
    let stack = Stack::start().await;
    let mut messages = stack
        .queued(&[
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_2", ROBIN, "The boiler whistles in the mornings."),
            call("conv_3", SAM, "I play the cello in an orchestra."),
        ])
        .await;
    let whole = messages.clone();
    messages[0]["MessageBody"] = json!("no envelope");
    let mut worker = stack.worker().await;
    let failed = deliver(&mut worker, &messages).await;
    assert_eq!(failed, ["message-0", "message-1"]);
    assert_eq!(stack.known(ROBIN).await, [""; 0]);
    assert!(!stack.known(SAM).await.is_empty());

    let failed = deliver(&mut worker, &whole[..2]).await;
    assert_eq!(failed, [""; 0]);
    assert!(
        stack
            .known(ROBIN)
            .await
            .iter()
            .any(|memory| memory.contains("boiler"))
    );
}

#[rstest]
#[case::status(mem0_server::Failure::Status(503))]
#[case::reset(mem0_server::Failure::Reset)]
#[tokio::test]
async fn a_platform_that_is_down_gets_the_call_later(#[case] failure: mem0_server::Failure) {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack.mem0.plan(mem0_server::Fault::new(failure));
    let mut worker = stack.worker().await;
    let failed = deliver(&mut worker, &messages).await;
    assert_eq!(failed, ["message-0"]);
}
