//! What answering machines and telephone menus say, and how a wrong number is noticed.

mod phrases;

use std::sync::LazyLock;

use phrases::{ANNOUNCEMENT_PHRASES, AnnouncementPhrases};

use super::{
    noise::is_speech,
    phrase_set::PhraseSet,
    sentences::collapse_whitespace,
    stock_phrases::{STOCK_PHRASES, phrases_in},
    words::{Word, is_number, words},
};

/// Announcements are recognised by their beginning.
const MAX_CHARS: usize = 1_000;
/// "Sorry, I think I dialled the wrong number, bye."
const MAX_WORDS_ABOUT_WRONG_NUMBER: usize = 14;

/// What the other side says in one turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Utterance {
    /// No words: "...", "[music]".
    Noise,
    /// Only a greeting or a hesitation: "Hello? Hello?", "Uh".
    Hesitation,
    /// An answering machine: "Please leave a message after the tone."
    Voicemail,
    /// A telephone menu or a queue: "For sales, press one."
    Menu,
    /// A machine may say it, and so may a person: "Thank you for calling."
    Ambiguous,
    /// Anything else.
    Speech,
}

struct Announcements {
    voicemail: PhraseSet,
    invitation: PhraseSet,
    absence: PhraseSet,
    menu: PhraseSet,
    everybody: PhraseSet,
    occupied: PhraseSet,
    ambiguous: PhraseSet,
    /// Words of a person who talks about a machine: "I left a voicemail".
    personal: PhraseSet,
    hesitation: PhraseSet,
    wrong_number: PhraseSet,
    /// A wrong number that is not this call's: "the wrong number on file".
    other_wrong_number: PhraseSet,
    filler: PhraseSet,
}

static ANNOUNCEMENTS: LazyLock<Announcements> = LazyLock::new(|| Announcements {
    voicemail: union(|language| language.voicemail),
    invitation: union(|language| language.invitation),
    absence: union(|language| language.absence),
    menu: union(|language| language.menu),
    everybody: union(|language| language.everybody),
    occupied: union(|language| language.occupied),
    ambiguous: union(|language| language.ambiguous),
    personal: union(|language| language.personal),
    hesitation: union(|language| language.hesitation),
    wrong_number: union(|language| language.wrong_number),
    other_wrong_number: union(|language| language.other_wrong_number),
    filler: STOCK_PHRASES
        .iter()
        .flat_map(|language| phrases_in(language.filler).chain(phrases_in(language.greetings)))
        .collect(),
});

fn union(select: impl Fn(&AnnouncementPhrases) -> &'static str) -> PhraseSet {
    ANNOUNCEMENT_PHRASES
        .iter()
        .flat_map(|language| phrases_in(select(language)))
        .collect()
}

impl Utterance {
    pub(crate) fn of(turn: &str) -> Self {
        let phrases = &*ANNOUNCEMENTS;
        let start = start(turn);
        if !is_speech(&start) {
            return Self::Noise;
        }
        let words = words(&start);
        if phrases.hesitation.removed_from(&words).is_empty() {
            Self::Hesitation
        } else if phrases.personal.matches_anywhere(&words) {
            Self::Speech
        } else if phrases.voicemail.matches_anywhere(&words)
            // "You've reached Jo, I can't pick up."
            || phrases.invitation.matches_anywhere(&words)
                && phrases.absence.matches_anywhere(&words)
        {
            Self::Voicemail
        } else if phrases.menu.matches_anywhere(&words) || everybody_is_occupied(&words) {
            Self::Menu
        } else if phrases.ambiguous.matches_anywhere(&words) {
            Self::Ambiguous
        } else {
            Self::Speech
        }
    }

    /// Whether only a machine says it.
    pub(crate) const fn is_announcement(self) -> bool {
        matches!(self, Self::Voicemail | Self::Menu)
    }
}

/// "All of our riders are busy at the moment." A sentence that somebody says of their own people
/// mostly has more in it.
fn everybody_is_occupied(words: &[Word]) -> bool {
    /// "All our highly trained customer advisers are currently busy."
    const MAX_WORDS_BETWEEN: usize = 7;
    let phrases = &*ANNOUNCEMENTS;
    (0..words.len())
        .filter_map(|start| words.get(start..))
        .filter(|rest| phrases.everybody.longest_prefix(rest) > 0)
        .any(|rest| {
            let near = rest.get(..MAX_WORDS_BETWEEN + 5).unwrap_or(rest);
            phrases.occupied.matches_anywhere(near)
        })
}

/// Whether a turn only says that the number is wrong. A correction names the right one:
/// "You have the wrong number on file, it is 202 …".
pub(crate) fn notices_wrong_number(turn: &str) -> bool {
    let phrases = &*ANNOUNCEMENTS;
    let words = words(&start(turn));
    words.len() <= MAX_WORDS_ABOUT_WRONG_NUMBER
        && phrases.wrong_number.matches_anywhere(&words)
        && !phrases.other_wrong_number.matches_anywhere(&words)
        && !contains_number(&words)
}

/// Whether a turn consists of courtesies, hesitation and noise.
pub(crate) fn is_courtesy(turn: &str) -> bool {
    let phrases = &*ANNOUNCEMENTS;
    let start = start(turn);
    let without_filler = phrases.filler.removed_from(&words(&start));
    // Interjections are short: "ay", "ha", "oh".
    let is_interjection = |word: &Word| word.text.len() <= 2 && !is_number(&word.text);
    !is_speech(&start)
        || phrases
            .hesitation
            .removed_from(&without_filler)
            .iter()
            .all(is_interjection)
}

fn contains_number(words: &[Word]) -> bool {
    words.iter().any(|word| is_number(&word.text))
}

fn start(turn: &str) -> String {
    let start: String = turn.chars().take(MAX_CHARS).collect();
    collapse_whitespace(&start)
}

#[cfg(test)]
mod tests;
