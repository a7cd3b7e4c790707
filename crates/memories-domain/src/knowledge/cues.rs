//! The words by which people say that something changed, by language.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod language_cues;
mod matcher;
mod nl;
mod promises;
mod pt;

use std::sync::LazyLock;

use language_cues::LanguageCues;
pub(super) use matcher::PhraseMatcher;
use promises::{PROMISES, PromiseCues};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::text::words;

const LANGUAGES: [LanguageCues; 7] = [
    en::CUES,
    de::CUES,
    es::CUES,
    fr::CUES,
    pt::CUES,
    it::CUES,
    nl::CUES,
];

/// By language, the words that end something in another one and are stop words in this one: "dei"
/// means "I gave" in Portuguese and "of the" in Italian.
static HOMOGRAPHS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| {
    let single_words = |cues: &LanguageCues| -> Vec<&'static str> {
        [cues.ends, cues.none_of]
            .into_iter()
            .flat_map(|list| list.split(','))
            .map(str::trim)
            .filter(|phrase| !phrase.contains(' '))
            .collect()
    };
    LANGUAGES
        .iter()
        .map(|language| {
            let own = single_words(language);
            let stop_words = stop_words::lookup(language.code).unwrap_or_default();
            let homographs = LANGUAGES
                .iter()
                .flat_map(single_words)
                .filter(|word| !own.contains(word) && stop_words.contains(word))
                .collect();
            (language.code, homographs)
        })
        .collect()
});

/// Whether words that end something are a stop word of the language that is spoken.
pub(super) fn is_homograph<W: AsRef<str>>(language: Option<&str>, cue: &[W]) -> bool {
    let code = language.and_then(|tag| tag.get(..2));
    let homographs = code.and_then(|code| HOMOGRAPHS.get(code));
    matches!((homographs, cue), (Some(homographs), [word]) if homographs.contains(word.as_ref()))
}

/// Something that was arranged does not take place.
pub(super) static CANCELS: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.cancels));
/// Something named is taken off a list; no appointment is unless it is named.
pub(super) static REMOVES: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.removes));
/// After a cancellation, something takes its place.
pub(super) static BOOKS: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.books));
/// Something takes place at another time, or is another thing than before.
pub(super) static CHANGES: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.changes));
/// Something is again as it was earlier.
pub(super) static REVERTS: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.reverts));
/// A state of the caller has ended.
pub(super) static ENDS: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.ends));
/// Makes the words of [`ENDS`] within it none: "I stopped by your office".
pub(super) static NO_ENDING: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.no_ending));
/// An item of a list that the clause names has ended.
pub(super) static ENDS_ITEMS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.ends_items));
/// Of a list, only what the clause names is left.
pub(super) static ONLY: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.only));
/// What is named is surely no more: a fact with one value ends, too.
pub(super) static ENDS_FACTS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.ends_facts));
/// Stands for something named before, beside the words of [`ENDS`].
pub(super) static PRONOUNS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.pronouns));
/// More than one arrangement is meant.
pub(super) static BOTH: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.both));
/// Asks when something takes place.
pub(super) static WHEN: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.when));
/// The noun after it does not exist.
pub(super) static NONE_OF: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.none_of));
/// A promise was kept.
pub(super) static KEPT: LazyLock<PhraseMatcher> =
    LazyLock::new(|| promise_matcher(|cues| cues.kept));
/// The agent says that it kept a promise.
pub(super) static FULFILLED: LazyLock<PhraseMatcher> =
    LazyLock::new(|| promise_matcher(|cues| cues.fulfilled));
/// Before or in the words for a promise that was kept, says that it was not, or not yet.
pub(super) static PENDING: LazyLock<PhraseMatcher> =
    LazyLock::new(|| promise_matcher(|cues| cues.pending));
/// Promises that somebody calls or writes.
pub(super) static CALLS_BACK: LazyLock<PhraseMatcher> =
    LazyLock::new(|| promise_matcher(|cues| cues.calls_back));
/// Somebody called or wrote.
pub(super) static CALLED_BACK: LazyLock<PhraseMatcher> =
    LazyLock::new(|| promise_matcher(|cues| cues.called_back));
/// The caller does without what was promised.
pub(super) static WAIVED: LazyLock<PhraseMatcher> =
    LazyLock::new(|| promise_matcher(|cues| cues.waived));
/// A promise of these words is an arrangement, which takes place.
pub(super) static BOOKED: LazyLock<PhraseMatcher> =
    LazyLock::new(|| promise_matcher(|cues| cues.booked));
/// Words of a collected item that say that something is done.
pub(super) static DONE_ITEMS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    PROMISES
        .iter()
        .flat_map(|language| language.done.split(','))
        .map(str::trim)
        .collect()
});
/// The agent says what somebody has to do.
pub(super) static REQUIRES: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.requires));
/// The caller says that they did what they had to.
pub(super) static DONE: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.done));
/// A claim, a ticket or an application has a new state.
pub(super) static SETTLED: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.settled));
/// Asks whether something is still so.
pub(super) static STILL: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.still));
/// Before a day, says that something holds from then on.
pub(super) static STARTS: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.starts));
/// An amount was paid.
pub(super) static PAID: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.paid));
/// The agent wrote something down.
pub(super) static NOTED: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.noted));
/// The speaker takes back the words before it.
pub(super) static WITHDRAWS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.withdraws));
/// What follows is wrong, and what comes after [`BUT`] is right.
pub(super) static NOT: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.not));
/// Introduces what is right after [`NOT`].
pub(super) static BUT: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.but));
/// Makes a cancellation none: "don't cancel", "no cancellation fee".
pub(super) static NO_CANCELLATION: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.no_cancellation));
/// A change may come: "if I cancel".
pub(super) static CONDITIONS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.conditions));
/// A change is asked for: "can you cancel".
pub(super) static REQUESTS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.requests));
/// A change is possible: "you can cancel online".
pub(super) static POSSIBLE: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.possible));
/// A change happened to something: "the train was cancelled".
pub(super) static PASSIVE: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.passive));
/// Agrees to what the other has just asked for.
pub(super) static AGREES: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.agrees));
/// Refuses what the other has just asked for.
pub(super) static REFUSES: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.refuses));
/// Nouns of an appointment, which say nothing about which one is meant.
pub(super) static APPOINTMENT_NOUNS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.appointment_nouns));
/// Can be cancelled, and are no appointments.
pub(super) static OTHER_THINGS: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.other_things));
/// The speaker lives somewhere else now.
pub(super) static MOVED_HOME: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.moved_home));
/// Something is another than before.
pub(super) static RENEWED: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.renewed));
pub(super) static NOW: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.now));
/// Something that somebody was allergic to does no harm any more.
pub(super) static TOLERATED: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.tolerated));
/// Before what was so until now.
pub(super) static INSTEAD_OF: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.instead_of));
/// What somebody wants, whenever it may matter.
pub(super) static WISHES: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.wishes));
/// A question was only a question.
pub(super) static ASIDES: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.asides));
/// What was refused is wanted now.
pub(super) static AFTER_ALL: LazyLock<PhraseMatcher> =
    LazyLock::new(|| matcher(|cues| cues.after_all));
/// The agent says what is left, or stays as it was.
pub(super) static REMAINS: LazyLock<PhraseMatcher> = LazyLock::new(|| matcher(|cues| cues.remains));
/// Words that name nothing in particular.
pub(super) static GENERIC: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    LANGUAGES
        .iter()
        .flat_map(|language| language.generic.split(','))
        .map(str::trim)
        .collect()
});

/// Whether a statement says that something was moved, changed or cancelled.
pub(crate) fn is_rearrangement(sentence: &str) -> bool {
    let words: Vec<SmolStr> = words(sentence).into_iter().map(|word| word.text).collect();
    CHANGES.is_in(&words) || CANCELS.is_in(&words) && !NO_CANCELLATION.is_in(&words)
}

/// Whether a sentence begins with words that take the sentence before it back: "No wait, Tuesday."
pub(crate) fn takes_back(sentence: &str) -> bool {
    let words: Vec<SmolStr> = words(sentence).into_iter().map(|word| word.text).collect();
    let start = WITHDRAWS.find(&words).next();
    start.is_some_and(|range| range.start <= 1)
}

/// Whether a statement says what became of a promise, or that something is another than before.
pub(crate) fn is_news(statement: &str) -> bool {
    let words: Vec<SmolStr> = words(statement).into_iter().map(|word| word.text).collect();
    [
        &KEPT,
        &FULFILLED,
        &CALLED_BACK,
        &WAIVED,
        &CHANGES,
        &CANCELS,
        &ENDS,
    ]
    .iter()
    .any(|phrases| phrases.is_in(&words))
}

fn promise_matcher(list: impl Fn(&PromiseCues) -> &'static str) -> PhraseMatcher {
    PROMISES
        .iter()
        .flat_map(|language| list(language).split(','))
        .collect()
}

fn matcher(list: impl Fn(&LanguageCues) -> &'static str) -> PhraseMatcher {
    LANGUAGES
        .iter()
        .flat_map(|language| list(language).split(','))
        .collect()
}
