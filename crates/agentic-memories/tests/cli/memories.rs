use super::sandbox::Sandbox;

const ROBIN: &str = "+12025550143";

fn memories(sandbox: &Sandbox, arguments: &[&str]) -> super::sandbox::Output {
    let [command, rest @ ..] = arguments else {
        panic!("no command")
    };
    sandbox.run(&[&["memories", command, "--caller", ROBIN], rest].concat())
}

fn memory_count(sandbox: &Sandbox) -> usize {
    let list = memories(sandbox, &["list", "--json"]).json();
    list.as_array().unwrap().len()
}

#[test]
fn a_memory_is_added_listed_found_edited_exported_erased_and_restored() {
    let sandbox = Sandbox::new();
    let added = memories(&sandbox, &["add", "Pays by invoice.", "--json"]).json();
    let id = added["id"].as_str().unwrap();
    memories(
        &sandbox,
        &["add", "mornings", "--profile", "preferred_time"],
    )
    .success();

    let list = memories(&sandbox, &["list"]).success();
    assert!(
        list.contains(id) && list.contains("Pays by invoice."),
        "{list}"
    );
    assert!(list.contains("preferred time: mornings"), "{list}");
    assert!(list.contains("2 memories, no calls"), "{list}");

    let found = memories(&sandbox, &["search", "invoice", "--limit", "1", "--json"]).json();
    assert_eq!(found[0]["memory"]["id"], *id);
    assert!(found[0]["score"].as_f64().unwrap() > 0.0);

    let explained = memories(&sandbox, &["search", "invoice", "--explain"]).success();
    assert!(
        explained.contains("Pays by invoice.") && explained.contains("invoice +"),
        "{explained}"
    );

    memories(&sandbox, &["update", id, "Pays by card."]).success();
    let shown = memories(&sandbox, &["show", id]).success();
    assert!(
        shown.contains("Pays by card.") && shown.contains("added manually"),
        "{shown}"
    );
    let history = memories(&sandbox, &["history", id, "--json"]).json();
    assert_eq!(history[0]["change"], "added");
    assert_eq!(history[1]["change"], "updated");
    assert_eq!(history[1]["old_text"], "Pays by invoice.");

    memories(&sandbox, &["export", "--output", "robin.jsonl"]).success();
    assert_eq!(
        std::fs::read_to_string(sandbox.path("robin.jsonl"))
            .unwrap()
            .lines()
            .count(),
        2
    );

    let output = memories(&sandbox, &["forget", "--yes"]).success();
    assert!(
        output.contains("2 memories") && output.contains("3 history entries"),
        "{output}"
    );
    assert!(
        memories(&sandbox, &["list"])
            .success()
            .contains("has no memories")
    );

    memories(&sandbox, &["import", "robin.jsonl"]).success();
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
        again.err.contains("0 new, 2 already stored"),
        "{}",
        again.err
    );
}

#[test]
fn a_deleted_memory_keeps_its_history() {
    let sandbox = Sandbox::new();
    let added = memories(&sandbox, &["add", "Pays by invoice.", "--json"]).json();
    let id = added["id"].as_str().unwrap();
    memories(&sandbox, &["delete", id]).success();
    assert_eq!(memory_count(&sandbox), 0);
    let history = memories(&sandbox, &["history", "--json"]).json();
    assert_eq!(history[1]["change"], "deleted");
    let stderr = memories(&sandbox, &["delete", id]).failure(1);
    assert!(stderr.contains(id), "{stderr}");
}

#[test]
fn the_list_as_of_a_time_leaves_out_what_came_later() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Lisbon", "--profile", "city"]).success();
    let then = jiff::Timestamp::now().to_string();
    memories(&sandbox, &["add", "Porto", "--profile", "city"]).success();
    assert_eq!(memory_count(&sandbox), 2);
    let as_of = |time: &str| {
        let list = memories(&sandbox, &["list", "--as-of", time, "--json"]).json();
        let list = list.as_array().unwrap().iter();
        list.map(|memory| memory["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(as_of(&then), ["city: Lisbon"]);
    assert_eq!(as_of("2999-12-31"), ["city: Lisbon", "city: Porto"]);
    assert!(as_of("2020-01-01").is_empty());
    let stderr = memories(&sandbox, &["list", "--as-of", "yesterday"]).failure(2);
    assert!(stderr.contains("2026-11-23"), "{stderr}");
}

#[test]
fn a_deleted_fact_does_not_give_way_to_its_former_value() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Lisbon", "--profile", "city"]).success();
    let porto = memories(&sandbox, &["add", "Porto", "--profile", "city", "--json"]).json();
    let history = memories(&sandbox, &["history", "--json"]).json();
    assert_eq!(history[1]["change"], "updated");
    assert_eq!(history[1]["old_text"], "city: Lisbon");
    memories(&sandbox, &["delete", porto["id"].as_str().unwrap()]).success();
    assert_eq!(memory_count(&sandbox), 0);
}

#[test]
fn an_operators_entry_has_a_status_like_any_other() {
    let sandbox = Sandbox::new();
    memories(
        &sandbox,
        &["add", "2020-03-02 10:00", "--profile", "visit_date"],
    )
    .success();
    let list = memories(&sandbox, &["list", "--json"]).json();
    assert_eq!(list[0]["status"], "past", "{list:#}");
    let id = list[0]["id"].as_str().unwrap();
    let next_month = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(720)).to_string();
    let day = next_month.split('T').next().unwrap();
    memories(&sandbox, &["update", id, &format!("{day} 10:00")]).success();
    let found = memories(&sandbox, &["search", "visit date", "--json"]).json();
    assert_eq!(found[0]["status"], "upcoming", "{found:#}");
    let table = memories(&sandbox, &["search", "visit date"]).success();
    assert!(
        table.contains("status") && table.contains("upcoming"),
        "{table}"
    );
}

#[test]
fn a_declared_nature_applies_to_what_an_operator_enters() {
    let sandbox = Sandbox::new().with("FACTS", r#"{"equipment": {"nature": "list"}}"#);
    for tool in ["drill", "saw"] {
        memories(&sandbox, &["add", tool, "--profile", "equipment"]).success();
    }
    let shown = memories(&sandbox, &["show"]).success();
    assert!(shown.contains("equipment: drill, saw."), "{shown}");
    memories(&sandbox, &["add", "none", "--profile", "equipment"]).success();
    let shown = memories(&sandbox, &["show"]).success();
    assert!(!shown.contains("drill"), "{shown}");

    let history = memories(&sandbox, &["history", "--json"]).json();
    let ended: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["change"] == "ended")
        .map(|entry| (&entry["old_text"], &entry["new_text"]))
        .collect();
    assert_eq!(ended.len(), 2, "{history:#}");
    assert_eq!(ended[0].0, "equipment: drill");
    assert_eq!(ended[0].1, "equipment: none");
    let table = memories(&sandbox, &["history"]).success();
    assert!(table.contains("ended"), "{table}");
}

#[test]
fn an_entry_about_somebody_who_does_not_use_the_line_is_a_mistake() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).success();
    let add = [
        "add",
        "1958",
        "--profile",
        "birth_year",
        "--person",
        "Helen",
    ];
    let stderr = memories(&sandbox, &add).failure(2);
    assert!(
        stderr.contains("--person") && stderr.contains("none"),
        "{stderr}"
    );
    assert_eq!(memory_count(&sandbox), 1);
}

#[test]
fn erasing_a_caller_requires_confirmation() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).success();
    let stderr = memories(&sandbox, &["forget"]).failure(2);
    assert!(stderr.contains("--yes"), "{stderr}");
    assert_eq!(memory_count(&sandbox), 1);
}

#[test]
fn an_export_to_a_pipe_can_be_imported_from_one() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).success();
    let lines = memories(&sandbox, &["export"]).success();
    let other = Sandbox::new();
    let ran = other.run_with_input(&["memories", "import", "--caller", ROBIN], &lines);
    assert!(ran.err.contains("1 new"), "{}", ran.err);
    assert_eq!(memories(&other, &["export"]).success(), lines);
}

#[test]
fn a_damaged_import_changes_nothing() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).success();
    let good = memories(&sandbox, &["export"]).success();
    let other = Sandbox::new();
    other.write("damaged.jsonl", &format!("{good}{{\"text\": 1}}\n"));
    let stderr = memories(&other, &["import", "damaged.jsonl"]).failure(1);
    assert!(stderr.contains("line 2"), "{stderr}");
    assert!(!other.path("data").exists());
}

#[test]
fn all_spellings_of_a_number_are_one_caller() {
    let sandbox = Sandbox::new().with("DEFAULT_COUNTRY", "US");
    sandbox
        .run(&[
            "memories",
            "add",
            "--caller",
            "(202) 555-0143",
            "Pays by invoice.",
        ])
        .success();
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
fn a_withheld_number_is_not_a_caller() {
    let stderr = Sandbox::new()
        .run(&["memories", "add", "--caller", "anonymous", "x"])
        .failure(2);
    assert!(stderr.contains("--caller"), "{stderr}");
}

#[test]
fn with_memories_per_agent_the_agent_is_required() {
    let sandbox = Sandbox::new().with("MEMORY_SCOPE", "agent");
    let stderr = memories(&sandbox, &["add", "Pays by invoice."]).failure(2);
    assert!(stderr.contains("--agent"), "{stderr}");
    memories(&sandbox, &["add", "Pays by invoice.", "--agent", "agent_1"]).success();
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
    let stderr = memories(&sandbox, &["list", "--data-dir", "dta"]).failure(2);
    assert!(stderr.contains("dta"), "{stderr}");
    assert!(!sandbox.path("dta").exists());
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    let sandbox = Sandbox::new();
    memories(&sandbox, &["add", "Pays by invoice."]).success();
    let mut child = sandbox
        .command(&["memories", "list", "--caller", ROBIN])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
