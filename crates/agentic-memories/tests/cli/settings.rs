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
fn all_wrong_settings_are_named_at_once_with_exit_code_2() {
    let sandbox = Sandbox::new()
        .with("MEM0_TIMEOUT", "soon")
        .with("MEM0_SEARCH_LIMIT", "0");
    for command in [&["serve"][..], &["config"]] {
        let complaint = sandbox.run(command).failing_with(2);
        assert!(complaint.contains("MEM0_TIMEOUT"), "{complaint}");
        assert!(complaint.contains("MEM0_SEARCH_LIMIT"), "{complaint}");
    }
}

#[test]
fn the_settings_in_force_are_shown_and_secrets_are_not() {
    let sandbox = Sandbox::new()
        .with("ELEVENLABS_HMAC_KEY", "wsec_hush")
        .with("MEM0_SEARCH_LIMIT", "5");
    let settings = sandbox.run(&["config", "--json"]).json();
    assert_eq!(setting(&settings, "MEM0_SEARCH_LIMIT", "value"), "5");
    assert_eq!(setting(&settings, "MEM0_SEARCH_LIMIT", "source"), "set");
    assert_eq!(setting(&settings, "LISTEN_ADDR", "source"), "default");
    assert!(setting(&settings, "ELEVENLABS_HMAC_KEY", "value").contains("9 characters"));
    let table = sandbox.run(&["config"]).well();
    assert!(table.contains("ELEVENLABS_HMAC_KEY"));
    assert!(!settings.to_string().contains("hush") && !table.contains("hush"));
}

#[test]
fn the_environment_file_gives_what_the_environment_does_not() {
    let sandbox = Sandbox::new().with("MEM0_SEARCH_LIMIT", "5");
    sandbox.write(".env", "MEM0_SEARCH_LIMIT=7\nMEM0_TIMEOUT=2\n");
    let settings = sandbox.run(&["config", "--json"]).json();
    assert_eq!(setting(&settings, "MEM0_SEARCH_LIMIT", "value"), "5");
    assert_eq!(setting(&settings, "MEM0_TIMEOUT", "value"), "2");
}

#[test]
fn a_damaged_environment_file_is_refused_without_showing_its_lines() {
    let sandbox = Sandbox::new();
    sandbox.write(".env", "ELEVENLABS_HMAC_KEY 'hush\n");
    let complaint = sandbox.run(&["config"]).failing_with(2);
    assert!(
        complaint.contains(".env") && !complaint.contains("hush"),
        "{complaint}"
    );
}
