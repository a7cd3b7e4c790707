//! What one memory's text says about others.

use std::{collections::HashSet, ops::Range};

use super::{contractions::base_word, cues};
use crate::{
    Memory, MemoryKind, Speaker, TimeMention,
    extract::FillerFilter,
    text::{is_commitment, is_number, is_question, sentences, words},
};

/// What the sentences of a memory say. Depends on nothing but the memory.
#[derive(Debug, Default)]
pub(super) struct Analysis {
    pub(super) parts: Vec<Part>,
}

/// A sentence of a statement; the whole text of a fact.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// All words, in lower case.
    pub(super) words: HashSet<String>,
    /// Without stop words, filler and words that name nothing in particular.
    pub(super) content: HashSet<String>,
    /// The days that are meant, without those that the speaker took back.
    pub(super) days: Vec<TimeMention>,
    pub(super) acts: Vec<Act>,
    pub(super) numbers: Vec<NumberSlot>,
    pub(super) is_commitment: bool,
    pub(super) is_question: bool,
    /// Whether the agent says it.
    pub(super) is_agents: bool,
    /// Whether the agent says what somebody has to do.
    pub(super) is_requirement: bool,
    /// Whether the caller misses something that was promised: "she never got the letter".
    pub(super) is_complaint: bool,
    /// Whether the speaker takes it back in the next sentence.
    pub(super) is_withdrawn: bool,
    /// Whether the agent says what holds from now on: what it wrote down, a price, a change.
    pub(super) is_note: bool,
    /// Whether it is a short answer to a question when something takes place.
    pub(super) answers_when: bool,
}

/// What a sentence does to earlier memories.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        before: Vec<String>,
        after: Vec<String>,
        referred: Vec<Vec<String>>,
    },
    /// A promise was kept.
    Keeps(Object),
    /// Amounts were paid.
    Pays(Vec<String>),
    /// The caller did what somebody had to do.
    Does(Vec<String>),
    /// What has these numbers is in a new state: "claim D-5150 is approved".
    Settles(Vec<String>),
    /// What the agent asked about is not so any more.
    Denies(Vec<String>),
    /// A word was wrong.
    Corrects { wrong: String, right: Vec<String> },
}

/// What a sentence is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Object {
    pub(super) words: Vec<String>,
    pub(super) days: Vec<TimeMention>,
    /// More than one arrangement: "both".
    pub(super) is_plural: bool,
}

/// A number with the words that say what it counts: two statements whose slots are equal and whose
/// numbers differ contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct NumberSlot {
    /// "unit" in "unit 411", "euros night" in "188 euros a night".
    pub(super) slot: String,
    pub(super) number: String,
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
        let before = match &memory.kind {
            MemoryKind::Semantic { neighbours, .. } => neighbours.prev.as_deref(),
            MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => None,
        }
        .unwrap_or_default();
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
            let sentence = Sentence {
                text: sentence,
                start,
                words: words(sentence).into_iter().map(|word| word.text).collect(),
                time_words: time_words(text, &within),
                days: within,
                is_question: is_question(sentence),
                speaker,
                before: previous,
                turn_before: before,
            };
            previous = sentence.text;
            if sentence.starts_with_withdrawal()
                && !sentence.days.is_empty()
                && let Some(before) = parts.last_mut()
                && !before.days.is_empty()
            {
                // "Wednesday? No wait, Tuesday."
                before.days.clear();
                before.is_withdrawn = true;
            }
            let mut part = sentence.analyse(&filler, start..end);
            part.answers_when = answers_when && part.words.len() <= MAX_WORDS_OF_A_TIME;
            parts.push(part);
            start = end;
        }
        Self { parts }
    }
}

impl Part {
    pub(super) fn contains_all<'a>(&self, words: impl IntoIterator<Item = &'a String>) -> bool {
        let mut words = words.into_iter().peekable();
        words.peek().is_some() && words.all(|word| self.words.contains(word))
    }

    /// Whether it has all of one or two words, or most of more.
    pub(super) fn repeats(&self, words: &[String]) -> bool {
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

    /// Whether it cancels or moves something.
    pub(super) fn is_request(&self) -> bool {
        self.acts
            .iter()
            .any(|act| matches!(act, Act::Cancels(_) | Act::Changes(_)))
    }

    /// Whether it says anything that can hold or not.
    pub(super) fn is_informative(&self) -> bool {
        !self.content.is_empty() || !self.days.is_empty()
    }
}

fn time_words(text: &str, days: &[&TimeMention]) -> HashSet<String> {
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
    words: Vec<String>,
    days: Vec<&'t TimeMention>,
    /// The words that name days and hours, which are nothing else.
    time_words: HashSet<String>,
    is_question: bool,
    speaker: Option<Speaker>,
    /// The sentence before it, or the turn before the first.
    before: &'t str,
    turn_before: &'t str,
}

impl Sentence<'_> {
    fn analyse(self, filler: &FillerFilter, range: Range<usize>) -> Part {
        let content = self.content_of(filler, &self.words).into_iter().collect();
        let mut part = Part {
            range,
            content,
            days: self.days_meant(),
            is_commitment: self.speaker == Some(Speaker::Agent) && is_commitment(self.text),
            is_question: self.is_question,
            is_agents: self.speaker == Some(Speaker::Agent),
            ..Part::default()
        };
        let asks = self.is_question && self.speaker == Some(Speaker::Agent);
        if !asks {
            part.acts = self.find_acts(filler, &part.days);
            part.numbers = self.find_numbers(filler);
            part.is_complaint = self.speaker == Some(Speaker::Caller)
                && cues::KEPT.is_in(&self.words)
                && self.is_negated();
        }
        part.is_requirement =
            part.is_agents && !part.is_question && cues::REQUIRES.is_in(&self.words);
        part.is_note = part.is_agents && !part.is_question && self.is_note(&part);
        let bases: Vec<String> = self
            .words
            .iter()
            .map(|word| base_word(word))
            .filter(|base| base.chars().count() > 2)
            .map(str::to_owned)
            .collect();
        part.words = self.words.into_iter().chain(bases).collect();
        part
    }

    /// Whether it says what was written down, what something costs, or what changed.
    fn is_note(&self, part: &Part) -> bool {
        let has_price = || self.amounts().next().is_some() || self.text.contains(['$', '€', '£']);
        let is_noted = || {
            let said: HashSet<String> = words(self.turn_before)
                .into_iter()
                .map(|word| word.text)
                .collect();
            let is_new = |word: &&String| {
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
        !part.content.is_empty() && (is_noted() || is_changed() || has_price())
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
                let between: Vec<String> =
                    words(between).into_iter().map(|word| word.text).collect();
                if cues::WITHDRAWS.is_in(&between) {
                    meant.pop();
                }
            }
            meant.push((*day).clone());
        }
        meant
    }

    fn starts_with_withdrawal(&self) -> bool {
        cues::WITHDRAWS
            .find(&self.words)
            .next()
            .is_some_and(|range| range.start <= 1)
    }

    fn find_acts(&self, filler: &FillerFilter, days: &[TimeMention]) -> Vec<Act> {
        let mut acts = Vec::new();
        if let Some(cancels) = cues::CANCELS.find(&self.words).next()
            && !cues::NO_CANCELLATION.is_in(&self.words)
        {
            acts.push(self.cancellation(filler, days, cancels.end));
        }
        if cues::CHANGES.is_in(&self.words) {
            acts.push(Act::Changes(Object {
                words: self.content_of(filler, &self.words),
                days: days.to_vec(),
                is_plural: false,
            }));
            if cues::REVERTS.is_in(&self.words) {
                acts.push(Act::Reverts);
            }
        }
        let mut before_clause: Vec<String> = Vec::new();
        for clause in self.clauses() {
            let cue = cues::ENDS
                .find(&clause)
                .last()
                .filter(|_| !self.is_question);
            if let Some(cue) = cue {
                let of = |range: Range<usize>| {
                    self.content_of(filler, clause.get(range).unwrap_or_default())
                };
                let (mut before, after) = (of(0..cue.start), of(cue.end..clause.len()));
                // "He's off the tablets, the vet stopped them": the tablets.
                let is_first = !acts.iter().any(|act| matches!(act, Act::Ends { .. }));
                let referred = if is_first && has_pronoun(&clause, &cue, &after) {
                    vec![before_clause.clone(), self.named_before(filler)]
                } else {
                    Vec::new()
                };
                if before.is_empty() && after.is_empty() {
                    // "The cat, we gave it away."
                    before.clone_from(&before_clause);
                }
                acts.push(Act::Ends {
                    before,
                    after,
                    referred,
                });
            }
            let missing = self.missing_noun(filler, &clause);
            if !missing.is_empty() {
                acts.push(Act::Ends {
                    before: Vec::new(),
                    after: missing,
                    referred: Vec::new(),
                });
            }
            before_clause = self.content_of(filler, &clause);
        }
        if cues::KEPT.is_in(&self.words) && !self.is_question && !self.is_negated() {
            acts.push(Act::Keeps(Object {
                words: self.content_of(filler, &self.words),
                ..Object::default()
            }));
        }
        if cues::PAID.is_in(&self.words) && !self.is_question && !self.is_negated() {
            let amounts: Vec<String> = self.amounts().map(str::to_owned).collect();
            if !amounts.is_empty() {
                acts.push(Act::Pays(amounts));
            }
        }
        if !self.is_question && !self.is_negated() {
            if self.speaker == Some(Speaker::Caller) && cues::DONE.is_in(&self.words) {
                acts.push(Act::Does(self.content_of(filler, &self.words)));
            }
            if cues::SETTLED.is_in(&self.words) {
                let numbers = self.file_numbers();
                if !numbers.is_empty() {
                    acts.push(Act::Settles(numbers));
                }
            }
        }
        acts.extend(self.denial(filler));
        acts.extend(self.corrections(filler));
        acts
    }

    /// What the clause that cancels names; the clause before it, if it names nothing: "Marcus is
    /// leaving the team, can you cancel that?"
    fn cancelled(&self, filler: &FillerFilter) -> Vec<String> {
        let clauses = self.clauses();
        let Some(at) = clauses
            .iter()
            .position(|clause| cues::CANCELS.is_in(clause))
        else {
            return self.content_of(filler, &self.words);
        };
        let names = |clause: &Vec<String>| -> Vec<String> {
            self.content_of(filler, clause)
                .into_iter()
                .filter(|word| !cues::CANCELS.is_in(std::slice::from_ref(word)))
                .collect()
        };
        let own = clauses.get(at).map(names).unwrap_or_default();
        if own.is_empty() {
            let before = at.checked_sub(1).and_then(|before| clauses.get(before));
            before.map(names).unwrap_or_default()
        } else {
            own
        }
    }

    /// "Do you still live in Mill Road?" "No, we've moved."
    fn denial(&self, filler: &FillerFilter) -> Option<Act> {
        let first = self.words.first()?;
        let answers = self.start == 0
            && self.speaker == Some(Speaker::Caller)
            && NEGATIONS.contains(&first.as_str());
        let question = sentences(self.turn_before)
            .last()
            .filter(|last| answers && is_question(last))?;
        let asked: Vec<String> = words(question).into_iter().map(|word| word.text).collect();
        let named = self.content_of(filler, &asked);
        (cues::STILL.is_in(&asked) && named.len() > 1).then_some(Act::Denies(named))
    }

    /// The long numbers that are no amounts.
    fn file_numbers(&self) -> Vec<String> {
        let amounts: Vec<&str> = self.amounts().collect();
        self.words
            .iter()
            .filter(|word| word.bytes().filter(u8::is_ascii_digit).count() >= MIN_FILE_DIGITS)
            .filter(|word| !amounts.contains(&word.as_str()) && !self.time_words.contains(*word))
            .cloned()
            .collect()
    }

    fn is_negated(&self) -> bool {
        self.words
            .iter()
            .any(|word| NEGATIONS.contains(&word.as_str()) || NEGATIONS.contains(&base_word(word)))
    }

    /// The numbers beside a currency.
    fn amounts(&self) -> impl Iterator<Item = &str> {
        self.words.array_windows().filter_map(|[a, b]| {
            if is_number(a) && is_currency(b) {
                Some(a.as_str())
            } else {
                (is_currency(a) && is_number(b)).then_some(b.as_str())
            }
        })
    }

    /// What is off; what is booked in the same breath is another thing.
    fn cancellation(&self, filler: &FillerFilter, days: &[TimeMention], cue_end: usize) -> Act {
        let after = self.words.get(cue_end..).unwrap_or_default();
        let booked = cues::BOOKS.find(after).next().map(|books| books.start);
        let until = booked.map_or(self.words.len(), |books| cue_end + books);
        let words = match booked {
            Some(_) => self.content_of(filler, self.words.get(..until).unwrap_or_default()),
            None => self.cancelled(filler),
        };
        if booked.is_some() && !days.is_empty() {
            // "I've cancelled the pitch and booked the cabin from the 18th to the 24th."
            return Act::Ends {
                before: Vec::new(),
                after: words,
                referred: Vec::new(),
            };
        }
        Act::Cancels(Object {
            words,
            days: days.to_vec(),
            is_plural: cues::BOTH.is_in(after),
        })
    }

    /// What the sentence before this one names, or the turn before the first.
    fn named_before(&self, filler: &FillerFilter) -> Vec<String> {
        let words: Vec<String> = words(self.before)
            .into_iter()
            .map(|word| word.text)
            .collect();
        self.content_of(filler, &words)
    }

    /// "gate" in "no gate here", "text message" in "no text message, please".
    fn missing_noun(&self, filler: &FillerFilter, clause: &[String]) -> Vec<String> {
        if self.is_question || self.speaker != Some(Speaker::Caller) {
            return Vec::new();
        }
        let Some(range) = cues::NONE_OF.find(clause).next() else {
            return Vec::new();
        };
        let rest = clause.get(range.end..).unwrap_or_default();
        let is_named = |word: &String| {
            !self
                .content_of(filler, std::slice::from_ref(word))
                .is_empty()
        };
        let named = rest.iter().take_while(|word| is_named(word)).count();
        // More words are about something else.
        if (1..=2).contains(&named) && rest.len() <= named + 1 {
            self.content_of(filler, rest.get(..named).unwrap_or_default())
        } else {
            Vec::new()
        }
    }

    /// "not X, it's Y" and "Y, not X".
    fn corrections(&self, filler: &FillerFilter) -> Vec<Act> {
        let mut found = Vec::new();
        for not in cues::NOT.find(&self.words) {
            let after = self.words.get(not.end..).unwrap_or_default();
            let but = cues::BUT
                .find(after)
                .find(|but| (1..=3).contains(&but.start));
            let Some(but) = but else { continue };
            let wrong = self.content_of(filler, after.get(..but.start).unwrap_or_default());
            let right = self.content_of(filler, after.get(but.end..).unwrap_or_default());
            let right: Vec<String> = right.into_iter().take(1).collect();
            if let [wrong] = wrong.as_slice()
                && !right.is_empty()
                && !right.contains(wrong)
            {
                found.push(Act::Corrects {
                    wrong: wrong.clone(),
                    right,
                });
            }
        }
        let clauses = self.clauses();
        for [right, wrong] in clauses.array_windows() {
            if let [not, rest @ ..] = wrong.as_slice()
                && cues::NOT.is_in(std::slice::from_ref(not))
                && rest.len() <= 2
                && let [wrong] = self.content_of(filler, rest).as_slice()
            {
                // "The dog is called Brisket, not Biscuit": the last word is the right one.
                let right = self.content_of(filler, right);
                if let Some(last) = right.last().filter(|_| !right.contains(wrong)) {
                    found.push(Act::Corrects {
                        wrong: wrong.clone(),
                        right: vec![last.clone()],
                    });
                }
            }
        }
        found
    }

    /// The words between commas and other marks.
    fn clauses(&self) -> Vec<Vec<String>> {
        self.text
            .split([',', ';', '.', '—', '–', ':', '?', '!'])
            .map(|clause| words(clause).into_iter().map(|word| word.text).collect())
            .filter(|clause: &Vec<String>| !clause.is_empty())
            .collect()
    }

    /// The words that name something in particular, without those for a time.
    fn content_of(&self, filler: &FillerFilter, words: &[String]) -> Vec<String> {
        words
            .iter()
            .filter(|word| filler.is_content(word) && !self.time_words.contains(*word))
            .map(|word| base_word(word))
            .filter(|word| word.chars().count() > 2 || is_number(word))
            .filter(|word| filler.is_content(word))
            .filter(|word| !cues::GENERIC.contains(word) && !self.time_words.contains(*word))
            .map(str::to_owned)
            .collect()
    }

    fn find_numbers(&self, filler: &FillerFilter) -> Vec<NumberSlot> {
        let mut slots = Vec::new();
        let in_time = |word: &str| {
            self.text.to_lowercase().find(word).is_some_and(|at| {
                let at = self.start + at;
                self.days
                    .iter()
                    .any(|day| (day.start as usize..day.end as usize).contains(&at))
            })
        };
        for (position, number) in self.words.iter().enumerate() {
            if !number.starts_with(|c: char| c.is_ascii_digit()) || in_time(number) {
                continue;
            }
            let before = self.words.get(..position).unwrap_or_default();
            let left = before
                .iter()
                .rev()
                .find(|word| !NUMBER_WORDS.contains(&word.as_str()));
            if let Some(left) = left
                && left.chars().count() > 3
                && !is_number(left)
                && filler.is_content(left)
                && !cues::GENERIC.contains(left.as_str())
            {
                slots.push(NumberSlot {
                    slot: left.clone(),
                    number: number.clone(),
                    is_rate: false,
                });
            }
            let after = self.words.get(position + 1..).unwrap_or_default();
            let units =
                self.content_of(filler, after.get(..4.min(after.len())).unwrap_or_default());
            if let [first, second, ..] = units.as_slice()
                && !is_number(first)
                && !is_number(second)
                && after.first() == Some(first)
            {
                slots.push(NumberSlot {
                    slot: format!("{first} {second}"),
                    number: number.clone(),
                    is_rate: false,
                });
            } else if let Some(period) = period_of_price(after) {
                slots.push(NumberSlot {
                    slot: period.to_owned(),
                    number: number.clone(),
                    is_rate: true,
                });
            }
        }
        slots
    }
}

/// Words between a number and what it counts: "unit number 411", "the repair now costs 80".
const NUMBER_WORDS: [&str; 32] = [
    "number",
    "nummer",
    "número",
    "numero",
    "numéro",
    "no",
    "nr",
    "code",
    "cost",
    "costs",
    "now",
    "about",
    "only",
    "kostet",
    "kosten",
    "beträgt",
    "jetzt",
    "nur",
    "ca",
    "cuesta",
    "cuestan",
    "ahora",
    "coûte",
    "coûtent",
    "maintenant",
    "custa",
    "custam",
    "agora",
    "costa",
    "costano",
    "adesso",
    "kost",
];

pub(super) fn is_currency(word: &str) -> bool {
    const CURRENCIES: [&str; 14] = [
        "euro", "euros", "dollar", "dollars", "pound", "pounds", "francs", "franken", "reais",
        "pesos", "cents", "quid", "bucks", "chf",
    ];
    CURRENCIES.contains(&word)
}

/// An answer of more words says more than when.
const MAX_WORDS_OF_A_TIME: usize = 10;

/// Whether the last sentence of a turn asks when something takes place.
fn asks_when(turn: &str) -> bool {
    sentences(turn)
        .last()
        .filter(|last| is_question(last))
        .is_some_and(|last| {
            let words: Vec<String> = words(last).into_iter().map(|word| word.text).collect();
            cues::WHEN.is_in(&words)
        })
}

/// Whether a pronoun beside the words that something ended stands for what ended: "gave him away",
/// "on l'a donné", "she died".
fn has_pronoun(clause: &[String], cue: &Range<usize>, after: &[String]) -> bool {
    let is_pronoun = |word: &String| {
        cues::PRONOUNS.is_in(std::slice::from_ref(word))
            || ["l'", "d'"].iter().any(|elided| word.starts_with(elided))
    };
    let before = clause.get(cue.start.saturating_sub(2)..cue.end);
    let next = clause.get(cue.end).filter(|_| after.is_empty());
    before
        .unwrap_or_default()
        .iter()
        .chain(next)
        .any(is_pronoun)
}

/// The periods in which something costs so much.
const PERIODS: [&str; 24] = [
    "month",
    "months",
    "year",
    "week",
    "monat",
    "jahr",
    "woche",
    "mes",
    "año",
    "semana",
    "mois",
    "an",
    "semaine",
    "mês",
    "ano",
    "mese",
    "anno",
    "settimana",
    "maand",
    "jaar",
    "monatlich",
    "mensuales",
    "mensuel",
    "mensili",
];

/// "month" in "(39) euros a month".
fn period_of_price(after: &[String]) -> Option<&str> {
    after.first().filter(|word| is_currency(word))?;
    after
        .iter()
        .take(4)
        .map(String::as_str)
        .find(|word| PERIODS.contains(word))
}

/// The number of a claim or a ticket has at least so many digits.
const MIN_FILE_DIGITS: usize = 3;

/// A note that says less than what the caller has just said is an echo.
const MIN_NEW_WORDS_OF_A_NOTE: usize = 2;

const NEGATIONS: [&str; 21] = [
    "nein", "neen", "nee", "not", "didn't", "haven't", "never", "hasn't", "nicht", "kein", "no",
    "pas", "non", "não", "niet", "geen", "nie", "jamais", "nunca", "keine", "mai",
];
