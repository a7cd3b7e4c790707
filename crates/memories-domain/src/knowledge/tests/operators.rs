//! What an operator enters.

use super::played::{
    Played, after, holds, morning, position, standing, told, value, values, with_manual,
};
use crate::Standing;

#[test]
fn an_appointment_that_an_operator_enters_passes_like_any_other() {
    let record =
        after([Played::on("2026-11-01").collected("appointment_date", "2026-12-01 09:00")]);
    let entry = ("appointment_date", "2026-12-05 10:00");
    let record = with_manual(record, "2026-11-20", entry, None);
    let entered = position(&record, "appointment date: 2026-12-05");
    let knowledge = record.knowledge();
    assert!(knowledge.is_upcoming(entered, &morning("2026-12-04")));
    assert!(knowledge.is_past(entered, &morning("2026-12-06")));
    assert!(!holds(&record, "appointment date: 2026-12-01"));
    assert!(!told(&record, "2026-12-06").contains("appointment date"));
}

#[test]
fn none_of_an_operator_ends_the_items_of_a_list_in_every_language() {
    for (key, item, said, none) in [
        (
            "allergies",
            "penicillin",
            "I always get a rash from penicillin.",
            "none",
        ),
        (
            "allergien",
            "Penicillin",
            "Von Penicillin bekomme ich immer Ausschlag.",
            "keine",
        ),
        (
            "alergias",
            "penicilina",
            "La penicilina siempre me da ronchas.",
            "ninguna",
        ),
        (
            "allergies",
            "pénicilline",
            "La pénicilline me donne toujours des boutons.",
            "aucune",
        ),
        (
            "allergie",
            "penicillina",
            "La penicillina mi fa venire sempre le bolle.",
            "nessuna",
        ),
        (
            "alergias",
            "penicilina",
            "A penicilina me deixa sempre com manchas.",
            "nenhuma",
        ),
        (
            "allergieën",
            "penicilline",
            "Van penicilline krijg ik altijd uitslag.",
            "geen",
        ),
    ] {
        let record = after([Played::on("2026-09-01").collected(key, item).caller(said)]);
        let record = with_manual(record, "2026-10-01", (key, none), None);
        let key = crate::ProfileKey::parse(key).unwrap();
        assert_eq!(value(&record, key.as_str()).unwrap(), none);
        let name = format!("{}: {item}", key.to_text());
        assert!(
            matches!(standing(&record, &name), Standing::Ended(_)),
            "{name}"
        );
        assert!(!holds(&record, said), "{said}");
    }
}

#[test]
fn an_item_after_an_operators_none_is_told_alone() {
    let record = after([
        Played::on("2026-09-01").collected("allergies", "penicillin"),
        Played::on("2026-11-01").collected("allergies", "latex"),
    ]);
    let record = with_manual(record, "2026-10-01", ("allergies", "none"), None);
    assert_eq!(value(&record, "allergies").unwrap(), "latex");
}

#[test]
fn an_entry_about_one_person_leaves_the_others_alone() {
    let record = after([
        Played::on("2026-09-01")
            .collected("date_of_birth", "1961-04-02")
            .caller("Hi, this is Nadia Brandt."),
        Played::on("2026-10-01")
            .collected("date_of_birth", "1959-08-30")
            .caller("Hello, this is her husband, Ivo Brandt."),
    ]);
    assert!(record.knowledge().line().is_shared());
    let entry = ("date_of_birth", "1961-04-20");
    let record = with_manual(record, "2026-11-01", entry, Some("Nadia"));
    let mut born = values(&record, "date_of_birth");
    born.sort();
    assert_eq!(born, ["1959-08-30", "1961-04-20"]);
}

#[test]
fn the_former_values_of_a_fact_are_those_of_its_owner_whatever_names_its_calls_gave() {
    let record = after([
        Played::on("2026-09-01").collected("city", "Oakland"),
        Played::on("2026-10-01")
            .collected("city", "Alameda")
            .caller("Hi, it's Priya here."),
        Played::on("2026-11-01")
            .collected("city", "Berkeley")
            .caller("This is Priya Raman."),
    ]);
    let knowledge = record.knowledge();
    let former = knowledge.former_values(position(&record, "city: Berkeley"));
    let oakland = position(&record, "city: Oakland");
    assert_eq!(former, [oakland, position(&record, "city: Alameda")]);
    assert_eq!(knowledge.former_values(oakland), &[] as &[usize]);
}

#[test]
fn the_items_of_a_list_are_no_former_values() {
    let record = after([
        Played::on("2026-09-01").collected("allergies", "penicillin"),
        Played::on("2026-10-01").collected("allergies", "latex"),
    ]);
    let latex = position(&record, "allergies: latex");
    assert_eq!(record.knowledge().former_values(latex), &[] as &[usize]);
}
