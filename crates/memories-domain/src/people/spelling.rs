//! Spelled letters, which confirm or correct the name that was said.

use super::{
    PersonName,
    folding::fold,
    phrases::NAMES_FAMILY,
    same_name::distance,
    spoken::{Gap, SpokenTurn, SpokenWord},
};

/// A spelled name with more other letters is another name.
const MAX_CHANGED_LETTERS: usize = 2;

/// What letters say about the name before them.
pub(super) enum Spelling {
    Confirmed,
    Corrected(PersonName),
}

/// Reads "R-A-M-A-N" at `index`, after `said`.
pub(super) fn read_spelling(
    turn: &SpokenTurn<'_>,
    index: usize,
    said: &PersonName,
    is_family_asked: bool,
) -> Option<Spelling> {
    let follows_letter = turn.gap_before(index) < Gap::Comma
        && index
            .checked_sub(1)
            .and_then(|before| turn.word(before))
            .is_some_and(SpokenWord::is_letter);
    if follows_letter {
        return None;
    }
    let (spelled, _) = turn.spelled_at(index)?;
    let folded = fold(&spelled);
    if said.folded_words().contains(&folded) {
        return Some(Spelling::Confirmed);
    }
    let nearness = |part: &str| {
        let part = fold(part);
        if part.chars().next() == folded.chars().next() {
            distance(&part, &folded)
        } else {
            MAX_CHANGED_LETTERS + 1
        }
    };
    let of_family = said
        .family()
        .filter(|family| !family.contains(' '))
        .map_or(MAX_CHANGED_LETTERS + 1, nearness);
    let of_given = said.given().map_or(MAX_CHANGED_LETTERS + 1, nearness);
    let follows_surname =
        (index.saturating_sub(4)..index).any(|before| NAMES_FAMILY.at(turn, before).is_some());
    let corrected = if of_family <= MAX_CHANGED_LETTERS && of_family <= of_given {
        said.with_family(&spelled)
    } else if of_given <= MAX_CHANGED_LETTERS {
        said.with_given(&spelled)
    } else if said.family().is_none() && (is_family_asked || follows_surname) {
        said.with_family(&spelled)
    } else {
        None
    };
    corrected.map(Spelling::Corrected)
}
