use std::fs;

use super::sandbox::Sandbox;

#[test]
fn a_service_with_keys_and_a_file_of_its_own_is_healthy() {
    let sandbox = Sandbox::new()
        .with("ELEVENLABS_WORKSPACE_KEY", "workspace")
        .with("ELEVENLABS_HMAC_KEY", "wsec_key")
        .with("RETRIEVE_API_KEY", "retrieve");
    let output = sandbox.run(&["doctor"]).success();
    for line in output.lines() {
        assert!(line.starts_with("ok"), "{output}");
    }
    for subject in ["settings", "file", "list", "search"] {
        assert!(output.contains(subject), "{output}");
    }
}

#[test]
fn every_invalid_setting_is_a_failed_check_with_an_example() {
    let sandbox = Sandbox::new()
        .with("MEMORY_TIMEOUT", "soon")
        .with("MEMORY_STORE", "mem0");
    let ran = sandbox.run(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let output: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let checks = output["checks"].as_array().unwrap();
    assert_eq!(checks.len(), 2, "{output:#}");
    assert!(
        checks[0]["message"]
            .as_str()
            .unwrap()
            .starts_with("MEMORY_TIMEOUT")
    );
    assert!(
        checks[1]["message"]
            .as_str()
            .unwrap()
            .starts_with("MEM0_API_KEY")
    );
    assert_eq!(checks[0]["remedy"], "for example MEMORY_TIMEOUT=2.5");
}

#[test]
fn an_address_that_needs_keys_fails_the_check_without_them() {
    let sandbox = Sandbox::new().with("LISTEN_ADDR", "0.0.0.0:8080");
    let ran = sandbox.run(&["doctor"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("ELEVENLABS_WORKSPACE_KEY"), "{ran:?}");
}

#[test]
fn an_unusable_data_directory_fails_the_check() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("occupied"), "a file").unwrap();
    let ran = sandbox.run(&["doctor", "--data-dir", "occupied/data"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("occupied/data"), "{ran:?}");
}
