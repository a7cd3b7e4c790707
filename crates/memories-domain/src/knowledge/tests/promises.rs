//! Promises: open, kept and past.

use super::played::{Played, after, holds, standing, told};
use crate::{Standing, text::sentences};

const TEXT: &str = "Our team will send you a text within the hour.";

#[test]
fn a_promise_that_is_repeated_word_for_word_is_told() {
    let calls = (1..=12).map(|month| {
        Played::on(&format!("2026-{month:02}-05"))
            .caller(&format!("My order number {month} has not arrived."))
            .agent("our team will send you a text within the hour")
    });
    let record = after(calls);
    let told = told(&record, "2026-12-05");
    assert!(told.contains("Agent promised on 5 December 2026"), "{told}");
    assert!(told.contains("a text within the hour"), "{told}");
}

#[test]
fn a_promise_for_a_day_that_has_passed_is_not_open() {
    let record = after([Played::on("2026-09-25")
        .caller("The washing machine is leaking.")
        .agent("I have booked an engineer for Tuesday at three.")]);
    let before = told(&record, "2026-09-28");
    assert!(before.contains("Agent promised"), "{before}");
    assert!(before.contains("29 Sep"), "{before}");
    let weeks_later = told(&record, "2026-10-20");
    assert!(!weeks_later.contains("promised"), "{weeks_later}");
    let mut lines = weeks_later.lines().filter(|line| line.contains("engineer"));
    assert!(lines.all(|line| line.contains("passed")), "{weeks_later}");
}

#[test]
fn a_promise_that_was_kept_is_not_open() {
    let record = after([
        Played::on("2026-10-01")
            .caller("I need the brochure.")
            .agent("I will send you the brochure by post."),
        Played::on("2026-10-20").caller("I got the brochure on Monday, thanks."),
    ]);
    assert!(matches!(
        standing(&record, "I will send you the brochure"),
        Standing::Kept(_)
    ));
    assert!(!told(&record, "2026-10-21").contains("I will send"));
}

#[test]
fn a_promise_that_was_not_kept_stays_open() {
    let record = after([
        Played::on("2026-10-01")
            .caller("I need the brochure.")
            .agent("I will send you the brochure by post."),
        Played::on("2026-10-20").caller("I have not received the brochure yet."),
    ]);
    assert!(holds(&record, "I will send you the brochure"));
    assert!(told(&record, "2026-10-21").contains("I will send you the brochure"));
}

#[test]
fn a_sentence_does_not_end_at_an_abbreviation_or_an_ordinal() {
    for sentence in [
        "I have booked you with Dr. Lindqvist for the crown.",
        "I will leave the keys with Mrs. Miller next door.",
        "Ich habe Sie am 2. Dezember um elf Uhr eingetragen.",
        "Ich habe den Techniker für Montag, den 30. November gebucht.",
    ] {
        assert_eq!(sentences(sentence).count(), 1, "{sentence}");
    }
    let record = after([Played::on("2026-11-20")
        .caller("Where do you leave the keys of the flat?")
        .agent("I will leave the keys with Mrs. Miller next door.")]);
    assert!(told(&record, "2026-11-21").contains("with Mrs. Miller next door."));
}

#[test]
fn a_promise_is_told_with_the_date_of_its_latest_call() {
    let call = |day| {
        Played::on(day)
            .caller("Has my refund been sent?")
            .agent(TEXT)
    };
    let record = after([call("2026-10-01"), call("2026-11-01")]);
    let same_day = told(&record, "2026-11-01");
    assert!(
        same_day.contains("Agent promised on 1 November 2026"),
        "{same_day}"
    );
    let told = told(&record, "2026-11-02");
    assert!(
        told.contains("(Sunday 1 November 2026, date passed)"),
        "{told}"
    );
}

#[test]
fn a_reminder_of_what_was_promised_is_not_the_thing_itself() {
    let promised = Played::on("2026-11-20")
        .caller("I still need the invoice for the boiler.")
        .agent("I'll send you the invoice tomorrow.");
    let reminded = Played::on("2026-11-21")
        .caller("I got a reminder about the invoice you promised.")
        .agent("I'm sorry about that.");
    let record = after([promised.clone(), reminded]);
    assert!(holds(&record, "I'll send you the invoice"));
    let arrived =
        Played::on("2026-11-22").caller("The invoice for the boiler has arrived, thanks.");
    assert!(!holds(
        &after([promised, arrived]),
        "I'll send you the invoice"
    ));
}
