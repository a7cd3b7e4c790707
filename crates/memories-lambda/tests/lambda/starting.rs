//! What a function needs to start.

use std::time::Duration;

use lambda_emulator::{Builder, Freeze, Outcome, Phase};
use mem0_server::{Failure, Fault};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::{task::yield_now, time::timeout};

use crate::{
    log,
    running::Running,
    stack::{HMAC_KEY, MEM0_KEY, ROBIN, Stack, WORKSPACE_KEY, ring},
};

const CLIENT_DATA: &str = env!("CARGO_BIN_EXE_client-data");
const RETRIEVE: &str = env!("CARGO_BIN_EXE_retrieve");
const POST_CALL: &str = env!("CARGO_BIN_EXE_post-call");
const WORKER: &str = env!("CARGO_BIN_EXE_post-call-worker");
const ARN: &str = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:keys-AbCdEf";

/// A function that finds its keys in the secret alone.
fn with_secret(stack: &Stack, binary: &str) -> Builder {
    let keys = [
        "MEM0_API_KEY",
        "ELEVENLABS_WORKSPACE_KEY",
        "ELEVENLABS_HMAC_KEY",
    ];
    let function = stack.function(binary).env("SECRET_ARN", ARN);
    keys.into_iter()
        .fold(function, |function, key| function.env(key, ""))
}

#[rstest]
#[case(CLIENT_DATA)]
#[case(RETRIEVE)]
#[case(POST_CALL)]
#[case(WORKER)]
#[tokio::test]
async fn the_keys_may_be_in_a_secret(#[case] binary: &str) {
    let stack = Stack::start().await;
    stack.aws.held(|held| {
        let keys = json!({
            "MEM0_API_KEY": MEM0_KEY,
            "ELEVENLABS_WORKSPACE_KEY": WORKSPACE_KEY,
            "ELEVENLABS_HMAC_KEY": HMAC_KEY,
        });
        held.secret = Some(keys.to_string());
    });
    let mut function = Running::start(with_secret(&stack, binary)).await;
    function.0.ready().await.unwrap();
    if binary == CLIENT_DATA {
        let reply = function.invoke(&ring(ROBIN)).await.http().unwrap();
        assert_eq!(reply.status, 200);
    }
}

const LONG: Duration = Duration::from_secs(30);

#[rstest]
#[case(CLIENT_DATA)]
#[case(RETRIEVE)]
#[tokio::test]
async fn the_platform_is_connected_to_before_anybody_calls(#[case] binary: &str) {
    let stack = Stack::start().await;
    let function = stack.function(binary).freeze(Freeze::Never);
    let _function = Running::start(function).await;
    let connected = async {
        while stack.mem0.received().is_empty() {
            yield_now().await;
        }
    };
    timeout(LONG, connected).await.expect("nothing is asked");
}

#[rstest]
#[case(CLIENT_DATA)]
#[case(RETRIEVE)]
#[tokio::test]
async fn a_platform_that_is_slow_delays_no_start(#[case] binary: &str) {
    let stack = Stack::start().await;
    stack.mem0.plan(Fault::new(Failure::Slow(LONG * 2)));
    let function = stack.function(binary).env("MEM0_TIMEOUT", "60");
    let mut function = Running::start(function).await;
    let ready = timeout(LONG, function.0.ready()).await;
    ready.expect("the start waits for the platform").unwrap();
}

/// Why a function did not start, in the last line of its log.
async fn last_words(function: Builder) -> String {
    let invocation = Running::start(function).await.invoke(&ring(ROBIN)).await;
    let Outcome::Exited(Phase::Init, status) = invocation.outcome else {
        panic!("{invocation:?}");
    };
    assert_eq!(status.code(), Some(1));
    let lines = log::read(&invocation.log);
    let last = lines.last().unwrap();
    assert_eq!(last["level"], "ERROR");
    last["error"].as_str().unwrap().to_owned()
}

#[rstest]
#[case(CLIENT_DATA, "ELEVENLABS_WORKSPACE_KEY")]
#[case(CLIENT_DATA, "MEM0_API_KEY")]
#[case(CLIENT_DATA, "AWS_REGION")]
#[case(RETRIEVE, "MEM0_API_KEY")]
#[case(POST_CALL, "ELEVENLABS_HMAC_KEY")]
#[case(POST_CALL, "POST_CALL_QUEUE_URL")]
#[case(POST_CALL, "PAYLOAD_BUCKET")]
#[case(WORKER, "LEDGER_TABLE")]
#[case(WORKER, "PAYLOAD_BUCKET")]
#[tokio::test]
async fn a_function_that_lacks_a_setting_says_which_and_does_not_start(
    #[case] binary: &str,
    #[case] missing: &str,
) {
    let stack = Stack::start().await;
    // Lambda sets the region twice.
    let function = stack.function(binary).env("AWS_DEFAULT_REGION", "");
    let words = last_words(function.env(missing, "")).await;
    assert!(words.contains(missing), "{words}");
}

#[rstest]
#[case("MEM0_TIMEOUT", "soon")]
#[case("MEM0_BASE_URL", "nowhere")]
#[case("MEMORY_STORE", "sqlite")]
#[case("DYNAMIC_VARIABLES", "{")]
#[tokio::test]
async fn a_setting_that_cannot_be_used_is_named(#[case] name: &str, #[case] value: &str) {
    let stack = Stack::start().await;
    let words = last_words(stack.function(CLIENT_DATA).env(name, value)).await;
    assert!(words.contains(name), "{words}");
}

#[rstest]
#[case::refused(None)]
#[case::no_settings(Some("My dog is called Biscuit."))]
#[tokio::test]
async fn a_secret_that_is_of_no_use_is_named_and_not_quoted(#[case] secret: Option<&str>) {
    let stack = Stack::start().await;
    stack
        .aws
        .held(|held| held.secret = secret.map(str::to_owned));
    let words = last_words(with_secret(&stack, CLIENT_DATA)).await;
    assert!(words.contains("SECRET_ARN"), "{words}");
}

#[rstest]
#[case::not_there(json!({"MEM0_API_KEY": MEM0_KEY}))]
#[case::null(json!({"MEM0_API_KEY": MEM0_KEY, "ELEVENLABS_WORKSPACE_KEY": null}))]
#[case::blank(json!({"MEM0_API_KEY": MEM0_KEY, "ELEVENLABS_WORKSPACE_KEY": " "}))]
#[tokio::test]
async fn a_key_that_the_secret_lacks_is_named(#[case] secret: Value) {
    let stack = Stack::start().await;
    stack
        .aws
        .held(|held| held.secret = Some(secret.to_string()));
    let words = last_words(with_secret(&stack, CLIENT_DATA)).await;
    assert!(words.contains("ELEVENLABS_WORKSPACE_KEY"), "{words}");
}
