//! Recognises a recording from the first bytes of its body.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::{AUDIO, TRANSCRIPTION, TRANSCRIPTION_OTEL};
use crate::json;

/// Whether the first bytes of a body belong to a recording (`post_call_audio`). Recordings can be
/// 100 MB, so a server can discard the body without buffering it.
///
/// A recording is recognised by its `type`, or by the key `full_audio` in its `data` if that comes
/// first. An event whose `type` is a transcript is never a recording. The bytes are parsed as JSON
/// as far as they go, so a transcript that quotes these words, or contains them at a deeper level,
/// is not mistaken for a recording.
#[must_use]
pub fn looks_like_audio(head: &[u8]) -> bool {
    let found = Cell::new(false);
    let mut json = serde_json::Deserializer::from_slice(json::strip_byte_order_mark(head));
    // Truncated input is an error, and so is stopping early.
    let _ = Level::Event.seed(&found).deserialize(&mut json);
    found.get()
}

/// The objects that are searched.
#[derive(Clone, Copy)]
enum Level {
    Event,
    Data,
}

impl Level {
    fn seed(self, found: &Cell<bool>) -> LevelSeed<'_> {
        LevelSeed { level: self, found }
    }
}

struct LevelSeed<'a> {
    level: Level,
    found: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for LevelSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for LevelSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            let found = match (self.level, key.as_str()) {
                (Level::Event, "type") => {
                    let event_type = entries.next_value::<Value>()?;
                    if event_type == TRANSCRIPTION || event_type == TRANSCRIPTION_OTEL {
                        return Err(A::Error::custom("a transcript"));
                    }
                    event_type == AUDIO
                }
                (Level::Data, "full_audio") => true,
                (Level::Event, "data") => {
                    entries.next_value_seed(Level::Data.seed(self.found))?;
                    false
                }
                _ => {
                    entries.next_value::<IgnoredAny>()?;
                    false
                }
            };
            if found {
                self.found.set(true);
                return Err(A::Error::custom("found"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::fixtures;

    #[rstest]
    #[case::type_first(r#"{"type":"post_call_audio","event_timestamp":1,"da"#)]
    #[case::white_space("\n{ \"type\"\t:\r\n \"post_call_audio\" ")]
    #[case::type_after_other_keys(
        r#"{"event_timestamp":1,"x":[{"y":"}"}],"type":"post_call_audio""#
    )]
    #[case::data_first(r#"{"data":{"agent_id":"a","full_audio":"SUQzBAAAAAAAA"#)]
    #[case::key_only(r#"{"type":"audio_of_the_future","data":{"full_audio":"#)]
    #[case::byte_order_mark("\u{feff}{\"type\":\"post_call_audio\",")]
    #[case::null_type_first(r#"{"type":null,"type":"post_call_audio","#)]
    #[case::escaped_type(r#"{"type":"post\u005fcall_audio","data""#)]
    fn a_recording_is_recognised_from_its_first_bytes(#[case] head: &str) {
        assert!(looks_like_audio(head.as_bytes()));
    }

    #[rstest]
    #[case::empty("")]
    #[case::type_cut_off(r#"{"type":"post_call_aud"#)]
    #[case::another_type(r#"{"type":"post_call_transcription","data":{"transcript":["#)]
    #[case::quoted_in_text(
        r#"{"type":"post_call_transcription","data":{"transcript":[{"message":"\"type\":\"post_call_audio\",\"data\":{\"full_audio\":\"SUQz\"}"#
    )]
    #[case::at_a_deeper_level(
        r#"{"data":{"type":"post_call_audio","dynamic_variables":{"full_audio":"x","type":"post_call_audio"}}}"#
    )]
    #[case::as_a_value(r#"{"data":{"agent_id":"full_audio","tag":"post_call_audio"}}"#)]
    #[case::a_transcript_that_contains_its_recording(
        r#"{"type":"post_call_transcription","data":{"full_audio":"SUQz"#
    )]
    #[case::in_a_list(r#"[{"type":"post_call_audio"}]"#)]
    #[case::not_json("type: post_call_audio")]
    fn nothing_else_is_mistaken_for_a_recording(#[case] head: &str) {
        assert!(!looks_like_audio(head.as_bytes()));
    }

    #[test]
    fn the_first_100_bytes_of_a_real_recording_are_enough() {
        let body = fixtures::bytes("07_post_call_audio.json");
        assert!(looks_like_audio(&body[..100]));
    }

    #[test]
    fn no_prefix_of_a_transcript_is_mistaken_for_a_recording() {
        let body = fixtures::bytes("01_twilio_inbound_transcription.json");
        for end in 0..=body.len().min(3_000) {
            assert!(!looks_like_audio(&body[..end]));
        }
        assert!(!looks_like_audio(&body));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(head in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = looks_like_audio(&head);
        }

        #[test]
        fn no_text_in_a_transcript_is_mistaken_for_a_recording(text in "(\\PC|\"type\":\"post_call_audio\"|\"full_audio\":){0,10}") {
            let body = serde_json::json!({
                "data": { "transcript": [{ "message": text }] },
                "type": "post_call_transcription",
            });
            prop_assert!(!looks_like_audio(body.to_string().as_bytes()));
        }
    }
}
