//! The model that compares meanings, in the binary that has it and in the one
//! that has not.

use super::sandbox::Sandbox;

const ROBIN: &str = "+12025550143";

fn with_model(folder: &str) -> Sandbox {
    let sandbox = Sandbox::new().with("RANKER_MODEL", folder);
    sandbox
        .run(&["memories", "add", "--caller", ROBIN, "Keeps three goats."])
        .well();
    sandbox
}

const SEARCH: [&str; 5] = ["memories", "search", "--caller", ROBIN, "quibbel"];

#[test]
fn a_model_beside_the_mem0_platform_is_told_to_be_unused() {
    let sandbox = Sandbox::new()
        .with("RANKER_MODEL", "model")
        .with("MEM0_API_KEY", "m0-key");
    let told = sandbox.run(&["config"]);
    assert!(told.err.contains("RANKER_MODEL"), "{told:?}");
    assert!(told.err.contains("Mem0"), "{told:?}");
}

#[test]
fn without_a_model_nobody_mentions_one() {
    let told = Sandbox::new().run(&["doctor"]).well();
    assert!(!told.contains("ranker"), "{told}");
}

#[cfg(not(feature = "semantic-search"))]
#[test]
fn a_program_without_the_ranker_says_how_to_build_one_that_has_it() {
    let sandbox = with_model("model");
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &SEARCH] {
        let complaint = sandbox.run(command).failing_with(2);
        assert!(complaint.contains("RANKER_MODEL"), "{complaint}");
        assert!(
            complaint.contains("--features semantic-search"),
            "{complaint}"
        );
    }
    let told = sandbox.run(&["doctor"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.out.contains("--features semantic-search"), "{told:?}");
}

#[cfg(feature = "semantic-search")]
mod in_the_program {
    use std::time::Instant;

    use serde_json::{Value, json};

    use super::{ROBIN, SEARCH, with_model};
    use crate::{
        finished_call::client,
        sandbox::{PATIENCE, Ran, Sandbox},
        tiny_model,
    };

    fn with_tiny_model() -> Sandbox {
        let sandbox = with_model("model");
        tiny_model::write(&sandbox.path("model"));
        sandbox
    }

    /// Tries until something comes of it: memories are read some time after they
    /// were added, and a busy machine reads a caller's question too late.
    async fn in_the_end<T>(attempt: impl AsyncFn() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(result) = attempt().await {
                return result;
            }
            assert!(began.elapsed() < PATIENCE, "nothing came of it");
        }
    }

    async fn retrieve(url: &str, query: &str) -> Option<String> {
        let request = json!({"user_id": ROBIN, "query": query});
        let request = client().post(format!("{url}/retrieve")).json(&request);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        Some(answer["memories"][0]["memory"].as_str()?.to_owned())
    }

    /// What a search tells, if it finds anything.
    fn told(ran: Ran) -> Option<String> {
        let told = ran.well();
        (!told.contains("Nothing on record")).then_some(told)
    }

    #[tokio::test]
    async fn a_memory_is_found_by_a_word_that_only_means_the_same() {
        let sandbox = with_tiny_model();
        assert_eq!(told(sandbox.run(&SEARCH)), None);
        let service = sandbox.serve();
        let found = in_the_end(async || retrieve(&service.url, "quibbel").await).await;
        assert_eq!(found, "Keeps three goats.");
        service.ask_to_stop();
        assert!(service.wait().success());

        let explain = [&SEARCH[..], &["--explain"]].concat();
        let explained = told(sandbox.run(&explain)).unwrap();
        assert!(explained.contains("what it means"), "{explained}");
        let mut without = sandbox.command(&SEARCH);
        let output = without.env_remove("RANKER_MODEL").output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        assert!(output.contains("Nothing on record"), "{output}");
    }

    #[test]
    fn the_doctor_tells_how_long_the_model_takes() {
        let told = with_tiny_model().run(&["doctor"]).well();
        let line = told.lines().find(|line| line.contains("ranker")).unwrap();
        assert!(
            line.starts_with("good") && line.contains("loads in"),
            "{line}"
        );
        assert!(line.contains("reads a question in"), "{line}");
    }

    #[test]
    fn a_folder_that_is_no_model_is_told_by_name_and_file() {
        let sandbox = with_model("elsewhere");
        for command in [&["serve", "--listen", "127.0.0.1:0"][..], &SEARCH] {
            let complaint = sandbox.run(command).failing_with(2);
            for name in ["RANKER_MODEL", "elsewhere", "config.json"] {
                assert!(complaint.contains(name), "{complaint}");
            }
        }
        let told = sandbox.run(&["doctor"]);
        assert_eq!(told.code, Some(1), "{told:?}");
        assert!(told.out.contains("config.json"), "{told:?}");
    }

    #[test]
    fn memories_are_looked_after_without_the_model() {
        let list = with_model("elsewhere").run(&["memories", "list", "--caller", ROBIN]);
        assert!(list.well().contains("Keeps three goats."));
    }
}
