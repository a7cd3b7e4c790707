/// Comma-separated phrases of one language. A word that ends in `*` matches every word that
/// begins so; `_` stands for up to three words.
pub(super) struct LanguageCues {
    pub(super) cancels: &'static str,
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
    pub(super) pronouns: &'static str,
    pub(super) none_of: &'static str,
    pub(super) kept: &'static str,
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
    /// Words that name nothing in particular.
    pub(super) generic: &'static str,
}
