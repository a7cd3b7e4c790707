use jiff::Timestamp;
use serde_json::{Value, json};

/// A rough average.
const SECONDS_PER_TURN: i64 = 6;

/// A small call in which only the caller speaks.
pub(super) struct FinishedCall {
    pub(super) conversation: String,
    pub(super) agent: String,
    pub(super) caller: String,
    pub(super) said: Vec<String>,
    pub(super) summary: Option<String>,
    pub(super) ended_at: Timestamp,
}

impl FinishedCall {
    pub(super) fn event(&self) -> Value {
        let seconds: Vec<i64> = (0..)
            .map(|turn: i64| turn * SECONDS_PER_TURN)
            .take(self.said.len() + 1)
            .collect();
        let duration = seconds.last().copied().unwrap_or_default();
        let ended_at = self.ended_at.as_second();
        let transcript: Vec<Value> = self
            .said
            .iter()
            .zip(&seconds)
            .map(|(text, second)| json!({ "role": "user", "message": text, "time_in_call_secs": second }))
            .collect();
        json!({
            "type": "post_call_transcription",
            "event_timestamp": ended_at,
            "data": {
                "agent_id": self.agent,
                "conversation_id": self.conversation,
                "status": "done",
                "user_id": null,
                "transcript": transcript,
                "metadata": {
                    "start_time_unix_secs": ended_at - duration,
                    "call_duration_secs": duration,
                    "phone_call": {
                        "type": "twilio",
                        "direction": "inbound",
                        "external_number": self.caller,
                        "agent_number": "",
                        "phone_number_id": "",
                        "call_sid": "",
                        "stream_sid": "",
                    },
                    "termination_reason": "Call ended by remote party",
                },
                "analysis": { "call_successful": "unknown", "transcript_summary": self.summary.as_deref().unwrap_or_default() },
                "user_message_count": self.said.len(),
                "has_audio": false,
                "has_user_audio": false,
                "has_response_audio": false,
                "has_auxiliary_audio": false,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use elevenlabs::post_call::PostCallEvent;

    use super::*;

    #[test]
    fn the_event_parses_into_the_call_it_was_built_from() {
        let call = FinishedCall {
            conversation: "conv_1".into(),
            agent: "agent_1".into(),
            caller: "+12025550143".into(),
            said: vec!["My boiler whistles.".into(), "Mornings are best.".into()],
            summary: Some("A boiler whistles.".into()),
            ended_at: "2026-11-23T07:00:12Z".parse().unwrap(),
        };
        let event = serde_json::to_vec(&call.event()).unwrap();
        let PostCallEvent::Transcription(read) = PostCallEvent::from_json(&event).unwrap() else {
            panic!("not a transcription");
        };
        assert_eq!(read.conversation_id.as_deref(), Some("conv_1"));
        assert_eq!(read.external_number.as_deref(), Some("+12025550143"));
        assert_eq!(read.duration_secs, Some(12));
        assert_eq!(
            read.start_time_unix_secs,
            Some(call.ended_at.as_second() - 12)
        );
        assert_eq!(read.turns.len(), 2);
        assert_eq!(read.summary.as_deref(), Some("A boiler whistles."));
    }
}
