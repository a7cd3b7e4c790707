//! What must not be kept: nowhere after a call, in no form.

use std::{env, fs, process::Command};

use memories_server::telemetry;
use rstest::rstest;
use serde_json::{Value, json};

use crate::service::{ROBIN, Service, call, config};

/// Set in the process whose log is read.
const LOGGED: &str = "CALL_WITH_SECRETS_IS_LOGGED";

const SECRETS: [&str; 11] = [
    "4111",
    "oh four twenty",
    "737",
    "078-05-1120",
    "078051120",
    "eleven twenty",
    "2580",
    "five eight",
    "bluebird7",
    "DE8937",
    "3704",
];

fn call_with_secrets() -> Value {
    let mut event = call(
        "conv_secrets",
        ROBIN,
        &[
            ("agent", "How would you like to pay?"),
            (
                "user",
                "My card is 4111 1111 1111 1111, expires oh four twenty-nine, and the code is 737, and I want the red one.",
            ),
            ("agent", "That is 4111 1111 1111 1111. And your social?"),
            ("user", "It's oh seven eight, oh five, eleven twenty."),
            ("agent", "078-05-1120, thank you. What's your PIN?"),
            ("user", "Two five eight oh. My password is bluebird7."),
            (
                "agent",
                "2580, thanks. I have booked the red one for Tuesday.",
            ),
            (
                "user",
                "Refund it to DE89 3704 0044 0532 0130 00. The gate code is 4419.",
            ),
        ],
    );
    event["data"]["analysis"]["transcript_summary"] =
        json!("The caller paid with 4111111111111111 (code 737) and wants the red one.");
    event["data"]["analysis"]["data_collection_results"] = json!({
        "card_number": {"data_collection_id": "card_number", "value": "4111111111111111"},
        "notes": {"data_collection_id": "notes", "value": "pays with 4111-1111-1111-1111"},
        "colour": {"data_collection_id": "colour", "value": "red"},
    });
    event
}

fn assert_no_secret(text: &str, place: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {place}");
    }
}

#[tokio::test]
async fn secrets_reach_neither_ring_nor_search_nor_disk() {
    let is_logged = env::var_os(LOGGED).is_some();
    let variables: &[(&str, &str)] = if is_logged {
        &[("RUST_LOG", "trace,hyper=off,hyper_util=off,reqwest=off")]
    } else {
        &[]
    };
    if is_logged {
        telemetry::init(&config(variables).log).unwrap();
    }
    let service = Service::with(variables).await;
    service.hang_up(&call_with_secrets()).await;
    service.processed().await;
    let ring = service.ring(ROBIN).await.to_string();
    assert!(ring.contains("red") && ring.contains("4419"), "{ring}");
    assert_no_secret(&ring, "the ring");
    for query in [
        "card number",
        "4111 1111 1111 1111",
        "PIN",
        "password",
        "social security number",
        "code 737",
    ] {
        let found = service.search(ROBIN, query).await["memories"].to_string();
        assert_no_secret(&found, "a search");
    }
    // The database holds the inbox, too: what was enqueued, and what was made of it.
    let mut stored = String::new();
    for file in fs::read_dir(service.data_dir()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            stored.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()));
        }
    }
    assert!(stored.contains("red one"));
    for secret in SECRETS.iter().filter(|secret| secret.len() > 4) {
        assert!(!stored.contains(secret), "{secret} on disk");
    }
    assert!(!stored.contains("4111 1111") && !stored.contains("code is 737"));
}

#[test]
fn secrets_do_not_reach_the_log() {
    let child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "sensitive::secrets_reach_neither_ring_nor_search_nor_disk",
            "--nocapture",
        ])
        .env(LOGGED, "1")
        .output()
        .unwrap();
    assert!(child.status.success());
    let log = String::from_utf8(child.stderr).unwrap();
    assert!(log.contains("conv_secrets"), "{log}");
    for secret in SECRETS.iter().filter(|secret| secret.len() > 4) {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[rstest]
#[case::kept("", true)]
#[case::dropped("health=drop", false)]
#[tokio::test]
async fn the_setting_decides_about_health(#[case] setting: &str, #[case] is_kept: bool) {
    let service = Service::with(&[("SENSITIVE_DATA", setting)]).await;
    let said = [(
        "user",
        "I am allergic to latex. Please use the side gate on Mill Lane.",
    )];
    service.hang_up(&call("conv_health", ROBIN, &said)).await;
    service.processed().await;
    let ring = service.ring(ROBIN).await.to_string();
    assert!(ring.contains("side gate"), "{ring}");
    assert_eq!(ring.contains("latex"), is_kept, "{ring}");
}
