//! What memories tell: the sentences that a summary quotes, and how much each of them says.

use std::ops::Range;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    Knowledge,
    analysis::{Part, Role},
};
use crate::{TimeMention, text::is_number};

/// A sentence that names no more beside a secret that was removed says nothing.
const MAX_CONTENT_OF_A_SECRET: usize = 2;

/// Fewer words that were said before may have meant something else.
const MIN_SAID: usize = 2;

const MIN_CONTENT_OF_A_TELLING_QUESTION: usize = 3;

/// A sentence that says more than who is speaking.
pub(crate) struct TellingPart<'k> {
    /// Bytes of the memory's text.
    pub(crate) range: Range<usize>,
    /// How many words name something.
    pub(crate) telling: usize,
    /// How many of them are in no fact that holds.
    pub(crate) untold: usize,
    /// All of them.
    pub(crate) words: usize,
    pub(crate) days: &'k [TimeMention],
    /// Whether it holds from one of its days on.
    pub(crate) begins: bool,
    /// How much an agent can do with it, beside what it names.
    pub(crate) usefulness: usize,
    /// Whether it only begins a call.
    pub(crate) is_passing: bool,
}

impl Knowledge {
    /// Whether a memory tells something: not only asks, or asks for something to be changed.
    #[must_use]
    pub fn is_telling(&self, position: usize) -> bool {
        self.holding(position).any(|part| {
            // "And she's allergic to sulfa, is that on there?" tells as well.
            !part.is(Role::Checks)
                && (!part.is_question || part.content.len() >= MIN_CONTENT_OF_A_TELLING_QUESTION)
                && part.is_informative()
                && !part.is_idle()
                && !part.only_requests()
        })
    }

    /// How many things an agent names in an arrangement that are not in `said`, beside when it is.
    pub(crate) fn untold_in_arrangement(
        &self,
        position: usize,
        said: &FxHashSet<SmolStr>,
    ) -> usize {
        self.holding(position)
            .filter(|part| part.is_arrangement())
            .flat_map(|part| &part.content)
            .filter(|word| !said.contains(*word) && !is_number(word))
            .filter(|word| !self.fact_words.contains(*word))
            .count()
    }

    /// Whether the agent says in a memory what holds from now on: what it wrote down, a price, a
    /// change.
    #[must_use]
    pub fn is_note(&self, position: usize) -> bool {
        self.holding(position)
            .any(|part| part.is(Role::Note) && !part.is_commitment)
    }

    /// The sentences of a memory that hold and name anything but days and `names`; of the agent's
    /// those that are notes. What only asks, or is only said by the way, is left out beside others.
    pub(crate) fn telling_parts<'k>(
        &'k self,
        position: usize,
        names: &'k FxHashSet<SmolStr>,
    ) -> impl Iterator<Item = TellingPart<'k>> {
        self.telling_parts_of(position, names)
            .map(move |(part, telling)| TellingPart {
                range: part.range.clone(),
                telling,
                // What stands beside a secret is seldom worth anything without it.
                untold: if part.is(Role::Redacted) {
                    0
                } else {
                    let content = part.content.difference(names);
                    content
                        .filter(|word| !self.fact_words.contains(*word))
                        .count()
                },
                words: part.words.len(),
                days: &part.days,
                begins: part.is(Role::Begins),
                usefulness: part.usefulness(),
                is_passing: part.is_passing(),
            })
    }

    /// Each with the number of words that it names.
    fn telling_parts_of<'k>(
        &'k self,
        position: usize,
        names: &'k FxHashSet<SmolStr>,
    ) -> impl Iterator<Item = (&'k Part, usize)> {
        let telling = move || {
            self.holding(position).filter_map(|part| {
                // A promise is quoted as a promise, and a booking as a booking.
                let is_booking = part.is(Role::Arranged) && !part.is(Role::Amount);
                if part.is_agents && (part.is_commitment || is_booking || !part.is(Role::Note)) {
                    return None;
                }
                let telling = part.content.difference(names).count();
                if part.is(Role::Checks) {
                    return None;
                }
                let is_secret = part.is(Role::Redacted) && telling <= MAX_CONTENT_OF_A_SECRET;
                (!is_secret && (telling > 0 || !part.days.is_empty())).then_some((part, telling))
            })
        };
        let is_idle = |(part, telling): &(&Part, usize)| {
            part.is_idle() || !part.is_agents && part.is_slight(*telling)
        };
        let has_others = telling().any(|part| !is_idle(&part));
        telling().filter(move |part| !has_others || !is_idle(part))
    }

    /// Whether what a memory tells is in `said`: of an agent's notes most of the words, of what the
    /// caller says all of them; and every number.
    pub(crate) fn is_repeated(
        &self,
        position: usize,
        names: &FxHashSet<SmolStr>,
        said: &FxHashSet<SmolStr>,
    ) -> bool {
        let mut parts = self
            .telling_parts_of(position, names)
            .map(|(part, _)| part)
            .peekable();
        parts.peek().is_some()
            && parts.all(|part| {
                let content = part.content.difference(names);
                let (said, new): (Vec<&SmolStr>, Vec<&SmolStr>) =
                    content.partition(|word| said.contains(*word));
                let is_repeated = if part.is_agents {
                    said.len() > new.len()
                } else {
                    new.is_empty() && part.days.is_empty() && said.len() >= MIN_SAID
                };
                is_repeated && !new.into_iter().any(|word| is_number(word))
            })
    }

    /// Whether an agent says in one sentence what holds from now on, whatever it promises or books
    /// in others.
    pub(super) fn has_lasting_note(&self, position: usize) -> bool {
        self.holding(position).any(|part| {
            part.is(Role::Note)
                && part.is(Role::Lasting)
                && !part.is_commitment
                && part.days.is_empty()
        })
    }
}
