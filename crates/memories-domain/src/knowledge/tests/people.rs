//! Several people on one line.

use super::played::{Played, after, holds, told, value, values};
use crate::CallerRecord;

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
