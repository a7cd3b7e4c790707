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
    let turns: Vec<_> = speakers.zip(turns.iter().copied()).collect();
    Call {
        language: None,
        ..call_of("en", &turns)
    }
}

pub(super) fn call_of(language: &str, turns: &[(Speaker, &str)]) -> Call {
    Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
        agent_id: None,
        started_at: Timestamp::UNIX_EPOCH,
        duration_secs: 60,
        language: Some(language.into()),
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: turns
            .iter()
            .map(|&(speaker, text)| Turn {
                speaker,
                text: text.into(),
            })
            .collect(),
        summary: None,
        title: None,
        evaluations: vec![],
        collected: vec![],
        injected_context: vec![],
        machine_answered: false,
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

/// The agent speaks of a secret and the caller tells it, unasked.
#[test]
fn a_secret_that_was_only_spoken_of_is_removed_in_every_language() {
    for (turns, secret) in [
        (
            vec![
                "You can set a new PIN at the machine.",
                "I'd rather, um, keep mine, it's seven one, seven one three six.",
            ],
            "seven",
        ),
        (
            vec!["Your PIN comes by mail.", "I know it already. 7136."],
            "7136",
        ),
        (
            vec![
                "Die Geheimzahl können Sie ändern.",
                "Ich behalte sie, das ist acht zwei, acht zwei null fünf.",
            ],
            "fünf",
        ),
        (
            vec![
                "El PIN llega por correo.",
                "Ya lo tengo, es seis uno cuatro nueve.",
            ],
            "cuatro",
        ),
        (
            vec![
                "Vous pouvez changer le code secret.",
                "Je garde l'ancien, c'est sept deux neuf quatre.",
            ],
            "neuf",
        ),
        (
            vec![
                "O PIN chega pelo correio.",
                "Fico com o antigo, é três oito um nove.",
            ],
            "oito",
        ),
        (
            vec![
                "Il PIN si può cambiare.",
                "Tengo quello vecchio, è cinque zero due sette.",
            ],
            "zero",
        ),
        (
            vec![
                "De pincode kunt u zelf kiezen.",
                "Ik hou de oude, dat is negen vier nul drie.",
            ],
            "vier",
        ),
        (
            vec![
                "Anything else?",
                "The machine takes mine now. Seven one three six.",
                "Please don't share your PIN with anybody.",
            ],
            "Seven",
        ),
        (
            vec![
                "Gibt es sonst noch etwas?",
                "Der Automat nimmt sie wieder. Sieben eins drei sechs.",
                "Bitte sagen Sie Ihre Geheimzahl niemandem.",
            ],
            "eben eins",
        ),
        (
            vec![
                "Autre chose ?",
                "Ça marche maintenant, c'est 7136.",
                "Ne donnez jamais votre code secret.",
            ],
            "7136",
        ),
    ] {
        let after = turns_after(&turns, "");
        assert!(
            after[1].contains("[pin removed]") && !after[1].contains(secret),
            "{after:?}"
        );
    }
}

#[test]
fn an_account_told_in_parts_is_removed_in_every_language() {
    for (turns, secrets) in [
        (
            vec![
                "I'll need your IBAN for the refund.",
                "One moment, it's DE12 5001",
                "Okay.",
                "0517 3344",
                "Yes.",
                "9281 07",
            ],
            vec!["DE12", "5001", "0517", "3344", "9281"],
        ),
        (
            vec![
                "What's the account number at your bank?",
                "Four five one",
                "Four five one.",
                "double two",
                "Go on.",
                "nine oh three",
                "Four five one, double two, nine oh three.",
            ],
            vec!["our five", "double", "nine oh"],
        ),
        (
            vec![
                "Ich bräuchte noch Ihre IBAN.",
                "DE zwölf, fünfzig null eins",
                "Ja.",
                "null fünf siebzehn",
            ],
            vec!["fünf"],
        ),
        (
            vec![
                "Il me faudrait votre IBAN.",
                "C'est FR42 2004 1010",
                "Oui ?",
                "0505 0001 3M02 606",
            ],
            vec!["FR42", "2004", "0505", "3M02"],
        ),
        (
            vec![
                "Mi servirebbe l'IBAN.",
                "IT21 X054",
                "Sì.",
                "2811 1010 0000",
            ],
            vec!["X054", "2811"],
        ),
        (
            vec!["Necesitaría su IBAN.", "ES12 2100", "Sí.", "0418 4502"],
            vec!["ES12", "0418"],
        ),
        (
            vec!["Precisava do seu IBAN.", "PT12 0002", "Sim.", "0123 1234"],
            vec!["PT12", "0123"],
        ),
        (
            vec!["Ik heb uw IBAN nodig.", "NL12 INGB", "Ja.", "0001 2345 68"],
            vec!["NL12", "2345"],
        ),
    ] {
        let after = turns_after(&turns, "").join("\n");
        for secret in secrets {
            assert!(!after.contains(secret), "{secret}: {after}");
        }
    }
}

/// The digits that were taken back are no part of the number that the agent repeats.
#[test]
fn a_corrected_number_is_removed_where_the_agent_repeats_it() {
    for turns in [
        [
            "What's your account number at the bank?",
            "Four four, no, four five one, nine oh two, double seven one, three.",
            "451 902 7713, thank you.",
        ],
        [
            "Wie lautet die Kontonummer?",
            "Vier vier, nein, vier fünf eins, neun null zwei, sieben sieben eins drei.",
            "451 902 7713, danke.",
        ],
        [
            "And your social security number?",
            "Four five one, nine nine, no, nine oh, two seven seven one.",
            "451 90 2771, thank you.",
        ],
    ] {
        let after = turns_after(&turns, "");
        for secret in ["451", "902", "77"] {
            assert!(!after[2].contains(secret), "{after:?}");
        }
    }
}

#[test]
fn numbers_beside_a_secret_that_was_spoken_of_are_kept() {
    for turns in [
        [
            "Your PIN comes by mail.",
            "My order number is 55123.",
            "Thanks.",
        ],
        [
            "Your PIN comes by mail.",
            "I need 3000 bricks at 2580 Maple Street.",
            "Thanks.",
        ],
        [
            "The money is on your bank account.",
            "It was 1200 dollars.",
            "Yes.",
        ],
        [
            "Die Geheimzahl kommt per Post.",
            "Der Torcode ist 4419.",
            "Danke.",
        ],
        [
            "Please never share your PIN.",
            "Okay. My phone number is 202 555 0143.",
            "Thanks.",
        ],
        [
            "Where do you live?",
            "It's 2580 Maple Street, and the gate code is 4419.",
            "Never tell anybody your PIN.",
        ],
        [
            "Il me faudrait votre numéro de commande.",
            "C'est 55123.",
            "Merci.",
        ],
        [
            "Votre code secret arrive par courrier.",
            "Le code de la porte, c'est 4419.",
            "Merci.",
        ],
    ] {
        assert_eq!(turns_after(&turns, ""), turns);
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
        ("items", "\"piano, PIN 2580, bicycle\""),
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
            "notes: red one, card",
            "gate_code: 4419",
            "password_reset: yes",
            "date_of_birth: 1958",
            "phone: 202-555-0143",
            "items: piano, PIN, bicycle",
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
