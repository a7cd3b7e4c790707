//! What the agent asks for.

use super::{
    context::Situation,
    kind::Kind,
    password,
    policy::SensitiveDataPolicy,
    tokens::{Gap, Token, tokens},
    vocabulary::{Class, Classes, Marks},
};
use crate::Speaker;

/// After so many turns an unanswered question is forgotten.
const MAX_TURNS_TO_ANSWER: usize = 6;
/// "Yes?" asks for the rest.
const MAX_WORDS_TO_GO_ON: usize = 2;
/// For so many turns an expiry date belongs to a card.
const MAX_TURNS_SINCE_CARD: usize = 4;

const PRONOUNS: [&str; 14] = [
    "den", "die", "diesen", "gliela", "he", "het", "ihn", "it", "lo", "me", "mi", "nous", "that",
    "them",
];

/// "Never tell anybody your PIN."
const NEVER: [&str; 8] = [
    "jamais", "mai", "never", "nie", "niemals", "nooit", "nunca", "niemand",
];

const NOT: [&str; 10] = [
    "don",
    "kein",
    "nadie",
    "nao",
    "nicht",
    "niemandem",
    "niet",
    "no",
    "not",
    "pas",
];

/// What one should not do with a secret.
const TELL: [&str; 38] = [
    "communiquez",
    "compartas",
    "comparta",
    "compartilhe",
    "comunichi",
    "condivida",
    "deel",
    "deelt",
    "delen",
    "dica",
    "digas",
    "diga",
    "dire",
    "dirlo",
    "dites",
    "divulguez",
    "disclose",
    "donnez",
    "facilite",
    "geef",
    "geeft",
    "give",
    "mention",
    "nennen",
    "partagez",
    "partilhe",
    "reveal",
    "revele",
    "riveli",
    "sagen",
    "say",
    "share",
    "tell",
    "vertel",
    "verrate",
    "verraten",
    "weitergeben",
    "zeg",
];

/// What can be told without being asked for.
const MENTIONED: [Class; 5] = [
    Class::Pin,
    Class::SecurityCode,
    Class::SocialSecurity,
    Class::Bank,
    Class::Password,
];

fn mentioned(marks: &Marks) -> Vec<Kind> {
    MENTIONED
        .into_iter()
        .filter(|class| *class != Class::Password && marks.any(*class))
        .filter_map(Class::kind)
        .collect()
}

/// Follows a call, turn by turn.
pub(super) struct Dialogue {
    policy: SensitiveDataPolicy,
    asked: Vec<Kind>,
    turns_since_asked: usize,
    turns_since_card: usize,
    turns_since_bank: usize,
    is_about_site: bool,
    /// Whether the caller has just told a date of birth, which the agent may repeat.
    told_birth: bool,
    /// What the last two turns spoke of.
    mentioned: [Vec<Kind>; 2],
}

impl Dialogue {
    pub(super) const fn new(policy: SensitiveDataPolicy) -> Self {
        Self {
            policy,
            asked: Vec::new(),
            turns_since_asked: 0,
            turns_since_card: usize::MAX,
            turns_since_bank: usize::MAX,
            is_about_site: false,
            told_birth: false,
            mentioned: [Vec::new(), Vec::new()],
        }
    }

    /// What is known before a turn.
    pub(super) fn situation(&self, speaker: Speaker) -> Situation {
        let asked = match speaker {
            Speaker::Caller => self.asked.clone(),
            Speaker::Agent if self.told_birth => vec![Kind::Birth],
            Speaker::Agent => Vec::new(),
        };
        let mentioned = match speaker {
            Speaker::Caller if !self.is_about_site => self.mentioned.concat(),
            _ => Vec::new(),
        };
        Situation {
            asked,
            mentioned,
            site: self.is_about_site,
            card: self.turns_since_card < MAX_TURNS_SINCE_CARD
                && (!self.is_about_site || self.turns_since_card == 0),
            banking: self.turns_since_bank < MAX_TURNS_SINCE_CARD,
        }
    }

    /// Takes note of a turn: its original text and what was removed from it.
    pub(super) fn observe(
        &mut self,
        speaker: Speaker,
        text: &str,
        removed: &[Kind],
        incomplete: &[Kind],
    ) {
        let tokens = tokens(text);
        let marks = Marks::new(&tokens);
        let names = |classes: &[Class], kinds: &[Kind]| {
            classes.iter().any(|class| marks.any(*class))
                || removed.iter().any(|kind| kinds.contains(kind))
        };
        let since = |is_now: bool, turns: usize| if is_now { 0 } else { turns.saturating_add(1) };
        let card_kinds = [Kind::Card, Kind::SecurityCode, Kind::Expiry];
        let is_card = names(&[Class::Card, Class::SecurityCode], &card_kinds);
        self.turns_since_card = since(is_card, self.turns_since_card);
        let is_bank = names(&[Class::Banking, Class::Bank], &[Kind::Bank]);
        self.turns_since_bank = since(is_bank, self.turns_since_bank);
        self.is_about_site = marks.any(Class::Site);
        self.turns_since_asked += 1;
        self.mentioned.swap(0, 1);
        self.mentioned[1] = mentioned(&marks);
        if removed.contains(&Kind::Bank) {
            // Perhaps only a part was told.
            self.mentioned[1].push(Kind::Bank);
        }
        match speaker {
            Speaker::Caller => {
                self.told_birth = removed.contains(&Kind::Birth);
                self.asked.retain(|kind| {
                    *kind != Kind::Health && (!removed.contains(kind) || incomplete.contains(kind))
                });
            }
            Speaker::Agent => {
                self.told_birth = false;
                let asked = self.asked_in(text, &tokens, &marks);
                if !asked.is_empty()
                    || text.contains('?') && tokens.len() > MAX_WORDS_TO_GO_ON
                    || self.turns_since_asked > MAX_TURNS_TO_ANSWER
                {
                    self.asked = asked;
                    self.turns_since_asked = 0;
                }
            }
        }
    }

    /// What a turn of the agent warns of telling: "Please never tell anybody your PIN."
    pub(super) fn warned_of(text: &str) -> Vec<Kind> {
        let tokens = tokens(text);
        let is_any = |words: &[Token], list: &[&str]| {
            words
                .iter()
                .any(|token| list.contains(&token.folded.as_str()))
        };
        let mut warned = Vec::new();
        let mut start = 0;
        let mut marks = None;
        for sentence in tokens.chunk_by(|_, next| next.gap < Gap::Sentence) {
            let end = start + sentence.len();
            let denies = is_any(sentence, &NEVER) || is_any(sentence, &NOT);
            if denies && is_any(sentence, &TELL) {
                let marks = marks.get_or_insert_with(|| Marks::new(&tokens));
                let named = MENTIONED
                    .into_iter()
                    .filter(|class| marks.any_between(*class, start, end));
                warned.extend(named.filter_map(Class::kind));
            }
            start = end;
        }
        warned
    }

    fn asked_in(&self, text: &str, tokens: &[Token], marks: &Marks) -> Vec<Kind> {
        let mut asked: Vec<Kind> = Vec::new();
        let mut start = 0;
        let sentences: Vec<(usize, usize)> = tokens
            .chunk_by(|_, next| next.gap < Gap::Sentence)
            .map(|sentence| {
                let from = start;
                start += sentence.len();
                (from, start)
            })
            .collect();
        let asks = |&(from, to): &(usize, usize)| {
            let is_question = match tokens.get(to) {
                Some(next) => next.is_question_before,
                None => tokens
                    .last()
                    .and_then(|last| text.get(last.end..))
                    .is_some_and(|end| end.contains(['?', '？'])),
            };
            is_question || marks.any_between(Class::Request, from, to)
        };
        // "I have sent you a code. Could you read it to me?"
        let refers_back = |sentence: &(usize, usize)| {
            let words = tokens.get(sentence.0..sentence.1).unwrap_or_default();
            asks(sentence)
                && words
                    .iter()
                    .any(|token| PRONOUNS.contains(&token.folded.as_str()))
        };
        for (index, sentence) in sentences.iter().enumerate() {
            let next = sentences.get(index + 1);
            if !asks(sentence) && !next.is_some_and(refers_back) {
                continue;
            }
            let (from, to) = *sentence;
            let words = tokens.get(from..to).unwrap_or_default();
            if words
                .iter()
                .any(|token| NEVER.contains(&token.folded.as_str()))
            {
                continue;
            }
            for mark in marks
                .marks
                .iter()
                .filter(|mark| mark.start >= from && mark.end <= to)
            {
                for kind in self.kinds(mark.classes, marks, (from, to), words) {
                    if !asked.contains(&kind) {
                        asked.push(kind);
                    }
                }
            }
        }
        // The kind with the fewest digits first: a security code is no part of a card number.
        asked.sort_by_key(|kind| *kind == Kind::Card);
        asked
    }

    fn kinds(
        &self,
        classes: Classes,
        marks: &Marks,
        (from, to): (usize, usize),
        words: &[Token],
    ) -> Vec<Kind> {
        const CLASSES: [Class; 14] = [
            Class::SecurityCode,
            Class::Expiry,
            Class::Code,
            Class::SocialSecurity,
            Class::NationalId,
            Class::Passport,
            Class::Tax,
            Class::Bank,
            Class::Account,
            Class::Pin,
            Class::Password,
            Class::Birth,
            Class::Health,
            Class::Card,
        ];
        let is_reference = marks.any_between(Class::Reference, from, to) || marks.any(Class::Site);
        let applies = |class: &Class| {
            classes.has(*class)
                && match class {
                    Class::Code => !is_reference,
                    Class::Card => !marks.any_between(Class::LastFour, from, to) && !is_reference,
                    Class::Expiry => self.turns_since_card < MAX_TURNS_SINCE_CARD,
                    Class::Account => self.turns_since_bank < MAX_TURNS_SINCE_CARD,
                    Class::Password => !password::asks_something_else(words),
                    Class::Birth => !self.policy.keeps_birth(),
                    Class::Health => self.policy.drops_health(),
                    _ => true,
                }
        };
        let kinds = CLASSES.into_iter().filter(applies);
        kinds.filter_map(Class::kind).collect()
    }
}
