//! The bundled calls: post-call events as ElevenLabs sends them.

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

/// How long after the end of a call its event is sent, in seconds.
const EVENT_LAG: i64 = 2;

/// One call.
pub(super) struct Recording {
    event: &'static str,
    days_ago: i64,
}

pub(super) const ROBIN_FIRST: Recording = Recording {
    event: include_str!("../../demo/robin_first_call.json"),
    days_ago: 19,
};
pub(super) const ROBIN_SECOND: Recording = Recording {
    event: include_str!("../../demo/robin_second_call.json"),
    days_ago: 5,
};
pub(super) const SAM_FIRST: Recording = Recording {
    event: include_str!("../../demo/sam_first_call.json"),
    days_ago: 2,
};

/// An event that is ready to be delivered.
pub(super) struct Delivery {
    pub(super) body: Vec<u8>,
    pub(super) conversation: String,
    /// The words of the call, in order.
    pub(super) said: Vec<(Voice, String)>,
    pub(super) days_ago: i64,
    pub(super) duration_secs: i64,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Agent,
    Caller,
}

impl Recording {
    /// The event of this call, as if it had been made some days before `now`
    /// and begun with `variables`: ElevenLabs sends back what the ring answered.
    pub(super) fn deliver(
        &self,
        variables: &Map<String, Value>,
        now: Timestamp,
    ) -> anyhow::Result<Delivery> {
        let mut event: Value =
            serde_json::from_str(self.event).context("a bundled call cannot be read")?;
        let duration_secs = at(&mut event, "/data/metadata/call_duration_secs")?
            .as_i64()
            .unwrap_or_default();
        let began = now
            .checked_sub(SignedDuration::from_hours(24 * self.days_ago))?
            .as_second();
        *at(&mut event, "/data/metadata/start_time_unix_secs")? = json!(began);
        *at(&mut event, "/data/metadata/accepted_time_unix_secs")? = json!(began);
        *at(&mut event, "/event_timestamp")? = json!(began + duration_secs + EVENT_LAG);
        if let Value::Object(given) = at(
            &mut event,
            "/data/conversation_initiation_client_data/dynamic_variables",
        )? {
            given.extend(variables.clone());
        }
        let conversation = at(&mut event, "/data/conversation_id")?
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let said = said(at(&mut event, "/data/transcript")?);
        Ok(Delivery {
            body: serde_json::to_vec(&event)?,
            conversation,
            said,
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

fn said(transcript: &Value) -> Vec<(Voice, String)> {
    let turn = |turn: &Value| {
        let voice = if turn.get("role")? == "user" {
            Voice::Caller
        } else {
            Voice::Agent
        };
        Some((voice, turn.get("message")?.as_str()?.to_owned()))
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
        for recording in [ROBIN_FIRST, ROBIN_SECOND, SAM_FIRST] {
            let variables = Map::from_iter([("memory_summary".to_owned(), json!("None."))]);
            let delivery = recording.deliver(&variables, now).unwrap();
            let PostCallEvent::Transcription(call) =
                PostCallEvent::from_json(&delivery.body).unwrap()
            else {
                panic!("not a transcription");
            };
            assert_eq!(
                call.start_time_unix_secs,
                Some(now.as_second() - 86_400 * recording.days_ago)
            );
            assert_eq!(call.turns.len(), delivery.said.len());
            assert!(
                delivery
                    .said
                    .iter()
                    .any(|(voice, _)| *voice == Voice::Caller)
            );
            assert_eq!(call.dynamic_variables["memory_summary"], "None.");
            assert!(call.external_number.unwrap().starts_with("+120255501"));
        }
    }
}
