use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_plays_on_the_platform_and_deletes_its_memories() {
    let options = Options {
        lag: Duration::from_millis(300),
        ..Options::default()
    };
    let platform = Mem0Server::start(options).await.unwrap();
    let sandbox = Sandbox::new().with("MEM0_BASE_URL", platform.url());
    let output = sandbox.run(&["demo", "--store", "mem0"]).success();
    for part in [
        platform.url().as_str(),
        "Brightflame 24",
        "Every step was checked",
        "Deleted",
    ] {
        assert!(output.contains(part), "{part:?} is missing in:\n{output}");
    }
    let adds = paths(&platform);
    assert!(adds.iter().any(|path| path == "/v3/memories/add/"));
    let sandbox = customer(&platform);
    for caller in [ROBIN, "+12025550178", "+12025550187"] {
        let list = ["memories", "list", "--caller", caller, "--json"];
        assert_eq!(sandbox.run(&list).json(), json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_does_not_start_if_its_callers_have_memories() {
    let platform = platform().await;
    let sandbox = customer(&platform);
    let add = ["memories", "add", "--caller", ROBIN, "Pays by card."];
    sandbox.run(&add).success();
    let stderr = sandbox.run(&["demo", "--store", "mem0"]).failure(1);
    assert!(stderr.contains(ROBIN), "{stderr}");
    let list = ["memories", "list", "--caller", ROBIN];
    assert!(sandbox.run(&list).success().contains("Pays by card."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_with_keep_also_deletes_the_memories_of_the_suggested_calls() {
    let platform = platform().await;
    let sandbox = customer(&platform);
    let mut demo = sandbox
        .command(&["demo", "--store", "mem0", "--keep"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let suggested = lines.find(|line| line.contains("hang-up --url")).unwrap();
    let (_, options) = suggested.split_once("hang-up ").unwrap();
    let options: Vec<&str> = options.trim_end_matches('\\').split_whitespace().collect();
    let said = ["--caller", "+12025550187", "--said", "I keep bees."];
    sandbox
        .run(&[&["call", "hang-up"], &options[..], &said].concat())
        .success();
    kill_process(Pid::from_child(&demo), Signal::INT).unwrap();
    let rest: Vec<String> = lines.collect();
    assert_eq!(demo.wait().unwrap().code(), Some(0), "{rest:?}");
    let received = platform.received();
    assert!(
        received
            .iter()
            .any(|request| request.body.to_string().contains("I keep bees."))
    );
    let list = ["memories", "list", "--caller", "+12025550187", "--json"];
    assert_eq!(sandbox.run(&list).json(), json!([]));
}

#[test]
fn without_an_account_or_a_url_the_error_names_both_variables() {
    let stderr = Sandbox::new().run(&["demo", "--store", "mem0"]).failure(2);
    assert!(stderr.contains("MEM0_API_KEY"), "{stderr}");
    assert!(stderr.contains("MEM0_BASE_URL"), "{stderr}");
}
