//! Recognises a recording from the first bytes of its body.

use super::{AUDIO, TRANSCRIPTION, TRANSCRIPTION_OTEL};
use crate::json::{self, Scanner};

/// Whether the first bytes of a body belong to a recording (`post_call_audio`). Recordings can be
/// 100 MB, so a server can discard the body without buffering it.
///
/// A recording is recognised by its `type`, or by audio under the key `full_audio` in its `data` if
/// that comes first. An event whose `type` is a transcript is never a recording. The bytes are read
/// as JSON as far as they go, so a transcript that quotes these words, or contains them at a deeper
/// level, is not mistaken for a recording.
#[must_use]
pub fn looks_like_audio(head: &[u8]) -> bool {
    let mut json = Scanner::new(json::strip_byte_order_mark(head));
    find_kind(&mut json, Level::Event) == Some(Kind::Recording)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Recording,
    Transcript,
}

/// The objects that are searched.
#[derive(Clone, Copy)]
enum Level {
    Event,
    Data,
}

/// The kind of an event, if the object that is next shows it before the bytes end.
fn find_kind(json: &mut Scanner<'_>, level: Level) -> Option<Kind> {
    if !json.take(b'{') {
        return None;
    }
    loop {
        json.take(b',');
        if json.take(b'}') {
            return None;
        }
        let key = json.string()?;
        if !json.take(b':') {
            return None;
        }
        let kind = match (level, key.as_str()) {
            (Level::Event, "type") if json.peek()? == b'"' => kind_of(&json.string()?),
            (Level::Event, "data") if json.peek()? == b'{' => find_kind(json, Level::Data),
            (Level::Data, "full_audio") if json.starts_text() => Some(Kind::Recording),
            _ => {
                json.skip_value()?;
                None
            }
        };
        if kind.is_some() {
            return kind;
        }
    }
}

fn kind_of(event_type: &str) -> Option<Kind> {
    match event_type {
        AUDIO => Some(Kind::Recording),
        TRANSCRIPTION | TRANSCRIPTION_OTEL => Some(Kind::Transcript),
        _ => None,
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
    #[case::unknown_type(r#"{"type":"audio_of_the_future","data":{"full_audio":"SUQz"#)]
    #[case::after_what_is_not_strictly_json(r#"{"event_timestamp":NaN,"type":"post_call_audio""#)]
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
    #[case::no_audio_before_a_transcript(r#"{"data":{"full_audio":null,"transcript":["#)]
    #[case::empty_audio(r#"{"data":{"full_audio":"","transcript":["#)]
    #[case::audio_cut_off_at_its_quote(r#"{"data":{"full_audio":""#)]
    #[case::audio_not_yet_told(r#"{"data":{"full_audio":nu"#)]
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
