use std::sync::LazyLock;

use super::{
    phrase_set::PhraseSet,
    sentences::is_question,
    stock_phrases::{STOCK_PHRASES, phrases_in},
    words::words,
};

static STALLING: LazyLock<PhraseSet> = LazyLock::new(|| {
    STOCK_PHRASES
        .iter()
        .flat_map(|language| phrases_in(language.stalling))
        .collect()
});

static COMMITMENTS: LazyLock<PhraseSet> = LazyLock::new(|| {
    STOCK_PHRASES
        .iter()
        .flat_map(|language| phrases_in(language.commitments))
        .collect()
});

/// Whether a sentence commits its speaker to something after the call, such as
/// a promise or a booking. "I'll check" and "I'll note that" do not: they are
/// done during the call.
pub(crate) fn is_commitment(sentence: &str) -> bool {
    !is_question(sentence) && COMMITMENTS.matches_anywhere(&STALLING.removed_from(&words(sentence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_and_bookings_are_commitments() {
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
            "Ik bel u morgen terug, we zullen het regelen.",
            "De monteur is ingepland voor maandag.",
        ] {
            assert!(is_commitment(sentence), "{sentence}");
        }
    }

    #[test]
    fn questions_statements_and_stalling_are_not_commitments() {
        for sentence in [
            "Will you be home?",
            "I'll check that for you.",
            "I'll note the new number.",
            "The heat exchanger is blocked.",
            "Willow Street is closed.",
            "Ik zal even kijken.",
            "Zal ik u terugbellen?",
        ] {
            assert!(!is_commitment(sentence), "{sentence}");
        }
    }
}
