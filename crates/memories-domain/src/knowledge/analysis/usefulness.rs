//! How much an agent can do with a sentence.

use smol_str::SmolStr;

use super::{
    part::{Part, Role},
    sentence::{Sentence, texts_of},
};
use crate::{
    Speaker, TimeMention,
    knowledge::{
        cues,
        intent::{Intent, begins_with_question_word},
        negations::is_denial,
        weekdays::weekday,
    },
    sensitive::{is_number_word, names_health},
    text::{is_number, words},
};

/// They count nothing, or are articles.
const ONE: [&str; 14] = [
    "one", "ein", "eine", "einen", "einem", "einer", "un", "una", "uno", "une", "um", "uma", "een",
    "zero",
];

/// "I'm afraid that's not possible" says nothing without what was asked for.
const MIN_CONTENT_OF_A_REFUSAL: usize = 2;

impl Sentence<'_> {
    /// What the sentence is worth beside what it names.
    pub(super) fn uses(&self, part: &Part) -> Vec<Role> {
        let is_callers = self.speaker == Some(Speaker::Caller);
        let roles = [
            (Role::Figure, self.has_figure()),
            (
                Role::Health,
                names_health(self.words.iter().map(SmolStr::as_str)),
            ),
            (Role::Wish, is_callers && cues::WISHES.is_in(&self.words)),
            (Role::Asks, is_callers && self.only_asks()),
            (Role::Aside, is_callers && self.is_aside()),
            (Role::Arranged, self.says_what_is_arranged(part)),
            (
                Role::Declines,
                !is_callers && cues::REFUSES.is_in(&self.words),
            ),
            (Role::Opening, is_callers && self.is_opening),
            (Role::Refusal, is_callers && self.only_refuses(part)),
        ];
        let roles = roles.into_iter().filter(|(_, applies)| *applies);
        roles.map(|(role, _)| role).collect()
    }

    /// Whether an agent answers a question of the caller, other than by a day that is free.
    pub(super) fn answers_the_caller(&self, part: &Part) -> bool {
        self.speaker == Some(Speaker::Agent)
            && !self.is_question
            && part.days.is_empty()
            && !self.words.iter().any(|word| weekday(word).is_some())
            && (part.content.len() >= MIN_CONTENT_OF_A_REFUSAL || !cues::REFUSES.is_in(&self.words))
            && self.turn_before.asks_something()
    }

    /// Whether an agent says what is left, after something was taken away or added.
    pub(super) fn says_what_remains(&self, part: &Part) -> bool {
        let is_changed = |words: &[SmolStr]| {
            [&cues::CANCELS, &cues::ENDS, &cues::CHANGES, &cues::NOTED]
                .iter()
                .any(|phrases| phrases.is_in(words))
        };
        self.speaker == Some(Speaker::Agent)
            && !self.is_question
            && part.days.is_empty()
            && cues::REMAINS.is_in(&self.words)
            && (is_changed(&texts_of(self.before)) || is_changed(self.turn_before.words()))
    }

    /// Whether an agent says for which day something is written down, or stays, or when it takes
    /// place.
    fn says_what_is_arranged(&self, part: &Part) -> bool {
        let [first, others @ ..] = part.days.as_slice() else {
            return false;
        };
        self.speaker == Some(Speaker::Agent)
            && !self.is_question
            && others.iter().all(|day| day.from == first.from)
            && !part.is(Role::Begins)
            && (cues::REMAINS.is_in(&self.words)
                || cues::NOTED.is_in(&self.words)
                || self.confirms_a_day(first)
                || self.says_when_it_is())
    }

    /// "Friday 4 December then, crew from 7 am": a day that the caller has just chosen, and does
    /// not refuse.
    fn confirms_a_day(&self, day: &TimeMention) -> bool {
        /// "Okay, then" before the day.
        const MAX_WORDS_BEFORE: usize = 2;
        let before = (day.start as usize)
            .checked_sub(self.start)
            .and_then(|start| self.text.get(..start));
        let is_first = before.is_some_and(|before| words(before).len() <= MAX_WORDS_BEFORE);
        is_first
            && day.from == day.until
            && !self.is_offer()
            && !self.turn_before.asks_something()
            && !self.turn_before.words().is_empty()
            && !self.is_declined_in_reply()
    }

    /// "The concert is on Sunday, December 13th", asked when it is.
    fn says_when_it_is(&self) -> bool {
        const IS: [&str; 20] = [
            "is", "it's", "ist", "findet", "es", "será", "est", "c'est", "sera", "è", "sarà", "é",
            "dat", "beginnt", "starts", "begint", "empieza", "commence", "comincia", "começa",
        ];
        cues::WHEN.is_in(self.turn_before.words())
            && self.turn_before.asks_something()
            && self.words.iter().any(|word| IS.contains(&word.as_str()))
            && !self.is_offer()
    }

    /// Whether it says that there is room on a day, and not that it is taken.
    fn is_offer(&self) -> bool {
        const FREE: [&str; 60] = [
            "open",
            "free",
            "available",
            "possible",
            "slot",
            "could",
            "can",
            "have",
            "has",
            "i've",
            "we've",
            "or",
            "frei",
            "möglich",
            "könnte",
            "könnten",
            "kann",
            "können",
            "habe",
            "hätte",
            "hätten",
            "oder",
            "libre",
            "hueco",
            "posible",
            "puede",
            "podemos",
            "tengo",
            "tenemos",
            "o",
            "disponible",
            "peut",
            "pouvons",
            "avons",
            "j'ai",
            "reste",
            "ou",
            "libero",
            "libera",
            "disponibile",
            "possibile",
            "può",
            "possiamo",
            "ho",
            "abbiamo",
            "c'è",
            "oppure",
            "livre",
            "vaga",
            "disponível",
            "possível",
            "pode",
            "temos",
            "tenho",
            "há",
            "vrij",
            "beschikbaar",
            "mogelijk",
            "kan",
            "heb",
        ];
        cues::REFUSES.is_in(&self.words)
            || self.words.iter().any(|word| FREE.contains(&word.as_str()))
    }

    /// Whether the caller does not agree in the next turn.
    fn is_declined_in_reply(&self) -> bool {
        let reply = texts_of(self.reply);
        reply.iter().any(|word| is_denial(word))
            || cues::WITHDRAWS.is_in(&reply)
            || cues::CHANGES.is_in(&reply)
    }

    fn has_figure(&self) -> bool {
        let is_figure = |word: &SmolStr| {
            is_number(word) || !ONE.contains(&word.as_str()) && is_number_word(word, self.language)
        };
        self.words
            .iter()
            .any(|word| is_figure(word) && !self.time_words.contains(word))
    }

    /// "Nah, no battery."
    fn only_refuses(&self, part: &Part) -> bool {
        const MAX_CONTENT: usize = 3;
        !self.is_question
            && (1..=MAX_CONTENT).contains(&part.content.len())
            && (self.is_negated() || cues::NONE_OF.is_in(&self.words))
    }

    /// "How much notice is it?", but not "And she's allergic to sulfa, is that on there?"
    fn only_asks(&self) -> bool {
        if !self.is_question || cues::REQUESTS.is_in(&self.words) {
            return false;
        }
        let [first, others @ ..] = self.clauses() else {
            return true;
        };
        others.is_empty()
            || self.text.trim_start().starts_with('¿')
            || begins_with_question_word(first)
            || cues::CONDITIONS.is_in(first)
            || self.asks_after_its_subject()
    }

    /// "And, er, the concert, when is that again?"
    fn asks_after_its_subject(&self) -> bool {
        const MAX_WORDS: usize = 3;
        let clauses = self.clauses();
        let asks = clauses
            .iter()
            .position(|clause| begins_with_question_word(clause));
        asks.and_then(|asks| clauses.get(..asks))
            .is_some_and(|before| before.iter().all(|clause| clause.len() <= MAX_WORDS))
    }

    /// "I was only asking", and what is told as the reason for that: "our train was cancelled".
    fn is_aside(&self) -> bool {
        let follows_one = || {
            !self.is_question
                && self.start > 0
                && self.intent(&cues::CANCELS) == Some(Intent::Reported)
                && cues::ASIDES.is_in(&texts_of(self.before))
        };
        cues::ASIDES.is_in(&self.words) || follows_one()
    }
}
