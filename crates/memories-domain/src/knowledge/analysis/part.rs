//! What one sentence says.
//!
//! Nothing here has `Debug`: it consists of what people said.

use std::ops::Range;

use jiff::Zoned;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::particulars::{News, Particulars};
use crate::TimeMention;

/// A change that names less is a request: "Switch me to that."
const MIN_WORDS_OF_A_TELLING_CHANGE: usize = 3;

/// A sentence of a statement; the whole text of a fact.
#[derive(Default)]
pub(in crate::knowledge) struct Part {
    /// Bytes of the text.
    pub(in crate::knowledge) range: Range<usize>,
    /// All words, in lower case.
    pub(in crate::knowledge) words: FxHashSet<SmolStr>,
    /// Without stop words, filler and words that name nothing in particular.
    pub(in crate::knowledge) content: FxHashSet<SmolStr>,
    /// The days that are meant, without those that the speaker took back.
    pub(in crate::knowledge) days: Vec<TimeMention>,
    pub(in crate::knowledge) acts: Vec<Act>,
    pub(in crate::knowledge) numbers: Vec<NumberSlot>,
    pub(in crate::knowledge) measure: Option<Measure>,
    pub(in crate::knowledge) is_commitment: bool,
    pub(in crate::knowledge) is_question: bool,
    /// Whether the agent says it.
    pub(in crate::knowledge) is_agents: bool,
    pub(in crate::knowledge) roles: Vec<Role>,
    pub(in crate::knowledge) particulars: Particulars,
    /// The words of the question that it answers, if it is a short answer.
    pub(in crate::knowledge) asked: Vec<SmolStr>,
}

/// What a sentence is in its call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::knowledge) enum Role {
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
    /// A commitment to do something, and not the booking of something that takes place.
    Promise,
    /// A promise that somebody calls or writes.
    CallBack,
    /// The caller asks about something, and wants nothing: "how much notice is it?"
    Asks,
    /// The caller asks whether a number is right: "640 for the ash, is that right?"
    Checks,
    /// The caller says it by the way: "I was just asking", "my train was cancelled".
    Aside,
    /// What somebody wants, whenever it may matter: "please don't call before ten".
    Wish,
    /// It has a number: a size, a period, an amount.
    Figure,
    /// It names an illness, a handicap or a treatment.
    Health,
    /// The agent says for when something is arranged.
    Arranged,
    /// The agent refuses something.
    Declines,
    /// The caller begins with it.
    Opening,
    /// The caller does not want what it names, and says little else: "nah, no battery".
    Refusal,
}

/// What a sentence does to earlier memories.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::knowledge) enum Act {
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
    /// What has one of these names came, as it was promised; the later ones if nothing was promised
    /// with the earlier: of "your badge was sent to the depot" the badge.
    Keeps(Vec<Vec<SmolStr>>),
    /// Somebody called or wrote, as it was promised: those who are named, if any are.
    CallsBack(Vec<SmolStr>),
    /// The caller does without what was promised.
    Waives {
        words: Vec<SmolStr>,
        /// Without being called.
        is_call: bool,
    },
    /// What was refused is wanted now: "we will have the battery after all".
    Wants(Vec<SmolStr>),
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
pub(in crate::knowledge) struct Object {
    pub(in crate::knowledge) words: Vec<SmolStr>,
    pub(in crate::knowledge) days: Vec<TimeMention>,
    /// More than one arrangement: "both".
    pub(in crate::knowledge) is_plural: bool,
    /// Whether it may be none of the caller's arrangements: "the train was cancelled".
    pub(in crate::knowledge) is_reported: bool,
    /// Only what is named: "I've taken the nuts off".
    pub(in crate::knowledge) is_named: bool,
}

/// Two numbers, in digits where they are known: "60 by 80".
pub(in crate::knowledge) type Measure = [SmolStr; 2];

/// A number of something of which there is one at a time: two statements of one person whose slots
/// are equal and whose numbers differ contradict each other.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::knowledge) struct NumberSlot {
    /// "unit" in "I live in unit 411", "code gate" in "gate code 4419", "euros night" in "188 euros a night".
    pub(in crate::knowledge) slot: SmolStr,
    pub(in crate::knowledge) number: SmolStr,
    /// Whether it is what something costs in a period. Several things have such a price.
    pub(in crate::knowledge) is_rate: bool,
}

impl Part {
    /// What the agent asks tells nothing: "Are you still at 3 Priory Close?" Prices of offers do.
    pub(in crate::knowledge) fn only_asks_the_caller(&self) -> bool {
        self.is_agents && self.is_question
    }

    pub(in crate::knowledge) fn contains_all<'a>(
        &self,
        words: impl IntoIterator<Item = &'a SmolStr>,
    ) -> bool {
        let mut words = words.into_iter().peekable();
        words.peek().is_some() && words.all(|word| self.words.contains(word))
    }

    /// Whether it has all of one or two words, or most of more.
    pub(in crate::knowledge) fn repeats(&self, words: &[SmolStr]) -> bool {
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

    pub(in crate::knowledge) fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether it cancels or moves something.
    pub(in crate::knowledge) fn is_request(&self) -> bool {
        self.acts
            .iter()
            .any(|act| matches!(act, Act::Cancels(_) | Act::Changes(_)))
    }

    /// Whether it asks for something and tells nothing beside. "We changed our name to Brandt" tells.
    pub(in crate::knowledge) fn only_requests(&self) -> bool {
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

    /// Whether the agent says in it for when something is arranged, without a promise.
    pub(in crate::knowledge) fn is_arrangement(&self) -> bool {
        self.is(Role::Arranged)
            || self.is_agents
                && !self.is_question
                && !self.is(Role::Declines)
                && !self.days.is_empty()
                && self.acts.iter().any(|act| matches!(act, Act::Changes(_)))
    }

    /// Whether all of its days have passed, and nothing began with them.
    pub(in crate::knowledge) fn is_past(&self, now: &Zoned) -> bool {
        !self.is(Role::Begins) && self.days.iter().all(|day| day.is_past(now))
    }

    /// Whether it tells an agent nothing of the caller.
    pub(in crate::knowledge) fn is_idle(&self) -> bool {
        self.is(Role::Asks) || self.is(Role::Aside)
    }

    /// Whether it says hardly anything beside another sentence, if it names so many things: "Sweet.",
    /// "Hi Nell, it's Walter."
    pub(in crate::knowledge) fn is_slight(&self, telling: usize) -> bool {
        const MAX_WORDS: usize = 4;
        telling <= 1
            && self.acts.is_empty()
            && (self.is(Role::Opening) || self.words.len() <= MAX_WORDS && self.days.is_empty())
            && !self.is(Role::Figure)
            && !self.is(Role::Wish)
            && !self.is(Role::Health)
            && !self.particulars.brings(News::Allergy)
    }

    /// How much an agent can do with it, beside what it names.
    pub(in crate::knowledge) fn usefulness(&self) -> usize {
        const WISH: usize = 3;
        const HEALTH: usize = 3;
        const FIGURE: usize = 2;
        usize::from(self.is(Role::Wish)) * WISH
            + usize::from(self.is(Role::Figure)) * FIGURE
            + usize::from(self.particulars.brings(News::Allergy) || self.is(Role::Health)) * HEALTH
    }

    /// Whether it only begins a call: what came of it is told elsewhere.
    pub(in crate::knowledge) fn is_passing(&self) -> bool {
        self.is(Role::Opening) && self.usefulness() == 0
    }

    /// Whether it says anything that can hold or not.
    pub(in crate::knowledge) fn is_informative(&self) -> bool {
        !self.content.is_empty() || !self.days.is_empty()
    }
}
