/// The phrases of one language, in comma-separated lists.
pub(super) struct Vocabulary {
    pub(super) card: &'static str,
    pub(super) expiry: &'static str,
    pub(super) security_code: &'static str,
    /// A code of any purpose; `site` and `reference` decide.
    pub(super) code: &'static str,
    /// References that a code opens, and that a caller wants remembered: gates, doors.
    pub(super) site: &'static str,
    /// Other numbers and codes that a caller wants remembered: orders, bookings.
    pub(super) reference: &'static str,
    /// Only the end of a number, as on receipts.
    pub(super) last_four: &'static str,
    pub(super) social_security: &'static str,
    pub(super) national_id: &'static str,
    pub(super) passport: &'static str,
    pub(super) tax: &'static str,
    pub(super) bank: &'static str,
    /// An account at a bank, if `banking` is mentioned.
    pub(super) account: &'static str,
    pub(super) banking: &'static str,
    pub(super) pin: &'static str,
    pub(super) password: &'static str,
    pub(super) birth: &'static str,
    pub(super) months: &'static str,
    /// Parts of a date that are no numbers.
    pub(super) date_words: &'static str,
    pub(super) copula: &'static str,
    pub(super) connectors: &'static str,
    /// What a number directly before it measures.
    pub(super) units: &'static str,
    /// Asks to say something.
    pub(super) request: &'static str,
    /// Begins something other than a password: "is not", "is wrong".
    pub(super) no_password: &'static str,
    pub(super) health: &'static str,
    pub(super) email: &'static str,
    pub(super) phone: &'static str,
    /// Where a password is needed.
    pub(super) login: &'static str,
    pub(super) security_question: &'static str,
    /// Parts of a word, as in "the second letter of my password".
    pub(super) letters: &'static str,
    /// Asks for the rest of a number: "go on", "and the next four?"
    pub(super) continues: &'static str,
    /// Directly before a password that somebody chose: "I'd set it to".
    pub(super) chosen: &'static str,
    /// Directly before a password that somebody uses: "I typed". Weaker than `chosen`.
    pub(super) entered: &'static str,
    /// Directly after a password, with an auxiliary before it: "ich hatte … genommen".
    pub(super) chosen_after: &'static str,
    pub(super) auxiliaries: &'static str,
    /// Signs of a password and how it is written: "capital", "star".
    pub(super) password_parts: &'static str,
}
