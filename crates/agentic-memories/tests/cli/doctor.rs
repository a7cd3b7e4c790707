use std::fs;

use super::sandbox::Sandbox;

#[test]
fn a_service_with_keys_on_its_own_file_is_healthy() {
    let sandbox = Sandbox::new()
        .with("ELEVENLABS_WORKSPACE_KEY", "workspace")
        .with("ELEVENLABS_HMAC_KEY", "wsec_key")
        .with("RETRIEVE_API_KEY", "retrieve");
    let told = sandbox.run(&["doctor"]).well();
    for line in told.lines() {
        assert!(line.starts_with("good"), "{told}");
    }
    for subject in ["settings", "file", "list", "search"] {
        assert!(told.contains(subject), "{told}");
    }
}

#[test]
fn every_wrong_setting_is_a_finding_with_an_example() {
    let sandbox = Sandbox::new()
        .with("MEM0_TIMEOUT", "soon")
        .with("MEMORY_STORE", "mem0");
    let ran = sandbox.run(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings = told["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2, "{told:#}");
    assert!(
        findings[0]["says"]
            .as_str()
            .unwrap()
            .starts_with("MEM0_TIMEOUT")
    );
    assert!(
        findings[1]["says"]
            .as_str()
            .unwrap()
            .starts_with("MEM0_API_KEY")
    );
    assert_eq!(findings[0]["remedy"], "for example MEM0_TIMEOUT=2.5");
}

#[test]
fn an_address_that_needs_keys_is_wrong_without_them() {
    let sandbox = Sandbox::new().with("LISTEN_ADDR", "0.0.0.0:8080");
    let ran = sandbox.run(&["doctor"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("ELEVENLABS_WORKSPACE_KEY"), "{ran:?}");
}

#[test]
fn a_directory_that_cannot_be_is_told_by_name() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("occupied"), "a file").unwrap();
    let ran = sandbox.run(&["doctor", "--data-dir", "occupied/data"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("occupied/data"), "{ran:?}");
}
