//! Configuration, and errors at the start.

use std::time::Duration;

use lambda_emulator::{Builder, Freeze, Outcome, Phase};
use mem0_server::{Failure, Fault};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::{task::yield_now, time::timeout};

use crate::{
    log,
    running_function::RunningFunction,
    stack::{HMAC_KEY, MEM0_KEY, ROBIN, Stack, WORKSPACE_KEY, ring},
};

const CLIENT_DATA: &str = env!("CARGO_BIN_EXE_client-data");
const RETRIEVE: &str = env!("CARGO_BIN_EXE_retrieve");
const POST_CALL: &str = env!("CARGO_BIN_EXE_post-call");
const WORKER: &str = env!("CARGO_BIN_EXE_post-call-worker");
const ARN: &str = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:keys-AbCdEf";

/// A function whose keys are only in the secret.
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
async fn keys_may_be_in_a_secret(#[case] binary: &str) {
    let stack = Stack::start().await;
    stack.aws.with_state(|aws| {
        let keys = json!({
            "MEM0_API_KEY": MEM0_KEY,
            "ELEVENLABS_WORKSPACE_KEY": WORKSPACE_KEY,
            "ELEVENLABS_HMAC_KEY": HMAC_KEY,
        });
        aws.secret = Some(keys.to_string());
    });
    let mut function = RunningFunction::start(with_secret(&stack, binary)).await;
    function.0.ready().await.unwrap();
    if binary == CLIENT_DATA {
        let reply = function.invoke(&ring(ROBIN)).await.http().unwrap();
        assert_eq!(reply.status, 200);
    }
}

const WAIT_TIMEOUT: Duration = Duration::from_secs(30);

#[rstest]
#[case(CLIENT_DATA)]
#[case(RETRIEVE)]
#[tokio::test]
async fn the_platform_is_connected_to_before_the_first_request(#[case] binary: &str) {
    let stack = Stack::start().await;
    let function = stack.function(binary).freeze(Freeze::Never);
    let _function = RunningFunction::start(function).await;
    let connected = async {
        while stack.mem0.received().is_empty() {
            yield_now().await;
        }
    };
    timeout(WAIT_TIMEOUT, connected)
        .await
        .expect("there is no request");
}

#[rstest]
#[case(CLIENT_DATA)]
#[case(RETRIEVE)]
#[tokio::test]
async fn a_slow_platform_does_not_delay_the_start(#[case] binary: &str) {
    let stack = Stack::start().await;
    stack.mem0.plan(Fault::new(Failure::Slow(WAIT_TIMEOUT * 2)));
    let function = stack.function(binary).env("MEM0_TIMEOUT", "60");
    let mut function = RunningFunction::start(function).await;
    let ready = timeout(WAIT_TIMEOUT, function.0.ready()).await;
    ready.expect("the start waits for the platform").unwrap();
}

/// The error in the last line of the log of a function that does not start.
async fn start_error(function: Builder) -> String {
    let invocation = RunningFunction::start(function)
        .await
        .invoke(&ring(ROBIN))
        .await;
    let Outcome::Exited(Phase::Init, status) = invocation.outcome else {
        panic!("{invocation:?}");
    };
    assert_eq!(status.code(), Some(1));
    let lines = log::parse(&invocation.log);
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
async fn a_missing_variable_is_named(#[case] binary: &str, #[case] missing: &str) {
    let stack = Stack::start().await;
    // Lambda sets the region in two variables.
    let function = stack.function(binary).env("AWS_DEFAULT_REGION", "");
    let error = start_error(function.env(missing, "")).await;
    assert!(error.contains(missing), "{error}");
}

#[rstest]
#[case("MEM0_TIMEOUT", "soon")]
#[case("MEM0_BASE_URL", "nowhere")]
#[case("MEMORY_STORE", "sqlite")]
#[case("DYNAMIC_VARIABLES", "{")]
#[tokio::test]
async fn an_invalid_variable_is_named(#[case] name: &str, #[case] value: &str) {
    let stack = Stack::start().await;
    let error = start_error(stack.function(CLIENT_DATA).env(name, value)).await;
    assert!(error.contains(name), "{error}");
}

#[rstest]
#[case::access_denied(None)]
#[case::not_an_object(Some("My dog is called Biscuit."))]
#[tokio::test]
async fn an_unusable_secret_is_named_and_not_quoted(#[case] secret: Option<&str>) {
    let stack = Stack::start().await;
    stack
        .aws
        .with_state(|aws| aws.secret = secret.map(str::to_owned));
    let error = start_error(with_secret(&stack, CLIENT_DATA)).await;
    assert!(error.contains("SECRET_ARN"), "{error}");
}

#[rstest]
#[case::missing(json!({"MEM0_API_KEY": MEM0_KEY}))]
#[case::null(json!({"MEM0_API_KEY": MEM0_KEY, "ELEVENLABS_WORKSPACE_KEY": null}))]
#[case::blank(json!({"MEM0_API_KEY": MEM0_KEY, "ELEVENLABS_WORKSPACE_KEY": " "}))]
#[tokio::test]
async fn a_key_that_is_missing_in_the_secret_is_named(#[case] secret: Value) {
    let stack = Stack::start().await;
    stack
        .aws
        .with_state(|aws| aws.secret = Some(secret.to_string()));
    let error = start_error(with_secret(&stack, CLIENT_DATA)).await;
    assert!(error.contains("ELEVENLABS_WORKSPACE_KEY"), "{error}");
}
