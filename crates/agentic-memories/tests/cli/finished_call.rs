use std::collections::BTreeSet;

use elevenlabs::signature::{SIGNATURE_HEADER, SigningSecret, sign};
use futures::{StreamExt, stream};
use reqwest::Client;
use serde_json::{Value, json};

pub(crate) const HMAC_KEY: &str = "wsec_key";
pub(crate) const CONCURRENT_DELIVERIES: usize = 16;
const CALLERS: [&str; 4] = [
    "+12025550101",
    "+12025550102",
    "+12025550103",
    "+12025550104",
];

/// One of many calls, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FinishedCall(pub(crate) usize);

impl FinishedCall {
    pub(crate) fn caller(self) -> &'static str {
        CALLERS[self.0 % CALLERS.len()]
    }

    pub(crate) fn callers() -> [&'static str; 4] {
        CALLERS
    }

    pub(crate) fn conversation(self) -> String {
        format!("conv_{:06}", self.0)
    }

    /// The texts that are extracted from it: its summary and its only turn.
    pub(crate) fn memories(self) -> Vec<String> {
        vec![
            format!("A kettle with serial number {} was reported.", self.0),
            format!("My kettle has the serial number {}.", self.0),
        ]
    }

    fn event(self) -> Value {
        let [summary, said] = <[String; 2]>::try_from(self.memories()).unwrap();
        let started_at = 1_795_000_000 + self.0;
        json!({
            "type": "post_call_transcription",
            "event_timestamp": started_at + 62,
            "data": {
                "agent_id": "agent_1",
                "conversation_id": self.conversation(),
                "status": "done",
                "transcript": [{ "role": "user", "message": said, "time_in_call_secs": 1 }],
                "metadata": {
                    "start_time_unix_secs": started_at,
                    "call_duration_secs": 60,
                    "phone_call": { "type": "twilio", "direction": "inbound", "external_number": self.caller() },
                },
                "analysis": { "transcript_summary": summary },
            },
        })
    }

    /// Returns whether it was acknowledged.
    pub(crate) async fn deliver(self, client: &Client, url: &str) -> bool {
        let body = serde_json::to_vec(&self.event()).unwrap();
        let key = SigningSecret::new(HMAC_KEY).unwrap();
        let signature = sign(&key, jiff::Timestamp::now().as_second(), &body);
        let request = client
            .post(format!("{url}/post-call"))
            .header(SIGNATURE_HEADER, signature)
            .body(body);
        match request.send().await {
            Ok(response) => response.status() == 200,
            Err(_) => false,
        }
    }
}

/// Delivers calls, and runs `interrupt` once `interrupt_after` of them are acknowledged. Returns the
/// acknowledged ones.
pub(crate) async fn deliver(
    url: &str,
    calls: &[FinishedCall],
    interrupt_after: usize,
    mut interrupt: impl FnMut(),
) -> BTreeSet<FinishedCall> {
    let client = client();
    let mut deliveries = stream::iter(calls.iter().copied())
        .map(|call| {
            let client = &client;
            async move { (call, call.deliver(client, url).await) }
        })
        .buffer_unordered(CONCURRENT_DELIVERIES);
    let mut acknowledged = BTreeSet::new();
    while let Some((call, was_acknowledged)) = deliveries.next().await {
        if was_acknowledged {
            acknowledged.insert(call);
            if acknowledged.len() == interrupt_after {
                interrupt();
            }
        }
    }
    acknowledged
}

/// A client without retries and without certificates.
pub(crate) fn client() -> Client {
    Client::builder()
        .tls_backend_preconfigured(tls())
        .build()
        .unwrap()
}

fn tls() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}
