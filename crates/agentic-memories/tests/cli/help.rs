use super::sandbox::Sandbox;

const COMMANDS: [&[&str]; 28] = [
    &[],
    &["serve"],
    &["demo"],
    &["config"],
    &["doctor"],
    &["call"],
    &["call", "ring"],
    &["call", "search"],
    &["call", "hang-up"],
    &["memories"],
    &["memories", "list"],
    &["memories", "show"],
    &["memories", "search"],
    &["memories", "add"],
    &["memories", "update"],
    &["memories", "delete"],
    &["memories", "history"],
    &["memories", "forget"],
    &["memories", "export"],
    &["memories", "import"],
    &["callers"],
    &["callers", "explain"],
    &["callers", "links"],
    &["callers", "link"],
    &["callers", "unlink"],
    &["inbox", "list"],
    &["inbox", "show"],
    &["inbox", "retry"],
];

#[test]
fn every_command_has_help_with_a_purpose_and_an_example_or_a_list() {
    let sandbox = Sandbox::new();
    for command in COMMANDS {
        let help = sandbox.run(&[command, &["--help"]].concat()).success();
        assert!(help.contains("Usage: agentic-memories"), "{command:?}");
        assert!(
            help.contains("Example") || help.contains("Commands:"),
            "{command:?}: {help}"
        );
    }
}

#[test]
fn a_command_that_does_not_exist_is_wrong_usage() {
    let stderr = Sandbox::new().run(&["remember"]).failure(2);
    assert!(stderr.contains("remember"), "{stderr}");
}

#[test]
fn help_works_with_an_environment_file_that_does_not() {
    let sandbox = Sandbox::new();
    sandbox.write(".env", "this is no setting");
    sandbox.run(&["--help"]).success();
}
