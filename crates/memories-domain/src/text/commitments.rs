use std::sync::LazyLock;

use super::{
    phrase_set::PhraseSet,
    sentences::is_question,
    stock_phrases::{STOCK_PHRASES, phrases_in},
    words::{Word, words},
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

/// "He apuntado la limpieza el 3 de diciembre" is a booking, "he apuntado su nombre" a note.
static NOTED_BOOKINGS: LazyLock<PhraseSet> = LazyLock::new(|| {
    STOCK_PHRASES
        .iter()
        .flat_map(|language| phrases_in(language.noted_bookings))
        .collect()
});

/// What is said of a day on which nothing can be booked.
static FULL: LazyLock<PhraseSet> = LazyLock::new(|| {
    phrases_in(
        "fully booked, all booked, all booked up, booked up, booked out, booked solid, \
         completely booked, ausgebucht, volgeboekt",
    )
    .collect()
});

const WEEKDAYS: [&str; 44] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "segunda",
    "terça",
    "quarta",
    "quinta",
    "sexta",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "mañana",
    "demain",
    "domani",
    "amanhã",
];

/// The highest number of a day of a month.
const MAX_DAY: u32 = 31;

fn names_a_day(word: &Word) -> bool {
    let number = word.text.parse::<u32>();
    number.is_ok_and(|number| (1..=MAX_DAY).contains(&number))
        || WEEKDAYS.contains(&word.text.as_str())
}

/// Whether a sentence commits its speaker to something after the call, such as
/// a promise or a booking. "I'll check" and "I'll note that" do not: they are
/// done during the call.
pub(crate) fn is_commitment(sentence: &str) -> bool {
    if is_question(sentence) {
        return false;
    }
    let words = FULL.removed_from(&words(sentence));
    COMMITMENTS.matches_anywhere(&STALLING.removed_from(&words))
        || NOTED_BOOKINGS.matches_anywhere(&words) && words.iter().any(names_a_day)
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
            "The 11th is fully booked, but I'll call you back.",
            "I'll check with the depot and write to you.",
            "You are booked for Thursday.",
            "Ein Techniker wird am Montag kommen.",
            "Le llamaremos mañana.",
            "Nous allons vous rembourser.",
            "Vou enviar o contrato amanhã.",
            "La richiamerò domani.",
            "Ik bel u morgen terug, we zullen het regelen.",
            "De monteur is ingepland voor maandag.",
            "I've pencilled you in for a trim, you're pencilled in.",
            "Ich habe Sie für den Donnerstag vorgemerkt.",
            "Die Wartung ist für Montag eingeplant.",
            "He apuntado la revisión el 5 de marzo.",
            "La he puesto el martes a las diez.",
            "Reservé la mesa para el sábado.",
            "J'ai fixé la visite au 5 mars.",
            "Je vous ai mis le jeudi à dix heures.",
            "J'ai bloqué le créneau de mardi.",
            "Ho segnato la visita per il 5 marzo.",
            "La visita è stata programmata per giovedì.",
            "Ho messo in agenda il controllo.",
            "Marquei a consulta para 5 de março.",
            "Agendei a visita do técnico.",
            "Reservámos a mesa da janela.",
            "Ik heb de keuring vastgelegd op 5 maart.",
            "De afspraak is gepland op vrijdag.",
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
            "December 11th is fully booked, sorry.",
            "Friday is booked solid.",
            "Der Freitag ist ausgebucht.",
            "De vrijdag is volgeboekt.",
            "Ik zal even kijken.",
            "Zal ik u terugbellen?",
            "He apuntado su nuevo teléfono.",
            "J'ai noté votre adresse.",
            "Ho segnato il suo indirizzo.",
            "Anotei o seu nome.",
        ] {
            assert!(!is_commitment(sentence), "{sentence}");
        }
    }
}
