use super::sandbox::Sandbox;

/// Contains a control character, which a terminal would not show.
const UNKNOWN_EVENT: &str = "{\"type\": \"something_new\", \
     \"data\": {\"conversation_id\": \"conv_strange\", \"text\": \"\u{7f}\"}}";

/// A sandbox whose inbox contains an event of an unknown type.
fn with_an_unprocessable_event() -> Sandbox {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", "wsec_key");
    let service = sandbox.serve();
    sandbox
        .run_with_input(
            &["call", "hang-up", "--url", &service.url, "--payload", "-"],
            UNKNOWN_EVENT,
        )
        .success();
    service.terminate();
    assert!(service.wait().success());
    sandbox
}

#[test]
fn an_unprocessable_event_is_listed_shown_and_retried() {
    let sandbox = with_an_unprocessable_event();
    let events = sandbox
        .run(&["inbox", "list", "--state", "unprocessable", "--json"])
        .json();
    assert_eq!(events[0]["conversation"], "conv_strange");
    assert!(
        events[0]["reason"]
            .as_str()
            .unwrap()
            .contains("unknown event type")
    );
    let id = events[0]["id"].as_str().unwrap().to_owned();

    let shown = sandbox.run(&["inbox", "show", &id]).success();
    assert!(
        shown.contains("conv_strange") && shown.contains("unprocessable"),
        "{shown}"
    );
    assert_eq!(
        sandbox.run(&["inbox", "show", &id, "--content"]).success(),
        UNKNOWN_EVENT
    );

    assert!(
        sandbox
            .run(&["inbox", "retry", &id])
            .success()
            .contains("1 event")
    );
    let pending = sandbox
        .run(&["inbox", "list", "--state", "pending", "--json"])
        .json();
    assert_eq!(pending.as_array().unwrap().len(), 1);
    let stderr = sandbox.run(&["inbox", "retry", &id]).failure(1);
    assert!(
        stderr.contains("is pending") && stderr.contains("can be retried"),
        "{stderr}"
    );
}

#[test]
fn all_events_can_be_retried_at_once() {
    let sandbox = with_an_unprocessable_event();
    assert!(
        sandbox
            .run(&["inbox", "retry", "--all"])
            .success()
            .contains("1 event")
    );
    assert!(
        sandbox
            .run(&["inbox", "retry", "--all"])
            .success()
            .contains("0 events")
    );
}

#[test]
fn an_unknown_event_is_an_error() {
    let sandbox = with_an_unprocessable_event();
    for command in ["show", "retry"] {
        let stderr = sandbox.run(&["inbox", command, "999"]).failure(1);
        assert!(stderr.contains("there is no event 999"), "{stderr}");
    }
}

#[test]
fn an_empty_list_names_the_state() {
    let sandbox = with_an_unprocessable_event();
    let list = |arguments: &[&str]| {
        sandbox
            .run(&[&["inbox", "list"], arguments].concat())
            .success()
    };
    assert_eq!(
        list(&["--state", "dead_letter"]),
        "No events in state dead_letter.\n"
    );
}
