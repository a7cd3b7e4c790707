//! Calls of several people about one client, whom data collection names beside the caller.

use rstest::rstest;

use super::played::{Played, after};
use crate::{CallerRecord, ProfileKey};

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
#[case("en", "caller_name", "client_name")]
#[case("de", "anrufer_name", "patient_name")]
#[case("es", "nombre_del_llamante", "nombre_del_paciente")]
#[case("fr", "appelant", "abonne")]
#[case("pt", "nome_do_contacto", "nome_do_utente")]
#[case("it", "nome_chiamante", "nome_assistito")]
#[case("nl", "beller", "klant")]
fn a_newer_value_replaces_that_of_another_caller(
    #[case] language: &str,
    #[case] caller: &str,
    #[case] client: &str,
) {
    let call = |day: &str, name: &str, medicine: &str| {
        Played::on(day)
            .language(language)
            .caller("Paula Renner.")
            .collected(caller, name)
            .collected("medications", medicine)
    };
    let daughter = call("2026-08-01", "Paula Renner", "ramipril 5 mg")
        .collected(client, "Hilde Renner")
        .collected("doctor", "Dr. Sand");
    let son = call("2026-09-01", "Otto Renner", "ramipril 10 mg");
    let herself =
        call("2026-10-01", "Hilde Renner", "ramipril 2.5 mg").collected(client, "Hilde Renner");
    let record = after([daughter.clone(), son.clone()]);
    assert_eq!(for_everybody(&record, "medications"), ["ramipril 10 mg"]);
    assert_eq!(for_everybody(&record, "doctor"), ["Dr. Sand"]);
    let record = after([daughter, son, herself]);
    assert_eq!(for_everybody(&record, "medications"), ["ramipril 2.5 mg"]);
    assert_eq!(for_everybody(&record, client), ["Hilde Renner"]);
}

#[test]
fn two_clients_of_a_line_have_facts_of_their_own() {
    let call = |day: &str, client: &str, birth: &str| {
        Played::on(day)
            .caller("Paula Renner.")
            .collected("caller_name", "Paula Renner")
            .collected("client_name", client)
            .collected("date_of_birth", birth)
    };
    let record = after([
        call("2026-08-01", "Hilde Renner", "1941-02-03"),
        call("2026-09-01", "Bruno Renner", "1939-05-06"),
    ]);
    assert!(record.knowledge().line().client().is_none());
}

#[test]
fn a_caller_who_is_the_only_one_named_is_no_client_of_others() {
    let call = Played::on("2026-08-01")
        .caller("Paula Renner.")
        .collected("caller_name", "Paula Renner")
        .collected("client_name", "Paula Renner");
    assert!(after([call]).knowledge().line().client().is_none());
}
