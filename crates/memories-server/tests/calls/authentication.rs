//! Keys, signatures and their rotation.

use elevenlabs::signature::{SigningSecret, sign};
use jiff::Timestamp;
use rstest::rstest;
use serde_json::json;

use crate::service::{HMAC_KEY, ROBIN, Service, call, error_reply, ok};

#[tokio::test]
async fn client_data_requires_the_workspace_key() {
    let service = Service::start().await;
    for key in [None, Some(""), Some("wrong")] {
        let mut request = service
            .post("/client-data")
            .json(&json!({"caller_id": ROBIN}));
        if let Some(key) = key {
            request = request.header("X-Workspace-Key", key);
        }
        let (status, code, error) = error_reply(request.send().await.unwrap()).await;
        assert_eq!((status, code.as_str()), (401, "unauthorized"));
        assert!(error.contains("x-workspace-key"));
    }
}

#[rstest]
#[case::elevenlabs("ElevenLabs-Signature")]
#[case::specification("X-ElevenLabs-Signature")]
#[case::any_case("elevenlabs-signature")]
#[tokio::test]
async fn a_signed_event_is_accepted_under_either_header(#[case] header: &str) {
    let service = Service::start().await;
    let body = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]).to_string();
    let signature = sign(
        &SigningSecret::new(HMAC_KEY).unwrap(),
        Timestamp::now().as_second(),
        body.as_bytes(),
    );
    let reply = ok(service
        .post("/post-call")
        .header(header, signature)
        .body(body)
        .send()
        .await
        .unwrap())
    .await;
    assert_eq!(reply, json!({"status": "ok"}));
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn an_event_that_is_not_authentic_is_rejected_and_not_stored() {
    let service = Service::start().await;
    let body = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]).to_string();
    let now = Timestamp::now().as_second();
    let good = SigningSecret::new(HMAC_KEY).unwrap();
    let headers = [
        (
            "invalid_signature",
            sign(
                &SigningSecret::new("wsec_other").unwrap(),
                now,
                body.as_bytes(),
            ),
        ),
        ("invalid_signature", sign(&good, now, b"another body")),
        (
            "invalid_signature",
            sign(&good, now - 31 * 60, body.as_bytes()),
        ),
        (
            "invalid_signature",
            sign(&good, now + 10 * 60, body.as_bytes()),
        ),
        ("invalid_signature", "t=abc,v0=00".to_owned()),
        ("invalid_signature", "nonsense".to_owned()),
        ("invalid_signature", String::new()),
    ];
    for (expected, header) in headers {
        let request = service
            .post("/post-call")
            .header("ElevenLabs-Signature", &header)
            .body(body.clone());
        let (status, code, _) = error_reply(request.send().await.unwrap()).await;
        assert_eq!((status, code.as_str()), (401, expected), "{header}");
    }
    let (status, code, _) =
        error_reply(service.post("/post-call").body(body).send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (401, "missing_signature"));
    assert!(service.processed().await.is_empty());
}

#[tokio::test]
async fn during_a_rotation_events_of_both_keys_are_accepted() {
    let service = Service::with(&[("ELEVENLABS_HMAC_KEY", "wsec_old,wsec_new")]).await;
    for (conversation, key) in [("conv_1", "wsec_old"), ("conv_2", "wsec_new")] {
        let body = call(
            conversation,
            ROBIN,
            &[("user", "My dog is called Biscuit.")],
        )
        .to_string();
        let signature = sign(
            &SigningSecret::new(key).unwrap(),
            Timestamp::now().as_second(),
            body.as_bytes(),
        );
        ok(service
            .post("/post-call")
            .header("ElevenLabs-Signature", signature)
            .body(body)
            .send()
            .await
            .unwrap())
        .await;
    }
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 2);
}

#[tokio::test]
async fn a_rejection_before_the_body_is_read_closes_the_connection() {
    let service = Service::start().await;
    let rejected = service
        .post("/post-call")
        .body("x".repeat(200_000))
        .send()
        .await
        .unwrap();
    assert_eq!(rejected.headers()["connection"], "close");
}
