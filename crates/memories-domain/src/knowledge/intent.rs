//! Whether words for a change mean that it takes place.
//!
//! "I've cancelled it" does, "I'm not cancelling" and "what if I cancel?" do not, and "can we move
//! it to Friday?" does if the other agrees.

use std::ops::Range;

use smol_str::SmolStr;

use super::{contractions::base_word, cues, negations::is_negation};
use crate::{
    Speaker,
    text::{is_question, sentences, words},
};

/// So many words before words for a change can deny them: "I don't want to cancel".
const REACH_OF_A_NEGATION: usize = 4;
/// So many words before them can make them possible only: "you can always cancel".
const REACH_OF_A_VERB: usize = 3;

/// What the words for a change are meant as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    /// The change takes place.
    Made,
    /// It happened to something, which may be no arrangement of the caller: "the train was
    /// cancelled".
    Reported,
    /// It was asked for, and refused.
    Refused,
    /// It is only spoken about: denied, possible, or asked about without an answer.
    Mentioned,
}

/// A clause with words for a change, and who says it to whom.
pub(super) struct Proposal<'t> {
    pub(super) clause: &'t [SmolStr],
    /// The words for the change.
    pub(super) cue: Range<usize>,
    /// Whether the sentence around it is a question.
    pub(super) is_question: bool,
    pub(super) speaker: Option<Speaker>,
    /// The turn of the other after it.
    pub(super) reply: &'t str,
}

impl Proposal<'_> {
    pub(super) fn intent(&self) -> Intent {
        let before = self.clause.get(..self.cue.start).unwrap_or_default();
        if self.is_denied(before) || cues::CONDITIONS.is_in(before) {
            return Intent::Mentioned;
        }
        let near = last(before, REACH_OF_A_VERB);
        if self.speaker == Some(Speaker::Agent) {
            return if self.is_question || cues::POSSIBLE.is_in(near) {
                self.if_agreed()
            } else {
                Intent::Made
            };
        }
        let is_request = cues::REQUESTS.is_in(before);
        if self.is_question && (begins_with_question_word(self.clause) || !is_request) {
            return self.if_agreed();
        }
        match Reply::to_request(self.reply) {
            Reply::Refuses => Intent::Refused,
            _ if !is_request && cues::PASSIVE.is_in(last(before, 2)) => Intent::Reported,
            _ => Intent::Made,
        }
    }

    fn if_agreed(&self) -> Intent {
        match Reply::to_request(self.reply) {
            Reply::Agrees => Intent::Made,
            Reply::Refuses => Intent::Refused,
            Reply::Other => Intent::Mentioned,
        }
    }

    /// "I'm not cancelling"; in German and Dutch also behind: "sagen Sie ihn bitte nicht ab".
    fn is_denied(&self, before: &[SmolStr]) -> bool {
        let after = self.clause.get(self.cue.end..).unwrap_or_default();
        let after = after
            .iter()
            .take_while(|word| !STARTS_A_CLAUSE.contains(&word.as_str()));
        let near = last(before, REACH_OF_A_NEGATION);
        let start = near
            .iter()
            .rposition(|word| STARTS_A_CLAUSE.contains(&word.as_str()))
            .map_or(0, |at| at + 1);
        near.get(start..)
            .unwrap_or_default()
            .iter()
            .any(|word| is_negation(word))
            || after
                .clone()
                .any(|word| FOLLOWING_NEGATIONS.contains(&word.as_str()))
    }
}

/// What a turn says to the request before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reply {
    Agrees,
    Refuses,
    Other,
}

impl Reply {
    fn to_request(turn: &str) -> Self {
        let mut agrees = false;
        for sentence in sentences(turn) {
            let spoken: Vec<SmolStr> = words(sentence).into_iter().map(|word| word.text).collect();
            let asks = is_question(sentence);
            let does = [&cues::CANCELS, &cues::CHANGES, &cues::BOOKS];
            let is_done = does.into_iter().any(|phrases| {
                phrases.find(&spoken).any(|cue| {
                    let before = last(
                        spoken.get(..cue.start).unwrap_or_default(),
                        REACH_OF_A_NEGATION,
                    );
                    !before.iter().any(|word| is_negation(word)) && !cues::POSSIBLE.is_in(before)
                })
            });
            if is_done && !asks {
                return Self::Agrees;
            }
            if cues::REFUSES.is_in(&spoken) {
                return Self::Refuses;
            }
            agrees |= !asks
                && cues::AGREES
                    .find(&spoken)
                    .next()
                    .is_some_and(|range| range.start <= 1);
        }
        if agrees { Self::Agrees } else { Self::Other }
    }
}

fn last(words: &[SmolStr], count: usize) -> &[SmolStr] {
    words
        .get(words.len().saturating_sub(count)..)
        .unwrap_or_default()
}

pub(super) fn begins_with_question_word(clause: &[SmolStr]) -> bool {
    clause
        .iter()
        .take(2)
        .any(|word| QUESTION_WORDS.contains(&base_word(word)))
}

const FOLLOWING_NEGATIONS: [&str; 3] = ["nicht", "niet", "pas"];

/// Before them ends what a negation denies: "I can't come so please cancel".
const STARTS_A_CLAUSE: [&str; 42] = [
    "so", "and", "but", "please", "because", "then", "und", "aber", "also", "deshalb", "bitte",
    "weil", "da", "denn", "y", "pero", "entonces", "porque", "que", "favor", "et", "mais", "donc",
    "alors", "car", "parce", "e", "ma", "quindi", "allora", "perché", "favore", "mas", "então",
    "portanto", "en", "maar", "dus", "want", "omdat", "graag", "just",
];

const QUESTION_WORDS: [&str; 38] = [
    "what", "how", "when", "which", "who", "why", "where", "wie", "was", "wann", "welche", "wer",
    "warum", "wo", "cómo", "qué", "cuánto", "cuándo", "cuál", "quién", "comment", "combien",
    "quand", "quel", "quelle", "qui", "come", "quanto", "quando", "cosa", "quale", "chi", "como",
    "quem", "hoe", "wat", "wanneer", "waarom",
];
