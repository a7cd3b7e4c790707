//! Whole calls: the agent asks, the caller answers, the agent repeats, the summary quotes.

use jiff::Timestamp;

use super::super::Kind;
use crate::{
    Call, CallOutcome, CollectedFact, ConversationId, Evaluation, Platform, ProfileKey,
    ProfileValue, Speaker, Turn,
};

/// The turns alternate, the agent's first.
fn call(turns: &[&str]) -> Call {
    let speakers = [Speaker::Agent, Speaker::Caller].into_iter().cycle();
    Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
        agent_id: None,
        started_at: Timestamp::UNIX_EPOCH,
        duration_secs: 60,
        language: None,
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: turns
            .iter()
            .zip(speakers)
            .map(|(text, speaker)| Turn {
                speaker,
                text: (*text).into(),
            })
            .collect(),
        summary: None,
        title: None,
        evaluations: vec![],
        collected: vec![],
        injected_context: vec![],
    }
}

fn turns_after(turns: &[&str], policy: &str) -> Vec<String> {
    let mut call = call(turns);
    call.redact(&policy.parse().unwrap());
    call.turns
        .iter()
        .map(|turn| turn.text.to_string())
        .collect()
}

#[test]
fn an_answer_to_a_question_for_a_secret_is_removed_and_so_is_the_read_back() {
    for (turns, secrets) in [
        (
            vec!["What's your PIN?", "2580.", "2 5 8 0, thank you."],
            vec!["2580", "2 5"],
        ),
        (
            vec!["What's your PIN?", "Two five eight oh.", "2580, thank you."],
            vec!["five", "2580"],
        ),
        (
            vec![
                "And the security code on the back?",
                "Seven three seven.",
                "737, great.",
            ],
            vec!["even", "737"],
        ),
        (
            vec!["And the last four of your social?", "1120", "Okay."],
            vec!["1120"],
        ),
        (
            vec![
                "Can I have the card number?",
                "Sure, 4111 1111",
                "Okay.",
                "1111 1112",
            ],
            vec!["1111"],
        ),
        (
            vec![
                "The card number and expiry please?",
                "4111 1111 1111 1111",
                "And the expiry?",
                "Oh four twenty-nine.",
            ],
            vec!["4111", "twenty"],
        ),
        (
            vec![
                "What is your password?",
                "It's sunflower.",
                "Sunflower, is that right?",
            ],
            vec!["unflower"],
        ),
        (
            vec![
                "I've texted you a code. Could you read it to me?",
                "It says 493021.",
            ],
            vec!["493021"],
        ),
        (
            vec!["Wie lautet Ihr Kennwort?", "Sonnenblume.", "Danke."],
            vec!["Sonnenblume"],
        ),
        (
            vec!["¿Me dice su PIN?", "Dos cinco ocho cero.", "Gracias."],
            vec!["cinco"],
        ),
        (
            vec![
                "Quel est votre code secret ?",
                "Deux cinq huit zéro.",
                "Merci.",
            ],
            vec!["cinq"],
        ),
        (
            vec!["Your IBAN, please.", "It's DE89 3704 0044 0532 0130 01."],
            vec!["3704"],
        ),
    ] {
        let after = turns_after(&turns, "").join("\n");
        for secret in secrets {
            assert!(!after.contains(secret), "{after}");
        }
        assert!(after.contains(" removed]"), "{after}");
    }
}

#[test]
fn answers_to_other_questions_are_kept() {
    for turns in [
        ["What's the gate code?", "4419.", "4419, got it."],
        ["What's the gate code?", "The code is 4419.", "Thanks."],
        ["What's your phone number?", "202 555 0143.", "Thanks."],
        ["Last four digits of the card?", "4242.", "Thanks."],
        ["Did you reset your password?", "Yes, yesterday.", "Great."],
        ["What's your order number?", "It's 55123.", "Thanks."],
        [
            "Never tell anybody your PIN. How many bricks do you need?",
            "200.",
            "Okay.",
        ],
    ] {
        assert_eq!(turns_after(&turns, ""), turns);
    }
}

#[test]
fn a_secret_is_forgotten_once_it_was_told() {
    let turns = [
        "What's your PIN?",
        "2580.",
        "Thanks, go ahead.",
        "I need 300 bricks.",
    ];
    assert_eq!(
        turns_after(&turns, "").last().unwrap(),
        "I need 300 bricks."
    );
}

#[test]
fn the_policy_decides_about_answers_to_questions_for_a_date_of_birth() {
    let turns = [
        "Could I have your date of birth?",
        "March fourteenth, nineteen fifty-eight.",
        "March 14th 1958, thank you.",
    ];
    assert_eq!(turns_after(&turns, ""), turns);
    let masked = turns_after(&turns, "date_of_birth=mask");
    assert_eq!(masked[1..], ["1958.", "1958, thank you."]);
    let dropped = turns_after(&turns, "date_of_birth=drop").join("\n");
    assert!(
        !dropped.contains("58") && !dropped.contains("14"),
        "{dropped}"
    );
}

#[test]
fn an_answer_about_health_is_dropped_if_the_policy_says_so() {
    let turns = [
        "Do you have any allergies?",
        "Latex.",
        "And your name?",
        "Robin.",
    ];
    let after = turns_after(&turns, "health=drop");
    assert_eq!(after[1], Kind::Health.label());
    assert_eq!(after[3], "Robin.");
}

#[test]
fn every_text_of_a_call_is_redacted() {
    let mut call = call(&[
        "How would you like to pay?",
        "Code 737 for my visa 4111 1111 1111 1111.",
    ]);
    call.summary = Some("Paid with 4111111111111111, code 737.".into());
    call.title = Some("Card 4111-1111-1111-1111".into());
    call.evaluations = vec![Evaluation {
        criterion: "paid".into(),
        rationale: "The caller gave 737 as code.".into(),
    }];
    call.injected_context = vec!["Caller: my PIN is 2580".into()];
    call.redact(&"".parse().unwrap());
    let all = serde_json::to_string(&call).unwrap();
    for secret in ["4111", "737", "2580"] {
        assert!(!all.contains(secret), "{all}");
    }
}

#[test]
fn collected_secrets_are_removed_and_other_facts_stay() {
    let mut call = call(&[]);
    let facts = [
        ("card_number", "\"4111111111111112\""),
        ("payment", "4111111111111111"),
        ("code", "737"),
        ("pin", "2580"),
        ("notes", "\"red one, card 4111 1111 1111 1111\""),
        ("gate_code", "4419"),
        ("password_reset", "true"),
        ("date_of_birth", "\"1958-03-14\""),
        ("phone", "\"202-555-0143\""),
    ];
    call.collected = facts
        .iter()
        .map(|(key, value)| CollectedFact {
            key: ProfileKey::parse(key).unwrap(),
            value: serde_json::from_str::<ProfileValue>(value).unwrap(),
        })
        .collect();
    call.redact(&"date_of_birth=mask".parse().unwrap());
    let facts: Vec<_> = call
        .collected
        .iter()
        .map(|fact| format!("{}: {}", fact.key.as_str(), &*fact.value.to_text()))
        .collect();
    assert_eq!(
        facts,
        [
            "notes: red one, card [card number removed]",
            "gate_code: 4419",
            "password_reset: yes",
            "date_of_birth: 1958",
            "phone: 202-555-0143",
        ]
    );
}

#[test]
fn debug_output_shows_nothing() {
    let mut call = call(&["What is your password?", "It's sunflower."]);
    let shown = format!("{call:?}");
    call.redact(&"".parse().unwrap());
    assert!(!shown.contains("sunflower") && !format!("{call:?}").contains("sunflower"));
}
