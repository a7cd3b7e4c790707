use std::{
    collections::{BTreeSet, HashSet},
    ops::Bound,
};

use super::{
    commitment::commits,
    lexicon::Lexicon,
    sentence::{is_question, sentences},
    words::is_number,
};
use crate::PrivateText;

/// Telling words without which a turn says too little to be remembered.
const ENOUGH_TERMS: usize = 2;
/// A sentence repeats when at least this share of its telling words is known.
const ECHO_NUMERATOR: usize = 3;
const ECHO_DENOMINATOR: usize = 5;
/// The last digits of a number stand for the number, from this many on.
const TELLING_DIGITS: usize = 3;

/// Judges, turn by turn, what is worth remembering.
pub(super) struct Judge {
    lexicon: Lexicon,
    /// What the agent had been told before it spoke.
    told: Known,
    /// What the caller said so far.
    said: Known,
}

impl Judge {
    pub(super) fn new(language: Option<&str>, injected_context: &[PrivateText]) -> Self {
        let lexicon = Lexicon::of(language);
        let mut told = Known::default();
        for text in injected_context {
            told.add(lexicon.telling(text));
        }
        Self {
            lexicon,
            told,
            said: Known::default(),
        }
    }

    /// Whether a turn of the caller's has substance. From now on the agent
    /// repeats what it says.
    pub(super) fn caller_tells(&mut self, turn: &str, answers: bool) -> bool {
        let terms = self.lexicon.telling(turn);
        let tells = has_substance(&terms, answers);
        self.said.add(terms);
        tells
    }

    /// Whether a turn of the agent's holds a sentence that is news. A turn of
    /// nothing but questions does not.
    pub(super) fn agent_tells(&self, turn: &str, answers: bool) -> bool {
        sentences(turn).any(|sentence| !is_question(sentence))
            && sentences(turn).any(|sentence| self.is_news(sentence, answers))
    }

    fn is_news(&self, sentence: &str, answers: bool) -> bool {
        let terms = self.lexicon.telling(sentence);
        if !has_substance(&terms, answers) {
            return false;
        }
        // A new number changes the rest: the visit is at nine, no longer at eight.
        let adds_number = terms
            .iter()
            .any(|term| is_number(term) && !self.was_told(term) && !self.was_said(term));
        if adds_number {
            return true;
        }
        if is_question(sentence) {
            return false;
        }
        // What the caller asked for becomes an agreement when the agent commits
        // to it; what the agent was told is an old promise.
        if commits(sentence) {
            return !repeats(&terms, |term| self.was_told(term));
        }
        !self.lexicon.opens_idly(sentence)
            && !repeats(&terms, |term| self.was_told(term) || self.was_said(term))
    }

    fn was_told(&self, term: &str) -> bool {
        self.told.holds(term)
    }

    fn was_said(&self, term: &str) -> bool {
        self.said.holds(term)
    }
}

/// Terms that came up before.
#[derive(Default)]
struct Known {
    terms: HashSet<String>,
    /// The numbers among them, spelt backwards: those with one ending are
    /// neighbours, and a transcript full of numbers costs no more than words.
    endings: BTreeSet<String>,
}

impl Known {
    fn add(&mut self, terms: HashSet<String>) {
        let numbers = terms.iter().filter(|term| is_number(term));
        self.endings.extend(numbers.map(|number| backwards(number)));
        self.terms.extend(terms);
    }

    /// Whether a term, or a number that ends in it, is among these.
    fn holds(&self, term: &str) -> bool {
        let is_ending = is_number(term) && term.chars().count() >= TELLING_DIGITS;
        self.terms.contains(term) || is_ending && self.holds_ending(&backwards(term))
    }

    fn holds_ending(&self, ending: &str) -> bool {
        let from_ending = (Bound::Included(ending), Bound::Unbounded);
        let next = self.endings.range::<str, _>(from_ending).next();
        next.is_some_and(|number| number.starts_with(ending))
    }
}

fn backwards(number: &str) -> String {
    number.chars().rev().collect()
}

fn has_substance(terms: &HashSet<String>, answers: bool) -> bool {
    let enough = if answers { 1 } else { ENOUGH_TERMS };
    terms.len() >= enough || terms.iter().any(|term| is_number(term))
}

fn repeats(terms: &HashSet<String>, known: impl Fn(&str) -> bool) -> bool {
    let repeated = terms.iter().filter(|term| known(term)).count();
    repeated * ECHO_DENOMINATOR >= terms.len() * ECHO_NUMERATOR
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST_WORD: bool = false;
    const ANSWER: bool = true;

    fn english(told: &[&str]) -> Judge {
        let told: Vec<PrivateText> = told.iter().map(|&text| text.into()).collect();
        Judge::new(Some("en"), &told)
    }

    #[test]
    fn a_caller_needs_two_telling_words_or_a_number() {
        let mut judge = english(&[]);
        assert!(judge.caller_tells("The boiler is leaking.", FIRST_WORD));
        assert!(judge.caller_tells("It's 4.", FIRST_WORD));
        assert!(!judge.caller_tells("Oh, the boiler.", FIRST_WORD));
        assert!(!judge.caller_tells("Yes, okay, thank you so much!", FIRST_WORD));
    }

    #[test]
    fn one_telling_word_is_enough_for_an_answer() {
        let mut judge = english(&[]);
        assert!(judge.caller_tells("Whistling.", ANSWER));
        assert!(!judge.caller_tells("Yes.", ANSWER));
    }

    #[test]
    fn a_caller_may_repeat_the_agent() {
        let mut judge = english(&["Boiler: Brightflame 24."]);
        assert!(judge.caller_tells("It's a Brightflame boiler.", FIRST_WORD));
    }

    #[test]
    fn scripts_without_spaces_have_substance() {
        let mut judge = Judge::new(Some("zh"), &[]);
        assert!(judge.caller_tells("锅炉漏水", FIRST_WORD));
        let mut judge = Judge::new(Some("ja"), &[]);
        assert!(judge.caller_tells("ボイラーが水漏れしています。", FIRST_WORD));
    }

    #[test]
    fn an_agent_is_held_to_answers_with_content() {
        let judge = english(&[]);
        assert!(!judge.agent_tells("That can be limescale.", FIRST_WORD));
        assert!(judge.agent_tells("That can be limescale on the heat exchanger.", FIRST_WORD));
        assert!(judge.agent_tells("Thursday.", ANSWER));
    }

    #[test]
    fn questions_greetings_and_stalling_are_no_news() {
        let judge = english(&[]);
        for turn in [
            "Is it a banging or a whistling sound?",
            "Is it the 24 or the 30 model? Was it fitted by us?",
            "Hi Robin, welcome to Northwind Heating.",
            "Sorry to hear that. Let me check what we noted last time.",
            "I'll transfer you to a colleague in billing.",
            "You're welcome, Robin. Goodbye!",
        ] {
            assert!(!judge.agent_tells(turn, FIRST_WORD), "{turn}");
        }
    }

    #[test]
    fn a_greeting_that_commits_or_names_a_number_is_news() {
        let judge = english(&[]);
        assert!(judge.agent_tells("Hi Robin, we will refund the visit.", FIRST_WORD));
        assert!(judge.agent_tells("Hello Robin, your visit moved to the 27th.", FIRST_WORD));
    }

    #[test]
    fn a_question_beside_a_statement_proposes_a_new_date() {
        let mut judge = english(&[]);
        judge.caller_tells("Mornings are better now. Before ten.", FIRST_WORD);
        let turn = "Got it, mornings before ten. How about Thursday the 26th at 8:30?";
        assert!(judge.agent_tells(turn, FIRST_WORD));
    }

    #[test]
    fn what_the_agent_was_told_is_no_news_from_its_mouth() {
        let judge =
            english(&["Boiler: Brightflame 24, fitted in 2019. An engineer will call Anna."]);
        assert!(!judge.agent_tells("Right, the Brightflame you had fitted in 2019.", FIRST_WORD));
        assert!(!judge.agent_tells("The engineer will call Anna.", FIRST_WORD));
    }

    #[test]
    fn what_the_caller_said_is_no_news_from_the_agent() {
        let mut judge = english(&[]);
        judge.caller_tells("Call me on my new number, it ends 0 1 7 7.", FIRST_WORD);
        assert!(!judge.agent_tells("I'll note the new number ending 0177.", FIRST_WORD));
    }

    #[test]
    fn the_last_digits_of_a_number_repeat_the_number() {
        let mut judge = english(&[]);
        judge.caller_tells("My number is 202 555 0143.", FIRST_WORD);
        assert!(!judge.agent_tells("The number ending 0143.", FIRST_WORD));
        assert!(judge.agent_tells("The number ending 0144.", FIRST_WORD));
    }

    #[test]
    fn a_commitment_to_what_the_caller_asked_for_is_news() {
        let mut judge = english(&[]);
        judge.caller_tells("Can an engineer come Thursday morning?", FIRST_WORD);
        assert!(judge.agent_tells("An engineer will come Thursday morning.", FIRST_WORD));
        assert!(!judge.agent_tells("Thursday morning, an engineer.", FIRST_WORD));
    }

    #[test]
    fn a_new_number_among_known_words_is_news() {
        let judge = english(&["The engineer comes Thursday at 8."]);
        assert!(judge.agent_tells("The engineer comes Thursday at 9.", FIRST_WORD));
    }
}
