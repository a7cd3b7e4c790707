//! Whose call it is, over HTTP: the fields of one event and of the requests around it.

use memories_domain::{CallerId, ProjectId, ports::CallerLinksAdmin};
use rstest::rstest;
use serde_json::{Value, json};

use super::service::{AGENT, ROBIN, Service, call, ok};

/// A call in which the caller says what nobody else may hear.
fn secret_call(id: &str, external_number: Value) -> Value {
    let said = [("user", "My door code is on the fridge.")];
    let mut event = call(id, ROBIN, &said);
    event["data"]["metadata"]["phone_call"]["external_number"] = external_number;
    event
}

async fn calls_of(service: &Service, request: Value) -> Value {
    let reply = ok(service.client_data(&request).send().await.unwrap()).await;
    reply["dynamic_variables"]["call_count"].clone()
}

#[rstest]
#[case("anonymous@192.0.2.9")]
#[case("\"Unavailable\" <trunk@192.0.2.9>")]
#[case("Numero inconnu")]
#[case("+17748283")]
#[case("不明")]
#[case("-1")]
#[case("{{system__caller_id}}")]
#[case("[object Object]")]
#[case("+12025550199")]
#[tokio::test]
async fn nobody_has_no_memories(#[case] shown: &str) {
    let service = Service::start().await;
    let mut event = secret_call("conv_1", json!(shown));
    event["data"]["metadata"]["phone_call"]["agent_number"] = json!("+12025550199");
    service.hang_up(&event).await;
    service.processed().await;
    let reply = service.ring(shown).await;
    assert_eq!(reply.get("user_id"), None, "{shown}");
    assert_eq!(reply["memories"], json!([]), "{shown}");
    assert_eq!(reply["dynamic_variables"]["caller_id"], "", "{shown}");
}

#[rstest]
#[case::without_plus(json!("12025550143"))]
#[case::json_number(json!(12_025_550_143_u64))]
#[case::with_host(json!("+12025550143@192.0.2.9"))]
#[case::with_display_name(json!("\"Robin\" <sip:+12025550143@sip.example.com;user=phone>"))]
#[case::with_extension(json!("+12025550143;ext=5"))]
#[case::encoded(json!("%2B12025550143"))]
#[case::invisible(json!("\u{feff}+1\u{200b}2025550143"))]
#[case::full_width(json!("＋１２０２５５５０１４３"))]
#[case::prefix(json!("01112025550143"))]
#[tokio::test]
async fn a_number_is_one_caller_however_it_is_written(#[case] written: Value) {
    let service = Service::start().await;
    service
        .hang_up(&secret_call("conv_1", written.clone()))
        .await;
    let reply = service.ring(ROBIN).await;
    assert_eq!(reply["user_id"], ROBIN);
    assert_eq!(reply["dynamic_variables"]["call_count"], 1);
    let ringing = json!({"caller_id": written, "agent_id": AGENT});
    assert_eq!(calls_of(&service, ringing).await, 1);
}

#[tokio::test]
async fn the_id_of_a_messaging_service_is_the_number_that_calls() {
    let service = Service::start().await;
    let mut event = secret_call("conv_1", json!(null));
    event["data"]["metadata"] = json!({
        "start_time_unix_secs": event["data"]["metadata"]["start_time_unix_secs"],
        "whatsapp": {"whatsapp_user_id": "12025550143", "direction": "inbound"},
    });
    service.hang_up(&event).await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn an_id_of_the_operators_that_is_the_number_without_its_plus_is_the_number() {
    let service = Service::start().await;
    let mut event = secret_call("conv_1", json!(ROBIN));
    event["data"]["user_id"] = json!("12025550143");
    service.hang_up(&event).await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn both_forms_of_a_mobile_number_are_one_caller() {
    let service = Service::start().await;
    service
        .hang_up(&secret_call("conv_1", json!("+5215512345678")))
        .await;
    let caller = service.ring("+525512345678").await;
    assert_eq!(caller["dynamic_variables"]["call_count"], 1);
}

#[tokio::test]
async fn an_agent_that_is_called_from_its_own_number_knows_nobody() {
    let service = Service::start().await;
    service
        .hang_up(&secret_call("conv_1", json!("+12025550199")))
        .await;
    let ringing = json!({"caller_id": "12025550199", "called_number": "+12025550199"});
    assert_eq!(calls_of(&service, ringing).await, 0);
}

#[tokio::test]
async fn a_search_by_the_number_without_its_plus_finds_the_callers_memories() {
    let service = Service::start().await;
    service.hang_up(&secret_call("conv_1", json!(ROBIN))).await;
    service.processed().await;
    for body in [
        json!({"query": "door code", "user_id": "12025550143"}),
        json!({"query": "door code", "user_id": 12_025_550_143_u64}),
        json!({"query": "door code", "caller_id": "0012025550143"}),
    ] {
        let reply = ok(service.post("/retrieve").json(&body).send().await.unwrap()).await;
        assert_ne!(reply["memories"], json!([]), "{body}");
    }
    let form = [("query", "door code"), ("caller_id", "12025550143")];
    let reply = ok(service.post("/retrieve").form(&form).send().await.unwrap()).await;
    assert_ne!(reply["memories"], json!([]));
    let url = service.get("/retrieve?query=door+code&caller_id=%2B12025550143");
    assert_ne!(ok(url.send().await.unwrap()).await["memories"], json!([]));
}

#[tokio::test]
async fn a_name_on_the_telephone_network_finds_nothing_of_an_operators_customer() {
    let service = Service::start().await;
    let mut event = secret_call("conv_1", json!(null));
    event["data"]["user_id"] = json!("customer-1");
    service.hang_up(&event).await;
    service.processed().await;
    for body in [
        json!({"query": "door code", "user_id": "sip:customer-1@evil.example"}),
        json!({"query": "door code", "caller_id": "customer-1"}),
        json!({"query": "door code", "user_id": "<customer-1>"}),
    ] {
        let reply = ok(service.post("/retrieve").json(&body).send().await.unwrap()).await;
        assert_eq!(reply["memories"], json!([]), "{body}");
    }
    let own = json!({"query": "door code", "user_id": "customer-1"});
    let reply = ok(service.post("/retrieve").json(&own).send().await.unwrap()).await;
    assert_ne!(reply["memories"], json!([]));
}

#[tokio::test]
async fn a_customer_known_on_the_web_is_known_on_the_phone() {
    let service = Service::start().await;
    let mut web = secret_call("conv_web", json!(null));
    web["data"]["user_id"] = json!("customer-1");
    service.hang_up(&web).await;
    let before = secret_call("conv_before", json!(ROBIN));
    service.hang_up(&before).await;
    service.processed().await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);

    let mut phone = secret_call("conv_phone", json!(ROBIN));
    phone["data"]["user_id"] = json!("customer-1");
    service.hang_up(&phone).await;
    service.processed().await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 3);
    let web = service.ask_for("customer-1").await;
    assert_eq!(web["dynamic_variables"]["call_count"], 3);

    // Each keeps its own memories: without the link they are as they were.
    let (project, number) = (ProjectId::default(), CallerId::parse(ROBIN, None).unwrap());
    assert!(service.store.unlink(&project, &number).await.unwrap());
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn a_customer_who_rings_right_after_a_web_call_is_greeted_with_it() {
    let service = Service::start().await;
    let mut phone = secret_call("conv_phone", json!(ROBIN));
    phone["data"]["user_id"] = json!("customer-1");
    service.hang_up(&phone).await;
    service.processed().await;

    let mut web = secret_call("conv_web", json!(null));
    web["data"]["user_id"] = json!("customer-1");
    service.hang_up(&web).await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 2);
}

#[tokio::test]
async fn what_a_call_under_another_id_replaced_is_found_below_what_replaced_it() {
    let service = Service::start().await;
    let number = CallerId::parse(ROBIN, None).unwrap();
    let customer = CallerId::parse("customer-1", None).unwrap();
    let project = ProjectId::default();
    service
        .store
        .link(&project, &number, &customer)
        .await
        .unwrap();
    for (id, number, user_id, days_ago, street) in [
        ("conv_1", json!(ROBIN), json!(null), 30, "1 Elm Street"),
        (
            "conv_2",
            json!(null),
            json!("customer-1"),
            20,
            "2 Birch Lane",
        ),
        ("conv_3", json!(ROBIN), json!(null), 10, "3 Oak Road"),
    ] {
        let mut event = call(id, ROBIN, &[("user", "I have moved.")]);
        event["data"]["user_id"] = user_id;
        let metadata = &mut event["data"]["metadata"];
        metadata["phone_call"]["external_number"] = number;
        let started = metadata["start_time_unix_secs"].as_i64().unwrap() - days_ago * 86_400;
        metadata["start_time_unix_secs"] = json!(started);
        event["data"]["analysis"]["data_collection_results"] =
            json!({"address": {"data_collection_id": "address", "value": street}});
        service.hang_up(&event).await;
        service.processed().await;
    }
    for id in [ROBIN, "customer-1"] {
        let found = service.search(id, "address").await;
        let states: Vec<_> = found["memories"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|found| found["memory"].as_str().unwrap().starts_with("address"))
            .map(|found| (found["memory"].as_str().unwrap(), &found["status"]))
            .collect();
        assert_eq!(
            states[0],
            ("address: 3 Oak Road", &json!("current")),
            "{id}"
        );
        assert!(
            states[1..].iter().all(|(_, status)| **status != "current"),
            "{states:?}"
        );
    }
}

#[tokio::test]
async fn a_number_that_two_customers_call_from_is_neithers() {
    let service = Service::start().await;
    for customer in ["customer-1", "customer-2"] {
        let mut event = secret_call(&format!("conv_{customer}"), json!(ROBIN));
        event["data"]["user_id"] = json!(customer);
        service.hang_up(&event).await;
        service.processed().await;
    }
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 0);
    let reply = service.ask_for("customer-2").await;
    assert_eq!(reply["dynamic_variables"]["call_count"], 1);
}

#[tokio::test]
async fn a_name_on_the_telephone_network_is_linked_to_no_customer() {
    let service = Service::start().await;
    let mut event = secret_call("conv_1", json!("sip:robin@pbx.example.com"));
    event["data"]["user_id"] = json!("customer-1");
    service.hang_up(&event).await;
    service.processed().await;
    let ring = service.ring_variables("sip:robin@pbx.example.com").await;
    assert_eq!(ring["call_count"], 0);
}
