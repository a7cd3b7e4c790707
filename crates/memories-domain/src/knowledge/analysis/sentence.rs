//! Reads one sentence.

use std::{cell::OnceCell, ops::Range};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    part::{Act, Part, Role},
    particulars::allergen,
};
use crate::{
    Speaker, TimeMention,
    concepts::without_accent,
    extract::FillerFilter,
    knowledge::{
        contractions::base_word,
        cues::{self, PhraseMatcher},
        intent::{Intent, Proposal},
        negations::is_denial,
    },
    sensitive::without_labels,
    text::{is_commitment, is_number, is_question, sentences, words},
    times,
};

pub(super) fn time_words(text: &str, days: &[&TimeMention]) -> FxHashSet<SmolStr> {
    days.iter()
        .filter_map(|day| text.get(day.start as usize..day.end as usize))
        .flat_map(words)
        .map(|word| word.text)
        .collect()
}

pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    /// Where it begins in the memory's text.
    pub(super) start: usize,
    pub(super) words: Vec<SmolStr>,
    pub(super) days: Vec<&'t TimeMention>,
    /// The words that name days and hours, which are nothing else.
    pub(super) time_words: FxHashSet<SmolStr>,
    pub(super) is_question: bool,
    pub(super) is_redacted: bool,
    /// Whether the call begins with it.
    pub(super) is_opening: bool,
    pub(super) speaker: Option<Speaker>,
    pub(super) language: Option<&'t str>,
    /// The sentence before it, or the turn before the first.
    pub(super) before: &'t str,
    pub(super) turn_before: &'t TurnBefore<'t>,
    /// The turn after it.
    pub(super) reply: &'t str,
    pub(super) clauses: OnceCell<Vec<Vec<SmolStr>>>,
}

/// The turn before a statement, whose words are read once for all of its sentences.
pub(super) struct TurnBefore<'t> {
    text: &'t str,
    words: OnceCell<Vec<SmolStr>>,
    last_sentence: OnceCell<(&'t str, Vec<SmolStr>)>,
}

impl<'t> TurnBefore<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self {
            text,
            words: OnceCell::new(),
            last_sentence: OnceCell::new(),
        }
    }

    pub(super) fn words(&self) -> &[SmolStr] {
        self.words.get_or_init(|| texts_of(self.text))
    }

    /// Its last sentence with the words of it.
    pub(super) fn last_sentence(&self) -> (&'t str, &[SmolStr]) {
        let (sentence, words) = self.last_sentence.get_or_init(|| {
            let last = sentences(self.text).last().unwrap_or_default();
            (last, texts_of(last))
        });
        (sentence, words)
    }

    pub(super) fn asks_something(&self) -> bool {
        sentences(self.text).any(is_question)
    }

    /// Whether its last sentence asks when something takes place.
    pub(super) fn asks_when(&self) -> bool {
        let (sentence, words) = self.last_sentence();
        is_question(sentence) && cues::WHEN.is_in(words)
    }
}

impl Sentence<'_> {
    pub(super) fn analyse(self, filler: &FillerFilter, range: Range<usize>) -> Part {
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
        let is_promise = part.is_commitment && !cues::BOOKED.is_in(&self.words);
        let roles = [
            (Role::Promise, is_promise),
            (
                Role::CallBack,
                is_promise && cues::CALLS_BACK.is_in(&self.words),
            ),
            (Role::Amount, self.amounts().next().is_some()),
            (Role::OfOthers, self.speaks_of_others()),
            (Role::Redacted, self.is_redacted),
        ];
        let roles = roles.into_iter().filter(|(_, applies)| *applies);
        part.roles.extend(roles.map(|(role, _)| role));
        if self.speaker.is_some() {
            part.particulars = self.particulars(filler);
        }
        part.measure = self.measure();
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
            if self.misses_something() {
                part.roles.push(Role::Complaint);
            }
        }
        if part.is_agents && !part.is_question && cues::REQUIRES.is_in(&self.words) {
            part.roles.push(Role::Requirement);
        }
        if part.is_agents && !part.is_question {
            let remains = self.says_what_remains(&part);
            if is_standing || remains || self.answers_the_caller(&part) || self.is_note(&part) {
                part.roles.push(Role::Note);
                if remains
                    || part.is(Role::Amount)
                    || self.gives_a_number()
                    || cues::NOTED.is_in(&self.words)
                {
                    part.roles.push(Role::Lasting);
                }
            }
        }
        part.roles.extend(self.uses(&part));
        if !part.is_agents && self.asks_whether_it_is_right() {
            part.roles.push(Role::Checks);
        }
        let bases: Vec<SmolStr> = self
            .words
            .iter()
            .filter_map(|word| Some(base_word(word)).filter(|base| base != word))
            .filter(|base| base.chars().count() > 2)
            .map(SmolStr::from)
            .collect();
        // "Nickel" in "Nickelallergie".
        let allergens: Vec<SmolStr> = self
            .words
            .iter()
            .filter_map(|word| allergen(word))
            .map(SmolStr::from)
            .collect();
        part.content.extend(allergens.iter().cloned());
        part.asked = self.asked(filler);
        part.words = self
            .words
            .into_iter()
            .chain(bases)
            .chain(allergens)
            .collect();
        part
    }

    /// Whether it says what was written down, such as an address, what something costs, or what
    /// changed.
    pub(super) fn is_note(&self, part: &Part) -> bool {
        let has_address = || self.text.contains('@');
        let has_price = || self.amounts().next().is_some() || self.text.contains(['$', '€', '£']);
        let is_noted = || {
            let is_new = |word: &&SmolStr| {
                !self.turn_before.words().contains(word)
                    && !cues::NOTED.is_in(std::slice::from_ref(*word))
            };
            cues::NOTED.is_in(&self.words)
                && part.content.iter().filter(is_new).count() >= MIN_NEW_WORDS_OF_A_NOTE
        };
        let is_changed = || {
            part.acts
                .iter()
                .any(|act| matches!(act, Act::Changes(object) if object.days.is_empty()))
        };
        !part.content.is_empty()
            && (is_noted() || is_changed() || has_price() || has_address() || self.gives_a_number())
    }

    /// "Your locker is number 63."
    fn gives_a_number(&self) -> bool {
        const NUMBER: [&str; 5] = ["number", "nummer", "número", "numero", "numéro"];
        let is_figure =
            |word: &SmolStr| word.bytes().any(|byte| byte.is_ascii_digit()) && word.len() > 1;
        self.words
            .iter()
            .any(|word| NUMBER.contains(&word.as_str()))
            && self
                .words
                .iter()
                .any(|word| is_figure(word) && !self.time_words.contains(word))
    }

    /// Whether the caller asks if a number is right: the agent says whether it is.
    fn asks_whether_it_is_right(&self) -> bool {
        self.is_question
            && RIGHT.iter().any(|end| {
                let end: Vec<&str> = end.split(' ').collect();
                self.words.len() > end.len()
                    && self
                        .words
                        .iter()
                        .rev()
                        .zip(end.iter().rev())
                        .all(|(word, end)| word == end)
            })
            && !crate::sensitive::numbers_in(self.text, self.language).is_empty()
    }

    /// What the question is about that the caller answers in few words: "which days do you need?"
    fn asked(&self, filler: &FillerFilter) -> Vec<SmolStr> {
        /// With more words it says what it is about.
        const MAX_WORDS: usize = 8;
        let is_answer = self.start == 0
            && self.speaker == Some(Speaker::Caller)
            && !self.is_question
            && self.words.len() <= MAX_WORDS;
        let (question, asked) = self.turn_before.last_sentence();
        if !is_answer || !is_question(question) {
            return Vec::new();
        }
        // "Days" names a fact.
        let asked = asked.iter().filter(|word| word.chars().count() > 3);
        let mut asked: Vec<SmolStr> = asked
            .filter(|word| filler.is_content(word))
            .cloned()
            .collect();
        // Names of facts are often written without accents.
        let folded: Vec<SmolStr> = asked
            .iter()
            .filter(|word| !word.is_ascii())
            .map(|word| as_in_a_name(word))
            .collect();
        asked.extend(folded);
        asked
    }

    /// Whether it says from when on something takes place again and again: "on Tuesdays at four,
    /// starting next week". It is not over when it has begun.
    pub(super) fn has_standing_start(&self) -> bool {
        !self.is_question
            && self.days.iter().any(|day| self.is_start(day))
            && times::is_recurring(&self.text_without_days())
    }

    /// Whether a word such as "from" is just before a day.
    pub(super) fn is_start(&self, day: &TimeMention) -> bool {
        let before = (day.start as usize)
            .checked_sub(self.start)
            .and_then(|start| self.text.get(..start));
        let before = words(before.unwrap_or_default());
        let mut nearest = before.iter().rev().take(MAX_WORDS_AFTER_START);
        nearest.any(|word| STARTS.contains(&word.text.as_str()))
    }

    pub(super) fn text_without_days(&self) -> String {
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
    pub(super) fn days_meant(&self) -> Vec<TimeMention> {
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
    pub(super) fn intent(&self, phrases: &PhraseMatcher) -> Option<Intent> {
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
    pub(super) fn begins(&self) -> bool {
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
            let is_since = before
                .last()
                .is_some_and(|word| SINCE.contains(&word.as_str()));
            (day.from == day.until || is_since)
                && is_start
                && !next.is_some_and(|next| UNTIL.contains(&next.text.as_str()))
        })
    }

    pub(super) fn starts_with_withdrawal(&self) -> bool {
        cues::WITHDRAWS
            .find(&self.words)
            .next()
            .is_some_and(|range| range.start <= 1)
    }

    pub(super) fn is_negated(&self) -> bool {
        self.words.iter().any(|word| is_denial(word))
    }

    /// The words between commas and other marks.
    pub(super) fn clauses(&self) -> &[Vec<SmolStr>] {
        self.clauses.get_or_init(|| {
            without_labels(self.text)
                .split([',', ';', '.', '—', '–', ':', '?', '!'])
                .map(texts_of)
                .filter(|clause: &Vec<SmolStr>| !clause.is_empty())
                .collect()
        })
    }

    /// The words that name something in particular, without those for a time.
    pub(super) fn content_of(&self, filler: &FillerFilter, words: &[SmolStr]) -> Vec<SmolStr> {
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

    pub(super) fn is_content(&self, filler: &FillerFilter, word: &str) -> bool {
        filler.is_content(word) && !cues::GENERIC.contains(word) && !self.time_words.contains(word)
    }
}

/// "schuhgroesse" of "schuhgröße".
fn as_in_a_name(word: &str) -> SmolStr {
    let mut name = String::with_capacity(word.len() + 2);
    for c in word.chars() {
        match c {
            'ä' => name.push_str("ae"),
            'ö' => name.push_str("oe"),
            'ü' => name.push_str("ue"),
            'ß' => name.push_str("ss"),
            _ => name.push(without_accent(c)),
        }
    }
    name.into()
}

/// "Since October" begins with the month.
const SINCE: [&str; 7] = ["since", "seit", "desde", "depuis", "dal", "da", "sinds"];

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

pub(super) fn texts_of(text: &str) -> Vec<SmolStr> {
    words(text).into_iter().map(|word| word.text).collect()
}

/// What a caller adds to what an agent is to confirm.
const RIGHT: [&str; 20] = [
    "is that right",
    "is that correct",
    "that's right",
    "correct",
    "stimmt das",
    "stimmt's",
    "ist das richtig",
    "es correcto",
    "es así",
    "no es así",
    "c'est ça",
    "c'est bien ça",
    "c'est exact",
    "c'est juste",
    "è giusto",
    "è corretto",
    "é isso",
    "está certo",
    "klopt dat",
    "klopt dat nog",
];

/// An answer of more words says more than when.
pub(super) const MAX_WORDS_OF_A_TIME: usize = 10;

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
