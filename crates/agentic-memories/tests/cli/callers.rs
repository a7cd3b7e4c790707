use serde_json::{Value, json};

use super::sandbox::Sandbox;

fn explain(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let command = [&["callers", "explain", "--json"], arguments].concat();
    sandbox.run(&command).json()
}

#[test]
fn a_text_is_explained_for_each_field() {
    let rows = explain(&Sandbox::new(), &["customer-1"]);
    let callers: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["field"].clone(), row["caller"].clone()))
        .collect();
    assert_eq!(
        callers,
        [
            (json!("user_id"), json!("customer-1")),
            (json!("caller_id"), json!("sip:customer-1@")),
            (json!("whatsapp_user_id"), json!("whatsapp:customer-1")),
        ]
    );
}

#[test]
fn a_field_can_be_chosen_by_any_of_its_names() {
    for field in ["caller_id", "external_number", "system__caller_id"] {
        let rows = explain(&Sandbox::new(), &["--field", field, "0012025550143"]);
        assert_eq!(rows[0]["caller"], "+12025550143", "{field}");
        assert_eq!(rows[0]["kind"], "telephone number");
    }
    let stderr = Sandbox::new()
        .run(&["callers", "explain", "--field", "number", "x"])
        .failure(2);
    assert!(stderr.contains("user_id"), "{stderr}");
}

#[test]
fn a_text_that_names_nobody_is_explained_too() {
    for text in ["-1", "", "Número privado", "{{system__caller_id}}"] {
        let rows = explain(&Sandbox::new(), &["--field", "user_id", text]);
        assert_eq!(rows[0]["kind"], "nobody", "{text}");
        assert_eq!(rows[0]["caller"], Value::Null);
        assert!(rows[0]["reason"].is_string());
    }
}

#[test]
fn the_table_says_why() {
    let sandbox = Sandbox::new().with("DEFAULT_COUNTRY", "US");
    let table = sandbox
        .run(&["callers", "explain", "(202) 555-0143"])
        .success();
    assert!(table.contains("+12025550143"), "{table}");
    assert!(table.contains("DEFAULT_COUNTRY"), "{table}");
}

#[test]
fn an_operator_links_and_unlinks_a_number() {
    let sandbox = Sandbox::new();
    let add = [
        "memories",
        "add",
        "--caller",
        "customer-1",
        "Pays by invoice.",
    ];
    sandbox.run(&add).success();
    let number = ["--caller", "+12025550143"];
    let callers = |command: &str, arguments: &[&str]| {
        sandbox.run(&[&["callers", command], &number[..], arguments].concat())
    };
    callers("link", &["--user-id", "customer-1"]).success();
    assert_eq!(callers("links", &["--json"]).json(), json!(["customer-1"]));
    callers("unlink", &[]).success();
    assert_eq!(callers("links", &["--json"]).json(), json!([]));
    let stderr = callers("link", &["--user-id", "anonymous"]).failure(2);
    assert!(stderr.contains("--user-id"), "{stderr}");
}

#[test]
fn only_a_number_or_an_address_is_linked_and_only_to_an_id() {
    let sandbox = Sandbox::new();
    let add = ["memories", "add", "--caller", "customer-1", "Pays cash."];
    sandbox.run(&add).success();
    for (caller, user_id, option) in [
        ("customer-1", "+12025550143", "--caller"),
        ("customer-1", "customer-2", "--caller"),
        ("+12025550143", "+12025550144", "--user-id"),
        ("sip:maria@pbx.example.com", "+12025550144", "--user-id"),
    ] {
        let link = ["callers", "link", "--caller", caller, "--user-id", user_id];
        let stderr = sandbox.run(&link).failure(2);
        assert!(stderr.contains(option), "{caller} {user_id}: {stderr}");
        let links = ["callers", "links", "--json", "--caller", user_id];
        assert_eq!(sandbox.run(&links).json(), json!([]), "{caller} {user_id}");
    }
}
