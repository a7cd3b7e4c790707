//! The bundled calls: post-call events in the shape ElevenLabs sends.

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

/// From the end of a call to its event.
const EVENT_DELAY_SECS: i64 = 2;

pub(super) struct SampleCall {
    event: &'static str,
    days_ago: i64,
}

pub(super) const ROBIN_FIRST: SampleCall = SampleCall {
    event: include_str!("../../demo/robin_first_call.json"),
    days_ago: 19,
};
pub(super) const ROBIN_SECOND: SampleCall = SampleCall {
    event: include_str!("../../demo/robin_second_call.json"),
    days_ago: 5,
};
pub(super) const SAM_FIRST: SampleCall = SampleCall {
    event: include_str!("../../demo/sam_first_call.json"),
    days_ago: 2,
};

/// An event, ready to be delivered.
pub(super) struct Delivery {
    pub(super) body: Vec<u8>,
    pub(super) conversation: String,
    pub(super) turns: Vec<(Speaker, String)>,
    pub(super) days_ago: i64,
    pub(super) duration_secs: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    Agent,
    Caller,
}

impl SampleCall {
    /// The event of this call as if it had begun `days_ago` days before `now`.
    /// `variables` are those of the reply to its ring, which ElevenLabs repeats
    /// in the event.
    pub(super) fn delivery(
        &self,
        variables: &Map<String, Value>,
        now: Timestamp,
    ) -> anyhow::Result<Delivery> {
        let mut event: Value =
            serde_json::from_str(self.event).context("a bundled call cannot be read")?;
        let duration_secs = at(&mut event, "/data/metadata/call_duration_secs")?
            .as_i64()
            .unwrap_or_default();
        let started_at = now
            .checked_sub(SignedDuration::from_hours(24 * self.days_ago))?
            .as_second();
        *at(&mut event, "/data/metadata/start_time_unix_secs")? = json!(started_at);
        *at(&mut event, "/data/metadata/accepted_time_unix_secs")? = json!(started_at);
        *at(&mut event, "/event_timestamp")? = json!(started_at + duration_secs + EVENT_DELAY_SECS);
        if let Value::Object(initiation) = at(
            &mut event,
            "/data/conversation_initiation_client_data/dynamic_variables",
        )? {
            initiation.extend(variables.clone());
        }
        let conversation = at(&mut event, "/data/conversation_id")?
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let turns = turns(at(&mut event, "/data/transcript")?);
        Ok(Delivery {
            body: serde_json::to_vec(&event)?,
            conversation,
            turns,
            days_ago: self.days_ago,
            duration_secs,
        })
    }
}

fn at<'e>(event: &'e mut Value, pointer: &str) -> anyhow::Result<&'e mut Value> {
    event
        .pointer_mut(pointer)
        .with_context(|| format!("a bundled call has no {pointer}"))
}

fn turns(transcript: &Value) -> Vec<(Speaker, String)> {
    let turn = |turn: &Value| {
        let speaker = if turn.get("role")? == "user" {
            Speaker::Caller
        } else {
            Speaker::Agent
        };
        Some((speaker, turn.get("message")?.as_str()?.to_owned()))
    };
    transcript
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(turn)
        .collect()
}

#[cfg(test)]
mod tests {
    use elevenlabs::post_call::PostCallEvent;

    use super::*;

    #[test]
    fn every_bundled_call_is_an_event_of_a_recent_call() {
        let now = Timestamp::now();
        for sample in [ROBIN_FIRST, ROBIN_SECOND, SAM_FIRST] {
            let variables = Map::from_iter([("memory_summary".to_owned(), json!("None."))]);
            let delivery = sample.delivery(&variables, now).unwrap();
            let PostCallEvent::Transcription(call) =
                PostCallEvent::from_json(&delivery.body).unwrap()
            else {
                panic!("not a transcription");
            };
            assert_eq!(
                call.start_time_unix_secs,
                Some(now.as_second() - 86_400 * sample.days_ago)
            );
            assert_eq!(call.turns.len(), delivery.turns.len());
            assert!(
                delivery
                    .turns
                    .iter()
                    .any(|(speaker, _)| *speaker == Speaker::Caller)
            );
            assert_eq!(call.dynamic_variables["memory_summary"], "None.");
            assert!(call.external_number.unwrap().starts_with("+120255501"));
        }
    }
}
