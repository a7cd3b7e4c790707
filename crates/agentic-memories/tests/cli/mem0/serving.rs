use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn finished_calls_are_ingested_on_the_platform_once_across_restarts() {
    let platform = platform().await;
    let sandbox = customer(&platform).with("ELEVENLABS_HMAC_KEY", HMAC_KEY);
    let call = FinishedCall(7);
    for _ in 0..2 {
        let mut service = sandbox.serve();
        assert!(call.deliver(&client(), &service.url).await);
        sandbox.wait_until_processed();
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

/// How many searches of one call reach the platform.
async fn searches_of_a_call(cache: &str) -> usize {
    let platform = platform().await;
    let service = customer(&platform).with("MEM0_CACHE", cache).serve();
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
async fn the_platform_searches_only_without_the_cache() {
    assert_eq!(searches_of_a_call("true").await, 0);
    assert_eq!(searches_of_a_call("false").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_sqlite_chosen_the_mem0_key_is_reported_as_unused() {
    let platform = platform().await;
    let sandbox = customer(&platform).with("MEMORY_STORE", "sqlite");
    let added = ["memories", "add", "--caller", ROBIN, "Pays by card."];
    sandbox.run(&added).success();
    assert_eq!(paths(&platform), [""; 0]);
    let output = sandbox.run(&["config"]);
    assert!(output.err.contains("MEM0_API_KEY is set"), "{output:?}");
}
