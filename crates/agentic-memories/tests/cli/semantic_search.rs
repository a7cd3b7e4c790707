//! Semantic search, in the binary built with it and in the one built without.

use super::sandbox::Sandbox;

const ROBIN: &str = "+12025550143";

fn with_model(folder: &str) -> Sandbox {
    let sandbox = Sandbox::new().with("EMBEDDING_MODEL", folder);
    sandbox
        .run(&["memories", "add", "--caller", ROBIN, "Keeps three goats."])
        .success();
    sandbox
}

const SEARCH: [&str; 5] = ["memories", "search", "--caller", ROBIN, "quibbel"];

#[test]
fn a_model_beside_the_mem0_platform_is_reported_as_unused() {
    let sandbox = Sandbox::new()
        .with("EMBEDDING_MODEL", "model")
        .with("MEM0_API_KEY", "m0-key");
    let output = sandbox.run(&["config"]);
    assert!(output.err.contains("EMBEDDING_MODEL"), "{output:?}");
    assert!(output.err.contains("Mem0"), "{output:?}");
}

#[test]
fn the_doctor_mentions_no_model_where_none_is_configured() {
    let output = Sandbox::new().run(&["doctor"]).success();
    assert!(!output.contains("embedding"), "{output}");
}

#[cfg(not(feature = "semantic-search"))]
#[test]
fn a_program_without_semantic_search_explains_how_to_build_it() {
    let sandbox = with_model("model");
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &SEARCH] {
        let stderr = sandbox.run(command).failure(2);
        assert!(stderr.contains("EMBEDDING_MODEL"), "{stderr}");
        assert!(
            stderr.contains("--features agentic-memories/semantic-search"),
            "{stderr}"
        );
    }
    let output = sandbox.run(&["doctor"]);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(
        output
            .out
            .contains("--features agentic-memories/semantic-search"),
        "{output:?}"
    );
}

#[cfg(feature = "semantic-search")]
mod built_in {
    use std::time::Instant;

    use serde_json::{Value, json};

    use super::{ROBIN, SEARCH, with_model};
    use crate::{
        finished_call::client,
        sandbox::{Output, PROCESSING_TIMEOUT, Sandbox},
        tiny_model,
    };

    fn with_tiny_model() -> Sandbox {
        let sandbox = with_model("model");
        tiny_model::write(&sandbox.path("model"));
        sandbox
    }

    /// Retries until it succeeds: memories are embedded in the background, and on a busy
    /// machine the query is not encoded in time.
    async fn eventually<T>(attempt: impl AsyncFn() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(result) = attempt().await {
                return result;
            }
            assert!(began.elapsed() < PROCESSING_TIMEOUT, "it never succeeded");
        }
    }

    async fn retrieve(url: &str, query: &str) -> Option<String> {
        let request = json!({"user_id": ROBIN, "query": query});
        let request = client().post(format!("{url}/retrieve")).json(&request);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        Some(answer["memories"][0]["memory"].as_str()?.to_owned())
    }

    /// The output of a search that found something.
    fn search_output(ran: Output) -> Option<String> {
        let output = ran.success();
        (!output.contains("No matching memory")).then_some(output)
    }

    #[tokio::test]
    async fn a_memory_is_found_by_a_word_with_a_similar_embedding() {
        let sandbox = with_tiny_model();
        assert_eq!(search_output(sandbox.run(&SEARCH)), None);
        let service = sandbox.serve();
        let found = eventually(async || retrieve(&service.url, "quibbel").await).await;
        assert_eq!(found, "Keeps three goats.");
        service.terminate();
        assert!(service.wait().success());

        let explain = [&SEARCH[..], &["--explain"]].concat();
        let explained = search_output(sandbox.run(&explain)).unwrap();
        assert!(explained.contains("semantic similarity"), "{explained}");
        let mut without = sandbox.command(&SEARCH);
        let output = without.env_remove("EMBEDDING_MODEL").output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        assert!(output.contains("No matching memory"), "{output}");
    }

    #[test]
    fn the_doctor_times_the_model() {
        let output = with_tiny_model().run(&["doctor"]).success();
        let line = output
            .lines()
            .find(|line| line.contains("embedding"))
            .unwrap();
        assert!(
            line.starts_with("ok") && line.contains("loads in"),
            "{line}"
        );
        assert!(line.contains("encodes a query in"), "{line}");
    }

    #[test]
    fn an_error_names_the_folder_and_the_missing_file() {
        let sandbox = with_model("elsewhere");
        for command in [&["serve", "--listen", "127.0.0.1:0"][..], &SEARCH] {
            let stderr = sandbox.run(command).failure(2);
            for name in ["EMBEDDING_MODEL", "elsewhere", "config.json"] {
                assert!(stderr.contains(name), "{stderr}");
            }
        }
        let output = sandbox.run(&["doctor"]);
        assert_eq!(output.code, Some(1), "{output:?}");
        assert!(output.out.contains("config.json"), "{output:?}");
    }

    #[test]
    fn memories_are_listed_without_loading_the_model() {
        let list = with_model("elsewhere").run(&["memories", "list", "--caller", ROBIN]);
        assert!(list.success().contains("Keeps three goats."));
    }
}
