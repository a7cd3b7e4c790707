use super::sandbox::Sandbox;

const STRANGE: &str = r#"{"type": "something_new", "data": {"conversation_id": "conv_strange"}}"#;

/// A sandbox whose service has kept an event that it did not understand.
fn with_a_kept_event() -> Sandbox {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", "wsec_key");
    let service = sandbox.serve();
    sandbox
        .run_with_input(
            &["call", "hang-up", "--url", &service.url, "--payload", "-"],
            STRANGE,
        )
        .well();
    service.ask_to_stop();
    assert!(service.wait().success());
    sandbox
}

#[test]
fn an_event_that_was_not_understood_is_kept_shown_and_tried_again() {
    let sandbox = with_a_kept_event();
    let events = sandbox
        .run(&["inbox", "list", "--state", "kept", "--json"])
        .json();
    assert_eq!(events[0]["conversation"], "conv_strange");
    assert!(
        events[0]["reason"]
            .as_str()
            .unwrap()
            .contains("something_new")
    );
    let id = events[0]["id"].to_string();

    let shown = sandbox.run(&["inbox", "show", &id]).well();
    assert!(
        shown.contains("conv_strange") && shown.contains("kept"),
        "{shown}"
    );
    assert_eq!(
        sandbox.run(&["inbox", "show", &id, "--body"]).well(),
        STRANGE
    );

    assert!(
        sandbox
            .run(&["inbox", "retry", &id])
            .well()
            .contains("1 event")
    );
    let pending = sandbox
        .run(&["inbox", "list", "--state", "pending", "--json"])
        .json();
    assert_eq!(pending.as_array().unwrap().len(), 1);
    let complaint = sandbox.run(&["inbox", "retry", &id]).failing_with(1);
    assert!(complaint.contains("neither dead nor kept"), "{complaint}");
}

#[test]
fn all_events_can_be_tried_again_at_once() {
    let sandbox = with_a_kept_event();
    assert!(
        sandbox
            .run(&["inbox", "retry", "--all"])
            .well()
            .contains("1 event")
    );
    assert!(
        sandbox
            .run(&["inbox", "retry", "--all"])
            .well()
            .contains("0 events")
    );
}

#[test]
fn an_event_that_is_not_there_is_an_error() {
    let sandbox = with_a_kept_event();
    let complaint = sandbox.run(&["inbox", "show", "999"]).failing_with(1);
    assert!(complaint.contains("999"), "{complaint}");
}
