//! Whose a memory is, on a line that several people use.

use smol_str::SmolStr;

use super::Effects;
use crate::{Nature, Person, PersonIndex, PersonName, RelationKind, TimeMention};

/// Words and verbs of somebody who speaks of themselves.
const SELF: [&str; 51] = [
    "i",
    "i'm",
    "i've",
    "i'd",
    "i'll",
    "my",
    "me",
    "myself",
    "ich",
    "mein",
    "meine",
    "meinen",
    "mir",
    "mich",
    "yo",
    "mi",
    "mis",
    "tengo",
    "tomo",
    "soy",
    "estoy",
    "dejé",
    "je",
    "j'ai",
    "j'arrête",
    "j'avais",
    "mon",
    "ma",
    "mes",
    "io",
    "mio",
    "mia",
    "ho",
    "sono",
    "prendo",
    "eu",
    "meu",
    "minha",
    "tenho",
    "sou",
    "estou",
    "deixei",
    "parei",
    "ik",
    "mijn",
    "mij",
    "ben",
    "heb",
    "hab",
    "habe",
    "bin",
];
/// What a person has none of.
const NONE: [&str; 12] = [
    "none", "kein", "keine", "keinen", "geen", "aucun", "aucune", "nessun", "nessuna", "ninguna",
    "ninguno", "nenhuma",
];
/// Words for somebody else, or for several people with the speaker.
const OTHERS: [&str; 60] = [
    "he", "she", "him", "her", "his", "hers", "they", "them", "their", "we", "us", "our", "er",
    "sie", "ihn", "ihm", "ihr", "sein", "seine", "seinen", "ihre", "ihren", "wir", "uns", "unser",
    "unsere", "él", "ella", "ellos", "ellas", "su", "sus", "nosotros", "nuestro", "nuestra", "il",
    "elle", "ils", "elles", "lui", "son", "sa", "ses", "nous", "notre", "on", "lei", "loro", "suo",
    "sua", "noi", "ele", "ela", "eles", "nós", "hij", "zij", "haar", "zijn", "wij",
];

impl Effects<'_> {
    /// The person that facts are kept apart by: on a line that several people use, and of whom
    /// somebody else called for.
    pub(super) fn fact_person(&self, unit: usize) -> Option<PersonIndex> {
        let memory = self.units.get(unit)?.memory;
        if self.is_statement(unit) && self.line.client().is_some() {
            // Whoever tells it: the daughter drops the day of which the son knows nothing.
            return self.line.client();
        }
        let person = self.people.get(memory).copied().flatten()?;
        (self.line.is_shared() || self.line.is_called_for(person)).then_some(person)
    }

    /// Whom something is about: what is said in a call for somebody else is about them.
    fn concerned(&self, unit: usize) -> Option<PersonIndex> {
        let called_for = || {
            let source = self.memory(unit)?.source.as_ref()?;
            self.line.person_called_for(source.started_at)
        };
        if self.is_statement(unit) {
            called_for().or_else(|| self.fact_person(unit))
        } else {
            self.fact_person(unit)
        }
    }

    /// Whether two memories are known to be of two people.
    pub(super) fn is_of_another(&self, unit: usize, other: usize) -> bool {
        let people = self.fact_person(unit).zip(self.fact_person(other));
        people.is_some_and(|(one, another)| one != another)
    }

    /// The arrangements without those for which somebody else has a fact of their own: who cancels
    /// "my appointment" does not mean that of another. All, if there are no others, and those of
    /// the person whom the words name.
    pub(super) fn preferably_own<T>(
        &self,
        unit: usize,
        words: &[SmolStr],
        arrangements: Vec<T>,
        position: impl Fn(&T) -> usize,
    ) -> Vec<T> {
        let person = self.named_in(words).or_else(|| self.concerned(unit));
        if person.is_none() && self.line.called_for().is_empty() {
            return arrangements;
        }
        let is_of_another = |owner: Option<PersonIndex>| match (owner, person) {
            (Some(owner), Some(person)) => owner != person,
            (None, Some(person)) => self.line.is_called_for(person),
            (Some(owner), None) => self.line.is_called_for(owner),
            (None, None) => false,
        };
        let of_others: Vec<&TimeMention> = self
            .facts
            .iter()
            .filter(|((owner, _), state)| state.nature == Nature::Event && is_of_another(*owner))
            .flat_map(|(_, state)| state.items.iter())
            .flat_map(|item| self.days_of(item.fact.memory))
            .collect();
        let is_meant = |arrangement: &T| {
            let position = position(arrangement);
            !is_of_another(self.concerned(position))
                || !self.days_of(position).iter().any(|day| {
                    of_others
                        .iter()
                        .any(|other| other.from <= day.until && day.from <= other.until)
                })
        };
        if !arrangements.iter().any(is_meant) {
            return arrangements;
        }
        arrangements.into_iter().filter(is_meant).collect()
    }

    /// Whether a known person speaks of themselves and mentions no other person: "I stopped taking
    /// it", "no allergies". "Ya no toma" is of somebody else.
    pub(super) fn speaks_only_of_self(&self, unit: usize) -> bool {
        let Some(part) = self.part(unit).filter(|part| !part.is_agents) else {
            return false;
        };
        let Some(speaker) = self.fact_person(unit) else {
            return false;
        };
        let has = |list: &[&str]| part.words.iter().any(|word| list.contains(&word.as_str()));
        let words: Vec<SmolStr> = part.words.iter().cloned().collect();
        self.line.client().is_none()
            && (has(&SELF) || has(&NONE) || self.is_english(unit) && has(&["no"]))
            && !has(&OTHERS)
            && !words
                .iter()
                .any(|word| RelationKind::named_by(word).is_some())
            && self.named_in(&words).is_none_or(|named| named == speaker)
    }

    fn is_english(&self, unit: usize) -> bool {
        let source = self.memory(unit).and_then(|memory| memory.source.as_ref());
        let language = source.and_then(|source| source.language.as_deref());
        language.is_none_or(|language| language.starts_with("en"))
    }

    /// The one person of a shared line whose name is among the words.
    pub(super) fn named_in(&self, words: &[SmolStr]) -> Option<PersonIndex> {
        if !self.line.is_shared() {
            return None;
        }
        let is_named = |person: &Person| {
            let given = person.name.as_ref().and_then(PersonName::given);
            given.is_some_and(|given| {
                let given = given.to_lowercase();
                words.iter().any(|word| *word == given)
            })
        };
        self.line.only_where(is_named)
    }
}
