use super::sandbox::Sandbox;

const CALLER: &str = "+12025550143";

fn protected() -> Sandbox {
    Sandbox::new()
        .with("ELEVENLABS_WORKSPACE_KEY", "workspace_new,workspace_old")
        .with("ELEVENLABS_HMAC_KEY", "wsec_new,wsec_old")
        .with("RETRIEVE_API_KEY", "retrieve_new,retrieve_old")
}

#[test]
fn a_returning_caller_has_the_memories_of_the_first_call() {
    let sandbox = protected();
    let service = sandbox.serve();
    let ring = || {
        sandbox
            .run(&["call", "ring", "--url", &service.url, "--caller", CALLER])
            .json()
    };
    let first_reply = ring();
    assert_eq!(
        first_reply["dynamic_variables"]["is_returning_caller"],
        false
    );

    let hang_up = ["call", "hang-up", "--url", &service.url, "--caller", CALLER];
    let said = [
        "--said",
        "My boiler is a Brightflame 24.",
        "--said",
        "It was fitted in 2019.",
    ];
    let ran = sandbox.run(
        &[
            &hang_up[..],
            &said,
            &["--summary", "A boiler was described."],
        ]
        .concat(),
    );
    assert!(
        ran.err.contains("200") && ran.err.contains("ms"),
        "{}",
        ran.err
    );
    assert_eq!(ran.json()["status"], "ok");

    sandbox.wait_until_processed();
    let second_reply = ring();
    assert_eq!(second_reply["dynamic_variables"]["call_count"], 1);
    assert_eq!(
        second_reply["dynamic_variables"]["last_call_summary"],
        "A boiler was described."
    );
    let full_address = format!("{}/retrieve", service.url);
    let found = sandbox.run(&[
        "call",
        "search",
        "--url",
        &full_address,
        "--caller",
        CALLER,
        "--query",
        "which boiler",
    ]);
    assert!(
        found.json()["memories"][0]["memory"]
            .as_str()
            .unwrap()
            .contains("oiler")
    );

    let beside = sandbox
        .run(&["memories", "list", "--caller", CALLER])
        .success();
    assert!(
        beside.contains("My boiler is a Brightflame 24."),
        "{beside}"
    );
}

#[test]
fn one_conversation_delivered_twice_is_one_call() {
    let sandbox = protected();
    let service = sandbox.serve();
    for _ in 0..2 {
        let hang_up = [
            "call",
            "hang-up",
            "--url",
            &service.url,
            "--caller",
            CALLER,
            "--conversation",
            "conv_once",
        ];
        sandbox
            .run(&[&hang_up[..], &["--said", "I keep seven bee hives."]].concat())
            .success();
    }
    sandbox.wait_until_processed();
    let ring = sandbox
        .run(&["call", "ring", "--url", &service.url, "--caller", CALLER])
        .json();
    assert_eq!(ring["dynamic_variables"]["call_count"], 1);
}

#[test]
fn the_contents_of_a_file_are_sent_as_they_are() {
    let sandbox = protected();
    let service = sandbox.serve();
    sandbox.write(
        "ring.json",
        r#"{"caller_id": "+12025550187", "agent_id": "agent_1"}"#,
    );
    let answer = sandbox
        .run(&[
            "call",
            "ring",
            "--url",
            &service.url,
            "--payload",
            "ring.json",
        ])
        .json();
    assert_eq!(answer["user_id"], "+12025550187");
    let event = r#"{"type": "something_new", "data": {"conversation_id": "conv_1"}}"#;
    sandbox
        .run_with_input(
            &["call", "hang-up", "--url", &service.url, "--payload", "-"],
            event,
        )
        .success();
    let stderr = sandbox
        .run(&["call", "ring", "--payload", "missing.json"])
        .failure(1);
    assert!(stderr.contains("missing.json"), "{stderr}");
}

#[test]
fn an_error_response_is_printed_and_makes_the_exit_code_1() {
    let sandbox = protected();
    let service = sandbox.serve();
    let ran = sandbox.run(&[
        "call",
        "ring",
        "--url",
        &service.url,
        "--caller",
        CALLER,
        "--workspace-key",
        "fail",
    ]);
    assert!(ran.out.contains("unauthorized"), "{}", ran.out);
    assert!(ran.failure(1).contains("401"));
    let forged = [
        "call",
        "hang-up",
        "--url",
        &service.url,
        "--caller",
        CALLER,
        "--said",
        "x",
        "--hmac-key",
        "forged",
    ];
    assert!(sandbox.run(&forged).failure(1).contains("401"));
}

#[test]
fn an_unreachable_service_is_reported() {
    let stderr = Sandbox::new()
        .run(&[
            "call",
            "ring",
            "--url",
            "http://127.0.0.1:1",
            "--caller",
            CALLER,
        ])
        .failure(1);
    assert!(
        stderr.contains("http://127.0.0.1:1") && stderr.contains("running"),
        "{stderr}"
    );
}

#[test]
fn an_invalid_url_is_a_usage_error() {
    let stderr = Sandbox::new()
        .run(&["call", "ring", "--url", "memory", "--caller", CALLER])
        .failure(2);
    assert!(stderr.contains("https://"), "{stderr}");
}
