//! Answers and their questions, and calls that are no conversations.

use super::played::{Played, after, texts_of, told};
use crate::{CallOutcome, NO_HISTORY};

#[test]
fn yes_is_kept_with_its_question() {
    let record = after([Played::on("2026-11-20")
        .caller("I'd like to register.")
        .agent("Are you diabetic?")
        .caller("Yes.")]);
    assert!(texts_of(&record).contains(&"Yes."));
    let told = told(&record, "2026-11-21");
    assert!(told.contains("Are you diabetic? – Yes."), "{told}");
}

#[test]
fn correct_is_never_quoted_alone() {
    let record = after([Played::on("2026-11-20")
        .caller("I'd like to register.")
        .agent("Is the address still 4 Elm Road?")
        .caller("Correct.")]);
    let told = told(&record, "2026-11-21");
    assert!(
        told.contains("Is the address still 4 Elm Road? – Correct."),
        "{told}"
    );
    assert!(!told.contains("“Correct.”"), "{told}");
}

#[test]
fn a_machine_makes_no_returning_caller() {
    let mut voicemail = Played::on("2026-11-20")
        .agent("Hello, this is the clinic calling.")
        .caller("You have reached the voicemail of Robin. Please leave a message after the tone.");
    let mut silence = Played::on("2026-11-20").agent("Hello?").caller("...");
    silence.0.duration_secs = 4;
    for call in [&mut voicemail, &mut silence] {
        assert_eq!(told(&after([call.clone()]), "2026-11-21"), NO_HISTORY);
        call.0.outcome = CallOutcome::Answered;
    }
}

#[test]
fn a_cry_for_a_human_is_no_memory() {
    let record = after([Played::on("2026-11-20")
        .agent("Welcome to the pharmacy. How can I help?")
        .caller("Agent. Representative.")]);
    assert!(!texts_of(&record).contains(&"Agent. Representative."));
    assert!(!told(&record, "2026-11-21").contains("Representative"));
}
