//! What Lambda does to a function between events, and at its end.

use std::io::ErrorKind;

use mem0_server::{Mem0Server, Options};
use serde_json::{Value, json};
use tokio::task::yield_now;

use crate::stack::{ROBIN, Stack, batch, call, hang_up, ring, search};

#[tokio::test]
async fn every_function_is_frozen_after_its_reply_and_answers_the_next_event() {
    let stack = Stack::start().await;
    let hang_up = hang_up(&call("conv_1", ROBIN, "My dog is called Biscuit.")).build();
    let queued = batch(
        &stack
            .queued(&[call("conv_2", ROBIN, "I play the cello.")])
            .await,
    )
    .build();
    for (mut function, event) in [
        (stack.client_data().await, ring(ROBIN)),
        (stack.retrieve().await, search(ROBIN, "dog").build()),
        (stack.post_call().await, hang_up),
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
async fn nothing_that_was_acknowledged_is_lost_when_a_frozen_function_is_ended() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let event = hang_up(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    assert_eq!(function.answer(&event).await.status, 200);
    assert!(function.0.is_frozen().unwrap());
    function.0.kill().await.unwrap();

    let mut worker = stack.worker().await;
    assert_eq!(worker.failed(&batch(&stack.messages())).await, [""; 0]);
    assert!(worker.0.is_frozen().unwrap());
    worker.0.kill().await.unwrap();
    let known = stack.known(ROBIN).await;
    assert!(
        known.iter().any(|memory| memory.contains("Biscuit")),
        "{known:?}"
    );
}

#[tokio::test]
async fn a_connection_that_the_platform_closed_meanwhile_fails_nobodys_call() {
    let mut stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let answered = |reply: &Value| reply["statusCode"] == json!(200);
    assert!(answered(
        function.invoke(&ring(ROBIN)).await.reply().unwrap()
    ));
    for _ in 0..3 {
        assert!(function.0.is_frozen().unwrap());
        stack.restart_mem0().await;
        let invocation = function.invoke(&ring(ROBIN)).await;
        let reply = invocation.reply().unwrap();
        assert!(answered(reply), "{reply}");
    }
}

impl Stack {
    /// Ends the platform with its connections, and starts it where it was.
    async fn restart_mem0(&mut self) {
        let address = self.mem0.address();
        // This drops the one that runs.
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
