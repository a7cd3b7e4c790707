//! Properties of the memories of any call.

use proptest::prelude::*;

use super::*;
use crate::PrivateText;
use crate::text::contains_redaction;

/// Words, placeholders, punctuation and noise in any order.
fn speech() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[A-Za-z0-9 .?!<>\\[\\]_\n]{0,30}",
        Just("[NAME] ".to_owned()),
        Just("<REDACTED>. ".to_owned()),
        Just("The boiler leaks. ".to_owned()),
        Just("我家的锅炉坏了。".to_owned()),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn any_call()(
        turns in prop::collection::vec((any::<bool>(), speech()), 0..8),
        language in prop::option::of(prop_oneof![Just("en"), Just("pt-br"), Just("zh"), Just("?")]),
        summary in prop::option::of(speech()),
        rationale in speech(),
        value in speech(),
        injected in speech(),
    ) -> Call {
        let mut call = call(
            turns
                .iter()
                .map(|(is_caller, text)| if *is_caller { caller(text) } else { agent(text) })
                .collect(),
        );
        call.language = language.map(str::to_owned);
        call.summary = summary.map(PrivateText::from);
        call.evaluations = vec![Evaluation { criterion: "c".into(), rationale: rationale.into() }];
        call.collected = vec![collected("fact", ProfileValue::Text(value.into()))];
        call.injected_context = vec![injected.into()];
        call
    }
}

proptest! {
    #[test]
    fn no_memory_is_blank_redacted_or_too_long(call in any_call()) {
        for memory in extracted(&call) {
            prop_assert!(!memory.text.trim().is_empty());
            prop_assert!(!contains_redaction(&memory.text));
            prop_assert!(!memory.text.contains(char::is_control));
            prop_assert!(memory.text.chars().count() <= 2000);
        }
    }
}
