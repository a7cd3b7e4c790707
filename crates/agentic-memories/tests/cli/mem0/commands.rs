use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn memories_are_administered_on_the_platform_and_erased_there_and_in_the_inbox() {
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
    run(&["add", "mornings", "--profile", "preferred_time"]).success();
    run(&["update", id, "Pays by card."]).success();
    let found = run(&["search", "card", "--json"]).json();
    assert_eq!(found[0]["memory"]["id"], *id);
    let history = run(&["history", id, "--json"]).json();
    assert_eq!(history[1]["old_text"], "Pays by invoice.");
    let exported = run(&["export"]).success();
    assert_eq!(exported.lines().count(), 2);

    let output = run(&["forget", "--yes"]).success();
    assert!(output.contains("Removed 2 memories"), "{output}");
    assert_eq!(run(&["list", "--json"]).json(), json!([]));
    let restored = sandbox.run_with_input(&["memories", "import", "--caller", ROBIN], &exported);
    restored.success();
    let listed = run(&["list"]).success();
    assert!(listed.contains("preferred time: mornings"), "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_command_names_the_variable_to_check() {
    let platform = platform().await;
    let sandbox = customer(&platform).with("MEM0_API_KEY", "m0-another-key");
    let list = ["memories", "list", "--caller", ROBIN];
    let stderr = sandbox.run(&list).failure(1);
    assert!(stderr.contains("MEM0_API_KEY"), "{stderr}");
    assert!(!stderr.contains("m0-another-key"), "{stderr}");
}
