//! What a function needs to start.

use lambda_emulator::{Outcome, Phase};
use serde_json::Value;

use crate::stack::{HMAC_KEY, Stack, WORKSPACE_KEY, ask, invoke, ring, start};

const CLIENT_DATA: &str = env!("CARGO_BIN_EXE_client-data");
const POST_CALL: &str = env!("CARGO_BIN_EXE_post-call");

fn without(variables: &mut Vec<(&'static str, String)>, names: &[&str]) {
    variables.retain(|(name, _)| !names.contains(name));
}

#[tokio::test]
async fn the_keys_may_be_in_a_secret() {
    let stack = Stack::start().await;
    stack.aws.held(|held| {
        held.secret = serde_json::json!({
            "MEM0_API_KEY": "m0-example",
            "ELEVENLABS_WORKSPACE_KEY": WORKSPACE_KEY,
            "ELEVENLABS_HMAC_KEY": HMAC_KEY,
        })
        .to_string();
    });
    let mut variables = stack.variables();
    without(
        &mut variables,
        &[
            "MEM0_API_KEY",
            "ELEVENLABS_WORKSPACE_KEY",
            "ELEVENLABS_HMAC_KEY",
            "SECRET_ARN",
        ],
    );
    variables.push((
        "SECRET_ARN",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:x".to_owned(),
    ));
    let mut function = start(CLIENT_DATA, variables).await;
    let (status, _) = ask(&mut function, &ring("+12025550143")).await;
    assert_eq!(status, 200);
}

/// The last words of a function that cannot start without some variables.
async fn last_words(binary: &str, missing: &[&str]) -> String {
    let stack = Stack::start().await;
    let mut variables = stack.variables();
    without(&mut variables, missing);
    let mut function = start(binary, variables).await;
    let outcome = invoke(&mut function, &Value::Null).await.outcome;
    assert!(
        matches!(outcome, Outcome::Died(Phase::Init, status) if !status.success()),
        "{outcome}"
    );
    let line: Value = serde_json::from_str(function.log().last().unwrap()).unwrap();
    assert_eq!(line["level"], "ERROR");
    line["error"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_function_that_lacks_a_setting_says_which_and_does_not_start() {
    let key = last_words(CLIENT_DATA, &["ELEVENLABS_WORKSPACE_KEY"]).await;
    assert!(key.contains("ELEVENLABS_WORKSPACE_KEY"), "{key}");
    let queue = last_words(POST_CALL, &["POST_CALL_QUEUE_URL"]).await;
    assert!(queue.contains("POST_CALL_QUEUE_URL"), "{queue}");
}
