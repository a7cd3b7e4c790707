//! Properties of the people of any calls.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

/// Phrases that introduce, names and noise in any order.
fn speech() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[A-Za-z' .,?!-]{0,30}",
        "[A-Z](-[A-Z]){1,40}",
        "[A-Z][a-z]{1,80}",
        prop::sample::select(vec![
            "this is ",
            "It's ",
            "my name is ",
            "Hi ",
            "No, ",
            "her husband, ",
            "Mia ",
            "Helen's ",
            "soy ",
            "ich bin ",
            "hier ist ",
            "met ",
            "c'est ",
            "not ",
            "actually ",
            "for my mother ",
            "Robin Hale ",
            ", ",
            ". ",
            "mia",
            "à l'appareil",
            "Thanks ",
            "the ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn any_call()(
        turns in prop::collection::vec((any::<bool>(), speech()), 0..6),
        language in prop::sample::select(vec!["en", "de", "es", "fr", "pt", "it", "nl", "?", ""]),
        name in speech(),
    ) -> Call {
        let mut call = call(language, &["A: Northside, this is Mia, what's your name?"]);
        call.turns.extend(turns.into_iter().map(|(is_caller, text)| Turn {
            speaker: if is_caller { Speaker::Caller } else { Speaker::Agent },
            text: text.into(),
        }));
        with_collected(call, &[("caller_name", &name)])
    }
}

fn any_speaker() -> impl Strategy<Value = Option<CallSpeaker>> {
    let name = || {
        prop::option::of(prop::sample::select(vec![
            "Helen",
            "Walt",
            "Walter Hale",
            "Helen Hale",
            "Hale",
            "Gwen",
            "Glenn",
            "Mr. Hale",
        ]))
    };
    let certainty = prop::sample::select(vec![
        Certainty::Stated,
        Certainty::Collected,
        Certainty::Addressed,
    ]);
    let speaker = (name(), name(), certainty, any::<bool>()).prop_map(
        |(name, other, certainty, is_relative)| CallSpeaker {
            name: name.and_then(PersonName::parse),
            certainty,
            other_spellings: other.and_then(PersonName::parse).into_iter().collect(),
            relation: is_relative.then_some(Relation {
                kind: RelationKind::Husband,
                of: None,
            }),
            on_behalf_of: None,
        },
    );
    prop::option::of(speaker)
}

proptest! {
    #[test]
    fn a_name_is_short_and_never_the_agents(call in any_call()) {
        if let Some(speaker) = identify_speaker(&call) {
            for name in speaker.name.iter().chain(&speaker.other_spellings) {
                let text = name.to_text();
                prop_assert!(text.chars().count() <= PersonName::MAX_CHARS);
                prop_assert!(!text.contains(char::is_control));
                prop_assert_ne!(name.given(), Some("Mia"));
                prop_assert_eq!(PersonName::from_parts(name.given(), name.family()), Some(name.clone()));
            }
        }
    }

    #[test]
    fn the_people_of_a_line_do_not_depend_on_the_order_of_calls(
        calls in prop::collection::vec((0_i64..6, any_speaker()), 0..8).prop_flat_map(|calls| (Just(calls.clone()), Just(calls).prop_shuffle())),
    ) {
        let line = |calls: Vec<(i64, Option<CallSpeaker>)>| people_of_line(
            calls.into_iter().map(|(at, speaker)| (Timestamp::from_second(at).unwrap(), speaker)),
        );
        let (ordered, shuffled) = calls;
        prop_assert_eq!(line(ordered), line(shuffled));
    }

    #[test]
    fn parsing_and_searching_any_text_does_not_fail(text in any::<String>()) {
        let _ = PersonName::parse(&text);
        let call = call("en", &["A: Hi.", "U: Hi, this is Robin."]);
        let _ = people_of_line([(call.started_at, identify_speaker(&call))]).find(&text);
    }
}

#[test]
fn a_megabyte_of_speech_is_read() {
    for text in ["this is Robin. ", "A-", "Robin ", "not ", "'"] {
        let text = text.repeat((1 << 20) / text.len());
        let _ = identify_speaker(&call("en", &["A: Your name?", &format!("U: {text}")]));
    }
}
