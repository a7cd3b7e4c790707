use std::{
    collections::{BTreeSet, HashSet},
    ops::Bound,
    sync::{Arc, LazyLock},
};

use super::{answers::is_yes_or_no, filler::FillerFilter};
use crate::{
    PrivateText,
    knowledge::cues::{is_news, is_rearrangement},
    text::{
        PhraseSet, collapse_whitespace, is_commitment, is_number, is_question, sentences, words,
    },
};

/// Content terms that a turn needs, unless it answers a question or contains a number.
const MIN_CONTENT_TERMS: usize = 2;
/// A sentence is a repetition if at least this share of its content terms, as a
/// fraction, was seen before.
const REPEAT_RATIO: (usize, usize) = (3, 5);
/// A suffix of at least this many digits identifies a number.
const MIN_SUFFIX_DIGITS: usize = 3;

/// Decides, turn by turn, what is worth remembering.
pub(super) struct NoveltyFilter {
    filler: Arc<FillerFilter>,
    /// Terms of the text that the agent received from us.
    injected: SeenTerms,
    /// Terms of its sentences that tell of something arranged: "Visit booked for Friday at 9".
    arranged: SeenTerms,
    /// Terms of the caller's turns so far.
    caller: SeenTerms,
}

impl NoveltyFilter {
    pub(super) fn new(language: Option<&str>, injected_context: &[PrivateText]) -> Self {
        let filler = FillerFilter::for_language(language);
        let (mut injected, mut arranged) = (SeenTerms::default(), SeenTerms::default());
        for text in injected_context {
            injected.extend(filler.content_terms(text));
            for sentence in sentences(&collapse_whitespace(text)) {
                if tells_of_an_arrangement(sentence) {
                    arranged.extend(filler.content_terms(sentence));
                }
            }
        }
        Self {
            filler,
            injected,
            arranged,
            caller: SeenTerms::default(),
        }
    }

    /// Records what the caller said, so that an agent turn that echoes it is not
    /// informative.
    pub(super) fn observe_caller_turn(&mut self, turn: &str) {
        self.caller.extend(self.filler.content_terms(turn));
    }

    pub(super) fn is_informative_caller_turn(&self, turn: &str, is_answer: bool) -> bool {
        let terms = self.filler.content_terms(turn);
        // "I got the brochure."
        let is_telling = is_answer || terms.len() == 1 && is_news(turn);
        has_enough_content(&terms, is_telling) && !self.filler.only_asks_for_a_human(turn)
    }

    pub(super) fn is_yes_or_no(&self, turn: &str, before: &str) -> bool {
        is_yes_or_no(turn, before, &self.filler)
    }

    /// Whether an agent turn contains a novel sentence and does not only ask.
    pub(super) fn is_informative_agent_turn(&self, turn: &str, is_answer: bool) -> bool {
        let sentences: Vec<&str> = sentences(turn).collect();
        sentences.iter().any(|sentence| !is_question(sentence))
            && sentences
                .iter()
                .any(|sentence| self.is_novel(sentence, is_answer))
    }

    fn is_novel(&self, sentence: &str, is_answer: bool) -> bool {
        let terms = self.filler.content_terms(sentence);
        // "I've cancelled both."
        let is_telling = is_answer || terms.len() == 1 && is_rearrangement(sentence);
        if !has_enough_content(&terms, is_telling) {
            return false;
        }
        // A new number changes the meaning of repeated words: the visit is at nine, not at eight.
        let adds_number = terms
            .iter()
            .any(|term| is_number(term) && !self.agent_was_given(term) && !self.caller_said(term));
        if adds_number {
            return true;
        }
        if is_question(sentence) {
            return false;
        }
        // A request of the caller becomes an agreement when the agent commits to it or says that it
        // is done; a commitment in the injected context is an old one. A slot that the agent was
        // given becomes a booking when it is taken.
        if is_commitment(sentence) || is_rearrangement(sentence) {
            return !is_repetition(&terms, |term| self.arranged.contains(term));
        }
        !self.filler.starts_with_filler(sentence)
            && !is_repetition(&terms, |term| {
                self.agent_was_given(term) || self.caller_said(term)
            })
    }

    fn agent_was_given(&self, term: &str) -> bool {
        self.injected.contains(term)
    }

    fn caller_said(&self, term: &str) -> bool {
        self.caller.contains(term)
    }
}

/// Names of what is arranged, as in `next_appointment: Friday`.
static ARRANGEMENTS: LazyLock<PhraseSet> = LazyLock::new(|| {
    "appointment, appointments, booking, bookings, reservation, reservations, visit, visits, callback, \
     termin, termine, buchung, reservierung, besuch, rückruf, cita, citas, reserva, reservas, visita, \
     rendez vous, rdv, réservation, visite, consulta, agendamento, marcação, appuntamento, \
     appuntamenti, prenotazione, afspraak, afspraken, reservering, boeking, bezoek, promised, \
     versprochen, prometido, promis, promesso, beloofd"
        .split(',')
        .collect()
});

fn tells_of_an_arrangement(sentence: &str) -> bool {
    is_commitment(sentence)
        || is_rearrangement(sentence)
        || ARRANGEMENTS.matches_anywhere(&words(&sentence.replace('_', " ")))
}

#[derive(Default)]
struct SeenTerms {
    terms: HashSet<String>,
    /// The numbers among the terms, reversed, so that a range query finds those with
    /// a given suffix.
    reversed_numbers: BTreeSet<String>,
}

impl SeenTerms {
    fn extend(&mut self, terms: HashSet<String>) {
        let numbers = terms.iter().filter(|term| is_number(term));
        self.reversed_numbers
            .extend(numbers.map(|number| reversed(number)));
        self.terms.extend(terms);
    }

    /// Whether the term was seen, or is the suffix of a number that was.
    fn contains(&self, term: &str) -> bool {
        let is_suffix = is_number(term) && term.chars().count() >= MIN_SUFFIX_DIGITS;
        self.terms.contains(term) || is_suffix && self.contains_suffix(term)
    }

    fn contains_suffix(&self, suffix: &str) -> bool {
        let prefix = reversed(suffix);
        let from_prefix = (Bound::Included(prefix.as_str()), Bound::Unbounded);
        let next = self.reversed_numbers.range::<str, _>(from_prefix).next();
        next.is_some_and(|number| number.starts_with(&prefix))
    }
}

fn reversed(number: &str) -> String {
    number.chars().rev().collect()
}

fn has_enough_content(terms: &HashSet<String>, is_answer: bool) -> bool {
    let min_terms = if is_answer { 1 } else { MIN_CONTENT_TERMS };
    terms.len() >= min_terms || terms.iter().any(|term| is_number(term))
}

fn is_repetition(terms: &HashSet<String>, was_seen: impl Fn(&str) -> bool) -> bool {
    let (numerator, denominator) = REPEAT_RATIO;
    let repeated = terms.iter().filter(|term| was_seen(term)).count();
    repeated * denominator >= terms.len() * numerator
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNPROMPTED: bool = false;
    const ANSWER: bool = true;

    fn english(injected_context: &[&str]) -> NoveltyFilter {
        let context: Vec<PrivateText> = injected_context.iter().map(|&text| text.into()).collect();
        NoveltyFilter::new(Some("en"), &context)
    }

    #[test]
    fn a_caller_turn_needs_two_content_words_or_a_number() {
        let novelty = english(&[]);
        assert!(novelty.is_informative_caller_turn("The boiler is leaking.", UNPROMPTED));
        assert!(novelty.is_informative_caller_turn("It's 4.", UNPROMPTED));
        assert!(!novelty.is_informative_caller_turn("Oh, the boiler.", UNPROMPTED));
        assert!(!novelty.is_informative_caller_turn("Yes, okay, thank you so much!", UNPROMPTED));
    }

    #[test]
    fn news_about_one_thing_needs_no_second_content_word() {
        let novelty = english(&[]);
        assert!(novelty.is_informative_caller_turn("I got the brochure.", UNPROMPTED));
        assert!(novelty.is_informative_caller_turn("Please cancel the cleaning.", UNPROMPTED));
        assert!(novelty.is_informative_caller_turn("We sold it, the boat.", UNPROMPTED));
        assert!(novelty.is_informative_agent_turn("I've cancelled both.", UNPROMPTED));
    }

    #[test]
    fn an_answer_needs_one_content_word() {
        let novelty = english(&[]);
        assert!(novelty.is_informative_caller_turn("Whistling.", ANSWER));
        assert!(!novelty.is_informative_caller_turn("Yes.", ANSWER));
    }

    #[test]
    fn a_caller_turn_may_repeat_the_injected_context() {
        let novelty = english(&["Boiler: Brightflame 24."]);
        assert!(novelty.is_informative_caller_turn("It's a Brightflame boiler.", UNPROMPTED));
    }

    #[test]
    fn caller_turns_in_scripts_without_spaces_are_informative() {
        let novelty = NoveltyFilter::new(Some("zh"), &[]);
        assert!(novelty.is_informative_caller_turn("锅炉漏水", UNPROMPTED));
        let novelty = NoveltyFilter::new(Some("ja"), &[]);
        assert!(novelty.is_informative_caller_turn("ボイラーが水漏れしています。", UNPROMPTED));
    }

    #[test]
    fn an_agent_turn_needs_as_much_content_as_a_caller_turn() {
        let novelty = english(&[]);
        assert!(!novelty.is_informative_agent_turn("That can be limescale.", UNPROMPTED));
        assert!(
            novelty.is_informative_agent_turn(
                "That can be limescale on the heat exchanger.",
                UNPROMPTED
            )
        );
        assert!(novelty.is_informative_agent_turn("Thursday.", ANSWER));
    }

    #[test]
    fn questions_greetings_and_stalling_are_not_informative() {
        let novelty = english(&[]);
        for turn in [
            "Is it a banging or a whistling sound?",
            "Is it the 24 or the 30 model? Was it fitted by us?",
            "Hi Robin, welcome to Northwind Heating.",
            "Sorry to hear that. Let me check what we noted last time.",
            "I'll transfer you to a colleague in billing.",
            "You're welcome, Robin. Goodbye!",
        ] {
            assert!(
                !novelty.is_informative_agent_turn(turn, UNPROMPTED),
                "{turn}"
            );
        }
    }

    #[test]
    fn a_greeting_with_a_commitment_or_a_number_is_informative() {
        let novelty = english(&[]);
        assert!(
            novelty.is_informative_agent_turn("Hi Robin, we will refund the visit.", UNPROMPTED)
        );
        assert!(
            novelty.is_informative_agent_turn(
                "Hello Robin, your visit moved to the 27th.",
                UNPROMPTED
            )
        );
    }

    #[test]
    fn a_question_with_a_new_number_beside_a_statement_is_informative() {
        let mut novelty = english(&[]);
        novelty.observe_caller_turn("Mornings are better now. Before ten.");
        let turn = "Got it, mornings before ten. How about Thursday the 26th at 8:30?";
        assert!(novelty.is_informative_agent_turn(turn, UNPROMPTED));
    }

    #[test]
    fn an_agent_turn_that_repeats_the_injected_context_is_not_informative() {
        let novelty =
            english(&["Boiler: Brightflame 24, fitted in 2019. An engineer will call Anna."]);
        assert!(!novelty.is_informative_agent_turn(
            "Right, the Brightflame you had fitted in 2019.",
            UNPROMPTED
        ));
        assert!(!novelty.is_informative_agent_turn("The engineer will call Anna.", UNPROMPTED));
    }

    #[test]
    fn an_agent_turn_that_echoes_the_caller_is_not_informative() {
        let mut novelty = english(&[]);
        novelty.observe_caller_turn("Call me on my new number, it ends 0 1 7 7.");
        assert!(
            !novelty.is_informative_agent_turn("I'll note the new number ending 0177.", UNPROMPTED)
        );
    }

    #[test]
    fn the_last_digits_of_a_number_repeat_it() {
        let mut novelty = english(&[]);
        novelty.observe_caller_turn("My number is 202 555 0143.");
        assert!(!novelty.is_informative_agent_turn("The number ending 0143.", UNPROMPTED));
        assert!(novelty.is_informative_agent_turn("The number ending 0144.", UNPROMPTED));
    }

    #[test]
    fn a_commitment_to_a_request_of_the_caller_is_informative() {
        let mut novelty = english(&[]);
        novelty.observe_caller_turn("Can an engineer come Thursday morning?");
        assert!(
            novelty
                .is_informative_agent_turn("An engineer will come Thursday morning.", UNPROMPTED)
        );
        assert!(!novelty.is_informative_agent_turn("Thursday morning, an engineer.", UNPROMPTED));
    }

    #[test]
    fn a_slot_that_the_agent_was_given_is_news_when_it_is_booked() {
        let mut wrong = Vec::new();
        for (given, turn) in [
            ("Tuesday at 10:30", "You are booked for Tuesday at 10:30."),
            (
                "Tuesday at 10:30, Thursday at noon",
                "I've scheduled you for Thursday at noon.",
            ),
            (
                "Dienstag um 10:30",
                "Sie sind für Dienstag um 10:30 eingetragen.",
            ),
            (
                "martes a las 10:30",
                "Queda reservado para el martes a las 10:30.",
            ),
            ("mardi à 10h30", "C'est réservé pour mardi à 10h30."),
            ("terça às 10:30", "Está agendado para terça às 10:30."),
            ("martedì alle 10:30", "È prenotato per martedì alle 10:30."),
            (
                "dinsdag om 10:30",
                "U bent ingepland voor dinsdag om 10:30.",
            ),
        ] {
            let context = [PrivateText::from(given)];
            let novelty = NoveltyFilter::new(None, &context);
            if !novelty.is_informative_agent_turn(turn, UNPROMPTED) {
                wrong.push(("slot", turn));
            }
        }
        for (given, turn) in [
            ("Tuesday at 10:30", "You are booked for Tuesday at 10:30."),
            ("jueves a las 9", "Está reservado el jueves a las 9."),
        ] {
            let context = [PrivateText::from(format!("next appointment: {given}"))];
            let novelty = NoveltyFilter::new(None, &context);
            if novelty.is_informative_agent_turn(turn, UNPROMPTED) {
                wrong.push(("appointment", turn));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn lines_of_no_content_are_not_informative_in_any_language() {
        let mut informative = Vec::new();
        for (language, turns) in [
            (
                "en",
                [
                    "Please hold while I transfer you to our service desk.",
                    "One moment please while I connect you.",
                    "Have a wonderful day, Robin Vale!",
                    "Thank you for reaching out to Lakeside Dental. Take care!",
                    "Is there anything else I can help you with today?",
                    "I'm transferring you now to the front desk team.",
                ],
            ),
            (
                "de",
                [
                    "Bitte warten Sie einen Moment, ich verbinde Sie mit der Werkstatt.",
                    "Ich stelle Sie jetzt zur Praxis durch.",
                    "Ich wünsche Ihnen einen schönen Tag, Frau Brenner.",
                    "Vielen Dank für Ihre Geduld, Herr Brenner.",
                    "Bleiben Sie bitte dran.",
                    "Haben Sie einen schönen Tag und bis bald!",
                ],
            ),
            (
                "es",
                [
                    "Por favor espere mientras le transfiero con el taller.",
                    "Que tengas un excelente día, Inés Prado.",
                    "Permanezca en línea, por favor.",
                    "Gracias por su paciencia, señora Prado.",
                    "Le comunico con la recepción central.",
                    "Que pase un buen fin de semana.",
                ],
            ),
            (
                "fr",
                [
                    "Veuillez patienter pendant que je vous transfère au service client.",
                    "Passez une excellente journée, Maud Perrin.",
                    "Je vous mets en relation avec l'atelier.",
                    "Merci de votre patience, madame Perrin.",
                    "Ne raccrochez pas, s'il vous plaît.",
                    "Je vous souhaite une belle soirée.",
                ],
            ),
            (
                "pt",
                [
                    "Aguarde um momento enquanto transfiro a ligação para a oficina.",
                    "Tenha um ótimo dia, Carla Reis.",
                    "Vou te transferir para a recepção central.",
                    "Obrigado pela sua paciência, dona Carla.",
                    "Fique na linha, por favor.",
                    "Tenha um bom fim de semana!",
                ],
            ),
            (
                "it",
                [
                    "Attenda in linea mentre la trasferisco alla reception centrale.",
                    "Le auguro una buona giornata, Piero Conti.",
                    "La metto in contatto con l'officina.",
                    "Grazie per la pazienza, signor Conti.",
                    "Resti in linea, per favore.",
                    "Passi una buona serata!",
                ],
            ),
            (
                "nl",
                [
                    "Een moment geduld, ik verbind u door met de werkplaats.",
                    "Ik wens u een fijne dag, mevrouw Fleur Bos.",
                    "Blijft u aan de lijn alstublieft.",
                    "Bedankt voor uw geduld, mevrouw Bos.",
                    "U wordt doorverbonden met de receptie.",
                    "Fijn weekend en tot ziens!",
                ],
            ),
        ] {
            for language in [Some(language), None] {
                let novelty = NoveltyFilter::new(language, &[]);
                for turn in turns {
                    if novelty.is_informative_agent_turn(turn, UNPROMPTED) {
                        informative.push((language, turn));
                    }
                }
            }
        }
        assert!(informative.is_empty(), "{informative:#?}");
    }

    #[test]
    fn a_new_number_among_repeated_words_is_informative() {
        let novelty = english(&["The engineer comes Thursday at 8."]);
        assert!(novelty.is_informative_agent_turn("The engineer comes Thursday at 9.", UNPROMPTED));
    }
}
