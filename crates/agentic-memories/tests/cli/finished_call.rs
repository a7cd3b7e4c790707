use elevenlabs::signature::{SIGNATURE_HEADER, SigningSecret, sign};
use reqwest::Client;
use serde_json::{Value, json};

pub(crate) const HMAC_KEY: &str = "wsec_key";
/// The callers take turns.
const CALLERS: [&str; 4] = [
    "+12025550101",
    "+12025550102",
    "+12025550103",
    "+12025550104",
];

/// One of many calls, known by its number.
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

    /// What remains of it: what was said, and the summary.
    pub(crate) fn memories(self) -> Vec<String> {
        vec![
            format!("A kettle with serial number {} was reported.", self.0),
            format!("My kettle has the serial number {}.", self.0),
        ]
    }

    fn event(self) -> Value {
        let [summary, said] = <[String; 2]>::try_from(self.memories()).unwrap();
        let began = 1_795_000_000 + self.0;
        json!({
            "type": "post_call_transcription",
            "event_timestamp": began + 62,
            "data": {
                "agent_id": "agent_1",
                "conversation_id": self.conversation(),
                "status": "done",
                "transcript": [{ "role": "user", "message": said, "time_in_call_secs": 1 }],
                "metadata": {
                    "start_time_unix_secs": began,
                    "call_duration_secs": 60,
                    "phone_call": { "type": "twilio", "direction": "inbound", "external_number": self.caller() },
                },
                "analysis": { "transcript_summary": summary },
            },
        })
    }

    /// Delivers it; tells whether it was acknowledged.
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

/// A client that gives up with the service, and needs no certificates.
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
