/// The phrases of one language, in comma-separated lists. They match whole
/// words, in any case and with any punctuation.
pub(crate) struct StockPhrases {
    /// The ISO 639-1 code of the language.
    pub(crate) language: &'static str,
    /// Greetings, thanks, assent and hesitation, as either speaker uses them.
    pub(crate) filler: &'static str,
    /// Openings of an agent's sentence that only greets, thanks or takes leave.
    pub(crate) greetings: &'static str,
    /// An agent's stalling phrases and acknowledgements, such as "let me check" and "noted".
    pub(crate) stalling: &'static str,
    /// Words that make a sentence a commitment.
    pub(crate) commitments: &'static str,
    /// Words that make a sentence with a day or an hour a commitment; any other is a note.
    pub(crate) noted_bookings: &'static str,
    /// The words of a turn that only asks for a human: "agent", "speak to a real person".
    /// They carry information beside other words.
    pub(crate) requests_for_a_human: &'static str,
}
