use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_plays_there_and_leaves_nothing_behind() {
    let options = Options {
        lag: Duration::from_millis(300),
        ..Options::default()
    };
    let platform = Mem0Server::start(options).await.unwrap();
    let sandbox = Sandbox::new().with("MEM0_BASE_URL", platform.url());
    let told = sandbox.run(&["demo", "--store", "mem0"]).well();
    for part in [
        platform.url().as_str(),
        "Brightflame 24",
        "Every step was checked",
        "Deleted",
    ] {
        assert!(told.contains(part), "{part:?} is missing in:\n{told}");
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
async fn the_demo_touches_nothing_of_callers_whom_the_platform_knows_already() {
    let platform = platform().await;
    let sandbox = customer(&platform);
    let add = ["memories", "add", "--caller", ROBIN, "Pays by card."];
    sandbox.run(&add).well();
    let complaint = sandbox.run(&["demo", "--store", "mem0"]).failing_with(1);
    assert!(complaint.contains(ROBIN), "{complaint}");
    let list = ["memories", "list", "--caller", ROBIN];
    assert!(sandbox.run(&list).well().contains("Pays by card."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_stays_deletes_also_what_the_operator_played() {
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
        .well();
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
fn without_an_account_or_an_address_it_says_what_it_needs() {
    let complaint = Sandbox::new()
        .run(&["demo", "--store", "mem0"])
        .failing_with(2);
    assert!(complaint.contains("MEM0_API_KEY"), "{complaint}");
    assert!(complaint.contains("MEM0_BASE_URL"), "{complaint}");
}
