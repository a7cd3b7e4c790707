use serde_json::Value;

use super::sandbox::Sandbox;

fn setting(settings: &Value, variable: &str, field: &str) -> String {
    let row = settings
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["variable"] == variable);
    row.unwrap()[field].as_str().unwrap().to_owned()
}

#[test]
fn all_invalid_settings_are_reported_at_once_with_exit_code_2() {
    let sandbox = Sandbox::new()
        .with("MEMORY_TIMEOUT", "soon")
        .with("MEMORY_SEARCH_LIMIT", "0");
    for command in [&["serve"][..], &["config"]] {
        let stderr = sandbox.run(command).failure(2);
        assert!(stderr.contains("MEMORY_TIMEOUT"), "{stderr}");
        assert!(stderr.contains("MEMORY_SEARCH_LIMIT"), "{stderr}");
    }
}

#[test]
fn the_settings_in_force_are_shown_and_secrets_are_not() {
    let sandbox = Sandbox::new()
        .with("ELEVENLABS_HMAC_KEY", "wsec_hush")
        .with("MEMORY_SEARCH_LIMIT", "5");
    let settings = sandbox.run(&["config", "--json"]).json();
    assert_eq!(setting(&settings, "MEMORY_SEARCH_LIMIT", "value"), "5");
    assert_eq!(setting(&settings, "MEMORY_SEARCH_LIMIT", "source"), "set");
    assert_eq!(setting(&settings, "LISTEN_ADDR", "source"), "default");
    assert!(setting(&settings, "ELEVENLABS_HMAC_KEY", "value").contains("9 characters"));
    let table = sandbox.run(&["config"]).success();
    assert!(table.contains("ELEVENLABS_HMAC_KEY"));
    assert!(!settings.to_string().contains("hush") && !table.contains("hush"));
}

#[test]
fn the_environment_takes_precedence_over_the_environment_file() {
    let sandbox = Sandbox::new().with("MEMORY_SEARCH_LIMIT", "5");
    sandbox.write(".env", "MEMORY_SEARCH_LIMIT=7\nMEM0_TIMEOUT=2\n");
    let settings = sandbox.run(&["config", "--json"]).json();
    assert_eq!(setting(&settings, "MEMORY_SEARCH_LIMIT", "value"), "5");
    assert_eq!(setting(&settings, "MEMORY_TIMEOUT", "value"), "2");
}

#[test]
fn a_damaged_environment_file_is_rejected_without_showing_its_lines() {
    let sandbox = Sandbox::new();
    sandbox.write(".env", "ELEVENLABS_HMAC_KEY 'hush\n");
    let stderr = sandbox.run(&["config"]).failure(2);
    assert!(
        stderr.contains(".env") && !stderr.contains("hush"),
        "{stderr}"
    );
}
