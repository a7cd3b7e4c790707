//! What the agent asks for.

use super::{
    context::{Access, Situation, Telling},
    finding::is_incomplete,
    kind::Kind,
    numbers, password,
    policy::SensitiveDataPolicy,
    tokens::{Gap, Token, tokens},
    vocabulary::{Class, Classes, Marks},
    warning::{ACCEPT, NEVER, NOT, PRONOUNS, TELL, is_any, is_contracted_not},
};
use crate::Speaker;

/// After so many turns an unanswered question is forgotten.
const MAX_TURNS_TO_ANSWER: usize = 6;
/// "Yes?" and "Four one one one?" ask for the rest.
const MAX_WORDS_TO_GO_ON: usize = 2;
/// For so many turns an expiry date belongs to a card.
const MAX_TURNS_SINCE_CARD: usize = 4;

/// What can be told without being asked for.
const MENTIONED: [Class; 7] = [
    Class::Pin,
    Class::SecurityCode,
    Class::SocialSecurity,
    Class::NationalId,
    Class::Passport,
    Class::Tax,
    Class::Bank,
];

fn mentioned(marks: &Marks) -> Vec<Kind> {
    let is_code = marks.any(Class::Code) && !speaks_of_another_number(marks);
    MENTIONED
        .into_iter()
        .filter(|class| marks.any(*class))
        .chain(is_code.then_some(Class::Code))
        .filter_map(Class::kind)
        .collect()
}

/// "I don't need your card number."
const NEED: [&str; 12] = [
    "besoin",
    "benotige",
    "benotigen",
    "bisogno",
    "brauche",
    "brauchen",
    "necesito",
    "need",
    "nodig",
    "precisamos",
    "preciso",
    "serve",
];

const BRING: [&str; 13] = [
    "apporter",
    "apportez",
    "bring",
    "bringen",
    "meenemen",
    "mitbringen",
    "mitnehmen",
    "portare",
    "porti",
    "traer",
    "traga",
    "traiga",
    "trazer",
];

const CALLER_NEEDS: [&[&str]; 20] = [
    &["you", "ll", "need"],
    &["you", "need"],
    &["you", "will", "need"],
    &["sie", "brauchen"],
    &["brauchen", "sie"],
    &["sie", "benotigen"],
    &["benotigen", "sie"],
    &["vous", "aurez", "besoin"],
    &["vous", "avez", "besoin"],
    &["il", "vous", "faut"],
    &["il", "vous", "faudra"],
    &["necesita"],
    &["necesitara"],
    &["avra", "bisogno"],
    &["le", "servira"],
    &["vai", "precisar"],
    &["precisa", "de"],
    &["heeft", "u"],
    &["u", "heeft"],
    &["u", "hebt"],
];

/// What was spoken of in one turn.
struct Topic {
    mentioned: Vec<Kind>,
    password: bool,
    login: bool,
}

impl Topic {
    const NONE: Self = Self {
        mentioned: Vec::new(),
        password: false,
        login: false,
    };
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
    topics: [Topic; 2],
    /// The digits of a number that is told in parts.
    told: Option<(Kind, String)>,
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
            topics: [Topic::NONE, Topic::NONE],
            told: None,
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
            Speaker::Caller if !self.is_about_site => {
                let kinds = self.topics.iter().flat_map(|topic| &topic.mentioned);
                kinds.copied().collect()
            }
            _ => Vec::new(),
        };
        Situation {
            asked,
            mentioned,
            site: self.is_about_site,
            card: self.turns_since_card < MAX_TURNS_SINCE_CARD
                && (!self.is_about_site || self.turns_since_card == 0),
            banking: self.turns_since_bank < MAX_TURNS_SINCE_CARD,
            access: self.access(),
            telling: match speaker {
                Speaker::Agent => Telling::Agent,
                Speaker::Caller => Telling::Anybody,
            },
        }
    }

    fn access(&self) -> Access {
        let is_asked = self.asked.contains(&Kind::Password);
        if is_asked || self.topics.iter().any(|topic| topic.password) {
            Access::Password
        } else if self.topics.iter().any(|topic| topic.login) {
            Access::Login
        } else {
            Access::Unmentioned
        }
    }

    /// The number that has been told so far, in parts.
    pub(super) fn told(&self) -> Option<(Kind, &str)> {
        let (kind, digits) = self.told.as_ref()?;
        Some((*kind, digits))
    }

    /// Takes note of a turn: its original text and what was removed from it.
    pub(super) fn observe(
        &mut self,
        speaker: Speaker,
        text: &str,
        removed: &[Kind],
        numbers: &[(Kind, String)],
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
        let mut topic = Topic {
            mentioned: mentioned(&marks),
            password: marks.any(Class::Password) || removed.contains(&Kind::Password),
            login: marks.any(Class::Login),
        };
        if removed.contains(&Kind::Bank) {
            // Perhaps only a part was told.
            topic.mentioned.push(Kind::Bank);
        }
        self.topics.swap(0, 1);
        self.topics[1] = topic;
        match speaker {
            Speaker::Caller => {
                self.told_birth = removed.contains(&Kind::Birth);
                self.asked
                    .retain(|kind| *kind != Kind::Health && !removed.contains(kind));
                self.expect_more(numbers);
            }
            Speaker::Agent => {
                self.told_birth = false;
                let asked = self.asked_in(text, &tokens, &marks);
                if !asked.is_empty()
                    || speaks_of_another_number(&marks)
                    || text.contains('?') && asks_something_else(&tokens, &marks)
                    || self.turns_since_asked > MAX_TURNS_TO_ANSWER
                {
                    self.asked = asked;
                    self.turns_since_asked = 0;
                }
            }
        }
    }

    /// After a part of a number the rest is expected.
    fn expect_more(&mut self, numbers: &[(Kind, String)]) {
        for (kind, digits) in numbers {
            let told = match self.told.take() {
                Some((before, told)) if before == *kind && is_incomplete(before, &told) => {
                    told + digits
                }
                _ => digits.clone(),
            };
            if is_incomplete(*kind, &told) && !self.asked.contains(kind) {
                self.asked.push(*kind);
                self.turns_since_asked = 0;
            }
            self.told = Some((*kind, told));
        }
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
        let is_question = |&(_, to): &(usize, usize)| match tokens.get(to) {
            Some(next) => next.is_question_before,
            None => tokens
                .last()
                .and_then(|last| text.get(last.end..))
                .is_some_and(|end| end.contains(['?', '？'])),
        };
        // "The second and fifth letter of your password."
        let is_about_letters = |from: usize, to: usize| {
            marks.any_between(Class::Letters, from, to)
                && marks.any_between(Class::Password, from, to)
        };
        let asks = |sentence: &(usize, usize)| {
            let &(from, to) = sentence;
            is_question(sentence)
                || marks.any_between(Class::Request, from, to)
                    && !is_for_later(tokens.get(from..to).unwrap_or_default())
                || is_about_letters(from, to)
        };
        // "For your security question: what was your first school?"
        let is_security_question = marks.any(Class::SecurityQuestion)
            && sentences.iter().any(asks)
            && !(marks.any(Class::Birth) || speaks_of_another_number(marks))
            && !password::asks_something_else(tokens);
        if is_security_question {
            asked.push(Kind::Password);
        }
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
            let denies = is_any(words, &NOT) || words.iter().any(is_contracted_not);
            if is_any(words, &NEVER)
                || denies
                    && [&TELL[..], &NEED, &ACCEPT]
                        .iter()
                        .any(|verbs| is_any(words, verbs))
                    && !is_question(sentence)
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
        const CLASSES: [Class; 16] = [
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
            Class::Email,
            Class::Phone,
            Class::Card,
        ];
        let is_reference = marks.any_between(Class::Reference, from, to) || marks.any(Class::Site);
        let applies = |class: &Class| {
            classes.has(*class)
                && match class {
                    Class::Code => !is_reference,
                    Class::Pin => !marks.any_between(Class::Site, from, to),
                    Class::Card => !marks.any_between(Class::LastFour, from, to) && !is_reference,
                    Class::Expiry => self.turns_since_card < MAX_TURNS_SINCE_CARD,
                    Class::Account => self.turns_since_bank < MAX_TURNS_SINCE_CARD,
                    Class::Password => !password::asks_something_else(words),
                    Class::Birth => !self.policy.keeps_birth(),
                    Class::Health => self.policy.drops_health(),
                    Class::Email => self.policy.drops_email(),
                    Class::Phone => self.policy.drops_phone(),
                    _ => true,
                }
        };
        let kinds = CLASSES.into_iter().filter(applies);
        kinds.filter_map(Class::kind).collect()
    }
}

/// Whether a turn is about an order, a telephone number or a gate.
fn speaks_of_another_number(marks: &Marks) -> bool {
    [Class::Reference, Class::Site, Class::Phone, Class::Email]
        .into_iter()
        .any(|class| marks.any(class))
}

/// Whether a question is more than "And the rest?"
fn asks_something_else(tokens: &[Token], marks: &Marks) -> bool {
    let is_content = |(at, token): (usize, &Token)| {
        let classes = marks.at(at);
        let is_beside = token.label.is_some()
            || token.has_digit()
            || classes.has(Class::Continues)
            || classes.has(Class::Connector)
            || classes.has(Class::Copula)
            || numbers::is_number_of_any_language(token);
        !is_beside
    };
    let words = tokens.iter().enumerate();
    words.filter(|word| is_content(*word)).count() > MAX_WORDS_TO_GO_ON
}

/// "You'll need your passport at the airport", "Please bring your passport".
fn is_for_later(sentence: &[Token]) -> bool {
    let is_said = |phrase: &&[&str]| {
        sentence.windows(phrase.len()).any(|words| {
            let mut pairs = words.iter().zip(*phrase);
            pairs.all(|(token, word)| token.folded == *word)
        })
    };
    is_any(sentence, &BRING) || CALLER_NEEDS.iter().any(is_said)
}
