mod courtesies;
mod properties;

use super::*;
use crate::{
    AgentId, CallOutcome, ConversationId, Evaluation, Neighbours, Platform, ProfileKey,
    ProfileValue, Speaker, Turn,
};

fn caller(text: &str) -> Turn {
    turn(Speaker::Caller, text)
}

fn agent(text: &str) -> Turn {
    turn(Speaker::Agent, text)
}

fn turn(speaker: Speaker, text: &str) -> Turn {
    Turn {
        speaker,
        text: text.into(),
    }
}

fn call(turns: Vec<Turn>) -> Call {
    Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
        agent_id: Some(AgentId::new(Platform::ElevenLabs, "agent_1").unwrap()),
        started_at: "2026-11-23T00:00:00Z".parse().unwrap(),
        duration_secs: 52,
        language: Some("en".into()),
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns,
        summary: None,
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    }
}

fn extracted(call: &Call) -> Vec<ExtractedMemory> {
    extract_memories(call, &ExtractionRules::default())
}

fn collected(key: &str, value: ProfileValue) -> CollectedFact {
    CollectedFact {
        key: ProfileKey::parse(key).unwrap(),
        value,
    }
}

fn texts(memories: &[ExtractedMemory]) -> Vec<&str> {
    memories.iter().map(|memory| memory.text.as_str()).collect()
}

#[test]
fn a_bare_day_of_the_month_is_a_date_that_the_call_names_in_full() {
    let mut call = call(vec![
        caller("We arrive on the 6th and leave on the 9th."),
        agent("I've changed it: arrival on the 6th, departure on December 9th."),
    ]);
    call.started_at = "2026-11-03T09:30:00Z".parse().unwrap();
    call.summary = Some("The stay was moved to December 6 to 9.".into());
    let dates: Vec<String> = extract_memories(&call, &ExtractionRules::default())
        .iter()
        .flat_map(|memory| &memory.annotations.times)
        .map(|time| time.from.to_string())
        .collect();
    assert!(!dates.is_empty());
    assert!(
        dates.iter().all(|date| date.starts_with("2026-12-0")),
        "{dates:?}"
    );
}

#[test]
fn agent_turns_before_the_first_caller_turn_are_not_extracted() {
    let call = call(vec![
        agent("Northwind Heating, open from 8 to 17. Ask me anything about your plan."),
        agent("My name is Ada."),
        caller("The radiator in the nursery stays cold."),
        agent("Please bleed it first."),
    ]);
    assert_eq!(
        texts(&extracted(&call)),
        [
            "The radiator in the nursery stays cold.",
            "Please bleed it first."
        ]
    );
}

/// The call of the fixture `01_twilio_inbound_transcription.json`.
fn boiler_call() -> Call {
    let greeting = "Hi Robin, welcome back to Northwind Heating. How can I help today?";
    let mut boiler = call(vec![
        agent(greeting),
        caller("Hi, yeah, it's about the boiler again, it's making that noise."),
        agent("Sorry to hear that. Let me check what we noted last time."),
        agent(
            "Right, the Brightflame you had fitted in 2019. Is it a banging or a whistling sound?",
        ),
        caller("Whistling. And it's worse in the mornings now."),
        agent(
            "That can be limescale on the heat exchanger. I can book an engineer. Afternoons still best for",
        ),
        caller("Actually no, I changed jobs, mornings are better now. Before ten."),
        agent("Got it, mornings before ten. How about Thursday the 26th at 8:30?"),
        caller("Perfect. Oh, and call me on my new number, it ends 0 1 7 7."),
        agent("I'll note the new number ending 0177. Anything else?"),
        caller("No that's it, thanks a lot!"),
        agent("You're welcome, Robin. Goodbye!"),
    ]);
    boiler.injected_context = vec![
        "Brightflame 24 boiler, prefers afternoons.".into(),
        greeting.into(),
        concat!(
            r#"{"memories": [{"text": "Caller prefers afternoon appointments.", "#,
            r#""when": "2026-09-02", "score": 0.82}, "#,
            r#"{"text": "Caller's boiler is a Brightflame 24 fitted in 2019.", "#,
            r#""when": "2026-06-14", "score": 0.71}]}"#
        )
        .into(),
    ];
    boiler
}

#[test]
fn caller_statements_and_novel_agent_turns_are_extracted() {
    assert_eq!(
        texts(&extracted(&boiler_call())),
        [
            "Hi, yeah, it's about the boiler again, it's making that noise.",
            "Whistling. And it's worse in the mornings now.",
            "That can be limescale on the heat exchanger. I can book an engineer. Afternoons still best for",
            "Actually no, I changed jobs, mornings are better now. Before ten.",
            "Got it, mornings before ten. How about Thursday the 26th at 8:30?",
            "Perfect. Oh, and call me on my new number, it ends 0 1 7 7.",
        ]
    );
}

#[test]
fn the_rules_apply_to_other_languages() {
    let mut spanish = call(vec![
        agent("Hola, gracias por llamar a Calefacciones Norte. ¿En qué puedo ayudarle?"),
        caller("Buenos días. La caldera pierde agua desde el lunes."),
        agent("Un momento, por favor, déjeme revisar la agenda."),
        agent("La caldera pierde agua, entiendo. ¿Le viene bien el jueves?"),
        caller("Sí, perfecto, muchas gracias."),
        agent("El técnico irá el jueves a las 9."),
        caller("Vale, hasta luego."),
    ]);
    spanish.language = Some("es".into());
    assert_eq!(
        texts(&extracted(&spanish)),
        [
            "Buenos días. La caldera pierde agua desde el lunes.",
            "Sí, perfecto, muchas gracias.",
            "El técnico irá el jueves a las 9.",
        ]
    );
}

#[test]
fn a_turn_is_extracted_with_its_neighbours() {
    let memories = extracted(&boiler_call());
    let whistling = memories
        .iter()
        .find(|memory| memory.text.starts_with("Whistling"));
    let MemoryKind::Semantic {
        speaker,
        neighbours,
    } = &whistling.unwrap().kind
    else {
        panic!("a turn yields a semantic memory");
    };
    assert_eq!(*speaker, Some(Speaker::Caller));
    let neighbours = [&neighbours.prev2, &neighbours.prev, &neighbours.next];
    let starts = [
        "Sorry to hear that.",
        "Right, the Brightflame",
        "That can be limescale",
    ];
    for (neighbour, start) in neighbours.into_iter().zip(starts) {
        assert!(neighbour.as_ref().unwrap().starts_with(start), "{start}");
    }
}

#[test]
fn neighbours_are_short_and_free_of_placeholders() {
    let long = "word ".repeat(200);
    let memories = extracted(&call(vec![
        agent("I have [NAME] here. Which town is it?"),
        agent(&long),
        caller("Lisbon harbour."),
    ]));
    let [.., last] = memories.as_slice() else {
        panic!("the answer is extracted");
    };
    assert_eq!(
        last.kind,
        MemoryKind::Semantic {
            speaker: Some(Speaker::Caller),
            neighbours: Neighbours {
                prev2: Some("Which town is it?".into()),
                prev: Some("word ".repeat(60).trim_end().into()),
                next: None,
            },
        }
    );
}

#[test]
fn a_redacted_question_still_makes_the_next_turn_an_answer() {
    let memories = extracted(&call(vec![
        agent("Is it Tuesday or Friday, [NAME]?"),
        caller("Friday."),
    ]));
    assert_eq!(texts(&memories), ["Friday."]);
}

#[test]
fn the_text_of_a_profile_fact_is_its_name_and_value() {
    let mut call = call(Vec::new());
    call.collected = vec![
        collected("caller_first_name", ProfileValue::Text("Robin".into())),
        collected(
            "preferred_slot_before_hour",
            ProfileValue::Number(10.into()),
        ),
        collected("wants_callback", ProfileValue::Bool(true)),
        collected("town", ProfileValue::Text("[LOCATION]".into())),
        collected("street", ProfileValue::Text("[LINE\nONE]".into())),
        collected("employer", ProfileValue::Text("N/A".into())),
        collected("note", ProfileValue::Text("  ".into())),
    ];
    assert_eq!(
        texts(&extracted(&call)),
        [
            "caller first name: Robin",
            "preferred slot before hour: 10",
            "wants callback: yes"
        ]
    );
}

#[test]
fn the_summary_is_about_the_caller_and_rationales_are_about_the_agent() {
    let mut call = call(Vec::new());
    call.summary = Some("[NAME] called. A visit was booked.".into());
    call.evaluations = ["The visit was booked.", "The visit was booked!", " "]
        .map(|rationale| Evaluation {
            criterion: "resolved".into(),
            rationale: rationale.into(),
        })
        .into();
    let memories = extracted(&call);
    assert_eq!(
        texts(&memories),
        ["A visit was booked.", "The visit was booked."]
    );
    let subjects: Vec<_> = memories.iter().map(|memory| memory.kind.clone()).collect();
    assert_eq!(
        subjects,
        [Subject::Caller, Subject::Agent].map(|subject| MemoryKind::Factual { subject })
    );
}

#[test]
fn the_notice_of_a_missing_summary_is_not_extracted() {
    let mut call = call(Vec::new());
    call.summary = Some("Summary couldn't be generated for this call.".into());
    assert!(extracted(&call).is_empty());
}

#[test]
fn a_statement_that_one_speaker_repeats_is_extracted_once() {
    let memories = extracted(&call(vec![
        caller("The boiler is leaking."),
        agent("Could you repeat that?"),
        caller("the boiler IS leaking"),
    ]));
    assert_eq!(texts(&memories), ["The boiler is leaking."]);
}

#[test]
fn a_long_turn_is_truncated() {
    let memories = extracted(&call(vec![caller(&"leaking boiler ".repeat(1000))]));
    let [memory] = memories.as_slice() else {
        panic!("one turn yields one memory");
    };
    assert!((1990..=2000).contains(&memory.text.chars().count()));
}

#[test]
fn nothing_is_extracted_from_a_voicemail() {
    let mut unanswered = boiler_call();
    unanswered.summary = Some("Nobody answered.".into());
    unanswered.outcome = CallOutcome::Voicemail;
    assert!(extracted(&unanswered).is_empty());
}

/// `SENSITIVE_DATA` and `FACTS`: neither switches the other off.
#[test]
fn the_stricter_of_both_settings_holds() {
    let facts = r#"{"allergies": {"sensitivity": "mask"}, "date_of_birth": {"sensitivity": "mask"}, "allergy_card": {"sensitivity": "drop"}}"#;
    let rules = ExtractionRules {
        facts: facts.parse().unwrap(),
        ..ExtractionRules::default()
    };
    for (policy, expected) in [
        ("", vec!["allergies: on file", "date of birth: on file"]),
        (
            "date_of_birth=mask",
            vec!["allergies: on file", "date of birth: on file"],
        ),
        ("health=drop", vec!["date of birth: on file"]),
        ("health=drop,date_of_birth=drop", vec![]),
    ] {
        let mut call = call(vec![]);
        call.collected = [
            ("allergies", "latex"),
            ("date_of_birth", "1958-03-14"),
            ("allergy_card", "yes"),
        ]
        .map(|(key, value)| collected(key, ProfileValue::Text(value.into())))
        .into();
        call.redact(&policy.parse().unwrap());
        assert_eq!(
            texts(&extract_memories(&call, &rules)),
            expected,
            "{policy}"
        );
    }
}
