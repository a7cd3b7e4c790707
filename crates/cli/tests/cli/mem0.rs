//! Memories on a server that is compatible with the Mem0 Platform.

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
    time::{Duration, Instant},
};

use mem0_server::{Failure, Fault, Mem0Server, Options};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use super::{
    finished_call::{FinishedCall, HMAC_KEY, client},
    sandbox::Sandbox,
};

const KEY: &str = "m0-key-of-the-tests";
const ROBIN: &str = "+12025550143";

async fn platform() -> Mem0Server {
    let options = Options {
        key: Some(KEY.to_owned()),
        ..Options::default()
    };
    Mem0Server::start(options).await.unwrap()
}

/// Settings of somebody who keeps memories there.
fn customer(platform: &Mem0Server) -> Sandbox {
    Sandbox::new()
        .with("MEM0_API_KEY", KEY)
        .with("MEM0_BASE_URL", platform.url())
}

fn paths(platform: &Mem0Server) -> Vec<String> {
    let received = platform.received().into_iter();
    received.map(|request| request.path).collect()
}

/// The one finding about a subject.
fn finding<'f>(told: &'f Value, subject: &str) -> &'f Value {
    let mut of = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["subject"] == subject);
    let found = of.next().unwrap_or_else(|| panic!("{subject}: {told:#}"));
    assert!(of.next().is_none(), "{told:#}");
    found
}

mod serving {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn with_a_key_alone_finished_calls_are_learned_on_the_platform_once_across_restarts() {
        let platform = platform().await;
        let sandbox = customer(&platform).with("ELEVENLABS_HMAC_KEY", HMAC_KEY);
        let call = FinishedCall(7);
        for _ in 0..2 {
            let mut service = sandbox.serve();
            assert!(call.deliver(&client(), &service.url).await);
            sandbox.wait_until_all_is_learned();
            service.kill();
        }
        let adds: Vec<Value> = platform
            .received()
            .into_iter()
            .filter(|request| request.path == "/v3/memories/add/")
            .map(|request| request.body["metadata"]["type"].clone())
            .collect();
        assert_eq!(adds, [json!("factual"), json!("semantic")]);
        let listed = sandbox
            .run(&["memories", "list", "--caller", call.caller(), "--json"])
            .json();
        let mut texts: Vec<&str> = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|memory| memory["text"].as_str().unwrap())
            .collect();
        texts.sort_unstable();
        assert_eq!(texts, call.memories());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_start_does_not_wait_for_a_platform_that_is_silent() {
        let platform = platform().await;
        platform.plan(Fault::new(Failure::Slow(Duration::from_mins(1))));
        let started = Instant::now();
        let _service = customer(&platform).serve();
        assert!(started.elapsed() < Duration::from_secs(4));
    }

    /// How many searches reach the platform when somebody rings and asks.
    async fn searches_of_a_call(local_search: &str) -> usize {
        let platform = platform().await;
        let service = customer(&platform)
            .with("MEM0_LOCAL_SEARCH", local_search)
            .serve();
        for (endpoint, request) in [
            ("client-data", json!({"caller_id": ROBIN})),
            ("retrieve", json!({"caller_id": ROBIN, "query": "boiler"})),
        ] {
            let url = format!("{}/{endpoint}", service.url);
            let response = client().post(url).json(&request).send().await.unwrap();
            response.error_for_status().unwrap();
        }
        let searches = |path: &&String| *path == "/v3/memories/search/";
        paths(&platform).iter().filter(searches).count()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_platform_searches_only_where_local_search_is_switched_off() {
        assert_eq!(searches_of_a_call("true").await, 0);
        assert_eq!(searches_of_a_call("false").await, 1);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn sqlite_can_be_chosen_beside_a_key_and_the_key_is_said_to_be_unused() {
        let platform = platform().await;
        let sandbox = customer(&platform).with("MEMORY_STORE", "sqlite");
        let added = ["memories", "add", "--caller", ROBIN, "Pays by card."];
        sandbox.run(&added).well();
        assert_eq!(paths(&platform), [""; 0]);
        let told = sandbox.run(&["config"]);
        assert!(told.err.contains("MEM0_API_KEY is set"), "{told:?}");
    }
}

mod commands {
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
        let restored =
            sandbox.run_with_input(&["memories", "import", "--caller", ROBIN], &exported);
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
}

mod doctor {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_good_account_is_told_with_the_times_of_the_platforms_own_lists_and_searches() {
        let platform = platform().await;
        let sandbox = customer(&platform).with("MEM0_PROJECT_ID", "proj_example");
        let told = sandbox.run(&["doctor", "--samples", "4", "--json"]).json();
        assert_eq!(told["healthy"], true, "{told:#}");
        for subject in ["file", "key", "organisation", "project", "list", "search"] {
            assert_eq!(finding(&told, subject)["verdict"], "good", "{told:#}");
        }
        for subject in ["list", "search"] {
            let says = finding(&told, subject)["says"].as_str().unwrap();
            assert!(says.contains("p50") && says.contains("p95") && says.contains("of 4"));
        }
        let asked = |path: &str| paths(&platform).iter().filter(|own| *own == path).count();
        assert_eq!(
            (asked("/v3/memories/"), asked("/v3/memories/search/")),
            (4, 4)
        );
        assert_eq!(asked("/v3/memories/add/"), 0);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_wrong_key_is_told_and_nothing_is_timed() {
        let platform = platform().await;
        let ran = customer(&platform)
            .with("MEM0_API_KEY", "m0-another-key")
            .run(&["doctor", "--json"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(!ran.out.contains("m0-another-key"));
        let told: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(told["healthy"], false);
        let key = finding(&told, "key");
        assert_eq!(key["verdict"], "wrong");
        assert!(key["remedy"].as_str().unwrap().contains("MEM0_API_KEY"));
        assert_eq!(paths(&platform), ["/v1/ping/"]);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_key_of_another_organisation_or_project_is_told_with_both_names() {
        let platform = platform().await;
        for (variable, subject, actual) in [
            ("MEM0_ORG_ID", "organisation", "org_example"),
            ("MEM0_PROJECT_ID", "project", "proj_example"),
        ] {
            let ran = customer(&platform)
                .with(variable, "another")
                .run(&["doctor"]);
            assert_eq!(ran.code, Some(1), "{ran:?}");
            let line = ran.out.lines().find(|line| line.contains(subject)).unwrap();
            assert!(line.starts_with("wrong"), "{line}");
            assert!(line.contains("another") && line.contains(actual), "{line}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_platform_that_is_not_there_is_told() {
        let platform = platform().await;
        let sandbox = customer(&platform);
        platform.plan(Fault::new(Failure::Reset));
        let ran = sandbox.run(&["doctor"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.out.contains("MEM0_BASE_URL"), "{ran:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_failing_list_is_told_although_the_key_is_good() {
        let platform = platform().await;
        let down = Fault::new(Failure::Status(503)).on("/v3/memories/");
        platform.plan(down);
        let ran = customer(&platform).run(&["doctor", "--json"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let told: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(finding(&told, "key")["verdict"], "good");
        let list = finding(&told, "list");
        assert_eq!(list["verdict"], "wrong");
        assert!(list["says"].as_str().unwrap().contains("503"), "{list}");
    }
}

mod demo {
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
}
