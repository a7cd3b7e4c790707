//! Calls that are made for somebody else.

use rstest::rstest;

use super::played::{Played, after, told, value, values};
use crate::{CallerRecord, ProfileKey};

const TODAY: &str = "2026-11-20";

/// Ines calls for herself, and then for somebody else.
fn ines_then(language: &str, for_somebody: &str) -> CallerRecord {
    let own = Played::on("2026-11-01")
        .language(language)
        .caller("Ines Duarte.")
        .collected("caller_first_name", "Ines")
        .collected("date_of_birth", "1971-06-30")
        .collected("appointment_date", "2026-12-01 09:00")
        .collected("address", "3 Quarry Lane");
    let other = Played::on("2026-11-08")
        .language(language)
        .caller(for_somebody)
        .collected("caller_first_name", "Ines")
        .collected("date_of_birth", "1940-02-11")
        .collected("medications", "warfarin")
        .collected("appointment_date", "2026-12-08 11:00");
    after([own, other])
}

/// The values of a fact that may be told to whoever calls.
fn for_everybody(record: &CallerRecord, key: &str) -> Vec<String> {
    let key = ProfileKey::parse(key).unwrap();
    let knowledge = record.knowledge();
    let facts = knowledge.facts().iter();
    facts
        .filter(|fact| fact.key == key && knowledge.is_for_everybody(fact))
        .map(|fact| fact.value().to_text().into_string())
        .collect()
}

#[rstest]
#[case(
    "en",
    "Hello, I'm calling for my father, he needs an appointment.",
    "father"
)]
#[case(
    "de",
    "Guten Tag, ich rufe für meinen Vater an, er braucht einen Termin.",
    "father"
)]
#[case("es", "Hola, llamo para pedir una cita para mi padre.", "father")]
#[case(
    "fr",
    "Bonjour, j'appelle pour mon père, pour un rendez-vous.",
    "father"
)]
#[case(
    "pt",
    "Olá, estou a ligar para o meu pai, para uma consulta.",
    "father"
)]
#[case(
    "it",
    "Buongiorno, chiamo per mio padre, per un appuntamento.",
    "father"
)]
#[case("nl", "Hallo, ik bel voor mijn vader, voor een afspraak.", "father")]
fn what_is_collected_for_somebody_is_theirs(
    #[case] language: &str,
    #[case] opening: &str,
    #[case] whom: &str,
) {
    let record = ines_then(language, opening);
    assert_eq!(for_everybody(&record, "date_of_birth"), ["1971-06-30"]);
    assert_eq!(
        for_everybody(&record, "appointment_date"),
        ["2026-12-01 09:00"]
    );
    assert_eq!(for_everybody(&record, "medications"), [""; 0]);
    assert_eq!(for_everybody(&record, "address"), ["3 Quarry Lane"]);
    let told = told(&record, TODAY);
    for line in [
        format!("Has called for: {whom}."),
        format!("date of birth ({whom}): 1940-02-11."),
        format!("medications ({whom}): warfarin."),
        "date of birth: 1971-06-30.".to_owned(),
    ] {
        assert!(told.contains(&line), "{line}\n{told}");
    }
}

#[test]
fn somebody_with_a_name_keeps_it_across_calls() {
    let call = |day: &str, opening: &str| {
        Played::on(day)
            .caller(opening)
            .collected("caller_first_name", "Ines")
    };
    let record = after([
        call(
            "2026-10-01",
            "Hi, this is Ines. I'm calling on behalf of my father, Tomas.",
        )
        .collected("patient_name", "Tomas Duarte")
        .collected("blood_type", "A"),
        call("2026-11-01", "Hi, Ines again. I'm calling for my father.")
            .collected("medications", "warfarin"),
    ]);
    let told = told(&record, TODAY);
    for line in [
        "Has called for: Tomas, father.",
        "blood type (Tomas, father): A.",
        "medications (Tomas, father): warfarin.",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    assert_eq!(for_everybody(&record, "patient_name"), [""; 0]);
    assert_eq!(value(&record, "caller_first_name").unwrap(), "Ines");
}

#[test]
fn how_to_reach_the_caller_stays_the_callers() {
    let record = after([Played::on("2026-11-08")
        .caller("Hi, this is Ines. I'm calling for my father, he needs an appointment.")
        .collected("caller_first_name", "Ines")
        .collected("callback_number", "+12025550143")
        .collected("email", "ines@example.com")]);
    assert_eq!(for_everybody(&record, "callback_number").len(), 1);
    assert_eq!(for_everybody(&record, "email").len(), 1);
}

#[test]
fn what_may_be_of_either_stays_with_the_line() {
    let record = after([Played::on("2026-11-08")
        .caller("Hi, this is Ines. I'm calling for my father, he needs an appointment, and one for me too.")
        .collected("caller_first_name", "Ines")
        .collected("appointment_date", "2026-12-08 11:00")]);
    assert_eq!(values(&record, "appointment_date"), ["2026-12-08 11:00"]);
    let told = told(&record, TODAY);
    assert!(!told.contains("father):"), "{told}");
}

#[test]
fn who_cancels_their_own_appointment_does_not_cancel_that_of_whom_they_called_for() {
    let after_call = |cancels: &str| {
        let own = Played::on("2026-11-01")
            .caller("This is Ines Duarte.")
            .collected("caller_first_name", "Ines")
            .collected("appointment_date", "2026-12-01 09:00");
        let other = Played::on("2026-11-08")
            .caller("Hi, this is Ines. I'm calling for my father, he needs an appointment.")
            .collected("caller_first_name", "Ines")
            .collected("appointment_date", "2026-12-08 11:00");
        let cancels = Played::on("2026-11-10")
            .caller(cancels)
            .agent("I've cancelled the appointment.");
        values(&after([own, other, cancels]), "appointment_date")
    };
    assert_eq!(
        after_call("Hi, it's Ines, I need to cancel my appointment."),
        ["2026-12-08 11:00"]
    );
    assert_eq!(
        after_call("Hi, it's Ines, calling for my father, he has to cancel the appointment."),
        ["2026-12-01 09:00"]
    );
}

#[test]
fn what_one_said_of_their_father_does_not_replace_what_they_said_of_themselves() {
    let call = |day: &str, opening: &str| {
        Played::on(day)
            .caller(opening)
            .collected("caller_first_name", "Ines")
            .collected("allergies", "penicillin")
    };
    let record = after([
        call("2026-10-01", "Hi, this is Ines, I need a refill."),
        call(
            "2026-11-01",
            "Hi, this is Ines. I'm calling for my father, a refill.",
        ),
    ]);
    assert_eq!(values(&record, "allergies"), ["penicillin", "penicillin"]);
    assert_eq!(for_everybody(&record, "allergies"), ["penicillin"]);
}
