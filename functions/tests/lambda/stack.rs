//! The functions with everything they need around them.

use elevenlabs::signature::{SigningSecret, sign};
use jiff::Timestamp;
use lambda_emulator::{Function, HttpEvent, Invocation, SqsEvent, SqsMessage};
use mem0_server::{Mem0Server, Options};
use serde_json::{Value, json};

use crate::aws_double::AwsDouble;

pub(crate) const WORKSPACE_KEY: &str = "workspace-key-of-the-tests";
pub(crate) const HMAC_KEY: &str = "wsec_test_secret_for_oracle_only";

pub(crate) struct Stack {
    pub(crate) aws: AwsDouble,
    pub(crate) mem0: Mem0Server,
}

impl Stack {
    pub(crate) async fn start() -> Self {
        Self {
            aws: AwsDouble::start().await,
            mem0: Mem0Server::start(Options::default()).await.unwrap(),
        }
    }

    /// The variables of a function, as the template sets them.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let own = [
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "example"),
            ("AWS_SESSION_TOKEN", "example"),
            ("ELEVENLABS_HMAC_KEY", HMAC_KEY),
            ("ELEVENLABS_WORKSPACE_KEY", WORKSPACE_KEY),
            ("LEDGER_TABLE", "Ledger"),
            ("MEM0_API_KEY", "m0-example"),
            ("MEM0_DIR", "/tmp/.mem0"),
            ("MEM0_LOCAL_SEARCH", "false"),
            ("MEM0_ORG_ID", ""),
            ("MEM0_TIMEOUT", "5"),
            ("MEMORY_STORE", "mem0"),
            ("PAYLOAD_BUCKET", "payloads"),
            ("SECRET_ARN", ""),
        ];
        let queue = format!("{}/123456789012/PostCallQueue.fifo", self.aws.url);
        own.map(|(name, value)| (name, value.to_owned()))
            .into_iter()
            .chain([
                ("AWS_ENDPOINT_URL", self.aws.url.clone()),
                ("MEM0_BASE_URL", self.mem0.url()),
                ("POST_CALL_QUEUE_URL", queue),
            ])
            .collect()
    }

    pub(crate) async fn client_data(&self) -> Function {
        start(env!("CARGO_BIN_EXE_client-data"), self.variables()).await
    }

    pub(crate) async fn retrieve(&self) -> Function {
        start(env!("CARGO_BIN_EXE_retrieve"), self.variables()).await
    }

    pub(crate) async fn post_call(&self) -> Function {
        start(env!("CARGO_BIN_EXE_post-call"), self.variables()).await
    }

    pub(crate) async fn worker(&self) -> Function {
        start(env!("CARGO_BIN_EXE_post-call-worker"), self.variables()).await
    }
}

/// Starts a function.
pub(crate) async fn start(binary: &str, variables: Vec<(&'static str, String)>) -> Function {
    let function = Function::at(binary).name("AgenticMemoriesTest");
    let function = variables
        .into_iter()
        .fold(function, |function, (name, value)| {
            function.env(name, value)
        });
    function.start().await.unwrap()
}

/// Sends a function a request, and returns the status and the JSON of the answer.
pub(crate) async fn ask(function: &mut Function, request: &HttpEvent) -> (u16, Value) {
    let answer = invoke(function, &request.build()).await.http().unwrap();
    (answer.status.as_u16(), answer.json().unwrap_or_default())
}

pub(crate) async fn invoke(function: &mut Function, event: &Value) -> Invocation {
    function.invoke(event).await.unwrap()
}

/// Delivers messages that SQS was sent, under the ids `message-0` and so on, and
/// returns the ids of those that are to be delivered again.
pub(crate) async fn deliver(worker: &mut Function, messages: &[Value]) -> Vec<String> {
    let of = |message: &Value, field: &str| message[field].as_str().unwrap().to_owned();
    let mut batch = SqsEvent::new();
    for (number, message) in messages.iter().enumerate() {
        batch = batch.message(
            SqsMessage::new(of(message, "MessageBody"))
                .id(format!("message-{number}"))
                .group(of(message, "MessageGroupId"))
                .deduplication(of(message, "MessageDeduplicationId")),
        );
    }
    let invocation = invoke(worker, &batch.build()).await;
    invocation.failed_messages().unwrap()
}

/// The phone rings.
pub(crate) fn ring(caller: &str) -> HttpEvent {
    let body = json!({"caller_id": caller, "agent_id": "agent_1", "called_number": "+12025550199", "call_sid": "CA1"});
    HttpEvent::new("POST", "/client-data")
        .header("x-workspace-key", WORKSPACE_KEY)
        .header("content-type", "application/json")
        .text(body.to_string())
}

/// The header that signs an event now.
pub(crate) fn signature(body: &[u8]) -> String {
    let secret = SigningSecret::new(HMAC_KEY).unwrap();
    sign(&secret, Timestamp::now().as_second(), body)
}

/// A signed event, as text.
pub(crate) fn hang_up(body: &str) -> HttpEvent {
    HttpEvent::new("POST", "/post-call")
        .header("elevenlabs-signature", signature(body.as_bytes()))
        .header("content-type", "application/json")
        .text(body)
}

/// The event of a finished call in which the caller says one thing.
pub(crate) fn call(conversation: &str, caller: &str, said: &str) -> String {
    let event: Value = json!({
        "type": "post_call_transcription",
        "event_timestamp": 1_795_597_200,
        "data": {
            "agent_id": "agent_1",
            "conversation_id": conversation,
            "status": "done",
            "transcript": [
                {"role": "agent", "message": "What may I do for you?", "time_in_call_secs": 0},
                {"role": "user", "message": said, "time_in_call_secs": 3},
            ],
            "metadata": {
                "start_time_unix_secs": 1_795_597_000,
                "call_duration_secs": 52,
                "phone_call": {"direction": "inbound", "external_number": caller, "agent_number": "+12025550199"},
            },
            "analysis": {"call_successful": "success", "transcript_summary": format!("The caller said: {said}")},
        },
    });
    event.to_string()
}
