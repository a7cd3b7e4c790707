//! Several people on one line.

use rstest::rstest;

use super::played::{Played, after, after_with, holds, owned, position, told, value, values};
use crate::{BelongsTo, CallerRecord};

fn helen(day: &str) -> Played {
    Played::on(day)
        .collected("caller_first_name", "Helen")
        .collected("date_of_birth", "1958-03-02")
        .caller("Hi, this is Helen, I need a refill of my drops.")
}

fn walt(day: &str) -> Played {
    Played::on(day)
        .collected("caller_first_name", "Walt")
        .collected("date_of_birth", "1955-07-21")
        .caller("Hello, this is her husband, Walt. I need my heart pills.")
}

/// Helen calls, then her husband from the same phone, then she again.
fn helen_and_walt() -> CallerRecord {
    after([helen("2026-09-01"), walt("2026-10-01"), helen("2026-11-01")])
}

#[test]
fn each_person_has_facts_of_their_own() {
    let record = helen_and_walt();
    let knowledge = record.knowledge();
    assert!(knowledge.line().is_shared());
    for (name, born) in [("Helen", "1958-03-02"), ("Walt", "1955-07-21")] {
        let person = knowledge.line().find(name);
        assert!(person.is_some(), "{name}");
        let mut facts = knowledge.facts().iter();
        let birth =
            facts.find(|fact| fact.key.as_str() == "date_of_birth" && fact.person == person);
        assert_eq!(&*birth.unwrap().value().to_text(), born, "{name}");
    }
}

#[test]
fn the_summary_says_that_several_people_use_the_line_and_whose_a_fact_is() {
    let told = told(&helen_and_walt(), "2026-11-02");
    assert!(
        told.starts_with("Several people call from this number:"),
        "{told}"
    );
    assert!(told.contains("date of birth (Helen): 1958-03-02"), "{told}");
    assert!(told.contains("date of birth (Walt): 1955-07-21"), "{told}");
}

#[test]
fn one_person_who_calls_twice_is_no_shared_line() {
    let record = after([helen("2026-09-01"), helen("2026-11-01")]);
    assert!(!record.knowledge().line().is_shared());
    assert_eq!(value(&record, "caller_first_name").unwrap(), "Helen");
    assert!(!told(&record, "2026-11-02").contains("Several people"));
}

#[test]
fn somebody_who_is_mentioned_does_not_use_the_line() {
    let record = after([
        helen("2026-09-01"),
        Played::on("2026-10-01").caller("My husband Walt is in hospital since Monday."),
    ]);
    assert!(!record.knowledge().line().is_shared());
}

#[test]
fn what_one_person_ends_does_not_end_for_another() {
    let record = after([
        helen("2026-09-01").collected("medications", "ibuprofen"),
        walt("2026-10-01").collected("medications", "ibuprofen"),
        helen("2026-11-01").caller("I stopped taking ibuprofen."),
    ]);
    assert_eq!(values(&record, "medications"), ["ibuprofen"]);
    let knowledge = record.knowledge();
    let walt = knowledge.line().find("Walt");
    let mut facts = knowledge.facts().iter();
    let left = facts.find(|fact| fact.key.as_str() == "medications");
    assert_eq!(left.unwrap().person, walt);
}

#[test]
fn what_one_person_said_remains_true_when_another_calls() {
    let record = after([
        Played::on("2026-09-08")
            .language("de")
            .caller("Anselm Kröger hier, bei mir fliegt dauernd die Sicherung raus.")
            .collected("kunde", "Anselm Kröger"),
        Played::on("2026-10-19")
            .language("de")
            .caller("Guten Tag, hier ist Gesine Kröger, die Frau von Anselm.")
            .collected("kunde", "Gesine Kröger"),
    ]);
    assert!(holds(&record, "Anselm Kröger hier"));
    assert!(told(&record, "2026-11-01").contains("Gesine Kröger (wife of Anselm)"));
}

/// Two people, their words for who they are, and the name that data collection gives to what they
/// arrange: each has an appointment.
const TWO_APPOINTMENTS: [(&str, &str, &str, &str); 7] = [
    (
        "en",
        "Hi, this is Ines Calloway.",
        "Hello, this is Ines's husband, Rafe.",
        "appointment_date",
    ),
    (
        "de",
        "Guten Tag, hier ist Ines Kollwitz.",
        "Guten Tag, hier ist der Mann von Ines, Ralf.",
        "termin",
    ),
    (
        "es",
        "Hola, soy Inés Calleja.",
        "Hola, soy el marido de Inés, Rafael.",
        "cita",
    ),
    (
        "fr",
        "Bonjour, c'est Inès Calmet.",
        "Bonjour, c'est le mari d'Inès, Rémi.",
        "rendez_vous",
    ),
    (
        "it",
        "Buongiorno, sono Ines Calvi.",
        "Buongiorno, sono il marito di Ines, Remo.",
        "appuntamento",
    ),
    (
        "pt",
        "Olá, aqui é a Inês Calado.",
        "Olá, aqui é o marido da Inês, Rui.",
        "consulta",
    ),
    (
        "nl",
        "Goedemorgen, met Ines Kalff.",
        "Goedemorgen, met de man van Ines, Ruud.",
        "afspraak",
    ),
];

#[test]
fn the_appointment_of_one_does_not_replace_that_of_the_other() {
    for (language, she, he, key) in TWO_APPOINTMENTS {
        let record = after([
            Played::on("2026-11-10")
                .language(language)
                .caller(she)
                .collected(key, "2026-12-05 14:00"),
            Played::on("2026-11-12")
                .language(language)
                .caller(he)
                .collected(key, "2026-12-01 18:00"),
        ]);
        assert!(record.knowledge().line().is_shared(), "{language}");
        assert_eq!(
            values(&record, key),
            ["2026-12-05 14:00", "2026-12-01 18:00"],
            "{language}"
        );
        let told = told(&record, "2026-11-20");
        assert!(
            told.contains("2026-12-05") && told.contains("2026-12-01"),
            "{told}"
        );
    }
}

#[test]
fn who_cancels_means_the_own_appointment_not_that_of_the_other() {
    let record = after([
        Played::on("2026-11-10")
            .caller("Hi, this is Ines Calloway.")
            .collected("appointment_date", "2026-12-05 14:00"),
        Played::on("2026-11-12")
            .caller("Hello, this is Ines's husband, Rafe.")
            .collected("appointment_date", "2026-12-01 18:00"),
        Played::on("2026-11-14")
            .caller("Hi, it's Rafe. Please cancel my appointment.")
            .agent("I've cancelled your appointment."),
    ]);
    assert_eq!(values(&record, "appointment_date"), ["2026-12-05 14:00"]);
}

#[test]
fn an_address_is_that_of_everybody_on_the_line() {
    let record = after([
        Played::on("2026-11-10")
            .caller("Hi, this is Ines Calloway.")
            .collected("service_address", "4 Fenn Street"),
        Played::on("2026-11-12")
            .caller("Hello, this is Ines's husband, Rafe.")
            .collected("service_address", "9 Tarn Road"),
    ]);
    assert_eq!(values(&record, "service_address"), ["9 Tarn Road"]);
    assert_eq!(
        owned(&record, "service_address"),
        [(None, Some(BelongsTo::Household))]
    );
}

#[test]
fn what_the_operator_declares_to_belong_to_a_person_is_kept_apart() {
    let calls = [
        ("2026-11-10", "Hi, this is Ines Calloway.", "Gold"),
        (
            "2026-11-12",
            "Hello, this is Ines's husband, Rafe.",
            "Basic",
        ),
    ];
    let played = |declared: &str| {
        let rules = declared.parse().unwrap();
        let calls =
            calls.map(|(day, said, plan)| Played::on(day).caller(said).collected("plan", plan));
        after_with(calls, rules)
    };
    assert_eq!(values(&played("{}"), "plan"), ["Basic"]);
    let declared = played(r#"{"plan": {"belongs_to": "person"}}"#);
    assert_eq!(values(&declared, "plan"), ["Gold", "Basic"]);
}

/// Calls in which somebody hands the phone to another one, who then says what is theirs.
const HAND_OVERS: [(&str, &str, &str, &str); 12] = [
    (
        "en",
        "Hi, it's Odile Brandt. One second, my husband Bruno would like to speak to you.",
        "Hello, this is Bruno. I have a walnut allergy.",
        "walnut",
    ),
    (
        "en",
        "This is Odile Brandt about the boiler. I'll put my husband on.",
        "Hi there, Bruno here, I have a walnut allergy.",
        "walnut",
    ),
    (
        "en",
        "This is Odile Brandt about the boiler. Let me pass you to my husband Bruno.",
        "Hello? Yes, I have a walnut allergy.",
        "walnut",
    ),
    (
        "en",
        "This is Odile Brandt about the boiler.",
        "Hi, this is her husband, Bruno. I have a walnut allergy.",
        "walnut",
    ),
    (
        "de",
        "Hier ist Odile Brandt. Moment, ich gebe Ihnen meinen Mann.",
        "Hallo, hier ist Bruno, ich habe eine Walnussallergie.",
        "Walnuss",
    ),
    (
        "de",
        "Hier ist Odile Brandt. Mein Mann möchte mit Ihnen sprechen.",
        "Guten Tag, Bruno Brandt hier, ich habe eine Walnussallergie.",
        "Walnuss",
    ),
    (
        "es",
        "Hola, soy Odile Brandt. Un momento, le paso a mi marido Bruno.",
        "Hola, soy Bruno, tengo alergia a las nueces.",
        "nueces",
    ),
    (
        "fr",
        "Bonjour, c'est Odile Brandt. Attendez, je vous passe mon mari.",
        "Bonjour, c'est Bruno, j'ai une allergie aux noix.",
        "noix",
    ),
    (
        "it",
        "Buongiorno, sono Odile Brandt. Un attimo, le passo mio marito.",
        "Buongiorno, sono Bruno, ho un'allergia alle noci.",
        "noci",
    ),
    (
        "pt",
        "Olá, aqui é a Odile Brandt. Um momento, vou passar ao meu marido.",
        "Olá, aqui é o Bruno, tenho alergia a nozes.",
        "nozes",
    ),
    (
        "nl",
        "Met Odile Brandt. Momentje, ik geef u mijn man.",
        "Hallo, met Bruno, ik heb een walnotenallergie.",
        "walnoten",
    ),
    (
        "nl",
        "Met Odile Brandt. Mijn man wil u spreken.",
        "Goedemiddag, dit is Bruno, ik heb een walnotenallergie.",
        "walnoten",
    ),
];

#[test]
fn what_somebody_says_to_whom_the_phone_was_handed_is_not_the_caller_s() {
    for (language, she, he, word) in HAND_OVERS {
        let record = after([Played::on("2026-11-10")
            .language(language)
            .caller(she)
            .agent("Okay.")
            .caller(he)
            .collected("allergies", word)]);
        let knowledge = record.knowledge();
        let bruno = knowledge.line().find("Bruno");
        assert!(bruno.is_some(), "{he}");
        assert!(knowledge.line().is_shared(), "{he}");
        assert_eq!(knowledge.person(position(&record, he)), bruno, "{he}");
        assert_eq!(
            owned(&record, "allergies"),
            [(bruno, Some(BelongsTo::Person))],
            "{he}"
        );
        let told = told(&record, "2026-11-12");
        assert!(
            !told.contains("Odile said on 10 November 2026: “Hello"),
            "{told}"
        );
        assert!(told.contains("allergies (Bruno)"), "{told}");
    }
}

#[test]
fn a_fact_of_which_nobody_says_whose_it_is_is_nobody_s_after_a_hand_over() {
    let (_, she, he, _) = HAND_OVERS[0];
    let record = after([Played::on("2026-11-10")
        .caller(she)
        .caller(he)
        .collected("appointment_date", "2026-12-05 14:00")]);
    assert_eq!(
        owned(&record, "appointment_date"),
        [(None, Some(BelongsTo::Person))]
    );
}

#[test]
fn a_name_that_is_corrected_or_asked_for_is_no_hand_over() {
    for (turns, name) in [
        (
            [
                "It's Gwen Abbott about the fence.",
                "Hello? No, it's Wren Abbott.",
            ],
            "Gwen",
        ),
        (
            [
                "Hi, this is Gwen Abbott.",
                "Hello again, this is Glen Abbott.",
            ],
            "Gwen",
        ),
        (
            [
                "Hi, this is Gwen Abbott about my fence.",
                "Hi, it's about Bruno, my dog.",
            ],
            "Gwen",
        ),
        (
            [
                "Hi, this is Gwen Abbott.",
                "I'll give you my number, it's for Bruno.",
            ],
            "Gwen",
        ),
        (
            [
                "Hi, this is Gwen Abbott.",
                "My husband Bruno will be at home on Friday.",
            ],
            "Gwen",
        ),
    ] {
        let [first, second] = turns;
        let record = after([Played::on("2026-11-10")
            .caller(first)
            .agent("Okay.")
            .caller(second)]);
        assert!(!record.knowledge().line().is_shared(), "{second}");
        assert!(record.knowledge().line().find(name).is_some(), "{second}");
    }
}

#[test]
fn the_caller_may_take_the_phone_back() {
    let record = after([Played::on("2026-11-10")
        .caller("Hi, it's Odile Brandt. One second, my husband Bruno wants to talk to you.")
        .caller("Hello, this is Bruno. I have a walnut allergy.")
        .agent("Noted.")
        .caller("It's Odile again. I need the blue towels from the cupboard.")]);
    let knowledge = record.knowledge();
    let odile = knowledge.line().find("Odile");
    let towels = position(&record, "It's Odile again");
    assert_eq!(knowledge.person(towels), odile);
}

#[test]
fn the_number_of_one_person_does_not_replace_that_of_another() {
    let record = after([
        helen("2026-09-01").caller("I live in unit 411."),
        walt("2026-10-01").caller("I live in unit 520."),
        helen("2026-11-01"),
    ]);
    assert!(holds(&record, "I live in unit 411"));
    assert!(holds(&record, "I live in unit 520"));
}

#[rstest]
#[case(
    "en",
    "This is Walt, Helen's husband.",
    "I have no allergies anymore.",
    true
)]
#[case(
    "en",
    "This is Walt, Helen's husband.",
    "No allergies, and please use the side gate.",
    true
)]
#[case(
    "en",
    "This is Walt, Helen's husband.",
    "I'm no longer allergic to nuts.",
    true
)]
#[case(
    "de",
    "Hier ist Walt, der Mann von Helen.",
    "Ich habe keine Allergien.",
    true
)]
#[case(
    "es",
    "Soy Walt, el marido de Helen.",
    "No tengo alergias. Hace sol.",
    true
)]
#[case(
    "en",
    "This is Walt, Helen's husband.",
    "My wife is no longer allergic to nuts.",
    false
)]
#[case(
    "en",
    "This is Walt, Helen's husband.",
    "Helen is no longer allergic to nuts.",
    false
)]
fn what_one_person_says_of_themselves_ends_nothing_of_anothers(
    #[case] language: &str,
    #[case] who: &str,
    #[case] said: &str,
    #[case] holds: bool,
) {
    let record = after([
        Played::on("2026-09-01")
            .collected("caller_name", "Helen Ostrowski")
            .collected("allergies", "nuts")
            .caller("This is Helen Ostrowski, I'm allergic to nuts."),
        Played::on("2026-10-01")
            .language(language)
            .collected("caller_name", "Walt Ostrowski")
            .caller(who)
            .caller(said),
    ]);
    assert_eq!(values(&record, "allergies") == ["nuts"], holds, "{said}");
}
