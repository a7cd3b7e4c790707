//! Freezing and termination between events.

use std::io::ErrorKind;

use mem0_server::{Mem0Server, Options};
use serde_json::{Value, json};
use tokio::task::yield_now;

use crate::stack::{ROBIN, Stack, batch, call, post_call, ring, search};

#[tokio::test]
async fn every_function_is_frozen_after_its_response_and_handles_the_next_event() {
    let stack = Stack::start().await;
    let finished_call = post_call(&call("conv_1", ROBIN, "My dog is called Biscuit.")).build();
    let queued = batch(
        &stack
            .enqueue(&[call("conv_2", ROBIN, "I play the cello.")])
            .await,
    )
    .build();
    for (mut function, event) in [
        (stack.client_data().await, ring(ROBIN)),
        (stack.retrieve().await, search(ROBIN, "dog").build()),
        (stack.post_call().await, finished_call),
        (stack.worker().await, queued),
    ] {
        for _ in 0..3 {
            function.invoke(&event).await.reply().unwrap();
            assert!(function.0.is_frozen().unwrap());
        }
    }
}

#[tokio::test]
async fn a_function_may_be_started_long_before_its_first_event() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    function.0.ready().await.unwrap();
    assert!(function.0.is_frozen().unwrap());
    let reply = function.invoke(&ring(ROBIN)).await.http().unwrap();
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn an_acknowledged_event_survives_the_termination_of_a_frozen_function() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let event = post_call(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    assert_eq!(function.send(&event).await.status, 200);
    assert!(function.0.is_frozen().unwrap());
    function.0.kill().await.unwrap();

    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&stack.messages())).await, [""; 0]);
    assert!(worker.0.is_frozen().unwrap());
    worker.0.kill().await.unwrap();
    let memories = stack.memories(ROBIN).await;
    assert!(
        memories.iter().any(|memory| memory.contains("Biscuit")),
        "{memories:?}"
    );
}

#[tokio::test]
async fn a_connection_that_the_platform_closed_meanwhile_fails_no_request() {
    let mut stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let is_ok = |reply: &Value| reply["statusCode"] == json!(200);
    assert!(is_ok(function.invoke(&ring(ROBIN)).await.reply().unwrap()));
    for _ in 0..3 {
        assert!(function.0.is_frozen().unwrap());
        stack.restart_mem0().await;
        let invocation = function.invoke(&ring(ROBIN)).await;
        let reply = invocation.reply().unwrap();
        assert!(is_ok(reply), "{reply}");
    }
}

impl Stack {
    /// Stops the platform with its connections, and starts it at the same address.
    async fn restart_mem0(&mut self) {
        let address = self.mem0.address();
        // Drops the running one.
        self.mem0 = Mem0Server::start(Options::default()).await.unwrap();
        let options = Options {
            address,
            ..Options::default()
        };
        self.mem0 = loop {
            match Mem0Server::start(options.clone()).await {
                Ok(server) => break server,
                Err(error) if error.kind() == ErrorKind::AddrInUse => yield_now().await,
                Err(error) => panic!("{error}"),
            }
        };
    }
}
