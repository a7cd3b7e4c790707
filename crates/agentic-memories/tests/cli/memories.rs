use super::sandbox::Sandbox;

const ROBIN: &str = "+12025550143";

fn memories(sandbox: &Sandbox, arguments: &[&str]) -> super::sandbox::Ran {
    let [command, rest @ ..] = arguments else {
        panic!("no command")
    };
    sandbox.run(&[&["memories", command, "--caller", ROBIN], rest].concat())
}

#[test]
fn a_memory_is_added_listed_found_changed_exported_forgotten_and_put_back() {
    let sandbox = Sandbox::new();
    let added = memories(&sandbox, &["add", "Pays by invoice.", "--json"]).json();
    let id = added["id"].as_str().unwrap();
    memories(
        &sandbox,
        &["add", "mornings", "--profile", "preferred_time"],
    )
    .well();

    let list = memories(&sandbox, &["list"]).well();
    assert!(
        list.contains(id) && list.contains("Pays by invoice."),
        "{list}"
    );
    assert!(list.contains("preferred time: mornings"), "{list}");
    assert!(list.contains("2 memories, no calls"), "{list}");

    let found = memories(&sandbox, &["search", "invoice", "--limit", "1", "--json"]).json();
    assert_eq!(found[0]["memory"]["id"], *id);
    assert!(found[0]["score"].as_f64().unwrap() > 0.0);

    let explained = memories(&sandbox, &["search", "invoice", "--explain"]).well();
    assert!(
        explained.contains("Pays by invoice.") && explained.contains("invoice +"),
        "{explained}"
    );

    memories(&sandbox, &["update", id, "Pays by card."]).well();
    let shown = memories(&sandbox, &["show", id]).well();
    assert!(
        shown.contains("Pays by card.") && shown.contains("entered by hand"),
        "{shown}"
    );
    let history = memories(&sandbox, &["history", id, "--json"]).json();
    assert_eq!(history[0]["change"], "added");
    assert_eq!(history[1]["change"], "updated");
    assert_eq!(history[1]["old_text"], "Pays by invoice.");

    memories(&sandbox, &["export", "--output", "robin.jsonl"]).well();
    assert_eq!(
        std::fs::read_to_string(sandbox.path("robin.jsonl"))
            .unwrap()
            .lines()
            .count(),
        2
    );

    let told = memories(&sandbox, &["forget", "--yes"]).well();
    assert!(
        told.contains("2 memories") && told.contains("3 history entries"),
        "{told}"
    );
    assert!(
        memories(&sandbox, &["list"])
            .well()
            .contains("Nothing is known")
    );

    memories(&sandbox, &["import", "robin.jsonl"]).well();
    let back = memories(&sandbox, &["list", "--json"]).json();
    assert_eq!(back.as_array().unwrap().len(), 2);
    assert!(
        back.as_array()
            .unwrap()
            .iter()
            .any(|memory| memory["id"] == *id)
    );
    let again = memories(&sandbox, &["import", "robin.jsonl"]);
    assert!(
        again.err.contains("0 new, 2 there already"),
        "{}",
        again.err
    );
}

#[test]
fn a_deleted_memory_is_gone_and_its_history_is_not() {
    let sandbox = Sandbox::new();
    let added = memories(&sandbox, &["add", "Pays by invoice.", "--json"]).json();
    let id = added["id"].as_str().unwrap();
    memories(&sandbox, &["delete", id]).well();
    assert_eq!(
        memories(&sandbox, &["list", "--json"])
            .json()
            .as_array()
            .unwrap()
            .len(),
        0
    );
    let history = memories(&sandbox, &["history", "--json"]).json();
    assert_eq!(history[1]["change"], "deleted");
    let complaint = memories(&sandbox, &["delete", id]).failing_with(1);
    assert!(complaint.contains(id), "{complaint}");
}

#[test]
fn forgetting_for_good_needs_a_yes() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).well();
    let complaint = memories(&sandbox, &["forget"]).failing_with(2);
    assert!(complaint.contains("--yes"), "{complaint}");
    assert_eq!(
        memories(&sandbox, &["list", "--json"])
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_was_exported_to_a_pipe_is_imported_from_one() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).well();
    let lines = memories(&sandbox, &["export"]).well();
    let other = Sandbox::new();
    let ran = other.run_with_input(&["memories", "import", "--caller", ROBIN], &lines);
    assert!(ran.err.contains("1 new"), "{}", ran.err);
    assert_eq!(memories(&other, &["export"]).well(), lines);
}

#[test]
fn a_damaged_import_changes_nothing() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).well();
    let good = memories(&sandbox, &["export"]).well();
    let other = Sandbox::new();
    other.write("damaged.jsonl", &format!("{good}{{\"text\": 1}}\n"));
    let complaint = memories(&other, &["import", "damaged.jsonl"]).failing_with(1);
    assert!(complaint.contains("line 2"), "{complaint}");
    assert!(!other.path("data").exists());
}

#[test]
fn all_spellings_of_a_number_are_one_caller() {
    let sandbox = Sandbox::new().with("DEFAULT_REGION", "US");
    sandbox
        .run(&[
            "memories",
            "add",
            "--caller",
            "(202) 555-0143",
            "Pays by invoice.",
        ])
        .well();
    let list = sandbox
        .run(&[
            "memories",
            "list",
            "--caller",
            "sip:+12025550143@carrier.example",
            "--json",
        ])
        .json();
    assert_eq!(list[0]["text"], "Pays by invoice.");
}

#[test]
fn a_withheld_number_has_no_memories_to_look_after() {
    let complaint = Sandbox::new()
        .run(&["memories", "add", "--caller", "anonymous", "x"])
        .failing_with(2);
    assert!(complaint.contains("--caller"), "{complaint}");
}

#[test]
fn agents_that_do_not_share_memories_have_to_be_named() {
    let sandbox = Sandbox::new().with("MEMORY_SCOPE", "agent");
    let complaint = memories(&sandbox, &["add", "Pays by invoice."]).failing_with(2);
    assert!(complaint.contains("--agent"), "{complaint}");
    memories(&sandbox, &["add", "Pays by invoice.", "--agent", "agent_1"]).well();
    let of = |agent| {
        memories(&sandbox, &["list", "--json", "--agent", agent])
            .json()
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((of("agent_1"), of("agent_2")), (1, 0));
}

#[test]
fn a_mistyped_directory_is_an_error_and_not_a_new_store() {
    let sandbox = Sandbox::new();
    let complaint = memories(&sandbox, &["list", "--data-dir", "dta"]).failing_with(2);
    assert!(complaint.contains("dta"), "{complaint}");
    assert!(!sandbox.path("dta").exists());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).well();
    let mut child = sandbox
        .command(&["memories", "list", "--caller", ROBIN])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
