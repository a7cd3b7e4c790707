//! `/retrieve`: the agent's question during a call.

use reqwest::Method;
use rstest::rstest;
use serde_json::json;

use crate::service::{ROBIN, SAM, Service, call, error_reply, ok, texts};

async fn with_two_callers(variables: &[(&str, &str)]) -> Service {
    let service = Service::with(variables).await;
    service
        .hang_up(&call(
            "conv_1",
            ROBIN,
            &[
                ("agent", "Is it a banging or a whistling sound?"),
                ("user", "Whistling, and it is worse in the mornings."),
                ("user", "My dog Biscuit is afraid of the boiler."),
                ("user", "Please send the invoice by letter post."),
            ],
        ))
        .await;
    service
        .hang_up(&call(
            "conv_2",
            SAM,
            &[("user", "My dog Rex ate the invoice.")],
        ))
        .await;
    service.processed().await;
    service
}

#[tokio::test]
async fn the_best_memory_comes_first_with_a_score_between_zero_and_one() {
    let service = with_two_callers(&[]).await;
    let reply = service.search(ROBIN, "what is the name of the dog").await;
    let first = &reply["memories"][0];
    assert_eq!(first["memory"], "My dog Biscuit is afraid of the boiler.");
    let score = first["score"].as_f64().unwrap();
    assert!(score > 0.0 && score <= 1.0);
    assert!(first["id"].is_string() && first["created_at"].is_string());
    assert_eq!(first["speaker"], "caller");
}

#[tokio::test]
async fn a_short_answer_is_found_by_the_question_it_answers() {
    let service = with_two_callers(&[]).await;
    let reply = service.search(ROBIN, "banging sound").await;
    assert_eq!(
        reply["memories"][0]["memory"],
        "Whistling, and it is worse in the mornings."
    );
    assert_eq!(
        reply["memories"][0]["in_reply_to"],
        "Is it a banging or a whistling sound?"
    );
}

#[rstest]
#[case::korean_declared(Some("ko"), KOREAN_CALL, "대구", 0)]
#[case::korean_undeclared(None, KOREAN_CALL, "강아지를", 1)]
#[case::hungarian_declared(Some("hu"), HUNGARIAN_CALL, "Takács", 0)]
#[case::hungarian_undeclared(None, HUNGARIAN_CALL, "Takácsról", 0)]
#[case::hungarian_place(None, HUNGARIAN_CALL, "Szeged", 1)]
#[tokio::test]
async fn a_memory_is_found_by_another_form_of_a_word(
    #[case] language: Option<&str>,
    #[case] said: &[&str],
    #[case] query: &str,
    #[case] expected: usize,
) {
    let service = Service::start().await;
    let turns: Vec<(&str, &str)> = said.iter().map(|text| ("user", *text)).collect();
    let mut event = call("conv_1", ROBIN, &turns);
    event["data"]["metadata"]["main_language"] = json!(language);
    service.hang_up(&event).await;
    service.processed().await;
    let reply = service.search(ROBIN, query).await;
    assert_eq!(reply["memories"][0]["memory"], said[expected], "{reply}");
}

const KOREAN_CALL: &[&str] = &[
    "지난달에 대구에서 새 아파트로 이사했어요.",
    "우리 강아지는 닭고기 사료를 못 먹어요.",
    "보일러 수리는 수요일 오전이 좋아요.",
];

const HUNGARIAN_CALL: &[&str] = &[
    "Adja át Takácsnak az üzenetet, hogy csütörtökön jövök.",
    "A nővérem Szegeden lakik két gyerekkel.",
    "A bojler javítása szerdán délelőtt jó lenne.",
];

#[tokio::test]
async fn no_search_finds_memories_of_another_caller() {
    let service = with_two_callers(&[]).await;
    for query in ["dog", "Biscuit", "invoice", "whistling boiler mornings"] {
        let reply = service.search(SAM, query).await;
        for text in texts(&reply["memories"]) {
            assert!(text.contains("Rex") || text.contains("conv_2"), "{text}");
        }
    }
}

#[tokio::test]
async fn no_search_returns_more_than_the_limit() {
    let service = with_two_callers(&[("MEMORY_SEARCH_LIMIT", "1")]).await;
    let reply = service.search(ROBIN, "dog boiler invoice letter").await;
    assert_eq!(reply["memories"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_search_without_a_result_returns_an_empty_list_and_a_message() {
    let service = with_two_callers(&[]).await;
    for caller in [ROBIN, "+12025550177", "anonymous", ""] {
        let reply = service.search(caller, "submarine").await;
        assert_eq!(
            reply,
            json!({"memories": [], "message": "Nothing relevant on record."}),
            "{caller:?}"
        );
    }
}

#[tokio::test]
async fn a_tool_may_use_get_a_form_or_the_caller_id() {
    let service = with_two_callers(&[]).await;
    let requests = [
        service
            .get("/retrieve")
            .query(&[("query", "dog"), ("user_id", ROBIN)]),
        service
            .post("/retrieve")
            .form(&[("query", "dog"), ("user_id", ROBIN)]),
        service
            .post("/retrieve")
            .json(&json!({"query": "dog", "caller_id": ROBIN})),
        service
            .post("/retrieve")
            .json(&json!({"query": "dog", "caller_id": ROBIN, "user_id": ""})),
        service
            .post("/retrieve")
            .json(&json!({"parameters": {"query": "dog", "user_id": ROBIN}})),
    ];
    for request in requests {
        let reply = ok(request.send().await.unwrap()).await;
        assert_eq!(
            reply["memories"][0]["memory"],
            "My dog Biscuit is afraid of the boiler."
        );
    }
}

#[tokio::test]
async fn a_search_waits_for_the_call_that_just_ended() {
    let service = with_two_callers(&[]).await;
    service.ring(ROBIN).await;
    service
        .hang_up(&call(
            "conv_3",
            ROBIN,
            &[("user", "The new thermostat is a Nestor 5.")],
        ))
        .await;
    let reply = service.search(ROBIN, "which thermostat").await;
    assert_eq!(
        reply["memories"][0]["memory"],
        "The new thermostat is a Nestor 5."
    );
}

#[tokio::test]
async fn the_retrieve_key_is_required_once_it_is_set() {
    let service = with_two_callers(&[("RETRIEVE_API_KEY", "retrieve-key-of-the-tests")]).await;
    let body = json!({"query": "dog", "user_id": ROBIN});
    let (status, code, _) =
        error_reply(service.post("/retrieve").json(&body).send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (401, "unauthorized"));
    let request = service
        .post("/retrieve")
        .header("X-API-Key", "retrieve-key-of-the-tests")
        .json(&body);
    assert!(!texts(&ok(request.send().await.unwrap()).await["memories"]).is_empty());
}

#[tokio::test]
async fn with_caller_tokens_the_token_alone_determines_the_scope() {
    let service =
        with_two_callers(&[("CALLER_TOKEN_KEY", "a key of at least thirty-two bytes")]).await;
    let token = service.ring_variables(ROBIN).await["secret__memory_token"]
        .as_str()
        .unwrap()
        .to_owned();
    let search = |token: &str| {
        service
            .post("/retrieve")
            .header("X-Memory-Token", token)
            .json(&json!({"query": "dog", "user_id": SAM}))
    };
    let reply = ok(search(&token).send().await.unwrap()).await;
    assert_eq!(
        texts(&reply["memories"])[0],
        "My dog Biscuit is afraid of the boiler."
    );
    assert!(
        texts(&reply["memories"])
            .iter()
            .all(|text| !text.contains("Rex"))
    );
    for forged in ["", "x", &token[..token.len() - 2]] {
        let (status, code, _) = error_reply(search(forged).send().await.unwrap()).await;
        assert_eq!((status, code.as_str()), (401, "invalid_caller_token"));
    }
    let withheld = service.ring_variables("anonymous").await["secret__memory_token"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        ok(search(&withheld).send().await.unwrap()).await["memories"],
        json!([])
    );
}

#[tokio::test]
async fn searches_beyond_the_rate_limit_are_rejected_per_caller() {
    let service = with_two_callers(&[("RATE_LIMIT_PER_CALLER", "2")]).await;
    let search = |caller: &str| {
        service
            .post("/retrieve")
            .json(&json!({"query": "dog", "user_id": caller}))
            .send()
    };
    search(ROBIN).await.unwrap();
    search(ROBIN).await.unwrap();
    let limited = search(ROBIN).await.unwrap();
    let wait: u64 = limited.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait));
    let (status, code, _) = error_reply(limited).await;
    assert_eq!((status, code.as_str()), (429, "rate_limited"));
    ok(search(SAM).await.unwrap()).await;
}

#[tokio::test]
async fn without_a_valid_token_a_request_is_rejected_before_its_body_is_read() {
    let service =
        Service::with(&[("CALLER_TOKEN_KEY", "a key of at least thirty-two bytes")]).await;
    let request = service.post("/retrieve").body("not even JSON");
    let (status, code, _) = error_reply(request.send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (401, "invalid_caller_token"));
}

#[tokio::test]
async fn the_plus_of_a_number_in_a_url_need_not_be_encoded() {
    let service = with_two_callers(&[]).await;
    let reply = service
        .get(&format!("/retrieve?query=dog&user_id={ROBIN}"))
        .send()
        .await
        .unwrap();
    assert!(!texts(&ok(reply).await["memories"]).is_empty());
}

#[tokio::test]
async fn head_is_supported_like_get() {
    let service = with_two_callers(&[]).await;
    let url = format!("{}/retrieve", service.url);
    let reply = service
        .client
        .request(Method::HEAD, url)
        .query(&[("query", "dog"), ("user_id", ROBIN)])
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 200);
}
