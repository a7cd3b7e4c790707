//! What one memory's text says about others.
//!
//! Nothing here has `Debug`: it consists of what people said.

mod acts;
mod endings;
mod numbers;
mod particulars;

use std::ops::Range;

use jiff::Zoned;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

pub(super) use self::{
    numbers::is_of_a_price,
    particulars::{News, Particulars},
};
use super::{
    contractions::base_word,
    cues::{self, PhraseMatcher},
    intent::{Intent, Proposal},
};
use crate::{
    Memory, MemoryKind, Nature, Speaker, TimeMention,
    extract::FillerFilter,
    sensitive::without_labels,
    text::{is_commitment, is_number, is_question, sentences, words},
    times,
};

/// What the sentences of a memory say. Depends on nothing but the memory.
#[derive(Default)]
pub(super) struct Analysis {
    pub(super) parts: Vec<Part>,
    /// Of a fact.
    pub(super) nature: Option<Nature>,
    /// Those of a fact's value.
    pub(super) value: Particulars,
}

/// A sentence of a statement; the whole text of a fact.
#[derive(Default)]
pub(super) struct Part {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// All words, in lower case.
    pub(super) words: FxHashSet<SmolStr>,
    /// Without stop words, filler and words that name nothing in particular.
    pub(super) content: FxHashSet<SmolStr>,
    /// The days that are meant, without those that the speaker took back.
    pub(super) days: Vec<TimeMention>,
    pub(super) acts: Vec<Act>,
    pub(super) numbers: Vec<NumberSlot>,
    pub(super) is_commitment: bool,
    pub(super) is_question: bool,
    /// Whether the agent says it.
    pub(super) is_agents: bool,
    pub(super) roles: Vec<Role>,
    pub(super) particulars: Particulars,
}

/// What a sentence is in its call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The agent says what somebody has to do.
    Requirement,
    /// The caller misses something that was promised: "she never got the letter".
    Complaint,
    /// The speaker takes it back in the next sentence.
    Withdrawn,
    /// The other refused it: "can we move it to Friday?" "Friday is full."
    Refused,
    /// The agent says what holds from now on: what it wrote down, a price, a change.
    Note,
    /// A short answer to the question when something takes place.
    Time,
    /// It holds from one of its days on, and has not passed with them: "from October 1st".
    Begins,
    /// It names a price or another amount of money.
    Amount,
    /// It is about somebody else than the caller: a relative, a neighbour, an office.
    OfOthers,
    /// A secret was removed from it.
    Redacted,
    /// A note that is more than news of a change: a price, or what was written down.
    Lasting,
}

/// What a sentence does to earlier memories.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// An arrangement is off.
    Cancels(Object),
    /// An arrangement is another than before.
    Changes(Object),
    /// The caller goes back to something earlier.
    Reverts,
    /// Something does not hold, or is not there, any more: what is named after the words that say
    /// so ("off the tablets"), or before them ("Brisket passed away"). What a pronoun may stand for
    /// was named in an earlier clause, the nearest first ("The cat? We gave him away").
    Ends {
        before: Vec<SmolStr>,
        after: Vec<SmolStr>,
        referred: Vec<Vec<SmolStr>>,
        /// Whether it can only mean the whole of what it names: "there's no", "passed away".
        is_sure: bool,
    },
    /// Of a list, only what is named is left: "so it's just the dog now".
    Leaves(Vec<SmolStr>),
    /// What has these names came, as it was promised.
    Keeps(Vec<SmolStr>),
    /// Amounts were paid.
    Pays(Vec<SmolStr>),
    /// The caller did what somebody had to do.
    Does(Vec<SmolStr>),
    /// What has these numbers is in a new state: "claim D-5150 is approved".
    Settles(Vec<SmolStr>),
    /// What the agent asked about is not so any more.
    Denies(Vec<SmolStr>),
    /// A word was wrong.
    Corrects {
        wrong: SmolStr,
        /// Whether it was wrong in earlier calls, too: a name or a number is; "it's not my knee, it's
        /// my shoulder" is about this call.
        is_everywhere: bool,
        right: Vec<SmolStr>,
    },
}

/// What a sentence is about.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Object {
    pub(super) words: Vec<SmolStr>,
    pub(super) days: Vec<TimeMention>,
    /// More than one arrangement: "both".
    pub(super) is_plural: bool,
    /// Whether it may be none of the caller's arrangements: "the train was cancelled".
    pub(super) is_reported: bool,
    /// Only what is named: "I've taken the nuts off".
    pub(super) is_named: bool,
}

/// A number of something of which there is one at a time: two statements of one person whose slots
/// are equal and whose numbers differ contradict each other.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct NumberSlot {
    /// "unit" in "I live in unit 411", "code gate" in "gate code 4419", "euros night" in "188 euros a night".
    pub(super) slot: SmolStr,
    pub(super) number: SmolStr,
    /// Whether it is what something costs in a period. Several things have such a price.
    pub(super) is_rate: bool,
}

impl Analysis {
    pub(super) fn new(memory: &Memory) -> Self {
        let language = memory
            .source
            .as_ref()
            .and_then(|source| source.language.as_deref());
        let filler = FillerFilter::for_language(language);
        let speaker = match memory.kind {
            MemoryKind::Semantic { speaker, .. } => speaker,
            MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => None,
        };
        let is_fact = matches!(memory.kind, MemoryKind::Profile { .. });
        let text: &str = &memory.text;
        let (before, reply) = match &memory.kind {
            MemoryKind::Semantic { neighbours, .. } => {
                (neighbours.prev.as_deref(), neighbours.next.as_deref())
            }
            MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => (None, None),
        };
        let (before, reply) = (before.unwrap_or_default(), reply.unwrap_or_default());
        let answers_when = speaker == Some(Speaker::Caller) && asks_when(before);
        let mut parts: Vec<Part> = Vec::new();
        let mut start = 0;
        let mut previous = before;
        let whole = std::iter::once(text).filter(|_| is_fact);
        for sentence in whole.chain(sentences(text).filter(|_| !is_fact)) {
            let end = start + sentence.len();
            let within = memory
                .annotations
                .times
                .iter()
                .filter(|mention| (start..end).contains(&(mention.start as usize)));
            let within: Vec<&TimeMention> = within.collect();
            // The label of what was removed names nothing.
            let spoken = without_labels(sentence);
            let sentence = Sentence {
                text: sentence,
                start,
                is_redacted: spoken.len() != sentence.len(),
                words: texts_of(&spoken),
                time_words: time_words(text, &within),
                days: within,
                is_question: is_question(sentence),
                speaker,
                language,
                before: previous,
                turn_before: before,
                reply,
            };
            previous = sentence.text;
            if sentence.starts_with_withdrawal()
                && !sentence.days.is_empty()
                && let Some(before) = parts.last_mut()
                && !before.days.is_empty()
            {
                // "Wednesday? No wait, Tuesday."
                before.days.clear();
                before.roles.push(Role::Withdrawn);
            }
            let mut part = sentence.analyse(&filler, start..end);
            if answers_when && part.words.len() <= MAX_WORDS_OF_A_TIME {
                part.roles.push(Role::Time);
            }
            parts.push(part);
            start = end;
        }
        let value = match &memory.kind {
            MemoryKind::Profile { value, .. } => Particulars::of_value(&value.to_text(), language),
            MemoryKind::Semantic { .. } | MemoryKind::Factual { .. } => Particulars::default(),
        };
        Self {
            parts,
            value,
            nature: match &memory.kind {
                MemoryKind::Profile { key, value } => Some(
                    memory
                        .annotations
                        .nature
                        .unwrap_or_else(|| Nature::of(key, value, &memory.annotations.times)),
                ),
                MemoryKind::Semantic { .. } | MemoryKind::Factual { .. } => None,
            },
        }
    }
}

impl Part {
    /// What the agent asks tells nothing: "Are you still at 3 Priory Close?" Prices of offers do.
    pub(super) fn only_asks_the_caller(&self) -> bool {
        self.is_agents && self.is_question
    }

    pub(super) fn contains_all<'a>(&self, words: impl IntoIterator<Item = &'a SmolStr>) -> bool {
        let mut words = words.into_iter().peekable();
        words.peek().is_some() && words.all(|word| self.words.contains(word))
    }

    /// Whether it has all of one or two words, or most of more.
    pub(super) fn repeats(&self, words: &[SmolStr]) -> bool {
        let shared = words
            .iter()
            .filter(|word| self.words.contains(*word))
            .count();
        match words.len() {
            0 => false,
            1 | 2 => shared == words.len(),
            several => shared * 3 >= several * 2,
        }
    }

    pub(super) fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether it cancels or moves something.
    pub(super) fn is_request(&self) -> bool {
        self.acts
            .iter()
            .any(|act| matches!(act, Act::Cancels(_) | Act::Changes(_)))
    }

    /// Whether it asks for something and tells nothing beside. "We changed our name to Brandt" tells.
    pub(super) fn only_requests(&self) -> bool {
        self.acts.iter().any(|act| match act {
            Act::Cancels(_) => true,
            Act::Changes(object) => {
                self.is_question
                    || !object.days.is_empty()
                    || object.words.len() < MIN_WORDS_OF_A_TELLING_CHANGE
            }
            _ => false,
        })
    }

    /// Whether all of its days have passed, and nothing began with them.
    pub(super) fn is_past(&self, now: &Zoned) -> bool {
        !self.is(Role::Begins) && self.days.iter().all(|day| day.is_past(now))
    }

    /// Whether it says anything that can hold or not.
    pub(super) fn is_informative(&self) -> bool {
        !self.content.is_empty() || !self.days.is_empty()
    }
}

fn time_words(text: &str, days: &[&TimeMention]) -> FxHashSet<SmolStr> {
    days.iter()
        .filter_map(|day| text.get(day.start as usize..day.end as usize))
        .flat_map(words)
        .map(|word| word.text)
        .collect()
}

struct Sentence<'t> {
    text: &'t str,
    /// Where it begins in the memory's text.
    start: usize,
    words: Vec<SmolStr>,
    days: Vec<&'t TimeMention>,
    /// The words that name days and hours, which are nothing else.
    time_words: FxHashSet<SmolStr>,
    is_question: bool,
    is_redacted: bool,
    speaker: Option<Speaker>,
    language: Option<&'t str>,
    /// The sentence before it, or the turn before the first.
    before: &'t str,
    turn_before: &'t str,
    /// The turn after it.
    reply: &'t str,
}

impl Sentence<'_> {
    fn analyse(self, filler: &FillerFilter, range: Range<usize>) -> Part {
        let content = self.content_of(filler, &self.words).into_iter().collect();
        let mut days = self.days_meant();
        let is_standing = self.has_standing_start();
        if is_standing {
            days.retain(|day| !self.is_start(day));
        }
        let mut part = Part {
            range,
            content,
            days,
            is_commitment: self.speaker == Some(Speaker::Agent) && is_commitment(self.text),
            is_question: self.is_question,
            is_agents: self.speaker == Some(Speaker::Agent),
            ..Part::default()
        };
        let roles = [
            (Role::Amount, self.amounts().next().is_some()),
            (Role::OfOthers, self.speaks_of_others()),
            (Role::Redacted, self.is_redacted),
        ];
        let roles = roles.into_iter().filter(|(_, applies)| *applies);
        part.roles.extend(roles.map(|(role, _)| role));
        if self.speaker.is_some() {
            part.particulars = self.particulars(filler);
        }
        if self.begins() {
            part.roles.push(Role::Begins);
        }
        let asks = self.is_question && self.speaker == Some(Speaker::Agent);
        if !asks {
            if self.intent(&cues::CHANGES) == Some(Intent::Refused) {
                part.days.clear();
                part.roles.push(Role::Refused);
            }
            part.acts = self.find_acts(filler, &part.days);
            part.numbers = self.find_numbers(filler);
            if self.speaker == Some(Speaker::Caller)
                && cues::KEPT.is_in(&self.words)
                && self.is_negated()
            {
                part.roles.push(Role::Complaint);
            }
        }
        if part.is_agents && !part.is_question && cues::REQUIRES.is_in(&self.words) {
            part.roles.push(Role::Requirement);
        }
        if part.is_agents && !part.is_question && (is_standing || self.is_note(&part)) {
            part.roles.push(Role::Note);
            if part.is(Role::Amount) || cues::NOTED.is_in(&self.words) {
                part.roles.push(Role::Lasting);
            }
        }
        let bases: Vec<SmolStr> = self
            .words
            .iter()
            .filter_map(|word| Some(base_word(word)).filter(|base| base != word))
            .filter(|base| base.chars().count() > 2)
            .map(SmolStr::from)
            .collect();
        part.words = self.words.into_iter().chain(bases).collect();
        part
    }

    /// Whether it says what was written down, such as an address, what something costs, or what
    /// changed.
    fn is_note(&self, part: &Part) -> bool {
        let has_address = || self.text.contains('@');
        let has_price = || self.amounts().next().is_some() || self.text.contains(['$', '€', '£']);
        let is_noted = || {
            let said: FxHashSet<SmolStr> = words(self.turn_before)
                .into_iter()
                .map(|word| word.text)
                .collect();
            let is_new = |word: &&SmolStr| {
                !said.contains(*word) && !cues::NOTED.is_in(std::slice::from_ref(*word))
            };
            cues::NOTED.is_in(&self.words)
                && part.content.iter().filter(is_new).count() >= MIN_NEW_WORDS_OF_A_NOTE
        };
        let is_changed = || {
            part.acts
                .iter()
                .any(|act| matches!(act, Act::Changes(object) if object.days.is_empty()))
        };
        !part.content.is_empty() && (is_noted() || is_changed() || has_price() || has_address())
    }

    /// Whether it says from when on something takes place again and again: "on Tuesdays at four,
    /// starting next week". It is not over when it has begun.
    fn has_standing_start(&self) -> bool {
        !self.is_question
            && self.days.iter().any(|day| self.is_start(day))
            && times::is_recurring(&self.text_without_days())
    }

    /// Whether a word such as "from" is just before a day.
    fn is_start(&self, day: &TimeMention) -> bool {
        let before = (day.start as usize)
            .checked_sub(self.start)
            .and_then(|start| self.text.get(..start));
        let before = words(before.unwrap_or_default());
        let mut nearest = before.iter().rev().take(MAX_WORDS_AFTER_START);
        nearest.any(|word| STARTS.contains(&word.text.as_str()))
    }

    fn text_without_days(&self) -> String {
        let mut rest = String::with_capacity(self.text.len());
        let mut start = 0;
        for day in &self.days {
            let from = (day.start as usize).saturating_sub(self.start);
            rest.push_str(self.text.get(start..from).unwrap_or_default());
            // No phrase goes over what was there.
            rest.push_str(" , ");
            start = (day.end as usize).saturating_sub(self.start);
        }
        rest.push_str(self.text.get(start..).unwrap_or_default());
        rest
    }

    /// The days of the sentence without those that are taken back: "Tuesday, no wait, Wednesday".
    fn days_meant(&self) -> Vec<TimeMention> {
        let mut meant: Vec<TimeMention> = Vec::new();
        for day in &self.days {
            if let Some(before) = meant.last() {
                let between = (before.end as usize).checked_sub(self.start);
                let until = (day.start as usize).checked_sub(self.start);
                let between = between
                    .zip(until)
                    .and_then(|(start, end)| self.text.get(start..end))
                    .unwrap_or_default();
                let between: Vec<SmolStr> =
                    words(between).into_iter().map(|word| word.text).collect();
                if cues::WITHDRAWS.is_in(&between) {
                    meant.pop();
                }
            }
            meant.push((*day).clone());
        }
        meant
    }

    /// What the first words for such a change are meant as.
    fn intent(&self, phrases: &PhraseMatcher) -> Option<Intent> {
        phrases.find(&self.words).next()?;
        self.clauses().iter().find_map(|clause| {
            let proposal = Proposal {
                clause,
                cue: phrases.find(clause).next()?,
                is_question: self.is_question,
                speaker: self.speaker,
                reply: self.reply,
            };
            Some(proposal.intent())
        })
    }

    /// Whether a day stands behind a word such as "from", and no other one ends the time.
    fn begins(&self) -> bool {
        self.days.iter().any(|day| {
            let relative = |at: u32| (at as usize).checked_sub(self.start);
            let before = relative(day.start).and_then(|start| self.text.get(..start));
            let after = relative(day.end).and_then(|end| self.text.get(end..));
            let (Some(before), Some(after)) = (before, after) else {
                return false;
            };
            let before = texts_of(last_words(before));
            let is_start = cues::STARTS
                .find(&before)
                .any(|range| before.len() - range.end <= MAX_ARTICLES);
            let next = words(after).into_iter().next();
            day.from == day.until
                && is_start
                && !next.is_some_and(|next| UNTIL.contains(&next.text.as_str()))
        })
    }

    fn starts_with_withdrawal(&self) -> bool {
        cues::WITHDRAWS
            .find(&self.words)
            .next()
            .is_some_and(|range| range.start <= 1)
    }

    fn is_negated(&self) -> bool {
        self.words
            .iter()
            .any(|word| NEGATIONS.contains(&word.as_str()) || NEGATIONS.contains(&base_word(word)))
    }

    /// The words between commas and other marks.
    fn clauses(&self) -> Vec<Vec<SmolStr>> {
        without_labels(self.text)
            .split([',', ';', '.', '—', '–', ':', '?', '!'])
            .map(texts_of)
            .filter(|clause: &Vec<SmolStr>| !clause.is_empty())
            .collect()
    }

    /// The words that name something in particular, without those for a time.
    fn content_of(&self, filler: &FillerFilter, words: &[SmolStr]) -> Vec<SmolStr> {
        words
            .iter()
            .filter(|word| word.chars().count() > 2 || is_number(word))
            .filter(|word| self.is_content(filler, word))
            .filter_map(|word| {
                let base = base_word(word);
                let is_named = base == word
                    || (base.chars().count() > 2 || is_number(base))
                        && self.is_content(filler, base);
                is_named.then(|| base.into())
            })
            .collect()
    }

    fn is_content(&self, filler: &FillerFilter, word: &str) -> bool {
        filler.is_content(word) && !cues::GENERIC.contains(word) && !self.time_words.contains(word)
    }
}

/// A change that names less is a request: "Switch me to that."
const MIN_WORDS_OF_A_TELLING_CHANGE: usize = 3;

/// "From the 3rd", "ab dem 3."
const MAX_ARTICLES: usize = 1;
const MAX_CHARS_BEFORE_A_DAY: usize = 30;

/// Between the first and the last day of a time.
const UNTIL: [&str; 14] = [
    "to", "until", "till", "through", "bis", "hasta", "al", "jusqu'au", "jusqu'à", "au", "fino",
    "até", "ao", "tot",
];

/// The end of a text, by which its last words are recognised.
fn last_words(text: &str) -> &str {
    let chars = text.char_indices().rev().take(MAX_CHARS_BEFORE_A_DAY);
    let start = chars.last().map_or(text.len(), |(start, _)| start);
    text.get(start..).unwrap_or(text)
}

fn texts_of(text: &str) -> Vec<SmolStr> {
    words(text).into_iter().map(|word| word.text).collect()
}

/// An answer of more words says more than when.
const MAX_WORDS_OF_A_TIME: usize = 10;

/// Whether the last sentence of a turn asks when something takes place.
fn asks_when(turn: &str) -> bool {
    sentences(turn)
        .last()
        .filter(|last| is_question(last))
        .is_some_and(|last| {
            let words: Vec<SmolStr> = words(last).into_iter().map(|word| word.text).collect();
            cues::WHEN.is_in(&words)
        })
}

/// "From", "starting" before a day, in any language.
const STARTS: [&str; 35] = [
    "from",
    "starting",
    "start",
    "starts",
    "beginning",
    "begins",
    "as",
    "ab",
    "beginnend",
    "beginnt",
    "los",
    "startet",
    "partir",
    "desde",
    "empezando",
    "empieza",
    "empezamos",
    "comenzando",
    "dès",
    "commençant",
    "commence",
    "débute",
    "partire",
    "dal",
    "dalla",
    "iniziando",
    "inizia",
    "comincia",
    "vanaf",
    "ingang",
    "begint",
    "começando",
    "começa",
    "início",
    "startend",
];

/// "Starting from the", "à partir de la", before the day itself.
const MAX_WORDS_AFTER_START: usize = 3;

/// A note that says less than what the caller has just said is an echo.
const MIN_NEW_WORDS_OF_A_NOTE: usize = 2;

const NEGATIONS: [&str; 21] = [
    "nein", "neen", "nee", "not", "didn't", "haven't", "never", "hasn't", "nicht", "kein", "no",
    "pas", "non", "não", "niet", "geen", "nie", "jamais", "nunca", "keine", "mai",
];
