//! What the agent's turns say about names: its own, and whom it addresses.

use super::{
    PersonName,
    phrases::{
        ADDRESSING, ASKS_FOR_BOTH, ASKS_FOR_FAMILY_NAME, ASKS_WHETHER, LEADS, Lead, TAILS_OF_NAMES,
        asks_for_name, starts_clause,
    },
    reading::read_name,
    spoken::{Gap, SpokenTurn},
    vocabulary::{FILLERS, StopWords},
};

/// First words of "I am" in the supported languages: an agent's "it's" does not name itself.
const FIRST_PERSON: [&str; 9] = ["i'm", "i", "ich", "soy", "yo", "je", "sono", "sou", "ik"];

/// Words before a place, a company or somebody else.
const PREPOSITIONS: [&str; 24] = [
    "calling", "at", "from", "to", "by", "with", "in", "on", "for", "of", "and", "bei", "mit",
    "von", "in", "aus", "chez", "con", "em", "bij", "met", "de", "a", "dr",
];

/// What one turn of the agent says about names.
#[derive(Default)]
pub(super) struct AgentTurn {
    /// "This is Mia."
    pub(super) own: Vec<PersonName>,
    /// "Hi Walt": the last.
    pub(super) addressed: Option<PersonName>,
    /// The family name alone.
    pub(super) asks_for_family_name: bool,
    /// "Am I speaking with Robin?"
    pub(super) asked_whether: Option<PersonName>,
    pub(super) asks_for_name: bool,
}

impl AgentTurn {
    /// `is_opening`: the turn greets, before the caller has spoken.
    pub(super) fn read(turn: &SpokenTurn<'_>, is_opening: bool, stop_words: StopWords) -> Self {
        let mut said = Self {
            asks_for_name: asks_for_name(turn),
            asks_for_family_name: ASKS_FOR_FAMILY_NAME.occur_in(turn)
                && !ASKS_FOR_BOTH.occur_in(turn),
            ..Self::default()
        };
        let mut sentence_addresses = false;
        for index in 0..turn.words.len() {
            if turn.gap_before(index) >= Gap::Stop {
                sentence_addresses = false;
            }
            let starts = starts_clause(turn, index) || follows_filler(turn, index);
            if starts && let Some((next, lead)) = LEADS.at(turn, index) {
                let is_first_person = lead != Lead::Being
                    || turn
                        .folded(index)
                        .is_some_and(|word| FIRST_PERSON.contains(&word));
                let name = read_name(turn, next, stop_words).filter(|name| {
                    is_first_person && turn.gap_before(name.end) != Gap::QuestionMark
                });
                said.own.extend(name.map(|name| name.name));
            }
            if starts_clause(turn, index)
                && let Some(name) = read_name(turn, index, stop_words)
                && turn.gap_before(name.end) < Gap::Comma
                && TAILS_OF_NAMES.at(turn, name.end).is_some()
            {
                said.own.push(name.name);
            }
            if let Some((next, ())) = ASKS_WHETHER.at(turn, index)
                && let Some(name) = read_name(turn, next, stop_words)
                && turn.gap_before(name.end) >= Gap::Comma
            {
                said.asked_whether = Some(name.name);
            }
            if starts && let Some((next, ())) = ADDRESSING.at(turn, index) {
                sentence_addresses = true;
                // "Hello, Lakeside Dental": an agent that answers the phone names the company.
                let max_gap = if is_opening { Gap::Space } else { Gap::Comma };
                let max_words = if is_opening { 1 } else { 2 };
                if turn.gap_before(next) <= max_gap
                    && let Some(name) = read_name(turn, next, stop_words)
                    && turn.gap_before(name.end) >= Gap::Comma
                    && (name.words <= max_words || name.has_title)
                {
                    said.addressed = Some(name.name);
                }
            } else if sentence_addresses
                && !is_opening
                && turn.gap_before(index) == Gap::Comma
                && let Some(name) = read_name(turn, index, stop_words)
                && turn.gap_before(name.end) >= Gap::Stop
                && name.words <= 2
            {
                said.addressed = Some(name.name);
            }
        }
        // "Thanks for the update Marcus, …": the name has no comma before it.
        if said.addressed.is_none() && !is_opening {
            said.addressed = address_after_thanks(turn, stop_words);
        }
        said
    }
}

/// Whether the word before is one that opens a clause: "Hi, this is …", "and this is …".
pub(super) fn follows_filler(turn: &SpokenTurn<'_>, index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|before| turn.folded(before))
        .is_some_and(|word| FILLERS.contains(word))
}

/// The name that ends the first clause of a turn that starts with thanks or an apology.
fn address_after_thanks(turn: &SpokenTurn<'_>, stop_words: StopWords) -> Option<PersonName> {
    const MAX_WORDS_BEFORE: usize = 8;
    ADDRESSING.at(turn, 0)?;
    let end = (1..MAX_WORDS_BEFORE).find(|&index| turn.gap_before(index) >= Gap::Comma)?;
    let before = turn.word(end.checked_sub(2)?)?;
    let names_a_place = before.is_capitalised() || PREPOSITIONS.contains(&before.folded.as_str());
    let name = read_name(turn, end - 1, stop_words)?;
    (name.end == end && !names_a_place).then_some(name.name)
}
