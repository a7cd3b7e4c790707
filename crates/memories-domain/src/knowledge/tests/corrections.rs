//! What was said or heard wrong.

use super::played::{Played, after, holds, standing, told, value};
use crate::Standing;

#[test]
fn a_corrected_word_is_marked_and_its_correction_holds() {
    let record = after([Played::on("2026-11-20")
        .caller("My dog Biscuit has a sore paw.")
        .agent("I have added Biscuit to your file.")
        .caller("It's not Biscuit, it's Brisket.")]);
    for wrong in ["My dog Biscuit", "I have added Biscuit"] {
        assert!(
            matches!(standing(&record, wrong), Standing::Corrected(_)),
            "{wrong}"
        );
    }
    assert!(holds(&record, "It's not Biscuit"));
    assert!(!told(&record, "2026-11-21").contains("My dog Biscuit"));
}

#[test]
fn a_later_call_corrects_an_earlier_one() {
    let record = after([
        Played::on("2026-10-20")
            .caller("My dog Biscuit has a sore paw.")
            .collected("pet_name", "Biscuit"),
        Played::on("2026-11-20").caller("It's not Biscuit, it's Brisket."),
    ]);
    assert!(!holds(&record, "My dog Biscuit"));
    assert_eq!(value(&record, "pet_name"), None);
}

#[test]
fn within_a_call_a_word_is_corrected_in_other_languages() {
    for (language, wrong, correction) in [
        (
            "de",
            "Mein Hund Krümel hat eine wunde Pfote.",
            "Er heißt nicht Krümel, sondern Kringel.",
        ),
        (
            "es",
            "Mi perra Canela tiene la pata herida.",
            "No es Canela, es Candela.",
        ),
        (
            "fr",
            "Mon chien Biscotte a mal à la patte.",
            "Ce n'est pas Biscotte, c'est Brioche.",
        ),
    ] {
        let record = after([Played::on("2026-11-20")
            .language(language)
            .caller(wrong)
            .caller(correction)]);
        assert!(
            matches!(standing(&record, wrong), Standing::Corrected(_)),
            "{language}"
        );
        assert!(holds(&record, correction), "{language}");
    }
}

#[test]
fn across_calls_a_word_is_corrected_in_other_languages() {
    for (language, wrong, correction) in [
        (
            "de",
            "Mein Hund Krümel hat eine wunde Pfote.",
            "Mein Hund heißt nicht Krümel, sondern Kringel.",
        ),
        (
            "es",
            "Mi perra Canela tiene la pata herida.",
            "La perra no es Canela, es Candela.",
        ),
        (
            "fr",
            "Mon chien Biscotte a mal à la patte.",
            "Mon chien, ce n'est pas Biscotte, c'est Brioche.",
        ),
    ] {
        let record = after([
            Played::on("2026-10-20").language(language).caller(wrong),
            Played::on("2026-11-20")
                .language(language)
                .caller(correction),
        ]);
        assert!(!holds(&record, wrong), "{language}");
        assert!(holds(&record, correction), "{language}");
    }
}

#[test]
fn a_plan_that_the_caller_goes_back_from_is_replaced() {
    let record = after([
        Played::on("2026-09-01").caller("I'm on the Unlimited Plus plan."),
        Played::on("2026-10-01")
            .caller("Please switch me to Basic 10.")
            .agent("I have switched you to the Basic 10 plan."),
        Played::on("2026-11-01").caller("I want to go back to Unlimited Plus."),
    ]);
    assert!(!holds(&record, "I have switched you to the Basic 10"));
    assert!(!holds(&record, "Please switch me to Basic 10"));
    assert!(holds(&record, "I want to go back"));
    assert!(!told(&record, "2026-11-02").contains("Basic 10"));
}

#[test]
fn what_does_not_exist_any_more_is_not_told() {
    let record = after([
        Played::on("2026-09-01").caller("The gate code is 4419."),
        Played::on("2026-11-01").caller("There's no gate here, we moved."),
    ]);
    assert!(!told(&record, "2026-11-02").contains("4419"));
}

#[test]
fn a_number_that_differs_replaces_the_former_one() {
    let record = after([
        Played::on("2026-09-01").caller("I live in unit 411 by the river."),
        Played::on("2026-11-01").caller("I live in unit 502 now, by the park."),
    ]);
    assert!(!holds(&record, "I live in unit 411"));
    assert!(holds(&record, "I live in unit 502"));
}

#[test]
fn going_back_to_a_former_value_restores_it() {
    let record = after([
        Played::on("2026-09-01").collected("plan", "Basic"),
        Played::on("2026-10-01").collected("plan", "Gold"),
        Played::on("2026-11-01").caller("I want to go back to Basic, please."),
    ]);
    assert_eq!(value(&record, "plan").as_deref(), Some("Basic"));
    let later = after([
        Played::on("2026-09-01").collected("plan", "Basic"),
        Played::on("2026-10-01").collected("plan", "Gold"),
        Played::on("2026-11-01").caller("I want to go back to Basic, please."),
        Played::on("2026-11-20").collected("plan", "Gold"),
    ]);
    assert_eq!(value(&later, "plan").as_deref(), Some("Gold"));
}

#[test]
fn a_fact_that_the_caller_denies_has_ended() {
    let record = after([
        Played::on("2026-09-01").collected("address", "12 Mill Road"),
        Played::on("2026-11-01")
            .agent("Hello, how can I help?")
            .caller("It's about my delivery.")
            .agent("Do you still live at 12 Mill Road?")
            .caller("No."),
    ]);
    assert_eq!(value(&record, "address"), None);
}

#[test]
fn a_debt_that_the_caller_paid_is_no_debt() {
    let record = after([
        Played::on("2026-09-01")
            .caller("What do I owe?")
            .agent("You owe 180 dollars for the September visit."),
        Played::on("2026-11-01").caller("I paid the 180 dollars yesterday."),
    ]);
    assert!(!holds(&record, "You owe 180 dollars"));
}
