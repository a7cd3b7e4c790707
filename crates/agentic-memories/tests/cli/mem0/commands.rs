use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn memories_are_looked_after_on_the_platform_and_forgotten_there_and_in_the_inbox() {
    let platform = platform().await;
    let sandbox = customer(&platform);
    let run = |arguments: &[&str]| {
        let [command, rest @ ..] = arguments else {
            panic!("no command")
        };
        sandbox.run(&[&["memories", command, "--caller", ROBIN], rest].concat())
    };
    let added = run(&["add", "Pays by invoice.", "--json"]).json();
    let id = added["id"].as_str().unwrap();
    run(&["add", "mornings", "--profile", "preferred_time"]).well();
    run(&["update", id, "Pays by card."]).well();
    let found = run(&["search", "card", "--json"]).json();
    assert_eq!(found[0]["memory"]["id"], *id);
    let history = run(&["history", id, "--json"]).json();
    assert_eq!(history[1]["old_text"], "Pays by invoice.");
    let exported = run(&["export"]).well();
    assert_eq!(exported.lines().count(), 2);

    let told = run(&["forget", "--yes"]).well();
    assert!(told.contains("Removed 2 memories"), "{told}");
    assert_eq!(run(&["list", "--json"]).json(), json!([]));
    let restored = sandbox.run_with_input(&["memories", "import", "--caller", ROBIN], &exported);
    restored.well();
    let listed = run(&["list"]).well();
    assert!(listed.contains("preferred time: mornings"), "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_the_platform_refuses_says_which_variable_to_check() {
    let platform = platform().await;
    let sandbox = customer(&platform).with("MEM0_API_KEY", "m0-another-key");
    let list = ["memories", "list", "--caller", ROBIN];
    let complaint = sandbox.run(&list).failing_with(1);
    assert!(complaint.contains("MEM0_API_KEY"), "{complaint}");
    assert!(!complaint.contains("m0-another-key"), "{complaint}");
}
