use std::sync::LazyLock;

use super::{
    idioms::{IDIOMS, listed},
    phrases::Phrases,
    sentence::is_question,
    words::words,
};

static STALLING: LazyLock<Phrases> = LazyLock::new(|| {
    IDIOMS
        .iter()
        .flat_map(|idioms| listed(idioms.stalling))
        .collect()
});

static COMMITMENTS: LazyLock<Phrases> = LazyLock::new(|| {
    IDIOMS
        .iter()
        .flat_map(|idioms| listed(idioms.commitments))
        .collect()
});

/// Whether a sentence commits its speaker to something after the call: a
/// promise, a booking. "I'll check" and "I'll note that" are done when said.
pub(crate) fn commits(sentence: &str) -> bool {
    !is_question(sentence) && COMMITMENTS.occur_in(&STALLING.removed_from(&words(sentence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_and_bookings_commit() {
        for sentence in [
            "I’ll call you back tomorrow.",
            "We will refund the fee.",
            "An engineer will come at nine.",
            "I'll make a note and call you back.",
            "I'll check with the depot and write to you.",
            "You are booked for Thursday.",
            "Ein Techniker wird am Montag kommen.",
            "Le llamaremos mañana.",
            "Nous allons vous rembourser.",
            "Vou enviar o contrato amanhã.",
            "La richiamerò domani.",
        ] {
            assert!(commits(sentence), "{sentence}");
        }
    }

    #[test]
    fn questions_statements_and_what_is_done_when_said_do_not() {
        for sentence in [
            "Will you be home?",
            "I'll check that for you.",
            "I'll note the new number.",
            "The heat exchanger is blocked.",
            "Willow Street is closed.",
        ] {
            assert!(!commits(sentence), "{sentence}");
        }
    }
}
