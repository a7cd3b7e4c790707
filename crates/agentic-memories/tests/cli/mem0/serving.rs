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
