//! What an operator must mend, in `doctor`, `inbox list` and `memories`.

use serde_json::{Value, json};

use super::sandbox::{Sandbox, Service};

const CALLER: &str = "+12025550143";
const AGENT: &str = "agent_of_the_tests";

fn deliver(sandbox: &Sandbox, service: &Service, event: &Value) {
    let hang_up = ["call", "hang-up", "--url", &service.url, "--payload", "-"];
    let delivered = sandbox.run_with_input(&hang_up, &event.to_string());
    delivered.success();
}

fn stop(service: Service) {
    service.terminate();
    assert!(service.wait().success());
}

/// The event of a call `days` after the first one.
fn call(conversation: &str, days: u32, said: &str, facts: &Value) -> Value {
    let started_at = 1_790_000_000 + days * 86_400;
    json!({
        "type": "post_call_transcription",
        "event_timestamp": started_at + 60,
        "data": {
            "agent_id": AGENT,
            "conversation_id": conversation,
            "status": "done",
            "transcript": [{ "role": "user", "message": said, "time_in_call_secs": 1 }],
            "metadata": {
                "start_time_unix_secs": started_at,
                "call_duration_secs": 60,
                "phone_call": { "type": "twilio", "direction": "inbound", "external_number": CALLER },
            },
            "analysis": { "data_collection_results": facts },
        },
    })
}

fn failed_call(reason: &str) -> Value {
    let mut event = call("conv_failed", 0, "", &json!({}));
    event["data"]["status"] = json!("failed");
    event["data"]["transcript"] = json!([]);
    event["data"]["metadata"]["termination_reason"] = json!(reason);
    event
}

fn with_a_failed_call(sandbox: Sandbox, reason: &str) -> Sandbox {
    let sandbox = sandbox.with("ELEVENLABS_HMAC_KEY", "wsec_key");
    let service = sandbox.serve();
    deliver(&sandbox, &service, &failed_call(reason));
    stop(service);
    sandbox
}

/// The checks of `doctor` on one subject.
fn checks(sandbox: &Sandbox, subject: &str) -> Vec<Value> {
    let report = sandbox.run(&["doctor", "--json"]).json();
    let checks = report["checks"].as_array().unwrap().iter();
    checks
        .filter(|check| check["subject"] == subject)
        .cloned()
        .collect()
}

const MISSING: &str = "Missing required dynamic variables in first message: {'caller_name'}";

#[test]
fn the_doctor_names_the_variables_that_calls_failed_for_and_what_to_set() {
    let sandbox = Sandbox::new().with("DYNAMIC_VARIABLES", r#"{"plan": "none"}"#);
    let sandbox = with_a_failed_call(sandbox, MISSING);
    let found = checks(&sandbox, "failed calls");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["status"], "warn");
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains(AGENT), "{message}");
    assert!(message.contains("`caller_name`"), "{message}");
    assert_eq!(
        found[0]["remedy"],
        r#"set DYNAMIC_VARIABLES='{"caller_name":"","plan":"none"}'"#
    );

    let mended = sandbox.with("DYNAMIC_VARIABLES", r#"{"caller_name": ""}"#);
    assert_eq!(checks(&mended, "failed calls")[0]["status"], "ok");
}

#[test]
fn the_inbox_warns_of_calls_that_failed_because_of_a_setting() {
    let sandbox = with_a_failed_call(Sandbox::new(), MISSING);
    for arguments in [
        &["inbox", "list"][..],
        &["inbox", "list", "--state", "dead_letter"],
    ] {
        let ran = sandbox.run(arguments);
        for part in ["warning:", AGENT, "add to DYNAMIC_VARIABLES `caller_name`"] {
            assert!(ran.err.contains(part), "{ran:#?}");
        }
    }
    let events = sandbox.run(&["inbox", "list", "--json"]).json();
    assert_eq!(events[0]["state"], "skipped");
    let reason = events[0]["reason"].as_str().unwrap();
    assert!(reason.contains("`caller_name`"), "{reason}");
}

#[test]
fn without_such_calls_neither_warns() {
    let sandbox = with_a_failed_call(Sandbox::new(), "Client disconnected");
    assert_eq!(checks(&sandbox, "failed calls"), [Value::Null; 0]);
    assert_eq!(sandbox.run(&["inbox", "list"]).err, "");
}

#[test]
fn the_doctor_names_variables_without_which_nobody_is_greeted() {
    let template = "Welcome back, {{ caller_name }}!";
    let sandbox = Sandbox::new().with("GREETING_TEMPLATE", template);
    let found = checks(&sandbox, "greeting");
    assert_eq!(found[0]["status"], "warn");
    let message = found[0]["message"].as_str().unwrap();
    assert!(
        message.contains("until data collection finds `caller_name`"),
        "{message}"
    );
    let sandbox = sandbox.with("DYNAMIC_VARIABLES", r#"{"caller_name": ""}"#);
    let found = checks(&sandbox, "greeting");
    assert_eq!(found[0]["status"], "ok");
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains("its default is blank"), "{message}");
}

/// Helen and her husband Walt call from one number; then it rings.
fn with_a_shared_line() -> Sandbox {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", "wsec_key");
    let service = sandbox.serve();
    for (conversation, days, said, name) in [
        (
            "conv_1",
            0,
            "Hi, this is Helen Ostrowski.",
            "Helen Ostrowski",
        ),
        ("conv_2", 1, "Hello, this is her husband, Walt.", "Walt"),
    ] {
        let facts = json!({"caller_name": {"value": name}});
        deliver(&sandbox, &service, &call(conversation, days, said, &facts));
        sandbox.wait_until_processed();
    }
    ring(&sandbox, &service);
    stop(service);
    sandbox
}

fn ring(sandbox: &Sandbox, service: &Service) {
    let ring = [
        "call",
        "ring",
        "--url",
        &service.url,
        "--caller",
        CALLER,
        "--agent",
        AGENT,
    ];
    sandbox.run(&ring).success();
}

#[test]
fn a_line_that_several_people_use_is_told_with_the_agent_and_what_to_do_and_without_names() {
    let sandbox = with_a_shared_line();
    let found = checks(&sandbox, "shared lines");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["status"], "warn");
    let listed = sandbox.run(&["inbox", "list"]);
    assert!(
        listed
            .err
            .starts_with("warning: 1 line is used by several people"),
        "{listed:#?}"
    );
    for shown in [found[0].to_string(), listed.err] {
        for part in [AGENT, "+1202•••0143 (2 people)", "`caller_name`", "FACTS"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        for private in [CALLER, "Helen", "Walt", "Ostrowski"] {
            assert!(!shown.contains(private), "{shown}");
        }
    }
}

#[test]
fn the_warnings_about_a_forgotten_caller_are_forgotten() {
    let sandbox = with_a_shared_line();
    sandbox
        .run(&["memories", "forget", "--caller", CALLER, "--yes"])
        .success();
    assert_eq!(checks(&sandbox, "shared lines"), [Value::Null; 0]);
    assert_eq!(sandbox.run(&["inbox", "list"]).err, "");
}

#[test]
fn a_variable_that_kept_returning_callers_from_being_greeted_is_told_until_it_is_mended() {
    let sandbox = Sandbox::new()
        .with("ELEVENLABS_HMAC_KEY", "wsec_key")
        .with("GREETING_TEMPLATE", "Welcome back to {{ branch }}!");
    let service = sandbox.serve();
    let said = "The boiler makes a whistling noise.";
    deliver(&sandbox, &service, &call("conv_1", 0, said, &json!({})));
    sandbox.wait_until_processed();
    ring(&sandbox, &service);
    stop(service);
    let listed = sandbox.run(&["inbox", "list"]).err;
    for part in [
        "warning: returning callers of agent",
        AGENT,
        "`branch`, which was blank",
        "{% if branch %}",
    ] {
        assert!(listed.contains(part), "{listed}");
    }
    let told = |sandbox: &Sandbox| -> Vec<String> {
        let greeting = checks(sandbox, "greeting");
        let about_calls = greeting
            .iter()
            .filter(|check| check.to_string().contains(AGENT));
        about_calls
            .map(|check| check["status"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(told(&sandbox), ["warn"]);
    let sandbox = sandbox.with("DYNAMIC_VARIABLES", r#"{"branch": "Mill Lane"}"#);
    assert_eq!(told(&sandbox), ["ok"]);
}

#[test]
fn variables_that_are_blank_for_every_caller_are_told_once_calls_collect_others() {
    let sandbox = Sandbox::new()
        .with("ELEVENLABS_HMAC_KEY", "wsec_key")
        .with(
            "DYNAMIC_VARIABLES",
            r#"{"city": "", "plan": "", "tier": "none"}"#,
        )
        .with(
            "GREETING_TEMPLATE",
            "{% if city or caller_nam %}Welcome back!{% endif %}",
        );
    sandbox.serve();
    assert_eq!(
        checks(&sandbox, "variables"),
        [Value::Null; 0],
        "nothing is known yet"
    );
    let service = sandbox.serve();
    let facts = json!({"city": {"value": "Ghent"}});
    deliver(
        &sandbox,
        &service,
        &call("conv_1", 0, "I live in Ghent.", &facts),
    );
    sandbox.wait_until_processed();
    stop(service);
    let found = checks(&sandbox, "variables");
    let messages: Vec<&str> = found
        .iter()
        .map(|check| check["message"].as_str().unwrap())
        .collect();
    assert_eq!(messages.len(), 2, "{found:#?}");
    assert!(
        messages[0].starts_with("`plan` has been blank for every caller"),
        "{messages:#?}"
    );
    assert!(messages[1].contains("tests `caller_nam`"), "{messages:#?}");
    assert!(
        found[1]["remedy"].as_str().unwrap().contains("spelling"),
        "{found:#?}"
    );
}

#[test]
fn the_memories_of_a_shared_line_are_listed_with_their_people_and_their_standing() {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", "wsec_key");
    let service = sandbox.serve();
    let facts =
        |name: &str, job: &str| json!({"caller_name": {"value": name}, "job": {"value": job}});
    for (conversation, days, said, facts) in [
        (
            "conv_1",
            0,
            "Hi, this is Helen Ostrowski.",
            facts("Helen Ostrowski", "teacher"),
        ),
        (
            "conv_2",
            1,
            "Hello, this is her husband, Walt.",
            facts("Walt", "pilot"),
        ),
        ("conv_3", 2, "It's Helen again.", facts("Helen", "writer")),
    ] {
        deliver(&sandbox, &service, &call(conversation, days, said, &facts));
        sandbox.wait_until_processed();
    }
    stop(service);
    let memories = |arguments: &[&str]| {
        let arguments = [&["memories"], arguments, &["--caller", CALLER]].concat();
        sandbox.run(&arguments)
    };

    let list = memories(&["list"]).success();
    for part in [
        "replaced by conv_3",
        "Several people",
        "Helen Ostrowski",
        "Walt, husband, 1 call",
    ] {
        assert!(list.contains(part), "{part}: {list}");
    }

    let listed = memories(&["list", "--json"]).json();
    let job = |name: &str| {
        let memories = listed.as_array().unwrap().iter();
        let text = format!("job: {name}");
        memories
            .clone()
            .find(|memory| memory["text"] == text)
            .unwrap()
    };
    assert_eq!(job("teacher")["status"], "replaced");
    assert_eq!(
        job("teacher")["changed_by"]["conversation_id"],
        "elevenlabs:conv_3"
    );
    assert_eq!(job("writer")["status"], "current");
    assert_eq!(job("pilot")["status"], "current");
    assert_eq!(job("pilot")["person"], "Walt");

    let id = job("teacher")["id"].as_str().unwrap();
    let shown = memories(&["show", id]).success();
    assert!(
        shown.contains("replaced") && shown.contains("conv_3"),
        "{shown}"
    );
    let summary = memories(&["show", "--json"]).json();
    assert_eq!(summary["people"][0]["name"], "Helen Ostrowski");
    assert_eq!(summary["people"][1]["relation"], "husband");

    // Then, she was a teacher.
    let then = memories(&["list", "--as-of", "2026-09-21T20:00:00Z", "--json"]).json();
    let then = then.as_array().unwrap().iter();
    assert!(then.clone().count() > 0);
    for memory in then {
        assert_eq!(memory["status"], "current", "{memory:#}");
    }
}

#[test]
fn the_memories_of_one_person_are_listed_without_a_column_of_people() {
    let sandbox = Sandbox::new();
    let add = ["memories", "add", "--caller", CALLER, "Pays by invoice."];
    sandbox.run(&add).success();
    let list = sandbox
        .run(&["memories", "list", "--caller", CALLER])
        .success();
    assert!(
        list.contains("status") && !list.contains("person"),
        "{list}"
    );
}
