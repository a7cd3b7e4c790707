//! What a sentence says has ended.

use std::ops::Range;

use smol_str::SmolStr;

use super::{part::Act, particulars::allergen, sentence::Sentence};
use crate::{
    Speaker,
    extract::FillerFilter,
    knowledge::{cues, negations::is_negation},
    sensitive::without_labels,
    text::words,
};

/// What does not hold any more is in none of these.
const STATES: [&str; 26] = [
    "active",
    "valid",
    "available",
    "needed",
    "necessary",
    "current",
    "aktiv",
    "gültig",
    "nötig",
    "verfügbar",
    "activo",
    "activa",
    "vigente",
    "válido",
    "válida",
    "actif",
    "active",
    "valable",
    "attivo",
    "attiva",
    "valido",
    "valida",
    "ativo",
    "ativa",
    "actief",
    "geldig",
];
const IS: [&str; 22] = [
    "is", "are", "was", "were", "been", "ist", "sind", "wurde", "wurden", "está", "están", "sido",
    "est", "sont", "été", "è", "sono", "stato", "foi", "foram", "werd", "werden",
];

/// Of something that was on a list.
const TAKEN: [&str; 26] = [
    "removed",
    "taken",
    "crossed",
    "struck",
    "deleted",
    "dropped",
    "gestrichen",
    "entfernt",
    "gelöscht",
    "genommen",
    "verwijderd",
    "gehaald",
    "geschrapt",
    "quitado",
    "quitada",
    "retirado",
    "retirada",
    "eliminado",
    "eliminada",
    "retiré",
    "retirée",
    "supprimé",
    "supprimée",
    "enlevé",
    "tolto",
    "tolta",
];

/// Before what something was taken from.
const TAKEN_FROM: [&str; 17] = [
    "from", "off", "von", "vom", "aus", "de", "del", "des", "du", "da", "das", "do", "dos", "dal",
    "dalla", "van", "uit",
];

/// "our Mitzi", "o Tufo"
const MAX_WORDS_OF_A_NAME: usize = 2;

impl Sentence<'_> {
    /// What a clause says has ended, is not there, or is all that is left.
    pub(super) fn find_endings(
        &self,
        filler: &FillerFilter,
        before_clause: &[SmolStr],
        clause: &[SmolStr],
        next_clause: Option<&[SmolStr]>,
        acts: &mut Vec<Act>,
    ) {
        let only = cues::ONLY.find(clause).next().filter(|_| !self.is_question);
        // "On n'a plus que le chien" ends anything but the dog.
        let is_of_only = |cue: &Range<usize>| {
            only.as_ref()
                .is_some_and(|only| cue.start < only.end && only.start < cue.end)
        };
        let cue = cues::ENDS
            .find(clause)
            .filter(|_| !self.is_question)
            .filter(|cue| !is_within(cue, cues::NO_ENDING.find(clause)))
            .filter(|cue| !is_denied(clause.get(..cue.start).unwrap_or_default()))
            .filter(|cue| !self.is_homograph(clause, cue))
            .filter(|cue| !self.is_move_to_an_address(clause, cue))
            .last()
            .filter(|cue| !is_of_only(cue));
        if let Some(cue) = cue {
            let of = |range: Range<usize>| {
                self.content_with_allergens(filler, clause.get(range).unwrap_or_default())
            };
            // What is left did not end: "the cat died and so it's just the dog now".
            let until = only
                .as_ref()
                .map(|only| only.start)
                .filter(|&until| until >= cue.end)
                .unwrap_or(clause.len());
            let (mut before, mut after) = (of(0..cue.start), of(cue.end..until));
            if before.iter().all(|word| is_epithet(word)) {
                // "Rex, poor old fella, died": the name is in the clause before.
                before.clear();
            }
            let inside = of(cue.start + 1..cue.end.saturating_sub(1));
            let is_state = after.iter().all(|word| STATES.contains(&word.as_str()));
            let is_passive = clause
                .get(..cue.start)
                .and_then(<[SmolStr]>::last)
                .is_some_and(|word| IS.contains(&word.as_str()));
            let is_taken = clause
                .get(cue.clone())
                .unwrap_or_default()
                .iter()
                .any(|word| TAKEN.contains(&word.as_str()));
            let is_taken_from = !before.is_empty()
                && is_taken
                && (is_passive
                    || clause
                        .get(cue.end)
                        .is_some_and(|next| TAKEN_FROM.contains(&next.as_str())));
            if !inside.is_empty() && (is_taken || before.is_empty()) {
                // "I've taken the beans off her list."
                after.clone_from(&inside);
            } else if is_taken_from || is_state && !before.is_empty() {
                // "The beans have been removed from your list", "the old plan is no longer active".
                after.clear();
            }
            // "He's off the tablets, the vet stopped them": the tablets.
            let is_first = !acts.iter().any(|act| matches!(act, Act::Ends { .. }));
            // "He takes no warfarin any more" names what he does not take.
            let is_named = !inside.is_empty();
            let mut referred = if is_first && !is_named && has_pronoun(clause, &cue, &after) {
                vec![before_clause.to_vec(), self.named_before(filler)]
            } else {
                Vec::new()
            };
            // "The cat died, our Mitzi": the name comes after it.
            let name = next_clause.filter(|next| next.len() <= MAX_WORDS_OF_A_NAME);
            referred.extend(name.map(|next| self.content_of(filler, next)));
            if before.is_empty() && after.is_empty() {
                // "The cat, we gave it away."
                before = before_clause.to_vec();
            }
            acts.push(Act::Ends {
                before,
                after,
                referred,
                is_sure: cues::ENDS_FACTS.is_in(clause),
            });
        }
        let has_ended = acts.iter().any(|act| matches!(act, Act::Ends { .. }));
        if self.speaker == Some(Speaker::Caller)
            && !self.is_question
            && !has_ended
            && let Some(cue) = cues::ENDS_ITEMS.find(clause).next()
        {
            let after = clause.get(cue.end..).unwrap_or_default();
            acts.push(Act::Ends {
                before: Vec::new(),
                after: Vec::new(),
                referred: vec![
                    self.content_of(filler, after),
                    self.content_of(filler, clause),
                ],
                is_sure: false,
            });
        }
        if let Some(only) = only {
            let left = clause.get(only.start..).unwrap_or_default();
            acts.push(Act::Leaves(self.content_of(filler, left)));
        }
        let missing = self.missing_noun(filler, clause);
        if !missing.is_empty() {
            acts.push(Act::Ends {
                before: Vec::new(),
                after: missing,
                referred: Vec::new(),
                is_sure: cues::ENDS_FACTS.is_in(clause),
            });
        }
    }

    /// "Keine Nussallergie mehr" ends the nuts of a list.
    fn content_with_allergens(&self, filler: &FillerFilter, words: &[SmolStr]) -> Vec<SmolStr> {
        let mut named = self.content_of(filler, words);
        let allergens: Vec<SmolStr> = named
            .iter()
            .filter_map(|word| allergen(word))
            .map(SmolStr::from)
            .collect();
        named.extend(allergens);
        named
    }

    /// What the sentence before this one names, or the turn before the first.
    fn named_before(&self, filler: &FillerFilter) -> Vec<SmolStr> {
        let words: Vec<SmolStr> = words(&without_labels(self.before))
            .into_iter()
            .map(|word| word.text)
            .collect();
        self.content_of(filler, &words)
    }

    /// "gate" in "no gate here", "text message" in "no text message, please".
    fn missing_noun(&self, filler: &FillerFilter, clause: &[SmolStr]) -> Vec<SmolStr> {
        if self.is_question || self.speaker != Some(Speaker::Caller) {
            return Vec::new();
        }
        let range = cues::NONE_OF
            .find(clause)
            .filter(|cue| !is_within(cue, cues::NO_ENDING.find(clause)))
            .find(|cue| !self.is_homograph(clause, cue));
        let Some(range) = range else {
            return Vec::new();
        };
        let rest = clause.get(range.end..).unwrap_or_default();
        let is_named = |word: &SmolStr| {
            !self
                .content_of(filler, std::slice::from_ref(word))
                .is_empty()
        };
        let named = rest.iter().take_while(|word| is_named(word)).count();
        // More words are about something else.
        if (1..=2).contains(&named) && rest.len() <= named + 1 {
            self.content_with_allergens(filler, rest.get(..named).unwrap_or_default())
        } else {
            Vec::new()
        }
    }

    /// "The bakery has moved, it's at 4 Mill Road now": it goes on.
    fn is_move_to_an_address(&self, clause: &[SmolStr], cue: &Range<usize>) -> bool {
        const MOVES: [&str; 14] = [
            "moved",
            "umgezogen",
            "weggezogen",
            "mudamos",
            "mudámos",
            "mudou",
            "mudé",
            "mudado",
            "déménag",
            "traslocat",
            "trasferit",
            "verhuisd",
            "mudado",
            "mudaron",
        ];
        let words = clause.get(cue.clone()).unwrap_or_default();
        let is_move = |word: &SmolStr| MOVES.iter().any(|start| word.starts_with(start));
        words.iter().any(is_move) && self.has_address()
    }

    fn is_homograph(&self, clause: &[SmolStr], cue: &Range<usize>) -> bool {
        cues::is_homograph(self.language, clause.get(cue.clone()).unwrap_or_default())
    }
}

/// Said of somebody who was named before.
fn is_epithet(word: &str) -> bool {
    const EPITHETS: [&str; 52] = [
        "poor",
        "old",
        "dear",
        "sweet",
        "little",
        "good",
        "fella",
        "fellow",
        "thing",
        "boy",
        "girl",
        "lad",
        "guy",
        "armer",
        "arme",
        "armes",
        "alte",
        "alter",
        "gute",
        "kerl",
        "kerlchen",
        "tier",
        "tierchen",
        "pobre",
        "pobrecito",
        "pobrecita",
        "viejo",
        "viejito",
        "viejita",
        "animalito",
        "pauvre",
        "vieux",
        "vieille",
        "bête",
        "bonhomme",
        "povero",
        "povera",
        "poverino",
        "poverina",
        "vecchio",
        "vecchia",
        "bestiola",
        "coitado",
        "coitada",
        "coitadinho",
        "coitadinha",
        "velho",
        "velhote",
        "oude",
        "lieve",
        "stakker",
        "beestje",
    ];
    EPITHETS.contains(&word)
}

/// Whether the words before it say that something does not end: "I won't quit", "I'm not going to
/// stop taking it".
fn is_denied(before: &[SmolStr]) -> bool {
    const BETWEEN: [&str; 17] = [
        "going", "gonna", "to", "ever", "just", "really", "even", "want", "wanna", "be", "have",
        "been", "yet", "mehr", "noch", "nog", "encore",
    ];
    // These also answer what was said before: "no, I quit".
    const ANSWERS: [&str; 4] = ["no", "non", "ne", "without"];
    before
        .iter()
        .rev()
        .find(|word| !BETWEEN.contains(&word.as_str()))
        .is_some_and(|word| is_negation(word) && !ANSWERS.contains(&word.as_str()))
}

fn is_within(range: &Range<usize>, mut others: impl Iterator<Item = Range<usize>>) -> bool {
    others.any(|other| other.start <= range.start && range.end <= other.end)
}

/// Whether a pronoun beside the words that something ended stands for what ended: "gave him away",
/// "on l'a donné", "she died".
fn has_pronoun(clause: &[SmolStr], cue: &Range<usize>, after: &[SmolStr]) -> bool {
    let is_pronoun = |word: &SmolStr| {
        cues::PRONOUNS.is_in(std::slice::from_ref(word))
            || ["l'", "d'"].iter().any(|elided| word.starts_with(elided))
    };
    let before = clause.get(cue.start.saturating_sub(2)..cue.end);
    let next = clause.get(cue.end).filter(|_| after.is_empty());
    before
        .unwrap_or_default()
        .iter()
        .chain(next)
        .any(is_pronoun)
}
