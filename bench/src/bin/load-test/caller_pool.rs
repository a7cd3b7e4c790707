use anyhow::{Context, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// A complete post-call event.
const FINISHED_CALL: &str =
    include_str!("../../../../fixtures/elevenlabs/01_twilio_inbound_transcription.json");
/// The caller's first message in it.
const FIRST_MESSAGE: &str = "/data/transcript/1/message";
const CALLED_NUMBER: &str = "+12025550199";
/// Search queries with words of the call; the quality of search is measured elsewhere.
const QUERIES: [&str; 4] = [
    "serial number of the boiler",
    "whistling, worse in the mornings",
    "when an engineer may come",
    "number to call back",
];

/// The callers of this run and the bodies of their requests. Every run has new callers.
pub(crate) struct CallerPool {
    run: String,
    callers: u64,
    event: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CallNumber(pub(crate) u64);

impl CallerPool {
    pub(crate) fn new(callers: u64) -> Result<Self> {
        let run = Uuid::now_v7().simple().to_string();
        Ok(Self {
            // The last part of the id is random.
            run: run.get(20..).unwrap_or_default().to_owned(),
            callers,
            event: serde_json::from_str(FINISHED_CALL)?,
        })
    }

    /// The prefix of the ids of all callers in this run.
    pub(crate) fn prefix(&self) -> String {
        format!("load-test-{}-", self.run)
    }

    /// The id by which the operator knows the caller: there are too few test phone numbers.
    pub(crate) fn caller(&self, call: CallNumber) -> String {
        format!("{}{}", self.prefix(), call.0 % self.callers)
    }

    fn number(&self, call: CallNumber) -> String {
        format!("+120255501{:02}", call.0 % self.callers % 100)
    }

    pub(crate) fn conversation(&self, call: CallNumber) -> String {
        format!("conv_{}{}", self.run, call.0)
    }

    /// The body for `/client-data`.
    pub(crate) fn client_data(&self, call: CallNumber) -> Value {
        json!({
            "caller_id": self.number(call),
            "user_id": self.caller(call),
            "agent_id": self.agent(),
            "called_number": CALLED_NUMBER,
            "call_sid": format!("CA{}{}", self.run, call.0),
        })
    }

    /// The body for `/retrieve`.
    pub(crate) fn retrieve(&self, call: CallNumber, search: u64) -> Value {
        let number = usize::try_from(call.0 + search).unwrap_or_default();
        let query = QUERIES.get(number % QUERIES.len());
        json!({
            "query": query,
            "user_id": self.caller(call),
            "agent_id": self.agent(),
            "conversation_id": self.conversation(call),
        })
    }

    /// The body for `/post-call`. Every call contains a unique statement, so that
    /// every call leaves a distinct memory.
    pub(crate) fn post_call(&self, call: CallNumber, now: jiff::Timestamp) -> Result<Vec<u8>> {
        let statement = format!("The serial number of my boiler is {}.", 100_000 + call.0);
        let summary = format!("A boiler with serial number {} whistles.", 100_000 + call.0);
        let mut event = self.event.clone();
        for (pointer, value) in [
            ("/event_timestamp", json!(now.as_second())),
            ("/data/conversation_id", json!(self.conversation(call))),
            ("/data/user_id", json!(self.caller(call))),
            (FIRST_MESSAGE, json!(statement)),
            ("/data/analysis/transcript_summary", json!(summary)),
            (
                "/data/metadata/start_time_unix_secs",
                json!(now.as_second() - 60),
            ),
            (
                "/data/metadata/phone_call/external_number",
                json!(self.number(call)),
            ),
        ] {
            *event
                .pointer_mut(pointer)
                .with_context(|| format!("the sample call has no {pointer}"))? = value;
        }
        Ok(serde_json::to_vec(&event)?)
    }

    fn agent(&self) -> &Value {
        self.event.pointer("/data/agent_id").unwrap_or(&Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use elevenlabs::post_call::PostCallEvent;

    use super::*;

    #[test]
    fn the_post_call_event_belongs_to_the_ringing_call() {
        let callers = CallerPool::new(5).unwrap();
        let (call, now) = (CallNumber(12), "2026-11-23T07:00:00Z".parse().unwrap());
        let event = callers.post_call(call, now).unwrap();
        let PostCallEvent::Transcription(conversation) = PostCallEvent::from_json(&event).unwrap()
        else {
            panic!("not a transcription");
        };
        let client_data = callers.client_data(call);
        assert_eq!(
            conversation.user_id.as_deref(),
            client_data["user_id"].as_str()
        );
        assert_eq!(
            conversation.agent_id.as_deref(),
            client_data["agent_id"].as_str()
        );
        assert_eq!(
            conversation.conversation_id,
            Some(callers.conversation(call))
        );
        assert_eq!(
            conversation.external_number.as_deref(),
            Some("+12025550102")
        );
        assert_eq!(
            conversation.start_time_unix_secs,
            Some(now.as_second() - 60)
        );
    }

    #[test]
    fn callers_take_turns_and_differ_between_runs() {
        let (callers, other) = (CallerPool::new(5).unwrap(), CallerPool::new(5).unwrap());
        let [first, next, again] = [0, 1, 5].map(|call| callers.caller(CallNumber(call)));
        assert_ne!(first, next);
        assert_eq!(first, again);
        assert_ne!(first, other.caller(CallNumber(0)));
    }

    #[test]
    fn phone_numbers_are_reserved_for_tests() {
        let callers = CallerPool::new(1_000).unwrap();
        for call in [0, 9, 99, 100, 999] {
            let event = callers
                .post_call(CallNumber(call), jiff::Timestamp::now())
                .unwrap();
            let event: Value = serde_json::from_slice(&event).unwrap();
            let number = &event["data"]["metadata"]["phone_call"]["external_number"];
            let number = number.as_str().unwrap();
            assert!(
                number.starts_with("+120255501") && number.len() == 12,
                "{number}"
            );
        }
    }
}
