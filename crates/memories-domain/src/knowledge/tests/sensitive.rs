//! What must not be kept never becomes a memory.

use super::played::{Played, after, holds, texts_of, told};
use crate::{Memory, QuestionWords, ScoredMemory};

#[test]
fn card_numbers_codes_and_social_security_numbers_are_in_no_memory() {
    let record = after([Played::on("2026-11-20")
        .collected("card_number", "4111 1111 1111 1111")
        .collected("ssn", "078-05-1120")
        .caller("I want to pay the invoice now.")
        .agent("What is the card number?")
        .caller("It's 4111 1111 1111 1111, expiry 04/29, code 737.")
        .agent("And your social security number?")
        .caller("078-05-1120, and I live on Elm Road.")]);
    let kept = format!(
        "{}\n{}",
        texts_of(&record).join("\n"),
        told(&record, "2026-11-21")
    );
    for secret in ["4111", "04/29", "737", "078-05", "1120"] {
        assert!(!kept.contains(secret), "{secret}: {kept}");
    }
    for memory in &record.memories {
        let json = serde_json::to_string(memory).unwrap();
        assert!(
            !json.contains("4111 1111") && !json.contains("078-05"),
            "{json}"
        );
    }
}

#[test]
fn a_removed_value_ends_nothing() {
    let record = after([
        Played::on("2026-09-01")
            .caller("I always pay by card at the desk.")
            .collected("code_word_needed", "yes"),
        Played::on("2026-10-01").caller("My card number is 4111 1111 1111 1111."),
    ]);
    assert!(holds(&record, "I always pay by card"));
    assert!(holds(&record, "code word needed"));
}

#[test]
fn debug_output_shows_nothing_that_was_said() {
    let record = after([
        Played::on("2026-11-20")
            .collected("allergies", "walnuts")
            .caller("Hi, this is Odile Brandt. I'm allergic to walnuts, my gate code is 4711.")
            .agent("I've booked you for December 9th."),
        Played::on("2026-11-22")
            .caller("Please cancel my appointment, Bruno has moved to Tarn Road."),
    ]);
    let scored = ScoredMemory {
        memory: record.memories.first().unwrap().clone(),
        score: 0.5,
        standing: record.knowledge().standing(0),
        days: Vec::new(),
        person: Some("Odile Brandt".into()),
    };
    let keys: Vec<_> = record.memories.iter().map(Memory::dedup_key).collect();
    let shown = format!(
        "{:?} {:?} {scored:?} {keys:?} {:?}",
        record.knowledge(),
        QuestionWords::new("what is Odile allergic to"),
        record.memories,
    )
    .to_lowercase();
    for word in [
        "odile", "brandt", "walnut", "allergic", "4711", "bruno", "tarn",
    ] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
}
