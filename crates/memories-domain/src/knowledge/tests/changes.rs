//! What happened to the memories of a caller, for the history.

use super::played::{Played, after};
use crate::{CallerRecord, StandingChangeKind};

/// Each change, with the text that changed and the one that changed it.
fn changes(record: &CallerRecord) -> Vec<(StandingChangeKind, &str, &str)> {
    let text = |position: usize| record.memories[position].text.as_str();
    let changes = record.knowledge().changes();
    changes
        .iter()
        .flat_map(|change| {
            change.sentences.iter().map(|sentence| {
                let old = text(change.memory).get(sentence.clone()).unwrap();
                (change.kind, old.trim_end(), text(change.evidence.memory))
            })
        })
        .collect()
}

#[test]
fn an_end_names_the_sentence_that_ended_and_the_statement_that_ended_it() {
    let record = after([
        Played::on("2026-09-01").caller("I take ibuprofen for my back. My son is called Emil."),
        Played::on("2026-10-01").caller("I stopped taking ibuprofen."),
    ]);
    assert_eq!(
        changes(&record),
        [(
            StandingChangeKind::Ended,
            "I take ibuprofen for my back.",
            "I stopped taking ibuprofen."
        )]
    );
}

#[test]
fn a_new_day_moves_an_appointment_and_a_new_value_replaces_a_fact() {
    let record = after([
        Played::on("2026-09-01")
            .collected("visit_date", "2026-12-01")
            .collected("city", "Turin"),
        Played::on("2026-10-01").collected("city", "Milan"),
        Played::on("2026-11-01").collected("visit_date", "2026-12-03"),
    ]);
    assert_eq!(
        changes(&record),
        [
            (StandingChangeKind::Replaced, "city: Turin", "city: Milan"),
            (
                StandingChangeKind::Moved,
                "visit date: 2026-12-01",
                "visit date: 2026-12-03"
            ),
        ]
    );
}

#[test]
fn nothing_changes_where_everything_holds() {
    let record = after([Played::on("2026-09-01").caller("We live in Turin now.")]);
    assert_eq!(changes(&record), []);
}
