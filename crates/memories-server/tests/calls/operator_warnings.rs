//! What an operator must mend: told in the inbox and in the log, without what callers said.

use std::{
    fs,
    io::{self, Write},
    sync::{Arc, Mutex},
};

use memories_domain::{
    Asked, Mistake, WarningCause,
    ports::{InboxState, WarningLog},
};
use serde_json::{Value, json};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;

use crate::service::{AGENT, ROBIN, Service, call};

/// The log of this thread, which is that of a service in a test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn record() -> (Self, DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_writer(log.clone())
            .with_ansi(false)
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn lines_with(&self, part: &str) -> Vec<String> {
        let bytes = self.0.lock().unwrap().clone();
        let text = String::from_utf8(bytes).unwrap();
        let lines = text.lines().filter(|line| line.contains(part));
        lines.map(str::to_owned).collect()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// An event with collected facts.
fn collected(conversation: &str, said: &str, facts: Value) -> Value {
    let mut event = call(conversation, ROBIN, &[("user", said)]);
    event["data"]["analysis"]["data_collection_results"] = facts;
    event
}

fn missing_variable_fixture() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fixtures/elevenlabs/04_failed_missing_dynamic_variable.json"
    );
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

async fn greeting(service: &Service) -> Option<String> {
    let reply = service.ring(ROBIN).await;
    let text = reply.pointer("/conversation_config_override/agent/first_message")?;
    text.as_str().map(str::to_owned)
}

#[tokio::test]
async fn a_call_without_a_required_variable_is_skipped_with_the_name_and_what_to_do() {
    let (log, _guard) = Log::record();
    let service = Service::start().await;
    service.hang_up(&missing_variable_fixture()).await;
    let entries = service.processed().await;
    assert_eq!(entries[0].state, InboxState::Skipped);
    let cause = entries[0].misconfiguration().unwrap();
    assert_eq!(cause.agent.unwrap().as_str(), AGENT);
    assert_eq!(
        cause.mistake,
        Mistake::MissingVariables {
            names: vec!["caller_name".to_owned()],
            asked: Asked::Service,
        }
    );
    let warnings = log.lines_with("WARN");
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    for part in [AGENT, "`caller_name`", "add to DYNAMIC_VARIABLES"] {
        assert!(warnings[0].contains(part), "{}", warnings[0]);
    }
}

#[tokio::test]
async fn a_repeated_delivery_of_a_failed_call_is_no_second_warning() {
    let (log, _guard) = Log::record();
    let service = Service::start().await;
    for _ in 0..2 {
        service.hang_up(&missing_variable_fixture()).await;
    }
    assert_eq!(log.lines_with("WARN").len(), 1);
}

#[tokio::test]
async fn a_failed_call_is_explained_whoever_called() {
    let service = Service::start().await;
    let mut withheld = missing_variable_fixture();
    withheld["data"]["conversation_id"] = json!("conv_withheld");
    withheld["data"]["metadata"]["phone_call"]["external_number"] = json!("anonymous");
    let mut web = missing_variable_fixture();
    web["data"]["conversation_id"] = json!("conv_web");
    web["data"]["metadata"]["phone_call"] = json!(null);
    let variables = &mut web["data"]["conversation_initiation_client_data"]["dynamic_variables"];
    variables
        .as_object_mut()
        .unwrap()
        .remove("system__caller_id");
    for event in [withheld, web] {
        service.hang_up(&event).await;
    }
    let reasons: Vec<String> = service
        .processed()
        .await
        .into_iter()
        .map(|entry| entry.reason.unwrap())
        .collect();
    assert!(
        reasons[0].contains("send with the request that starts the conversation `caller_name`"),
        "{reasons:#?}"
    );
    assert!(
        reasons[1].contains("add to DYNAMIC_VARIABLES `caller_name`"),
        "{reasons:#?}"
    );
}

#[tokio::test]
async fn an_override_that_the_agent_does_not_allow_is_named() {
    let service = Service::start().await;
    let mut event = missing_variable_fixture();
    let reason = "Override for field 'first_message' is not allowed by config.";
    event["data"]["metadata"]["termination_reason"] = json!(reason);
    event["data"]["metadata"]["error"]["reason"] = json!(reason);
    service.hang_up(&event).await;
    let cause = service.processed().await[0].misconfiguration().unwrap();
    let field = Some("first_message".to_owned());
    assert_eq!(cause.mistake, Mistake::OverrideNotAllowed { field });
}

#[tokio::test]
async fn a_call_that_failed_for_another_reason_is_no_warning() {
    let (log, _guard) = Log::record();
    let service = Service::start().await;
    let mut event = missing_variable_fixture();
    event["data"]["metadata"]["termination_reason"] = json!("Client disconnected");
    event["data"]["metadata"]["error"] = json!(null);
    service.hang_up(&event).await;
    assert_eq!(service.processed().await[0].misconfiguration(), None);
    assert_eq!(log.lines_with("WARN"), [""; 0]);
}

#[tokio::test]
async fn a_greeting_can_test_a_blank_variable() {
    let template =
        "{% if caller_name %}Welcome back, {{ caller_name }}!{% else %}Welcome back!{% endif %}";
    let service = Service::with(&[
        ("GREETING_TEMPLATE", template),
        ("DYNAMIC_VARIABLES", r#"{"caller_name": ""}"#),
    ])
    .await;
    let said = "The boiler makes a whistling noise.";
    service.hang_up(&collected("conv_1", said, json!({}))).await;
    assert_eq!(greeting(&service).await.as_deref(), Some("Welcome back!"));
    let name = json!({"caller_name": {"value": "Robin"}});
    service.hang_up(&collected("conv_2", said, name)).await;
    assert_eq!(
        greeting(&service).await.as_deref(),
        Some("Welcome back, Robin!")
    );
}

#[tokio::test]
async fn a_greeting_that_prints_a_blank_variable_is_reported_once() {
    let (log, _guard) = Log::record();
    let service = Service::with(&[("GREETING_TEMPLATE", "Welcome back, {{ caller_name }}!")]).await;
    assert_eq!(greeting(&service).await, None);
    assert_eq!(log.lines_with("not greeted"), [""; 0], "a new caller");
    let said = "The boiler makes a whistling noise.";
    service.hang_up(&collected("conv_1", said, json!({}))).await;
    for _ in 0..3 {
        assert_eq!(greeting(&service).await, None);
    }
    let warnings = log.lines_with("not greeted");
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    for part in ["WARN", AGENT, "caller_name", "DYNAMIC_VARIABLES"] {
        assert!(warnings[0].contains(part), "{}", warnings[0]);
    }
    assert!(!warnings[0].contains(ROBIN), "{}", warnings[0]);
}

/// Helen and, `secs` later, her husband Walt.
async fn two_people_call(service: &Service, secs: i64) {
    for (conversation, said, name, age) in [
        (
            "conv_1",
            "Hi, this is Helen Ostrowski.",
            "Helen Ostrowski",
            secs,
        ),
        ("conv_2", "Hello, this is her husband, Walt.", "Walt", 0),
    ] {
        let facts = json!({"caller_name": {"value": name}});
        let mut event = collected(conversation, said, facts);
        event["data"]["metadata"]["start_time_unix_secs"] = json!(1_790_000_000 - age);
        service.hang_up(&event).await;
        service.processed().await;
    }
}

#[tokio::test]
async fn on_a_shared_line_nobody_is_named_by_a_call_of_which_the_speaker_is_unknown() {
    let service = Service::with(&[("GREETING_TEMPLATE", "Welcome back, {{ caller_name }}!")]).await;
    // Of two calls that began at the same moment, it is unknown who spoke.
    two_people_call(&service, 0).await;
    let reply = service.ring(ROBIN).await;
    assert_eq!(reply["dynamic_variables"].get("caller_name"), None);
    assert_eq!(reply.get("conversation_config_override"), None);
}

#[tokio::test]
async fn a_line_of_several_people_is_warned_of_once_with_the_remedy_and_without_names() {
    let (log, _guard) = Log::record();
    let service = Service::with(&[("GREETING_TEMPLATE", "Welcome back, {{ caller_name }}!")]).await;
    two_people_call(&service, 60).await;
    for _ in 0..2 {
        assert_eq!(greeting(&service).await, None);
    }
    let lines = log.lines_with("several people use this line");
    assert_eq!(lines.len(), 1, "{lines:#?}");
    for part in [
        "WARN",
        AGENT,
        "people=2",
        "user_id=+1202",
        "ask who is calling",
    ] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    for private in [ROBIN, "Helen", "Walt"] {
        assert!(!lines[0].contains(private), "{}", lines[0]);
    }
    assert_eq!(log.lines_with("not greeted"), [""; 0]);
}

#[tokio::test]
async fn what_a_ringing_call_shows_is_recorded_by_the_end_of_the_service() {
    let service = Service::with(&[("GREETING_TEMPLATE", "Welcome back, {{ caller_name }}!")]).await;
    let said = "The boiler makes a whistling noise.";
    service.hang_up(&collected("conv_0", said, json!({}))).await;
    service.processed().await;
    // Nobody is known to use the line, then two people are.
    assert_eq!(greeting(&service).await, None);
    two_people_call(&service, 60).await;
    for _ in 0..3 {
        assert_eq!(greeting(&service).await, None);
    }
    let store = service.stop().await;
    let mut recorded = store.recent().await.unwrap();
    recorded.sort_by_key(|recorded| recorded.first_at);
    let told: Vec<(&str, &WarningCause)> = recorded
        .iter()
        .map(|recorded| {
            let agent = recorded.warning.agent.as_ref().unwrap();
            (agent.as_str(), &recorded.warning.cause)
        })
        .collect();
    let [
        (AGENT, blank),
        (AGENT, WarningCause::SharedLine { caller, people: 2 }),
    ] = told[..]
    else {
        panic!("{told:#?}");
    };
    let variable = "caller_name".to_owned();
    assert_eq!(*blank, WarningCause::BlankInGreeting { variable });
    assert_eq!(caller.as_str(), "+1202•••0143");
}

#[tokio::test]
async fn a_new_caller_and_a_greeted_one_are_no_warning() {
    let service = Service::with(&[("GREETING_TEMPLATE", "Welcome back, {{ caller_name }}!")]).await;
    assert_eq!(greeting(&service).await, None);
    let name = json!({"caller_name": {"value": "Robin"}});
    let said = "The boiler makes a whistling noise.";
    service.hang_up(&collected("conv_1", said, name)).await;
    service.processed().await;
    assert_eq!(
        greeting(&service).await.as_deref(),
        Some("Welcome back, Robin!")
    );
    assert_eq!(service.stop().await.recent().await.unwrap(), []);
}
