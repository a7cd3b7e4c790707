//! How much an agent can do with a sentence.

use smol_str::SmolStr;

use super::{
    part::{Part, Role},
    sentence::{Sentence, texts_of},
};
use crate::{
    Speaker,
    knowledge::{
        cues,
        intent::{Intent, begins_with_question_word},
        weekdays::weekday,
    },
    sensitive::is_number_word,
    text::is_number,
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
            (Role::Wish, is_callers && cues::WISHES.is_in(&self.words)),
            (Role::Asks, is_callers && self.only_asks()),
            (Role::Aside, is_callers && self.is_aside()),
            (Role::Arranged, self.says_what_is_arranged(part)),
            (
                Role::Declines,
                !is_callers && cues::REFUSES.is_in(&self.words),
            ),
            (Role::Opening, is_callers && self.is_opening),
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

    /// Whether an agent says for which day something is written down, or stays.
    fn says_what_is_arranged(&self, part: &Part) -> bool {
        let [first, others @ ..] = part.days.as_slice() else {
            return false;
        };
        self.speaker == Some(Speaker::Agent)
            && !self.is_question
            && others.iter().all(|day| day.from == first.from)
            && (cues::REMAINS.is_in(&self.words) || cues::NOTED.is_in(&self.words))
            && !part.is(Role::Begins)
    }

    fn has_figure(&self) -> bool {
        let is_figure = |word: &SmolStr| {
            is_number(word) || !ONE.contains(&word.as_str()) && is_number_word(word, self.language)
        };
        self.words
            .iter()
            .any(|word| is_figure(word) && !self.time_words.contains(word))
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
