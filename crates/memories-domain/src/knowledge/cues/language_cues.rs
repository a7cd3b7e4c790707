/// Comma-separated phrases of one language. A word that ends in `*` matches every word that
/// begins so; `_` stands for up to three words.
pub(super) struct LanguageCues {
    /// ISO 639-1.
    pub(super) code: &'static str,
    pub(super) cancels: &'static str,
    /// Among the cancellations, those that take a named thing off a list or out of a contract.
    pub(super) removes: &'static str,
    /// After a cancellation, introduces what takes its place.
    pub(super) books: &'static str,
    pub(super) changes: &'static str,
    /// Among the changes, those back to something earlier.
    pub(super) reverts: &'static str,
    pub(super) ends: &'static str,
    /// End what the clause names only if that is an item of a list: "I'm off metformin".
    pub(super) ends_items: &'static str,
    /// Of those that end, cancel or deny something, the ones that can only mean the whole of what
    /// they name: by them a fact with one value ends, too.
    pub(super) ends_facts: &'static str,
    /// Stand for something that was named before, beside the words that say that it ended.
    /// Of a list, only what the clause names is left.
    pub(super) only: &'static str,
    pub(super) pronouns: &'static str,
    pub(super) none_of: &'static str,
    /// An amount was paid.
    pub(super) paid: &'static str,
    /// Asks whether something is still so.
    pub(super) still: &'static str,
    /// A claim, a ticket or an application has a new state.
    pub(super) settled: &'static str,
    /// The caller says that they did what they had to.
    pub(super) done: &'static str,
    /// The agent says what somebody has to do.
    pub(super) requires: &'static str,
    /// By which an agent says what it wrote down, or what holds from now on.
    pub(super) noted: &'static str,
    pub(super) withdraws: &'static str,
    pub(super) not: &'static str,
    pub(super) but: &'static str,
    pub(super) no_cancellation: &'static str,
    pub(super) appointment_nouns: &'static str,
    /// More than one arrangement.
    pub(super) both: &'static str,
    /// Ask when something takes place.
    pub(super) when: &'static str,
    /// Before a day, say that something holds from then on.
    pub(super) starts: &'static str,
    /// Words that name nothing in particular.
    pub(super) generic: &'static str,
    /// Before words for a change, make it one that may come: "if I cancel".
    pub(super) conditions: &'static str,
    /// Before words for a change, ask for it: "can you cancel".
    pub(super) requests: &'static str,
    /// Before words for a change, say only that it is possible: "you can cancel online".
    pub(super) possible: &'static str,
    /// Before words for a change, say that it happened to something: "the train was cancelled".
    pub(super) passive: &'static str,
    /// Agree to what the other has just asked for.
    pub(super) agrees: &'static str,
    /// Refuse it.
    pub(super) refuses: &'static str,
    /// Can be cancelled, and are no appointments.
    pub(super) other_things: &'static str,
    /// Contain words of `ends`, and end nothing.
    pub(super) no_ending: &'static str,
    /// The speaker lives somewhere else now.
    pub(super) moved_home: &'static str,
    /// Something is another than before: a code, an e-mail address.
    pub(super) renewed: &'static str,
    pub(super) now: &'static str,
    /// Before what was so until now.
    pub(super) instead_of: &'static str,
    /// Something that somebody was allergic to does no harm any more.
    pub(super) tolerated: &'static str,
    /// What somebody wants, whenever it may matter: "not before ten".
    pub(super) wishes: &'static str,
    /// Say that a question was only a question.
    pub(super) asides: &'static str,
    /// By which an agent says what is left, or stays as it was.
    pub(super) remains: &'static str,
    /// What was refused is wanted now.
    pub(super) after_all: &'static str,
}
