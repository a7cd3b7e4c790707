//! Memories that answer a question by what they are.

use std::sync::LazyLock;

use jiff::{Timestamp, Zoned, civil::Date};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    AnswerKinds, Knowledge, Nature, QuestionWords,
    analysis::{Act, Part},
};
use crate::{ConceptSet, Memory, MemoryKind, Speaker, people::is_name_of_caller};

/// The first turns are the greeting of the agent and what the caller replies.
const LAST_OPENING_TURN: u32 = 1;

impl Knowledge {
    /// The memories that say the names of the people on the line, best first: family names if they
    /// are asked for, facts, then what they
    /// said themselves, at the beginning of a call if possible, the latest first.
    #[must_use]
    pub fn names(&self, memories: &[Memory], with_family: bool) -> Vec<usize> {
        let people = self.line.people();
        let given: Vec<String> = people
            .iter()
            .filter_map(|person| Some(person.name.as_ref()?.given()?.to_lowercase()))
            .collect();
        let has_family = |memory: &Memory| {
            with_family
                && given
                    .iter()
                    .any(|given| continues_with_a_name(&memory.text, given))
        };
        let mut names: Vec<(bool, bool, bool, Timestamp, usize)> = memories
            .iter()
            .enumerate()
            .filter(|(position, memory)| {
                let is_fact = matches!(&memory.kind, MemoryKind::Profile { key, .. } if is_name_of_caller(key));
                let is_said = matches!(
                    memory.kind,
                    MemoryKind::Semantic { speaker: Some(Speaker::Caller), .. }
                );
                self.standing(*position).holds()
                    && (is_fact
                        || is_said
                            && self.analyses.get(*position).is_some_and(|analysis| {
                                analysis
                                    .parts
                                    .iter()
                                    .any(|part| given.iter().any(|name| part.words.contains(name.as_str())))
                            }))
            })
            .map(|(position, memory)| {
                let is_fact = matches!(memory.kind, MemoryKind::Profile { .. });
                (
                    has_family(memory),
                    is_fact,
                    memory
                        .annotations
                        .turn
                        .is_some_and(|turn| turn <= LAST_OPENING_TURN),
                    memory.updated_at,
                    position,
                )
            })
            .collect();
        names.sort_unstable_by(|a, b| b.cmp(a));
        names.into_iter().map(|(.., position)| position).collect()
    }

    /// What callers said at the beginning of their calls, the latest first: where no name is known,
    /// it is most likely there.
    #[must_use]
    pub fn introductions(&self, memories: &[Memory]) -> Vec<usize> {
        let mut introductions: Vec<(Timestamp, usize)> = memories
            .iter()
            .enumerate()
            .filter(|(_, memory)| {
                matches!(
                    memory.kind,
                    MemoryKind::Semantic {
                        speaker: Some(Speaker::Caller),
                        ..
                    }
                ) && memory
                    .annotations
                    .turn
                    .is_some_and(|turn| turn <= LAST_OPENING_TURN)
            })
            .map(|(position, memory)| (memory.updated_at, position))
            .collect();
        introductions.sort_unstable_by(|a, b| b.cmp(a));
        introductions
            .into_iter()
            .map(|(_, position)| position)
            .collect()
    }

    /// The memories about appointments to come: facts, then what the agent booked, then what it
    /// says of any day; in each case the soonest first. A promise to do something by a day is no
    /// appointment.
    #[must_use]
    pub fn upcoming(&self, memories: &[Memory], now: &Zoned) -> Vec<usize> {
        let is_fact = |position: usize| {
            self.facts.iter().any(|fact| {
                fact.nature == Nature::Event
                    && fact.items.iter().any(|item| item.memory == position)
            })
        };
        let mut upcoming: Vec<(Date, Booking, usize)> = (0..memories.len())
            .filter(|&position| self.is_upcoming(position, now))
            .filter_map(|position| {
                let fact = is_fact(position).then_some(Booking::Fact);
                self.holding(position)
                    .flat_map(|part| part.days.iter().map(move |day| (day, part)))
                    .filter(|(day, _)| !day.is_past(now))
                    .filter_map(|(day, part)| {
                        Some((day.from, fact.or_else(|| Booking::of(part))?, position))
                    })
                    .min()
            })
            .collect();
        let surest = upcoming.iter().map(|(_, booking, _)| *booking).min();
        // What is only proposed or promised counts where nothing is booked.
        upcoming.retain(|(_, booking, _)| {
            *booking <= Booking::Booked || surest.is_some_and(|surest| *booking == surest)
        });
        upcoming.sort_unstable();
        upcoming
            .into_iter()
            .map(|(_, _, position)| position)
            .collect()
    }

    /// What the agent arranged last, where nothing is to come: an appointment of which the day has
    /// passed.
    #[must_use]
    pub fn last_arranged(&self, memories: &[Memory]) -> Option<usize> {
        let arranged = |position: &usize| {
            self.holding(*position)
                .filter(|part| !part.days.is_empty())
                .any(|part| matches!(Booking::of(part), Some(Booking::Booked | Booking::Said)))
        };
        (0..memories.len()).filter(arranged).max_by_key(|position| {
            let memory = memories.get(*position);
            memory.map(|memory| (memory.updated_at, memory.annotations.turn))
        })
    }

    /// What the agent promised, the latest first; of one call, promises before bookings.
    #[must_use]
    pub fn promises(&self, memories: &[Memory]) -> Vec<usize> {
        let is_promise = |part: &Part| {
            (part.is_commitment || !part.days.is_empty())
                && matches!(Booking::of(part), None | Some(Booking::Promised))
        };
        let mut promises: Vec<(Timestamp, bool, usize)> = memories
            .iter()
            .enumerate()
            .filter(|(position, _)| {
                // "I send you the tickets next week" is one in many languages.
                self.is_commitment(*position)
                    || self
                        .holding(*position)
                        .any(|part| part.is_agents && !part.is_question && !part.days.is_empty())
            })
            .map(|(position, memory)| {
                let is_promise = self.holding(position).any(is_promise);
                (memory.updated_at, is_promise, position)
            })
            .collect();
        promises.sort_unstable_by(|a, b| b.cmp(a));
        promises
            .into_iter()
            .map(|(.., position)| position)
            .collect()
    }

    /// What kinds of answers a memory has.
    #[must_use]
    pub fn answer_kinds(&self, position: usize, memory: &Memory) -> AnswerKinds {
        self.kinds
            .get(position)
            .map(|kinds| *kinds.get_or_init(|| AnswerKinds::of(memory)))
            .unwrap_or_default()
    }

    /// Which of the words that say what a question is about a memory has.
    #[must_use]
    pub fn topic_in(&self, position: usize, question: &QuestionWords) -> Vec<bool> {
        let parts = self.analyses.get(position).map(|analysis| &analysis.parts);
        question.topic_among(
            parts
                .into_iter()
                .flatten()
                .filter(|part| !part.only_asks_the_caller())
                .flat_map(|part| &part.words)
                .map(SmolStr::as_str),
        )
    }

    /// Finds what all memories are about, before a question asks for it.
    pub fn find_concepts(&self, memories: &[Memory]) {
        for (analysis, memory) in self.analyses.iter().zip(memories) {
            analysis.concepts(memory);
        }
    }

    /// What a memory is about.
    #[must_use]
    pub fn concepts(&self, position: usize, memory: &Memory) -> ConceptSet {
        self.analyses
            .get(position)
            .map(|analysis| analysis.concepts(memory).told)
            .unwrap_or_default()
    }

    /// What the question is about that a memory answers.
    #[must_use]
    pub fn concepts_asked(&self, position: usize, memory: &Memory) -> ConceptSet {
        self.analyses
            .get(position)
            .map(|analysis| analysis.concepts(memory).asked)
            .unwrap_or_default()
    }

    /// Whether a memory has any word of a question, other than in what the agent asks.
    #[must_use]
    pub fn has_words_of(&self, position: usize, question: &QuestionWords) -> bool {
        self.analyses.get(position).is_some_and(|analysis| {
            analysis
                .parts
                .iter()
                .filter(|part| !part.only_asks_the_caller())
                .any(|part| question.count_in(&part.words) > 0)
        })
    }

    /// Whether a memory has a lower-case word.
    #[must_use]
    pub fn has_word(&self, position: usize, word: &str) -> bool {
        self.analyses
            .get(position)
            .is_some_and(|analysis| analysis.parts.iter().any(|part| part.words.contains(word)))
    }

    /// Whether the agent's questions in a memory have more words of a question than what it says.
    #[must_use]
    pub fn asks_more_than_it_tells(&self, position: usize, question: &QuestionWords) -> bool {
        let most = |asks: bool| {
            self.analyses
                .get(position)
                .into_iter()
                .flat_map(|analysis| &analysis.parts)
                .filter(|part| part.only_asks_the_caller() == asks)
                .map(|part| question.count_in(&part.words))
                .max()
                .unwrap_or_default()
        };
        most(true) > most(false)
    }

    /// Whether a memory says that something is another than before.
    #[must_use]
    pub fn is_change(&self, position: usize) -> bool {
        self.holding(position).any(|part| {
            part.acts
                .iter()
                .any(|act| matches!(act, Act::Changes(_) | Act::Reverts))
        })
    }

    /// Whether the agent only says in a memory that something is not so any more.
    #[must_use]
    pub fn only_ends(&self, position: usize) -> bool {
        let mut parts = self
            .analyses
            .get(position)
            .into_iter()
            .flat_map(|analysis| &analysis.parts)
            .filter(|part| part.is_agents && part.is_informative())
            .peekable();
        parts.peek().is_some()
            && parts.all(|part| {
                part.acts
                    .iter()
                    .any(|act| matches!(act, Act::Ends { .. } | Act::Cancels(_)))
            })
    }

    /// Whether a memory tells nothing but asks.
    #[must_use]
    pub fn only_asks(&self, position: usize) -> bool {
        let informative = |part: &&Part| part.is_informative();
        let mut parts = self
            .analyses
            .get(position)
            .into_iter()
            .flat_map(|analysis| &analysis.parts)
            .filter(informative)
            .peekable();
        parts.peek().is_some() && parts.all(|part| part.is_question)
    }
}

/// Whether a name is followed by another: "Robin Castellano".
fn continues_with_a_name(text: &str, given: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.array_windows().any(|[first, second]| {
        first.to_lowercase() == given && second.chars().next().is_some_and(char::is_uppercase)
    })
}

/// How surely a sentence about a day to come tells of an appointment, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Booking {
    Fact,
    /// The agent says that it is booked or moved.
    Booked,
    /// The agent says of a time of a day that something takes place.
    Said,
    /// The agent promises something for a day.
    Promised,
}

impl Booking {
    fn of(part: &Part) -> Option<Self> {
        if !part.is_agents || part.is_question {
            return None;
        }
        let has_hour = part.days.iter().any(|day| day.time.is_some());
        let is_change = part.acts.iter().any(|act| matches!(act, Act::Changes(_)));
        let is_booked = part.words.iter().any(|word| BOOKED.contains(word.as_str()));
        if is_booked || is_change {
            Some(Self::Booked)
        } else if part.is_commitment && !has_hour {
            Some(Self::Promised)
        } else {
            has_hour.then_some(Self::Said)
        }
    }
}

/// Words by which agents say that an appointment is made.
static BOOKED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    "booked scheduled reserved arranged confirmed pencilled eingetragen gebucht reserviert vereinbart
     vorgemerkt bestätigt reservado reservada agendado agendada apuntado apuntada apuntados cita
     confirmado confirmada réservé réservée noté inscrit inscrite prévu prévue confirmé confirmée
     fixé marcado marcada marquei agendei prenotato prenotata fissato fissata confermato confermata
     segnato segnata ingepland plan gepland geboekt gereserveerd genoteerd bevestigd"
        .split_whitespace()
        .collect()
});
