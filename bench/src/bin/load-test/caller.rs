use anyhow::{Context, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// A finished call as the platform sends it, whole.
const FINISHED_CALL: &str =
    include_str!("../../../../fixtures/elevenlabs/01_twilio_inbound_transcription.json");
/// The caller's first words in it.
const FIRST_WORDS: &str = "/data/transcript/1/message";
const CALLED_NUMBER: &str = "+12025550199";
/// What agents search for, in words of the call: how well paraphrases are found is
/// measured elsewhere.
const QUESTIONS: [&str; 4] = [
    "serial number of the boiler",
    "whistling, worse in the mornings",
    "when an engineer may come",
    "number to call back",
];

/// Who rings: callers of this run alone, so that none is known from an earlier
/// one.
pub(crate) struct Cast {
    run: String,
    callers: u64,
    finished: Value,
}

/// One call, known by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CallNumber(pub(crate) u64);

impl Cast {
    pub(crate) fn new(callers: u64) -> Result<Self> {
        let run = Uuid::now_v7().simple().to_string();
        Ok(Self {
            // The end of the id is its random part.
            run: run.get(20..).unwrap_or_default().to_owned(),
            callers,
            finished: serde_json::from_str(FINISHED_CALL)?,
        })
    }

    /// How the callers of this run are named, before their numbers.
    pub(crate) fn prefix(&self) -> String {
        format!("load-test-{}-", self.run)
    }

    /// The caller's id: the user of a SIP address, of whom there are as many as
    /// are needed. Numbers reserved for tests are few.
    pub(crate) fn caller(&self, call: CallNumber) -> String {
        format!("{}{}", self.prefix(), call.0 % self.callers)
    }

    pub(crate) fn conversation(&self, call: CallNumber) -> String {
        format!("conv_{}{}", self.run, call.0)
    }

    /// The body of the ring.
    pub(crate) fn ring(&self, call: CallNumber) -> Value {
        json!({
            "caller_id": self.caller(call),
            "agent_id": self.agent(),
            "called_number": CALLED_NUMBER,
            "call_sid": format!("CA{}{}", self.run, call.0),
        })
    }

    /// The body of a call's search.
    pub(crate) fn search(&self, call: CallNumber, search: u64) -> Value {
        let number = usize::try_from(call.0 + search).unwrap_or_default();
        let question = QUESTIONS.get(number % QUESTIONS.len());
        json!({
            "query": question,
            "user_id": self.caller(call),
            "agent_id": self.agent(),
            "conversation_id": self.conversation(call),
        })
    }

    /// The body of the hang-up. In every call something is said that was never
    /// said before, so that every call leaves a memory of its own.
    pub(crate) fn hang_up(&self, call: CallNumber, now: jiff::Timestamp) -> Result<Vec<u8>> {
        let number = format!("+120255501{:02}", call.0 % self.callers % 100);
        let said = format!("The serial number of my boiler is {}.", 100_000 + call.0);
        let summary = format!("A boiler with serial number {} whistles.", 100_000 + call.0);
        let mut event = self.finished.clone();
        for (place, value) in [
            ("/event_timestamp", json!(now.as_second())),
            ("/data/conversation_id", json!(self.conversation(call))),
            ("/data/user_id", json!(self.caller(call))),
            (FIRST_WORDS, json!(said)),
            ("/data/analysis/transcript_summary", json!(summary)),
            (
                "/data/metadata/start_time_unix_secs",
                json!(now.as_second() - 60),
            ),
            ("/data/metadata/phone_call/external_number", json!(number)),
        ] {
            *event
                .pointer_mut(place)
                .with_context(|| format!("the sample call has no {place}"))? = value;
        }
        Ok(serde_json::to_vec(&event)?)
    }

    fn agent(&self) -> &Value {
        self.finished
            .pointer("/data/agent_id")
            .unwrap_or(&Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use elevenlabs::post_call::PostCallEvent;

    use super::*;

    #[test]
    fn the_hang_up_reads_as_the_call_that_rang() {
        let cast = Cast::new(5).unwrap();
        let (call, now) = (CallNumber(12), "2026-11-23T07:00:00Z".parse().unwrap());
        let event = cast.hang_up(call, now).unwrap();
        let PostCallEvent::Transcription(read) = PostCallEvent::from_json(&event).unwrap() else {
            panic!("not a transcription");
        };
        let ring = cast.ring(call);
        assert_eq!(read.user_id.as_deref(), ring["caller_id"].as_str());
        assert_eq!(read.agent_id.as_deref(), ring["agent_id"].as_str());
        assert_eq!(read.conversation_id, Some(cast.conversation(call)));
        assert_eq!(read.external_number.as_deref(), Some("+12025550102"));
        assert_eq!(read.start_time_unix_secs, Some(now.as_second() - 60));
    }

    #[test]
    fn callers_ring_in_turn_and_are_others_in_every_run() {
        let (cast, other) = (Cast::new(5).unwrap(), Cast::new(5).unwrap());
        let [first, next, again] = [0, 1, 5].map(|call| cast.caller(CallNumber(call)));
        assert_ne!(first, next);
        assert_eq!(first, again);
        assert_ne!(first, other.caller(CallNumber(0)));
    }

    #[test]
    fn numbers_of_callers_are_those_reserved_for_tests() {
        let cast = Cast::new(1_000).unwrap();
        for call in [0, 9, 99, 100, 999] {
            let event = cast
                .hang_up(CallNumber(call), jiff::Timestamp::now())
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
