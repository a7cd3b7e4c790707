//! What a sentence, or a collected item, says became of promises.

use std::ops::Range;

use smol_str::SmolStr;

use super::{
    part::Act,
    sentence::{Sentence, texts_of},
};
use crate::{
    ProfileKey, ProfileValue, Speaker,
    extract::FillerFilter,
    knowledge::{cues, negations::is_denial},
    text::{is_commitment, is_question},
};

/// A value of more words describes something, and does not only say that it is done.
const MAX_WORDS_OF_A_STATE: usize = 3;

impl Sentence<'_> {
    pub(super) fn outcomes_of_promises(&self, filler: &FillerFilter) -> Vec<Act> {
        if self.is_question {
            return Vec::new();
        }
        let clauses = self.clauses();
        let mut acts = Vec::new();
        for (index, clause) in clauses.iter().enumerate() {
            if let Some(cue) = self.cue_of_keeping(clause) {
                let before = index.checked_sub(1).and_then(|before| clauses.get(before));
                let names = self.what_came(filler, clause, before, &cue);
                if !names.is_empty() {
                    acts.push(Act::Keeps(names));
                }
            }
            if let Some(cue) = cues::CALLED_BACK.find(clause).next()
                && has_happened(clause, &cue)
            {
                let who = clause.get(..cue.start).unwrap_or_default();
                let mut who = self.content_of(filler, who);
                who.retain(|word| !SOMEBODY.contains(&word.as_str()));
                acts.push(Act::CallsBack(who));
            }
            acts.extend(self.waiver(filler, clause));
        }
        if acts.is_empty() {
            acts.extend(self.confirmation(filler));
        }
        acts
    }

    /// Whether the caller says that something did not come.
    pub(super) fn misses_something(&self) -> bool {
        self.speaker == Some(Speaker::Caller)
            && self
                .clauses()
                .iter()
                .any(|clause| cues::KEPT.is_in(clause) && clause.iter().any(|word| is_denial(word)))
    }

    /// The words of a clause that say that a promise was kept.
    fn cue_of_keeping(&self, clause: &[SmolStr]) -> Option<Range<usize>> {
        let is_done_by_agent = self.speaker == Some(Speaker::Agent) && !is_commitment(self.text);
        let kept = cues::KEPT.find(clause).next();
        kept.or_else(|| {
            cues::FULFILLED
                .find(clause)
                .next()
                .filter(|_| is_done_by_agent)
        })
        .filter(|cue| has_happened(clause, cue))
    }

    /// What came: what is named after the words for it, or before them; if nothing is, what is named
    /// in the clause before, or what the other has just asked about. "I got a reminder about the
    /// invoice" is no invoice.
    fn what_came(
        &self,
        filler: &FillerFilter,
        clause: &[SmolStr],
        before: Option<&Vec<SmolStr>>,
        cue: &Range<usize>,
    ) -> Vec<Vec<SmolStr>> {
        let after = clause.get(cue.end..).unwrap_or_default();
        let topic = after.iter().position(|word| ABOUT.contains(&word.as_str()));
        let after = after
            .get(..topic.unwrap_or(after.len()))
            .unwrap_or_default();
        let own_before = clause.get(..cue.start).unwrap_or_default();
        let mut names: Vec<Vec<SmolStr>> = [after, own_before]
            .into_iter()
            .map(|words| self.first_named(filler, words))
            .filter(|named| !named.is_empty())
            .collect();
        if names.is_empty() {
            let referred = [
                self.first_named(filler, before.map_or(&[][..], Vec::as_slice)),
                self.asked_about(filler),
            ];
            names.extend(referred.into_iter().find(|named| !named.is_empty()));
        }
        names
    }

    /// The first thing that is named, of one or more words beside one another.
    fn first_named(&self, filler: &FillerFilter, words: &[SmolStr]) -> Vec<SmolStr> {
        words
            .iter()
            .map(|word| self.content_of(filler, std::slice::from_ref(word)))
            .skip_while(Vec::is_empty)
            .take_while(|named| !named.is_empty())
            .flatten()
            .collect()
    }

    /// The last question of the turn before.
    fn question_before(&self) -> Option<&[SmolStr]> {
        let (last, words) = self.turn_before.last_sentence();
        (self.start == 0 && is_question(last)).then_some(words)
    }

    fn asked_about(&self, filler: &FillerFilter) -> Vec<SmolStr> {
        self.question_before()
            .map(|question| self.content_of(filler, question))
            .unwrap_or_default()
    }

    /// "Did the brochure arrive?" "Yes, thanks."
    fn confirmation(&self, filler: &FillerFilter) -> Option<Act> {
        let first = self.words.first()?;
        if self.speaker != Some(Speaker::Caller)
            || !YES.contains(&first.as_str())
            || self.is_negated()
        {
            return None;
        }
        let question = self.question_before()?;
        if cues::CALLED_BACK.is_in(question) {
            return Some(Act::CallsBack(Vec::new()));
        }
        let named = self.content_of(filler, question);
        (cues::KEPT.is_in(question) && !named.is_empty()).then(|| Act::Keeps(vec![named]))
    }

    /// "No need to send the brochure."
    fn waiver(&self, filler: &FillerFilter, clause: &[SmolStr]) -> Option<Act> {
        let cue = cues::WAIVED.find(clause).next()?;
        if self.speaker != Some(Speaker::Caller) {
            return None;
        }
        // The ends of the phrase are its own words, between them may be what it is about.
        let others = clause.iter().enumerate().filter_map(|(index, word)| {
            let is_own = index == cue.start || index + 1 == cue.end;
            (!is_own).then(|| word.clone())
        });
        let others: Vec<SmolStr> = others.collect();
        let is_call = |word: &SmolStr| CALLING.iter().any(|stem| word.starts_with(stem));
        let mut words = self.content_of(filler, &others);
        words.retain(|word| !is_call(word));
        let is_call = words.is_empty() && clause.iter().any(is_call);
        (is_call || !words.is_empty()).then_some(Act::Waives { words, is_call })
    }
}

/// What a collected item says became of promises: `invoice_sent: yes`, `refund: "paid"`.
pub(super) fn outcomes_of_item(key: &ProfileKey, value: &ProfileValue) -> Vec<Act> {
    let text = value.to_text().to_lowercase();
    let value_words = texts_of(&text);
    let key = key.as_str().to_lowercase();
    let is_done = |word: &str| cues::DONE_ITEMS.contains(word);
    let (done, named): (Vec<&str>, Vec<&str>) = key
        .split('_')
        .filter(|word| !word.is_empty())
        .partition(|word| is_done(word));
    let is_yes = matches!(value_words.as_slice(), [yes] if YES.contains(&yes.as_str()));
    let says_done = value_words.len() <= MAX_WORDS_OF_A_STATE
        && value_words.iter().any(|word| is_done(word))
        && !value_words.iter().any(|word| is_denial(word));
    if !(says_done || is_yes && !done.is_empty()) || named.iter().any(|word| is_denial(word)) {
        return Vec::new();
    }
    if named.iter().any(|word| CALLBACKS.contains(word)) || named == ["call", "back"] {
        return vec![Act::CallsBack(Vec::new())];
    }
    let words: Vec<SmolStr> = named
        .into_iter()
        .filter(|word| word.chars().count() > 2 && !STATES.contains(word))
        .map(SmolStr::from)
        .collect();
    if words.is_empty() {
        Vec::new()
    } else {
        vec![Act::Keeps(vec![words])]
    }
}

/// Whether words in a clause say that something did happen: not that it should have, or did not.
fn has_happened(clause: &[SmolStr], cue: &Range<usize>) -> bool {
    !clause.iter().any(|word| is_denial(word))
        && !cues::PENDING
            .find(clause)
            .any(|pending| pending.start <= cue.start)
}

/// Between what came and what it is about.
const ABOUT: [&str; 12] = [
    "about",
    "regarding",
    "concerning",
    "for",
    "über",
    "wegen",
    "sobre",
    "concernant",
    "pour",
    "para",
    "omtrent",
    "over",
];

const YES: [&str; 12] = [
    "yes", "yeah", "yep", "yup", "true", "ja", "jawohl", "jawel", "sí", "oui", "sim", "sì",
];

/// Stand for whoever it was.
const SOMEBODY: [&str; 12] = [
    "somebody",
    "someone",
    "colleague",
    "colleagues",
    "jemand",
    "kollege",
    "kollegin",
    "alguien",
    "quelqu'un",
    "qualcuno",
    "alguém",
    "iemand",
];

/// Beginnings of words for calling somebody.
const CALLING: [&str; 13] = [
    "call", "ring", "phon", "anruf", "anzuruf", "zurück", "llam", "rappel", "appel", "chiam",
    "richiam", "lig", "terugbel",
];

/// Names of collected items about a call that was promised.
const CALLBACKS: [&str; 6] = [
    "callback",
    "rueckruf",
    "rückruf",
    "rappel",
    "richiamata",
    "terugbelafspraak",
];

/// Words of such names that say nothing about what was promised.
const STATES: [&str; 10] = [
    "status", "state", "was", "has", "been", "is", "estado", "statut", "stato", "stand",
];
