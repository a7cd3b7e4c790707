//! Several people on one line.

use super::played::{Played, after, after_with, holds, owned, told, value, values};
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
        [(None, BelongsTo::Household)]
    );
}

#[test]
fn what_the_operator_declares_to_belong_to_the_household_is_everybodys() {
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
    assert_eq!(values(&played("{}"), "plan"), ["Gold", "Basic"]);
    let declared = played(r#"{"plan": {"belongs_to": "household"}}"#);
    assert_eq!(values(&declared, "plan"), ["Basic"]);
}
