//! The functions with fake AWS services and a Mem0 server.

use elevenlabs::signature::{SigningSecret, sign};
use jiff::Timestamp;
use lambda_emulator::{Builder, Function, HttpEvent, SqsEvent, SqsMessage};
use mem0_server::{Mem0Server, Options};
use serde_json::{Value, json};

use crate::{fake_aws::FakeAws, running_function::RunningFunction};

pub(crate) const WORKSPACE_KEY: &str = "workspace-key-of-the-tests";
pub(crate) const HMAC_KEY: &str = "wsec_test_secret_for_oracle_only";
pub(crate) const MEM0_KEY: &str = "m0-key-of-the-tests";
pub(crate) const ROBIN: &str = "+12025550143";
pub(crate) const SAM: &str = "+12025550144";

pub(crate) struct Stack {
    pub(crate) aws: FakeAws,
    pub(crate) mem0: Mem0Server,
}

impl Stack {
    pub(crate) async fn start() -> Self {
        Self {
            aws: FakeAws::start().await,
            mem0: Mem0Server::start(Options::default()).await.unwrap(),
        }
    }

    /// A function with all variables that the template sets.
    pub(crate) fn function(&self, binary: &str) -> Builder {
        let queue = format!("{}/123456789012/PostCallQueue.fifo", self.aws.url);
        let variables = [
            ("AWS_ENDPOINT_URL", self.aws.url.as_str()),
            ("CALLER_TOKEN_KEY", ""),
            ("ELEVENLABS_HMAC_KEY", HMAC_KEY),
            ("ELEVENLABS_WORKSPACE_KEY", WORKSPACE_KEY),
            ("LEDGER_TABLE", "Ledger"),
            ("MALLOC_ARENA_MAX", "1"),
            ("MEM0_API_KEY", MEM0_KEY),
            ("MEM0_BASE_URL", &self.mem0.url()),
            ("MEM0_DIR", "/tmp/.mem0"),
            ("MEM0_CACHE", "false"),
            ("MEM0_ORG_ID", ""),
            ("MEM0_PROJECT_ID", ""),
            ("MEM0_TIMEOUT", "5"),
            ("MEMORY_STORE", "mem0"),
            ("PAYLOAD_BUCKET", "payloads"),
            ("POST_CALL_QUEUE_URL", &queue),
            ("RETRIEVE_API_KEY", ""),
            ("SECRET_ARN", ""),
        ];
        let function = Function::builder(binary).name("AgenticMemoriesTest");
        variables
            .into_iter()
            .fold(function, |function, (name, value)| {
                function.env(name, value)
            })
    }

    pub(crate) async fn client_data(&self) -> RunningFunction {
        RunningFunction::start(self.function(env!("CARGO_BIN_EXE_client-data"))).await
    }

    pub(crate) async fn retrieve(&self) -> RunningFunction {
        RunningFunction::start(self.function(env!("CARGO_BIN_EXE_retrieve"))).await
    }

    pub(crate) async fn post_call(&self) -> RunningFunction {
        RunningFunction::start(self.function(env!("CARGO_BIN_EXE_post-call"))).await
    }

    pub(crate) async fn worker(&self) -> RunningFunction {
        RunningFunction::start(self.function(env!("CARGO_BIN_EXE_post-call-worker"))).await
    }

    /// Sends events to `post-call`. Returns the messages on the queue.
    pub(crate) async fn enqueue(&self, events: &[String]) -> Vec<Value> {
        let mut function = self.post_call().await;
        for event in events {
            let response = function.send(&post_call(event)).await;
            assert_eq!(
                (response.status.as_u16(), response.body),
                (200, json!({"status": "ok"}))
            );
        }
        self.messages()
    }

    /// The messages that SQS has received.
    pub(crate) fn messages(&self) -> Vec<Value> {
        self.aws.with_state(|aws| aws.messages.clone())
    }

    /// Enqueues events and processes them in one batch.
    pub(crate) async fn ingest(&self, events: &[String]) {
        let messages = self.enqueue(events).await;
        let mut worker = self.worker().await;
        assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    }

    /// The memories of a caller, as `client-data` returns them.
    pub(crate) async fn memories(&self, caller: &str) -> Vec<String> {
        let mut function = self.client_data().await;
        let reply = function.invoke(&ring(caller)).await.http().unwrap();
        let body: Value = reply.json().unwrap();
        let memories = body["memories"].as_array().unwrap();
        memories
            .iter()
            .map(|memory| memory["memory"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The number of adds that the platform has received.
    pub(crate) fn adds(&self) -> usize {
        let received = self.mem0.received();
        let adds = received
            .iter()
            .filter(|request| request.path.ends_with("/memories/add/"));
        adds.count()
    }
}

/// A request of the conversation initiation webhook.
pub(crate) fn ring(caller: &str) -> Value {
    // For an id of its own the operator's backend asks.
    let field = if caller.starts_with("customer-") {
        "user_id"
    } else {
        "caller_id"
    };
    let body = json!({field: caller, "agent_id": "agent_1", "called_number": "+12025550199", "call_sid": "CA1"});
    ring_with(body.to_string()).build()
}

pub(crate) fn ring_with(body: String) -> HttpEvent {
    HttpEvent::new("POST", "/client-data")
        .header("x-workspace-key", WORKSPACE_KEY)
        .header("content-type", "application/json")
        .text(body)
}

/// A search by the agent.
pub(crate) fn search(caller: &str, query: &str) -> HttpEvent {
    HttpEvent::new("POST", "/retrieve")
        .header("content-type", "application/json")
        .text(json!({"query": query, "user_id": caller}).to_string())
}

/// The signature header of an event that is sent now.
pub(crate) fn signature(body: &[u8]) -> String {
    signature_at(Timestamp::now().as_second(), body)
}

/// `time` is in seconds since 1970.
pub(crate) fn signature_at(time: i64, body: &[u8]) -> String {
    sign(&SigningSecret::new(HMAC_KEY).unwrap(), time, body)
}

/// A signed event.
pub(crate) fn post_call(body: &str) -> HttpEvent {
    HttpEvent::new("POST", "/post-call")
        .header("elevenlabs-signature", signature(body.as_bytes()))
        .header("content-type", "application/json")
        .text(body)
}

/// A post-call event in which the caller says one thing.
pub(crate) fn call(conversation: &str, caller: &str, text: &str) -> String {
    let event: Value = json!({
        "type": "post_call_transcription",
        "event_timestamp": 1_795_597_200,
        "data": {
            "agent_id": "agent_1",
            "conversation_id": conversation,
            "status": "done",
            "transcript": [
                {"role": "agent", "message": "What may I do for you?", "time_in_call_secs": 0},
                {"role": "user", "message": text, "time_in_call_secs": 3},
            ],
            "metadata": {
                "start_time_unix_secs": 1_795_597_000,
                "call_duration_secs": 52,
                "phone_call": {"direction": "inbound", "external_number": caller, "agent_number": "+12025550199"},
            },
            "analysis": {"call_successful": "success", "transcript_summary": format!("The caller said: {text}")},
        },
    });
    event.to_string()
}

/// The delivery of a message that SQS has received.
pub(crate) fn message(sent: &Value) -> SqsMessage {
    let text = |name: &str| sent[name].as_str().unwrap();
    SqsMessage::new(text("MessageBody"))
        .group(text("MessageGroupId"))
        .deduplication(text("MessageDeduplicationId"))
}

/// A batch of messages with the ids `message-0` and so on.
pub(crate) fn batch(sent: &[Value]) -> SqsEvent {
    let messages = sent.iter().enumerate();
    messages.fold(SqsEvent::new(), |batch, (number, sent)| {
        batch.message(message(sent).id(format!("message-{number}")))
    })
}
