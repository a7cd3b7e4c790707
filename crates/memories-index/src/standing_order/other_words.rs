//! Memories about what is asked in other words than the question's, or in another language.

use std::cmp::Reverse;

use memories_domain::{AnswerType, MemoryKind, QuestionWords, Speaker};
use memories_search::Hit;

use super::StandingOrder;

/// The score of the best memory that means all of what is asked, if hardly any other does. One that
/// has the words themselves usually scores higher.
const MEANT: f32 = 0.45;
/// What a word counts that is only meant, relative to one that is said.
const IN_OTHER_WORDS: f32 = 0.8;
/// What a word counts that only the question has that a memory answers.
const IN_THE_QUESTION: f32 = 0.9;
/// Of a word that is meant by so many more memories than one, each counts half as much.
const COMMON: f32 = 16.0;
/// What a word counts of which only its letters are known, unless the memory has it.
const UNKNOWN_WORD: f32 = 0.4;
/// Less of what is asked about is no answer.
const MIN_SHARE: f32 = 0.25;
/// The score of what only means what is asked, relative to the best that says all of it.
const BELOW_THE_WORDS: f32 = 0.6;
/// Not every answer of these kinds has a shape by which it is recognised: "I work in a hospital".
const WITHOUT_A_SHAPE: [AnswerType; 2] = [AnswerType::Place, AnswerType::Reason];
/// The latest of so many are considered.
const MAX_CONSIDERED: usize = 24;

impl StandingOrder<'_> {
    /// What the words say comes before what they only mean.
    pub(super) fn in_other_words(&self, hits: &[Hit]) -> Vec<Hit> {
        let mut found = self.meant();
        if found.is_empty() {
            return Vec::new();
        }
        // How many words the best say, and the score of the best of those.
        let best = hits
            .iter()
            .filter(|hit| {
                !self.knowledge.only_asks(hit.document) && self.standing(hit.document).holds()
            })
            .map(|hit| {
                let said = self.knowledge.topic_in(hit.document, &self.question);
                (said.into_iter().filter(|said| *said).count(), hit.score)
            })
            .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        if let Some((most, score)) = best.filter(|(most, _)| *most > 0) {
            for (count, hit) in &mut found {
                if *count <= most {
                    hit.score = hit.score.min(score * BELOW_THE_WORDS);
                }
            }
        }
        found.into_iter().map(|(_, hit)| hit).collect()
    }

    /// The memories that mean what is asked, with how many of its words they mean or say.
    fn meant(&self) -> Vec<(usize, Hit)> {
        let asked = self.question.concepts();
        if asked.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Meant> = Vec::new();
        let mut frequencies = vec![0_u16; self.question.topic_len()];
        for (document, memory) in self.memories.iter().enumerate() {
            // Summaries are in the language of the model that wrote them.
            if matches!(memory.kind, MemoryKind::Factual { .. }) {
                continue;
            }
            let told = self.knowledge.concepts(document, memory);
            let replied = self.knowledge.concepts_asked(document, memory);
            if !told.union(replied).intersects(asked) {
                continue;
            }
            let told = self.question.topic_meant(told);
            for (frequency, told) in frequencies.iter_mut().zip(&told) {
                *frequency = frequency.saturating_add(u16::from(*told));
            }
            let replied = self.question.topic_meant(replied);
            let count = told
                .iter()
                .zip(&replied)
                .filter(|(a, b)| **a || **b)
                .count();
            found.push(Meant {
                count,
                document,
                told,
                replied,
            });
        }
        // The latest come last in a record.
        found.sort_unstable_by_key(|meant| Reverse((meant.count, meant.document)));
        found.truncate(MAX_CONSIDERED);
        let needs_the_kind = !WITHOUT_A_SHAPE
            .iter()
            .any(|kind| self.question.asks_for().contains(*kind))
            || found
                .iter()
                .any(|meant| self.has_the_kind(meant.document) == Some(true));
        found
            .into_iter()
            .filter(|meant| {
                !self.is_about_another_person(meant.document)
                    && !self.knowledge.only_asks(meant.document)
                    && (!needs_the_kind || self.has_the_kind(meant.document) != Some(false))
            })
            .filter_map(|meant| {
                let said = self.knowledge.topic_in(meant.document, &self.question);
                if !meant.means_more_than(&said) {
                    return None;
                }
                let count = said
                    .iter()
                    .zip(meant.told.iter().zip(&meant.replied))
                    .filter(|(said, (told, replied))| **said || **told || **replied)
                    .count();
                let share = self.share(&meant, &said, &frequencies);
                let hit = Hit {
                    document: meant.document,
                    score: MEANT * share,
                };
                (share >= MIN_SHARE).then_some((count, hit))
            })
            .collect()
    }

    /// How much of what is asked about a memory means, 0 to 1.
    fn share(&self, meant: &Meant, said: &[bool], frequencies: &[u16]) -> f32 {
        let replies = self
            .memories
            .get(meant.document)
            .is_some_and(|memory| match &memory.kind {
                MemoryKind::Semantic {
                    speaker,
                    neighbours,
                } => {
                    // Whether "do you want to cancel the order" is denied says not what was ordered.
                    let says_which = || {
                        neighbours
                            .question()
                            .is_none_or(|asked| !QuestionWords::new(asked).asks_yes_or_no())
                    };
                    *speaker == Some(Speaker::Caller)
                        && (self.question.asks_yes_or_no() || says_which())
                }
                _ => false,
            });
        let known = self.question.has_concepts();
        let (mut has, mut of) = (0.0, f32::MIN_POSITIVE);
        for ((((said, told), replied), frequency), known) in said
            .iter()
            .zip(&meant.told)
            .zip(&meant.replied)
            .zip(frequencies)
            .zip(known)
        {
            let rarity = 1.0 / (1.0 + f32::from(frequency.saturating_sub(1)) / COMMON);
            of += if *said || known { 1.0 } else { UNKNOWN_WORD };
            has += if *said {
                1.0
            } else if *told {
                IN_OTHER_WORDS * rarity
            } else if *replied && replies {
                IN_THE_QUESTION * IN_OTHER_WORDS * rarity
            } else if *replied {
                IN_OTHER_WORDS * IN_OTHER_WORDS * rarity
            } else {
                0.0
            };
        }
        has / of
    }
}

/// A memory that means some of the words of a question.
struct Meant {
    /// How many.
    count: usize,
    document: usize,
    /// Which of them it says.
    told: Vec<bool>,
    /// Which are in the question that it answers.
    replied: Vec<bool>,
}

impl Meant {
    /// Whether it means anything that it does not say: otherwise its words are enough.
    fn means_more_than(&self, said: &[bool]) -> bool {
        said.iter()
            .zip(self.told.iter().zip(&self.replied))
            .any(|(said, (told, replied))| !said && (*told || *replied))
    }
}
