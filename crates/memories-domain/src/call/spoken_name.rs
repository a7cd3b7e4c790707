//! Names that are words for nothing: the surname "Null", the town of Leer.
//!
//! Data collection writes the same words where it found nothing. Such a word is a value only if
//! all of this holds: the field asks for a name or a place, the value is that one word with a
//! capital, and the caller said it as a name. The caller did if a turn has it with a capital after
//! a title, after "my name is" or the given name, for a place after a preposition, or if the caller
//! spelled it. A turn of the agent confirms a word that the caller had said before; an agent that
//! greets "Mr. None" was given an empty variable.

use std::sync::LazyLock;

use super::{Call, CollectedFact, ProfileValue, Speaker};
use crate::{
    ProfileKey,
    text::{PhraseSet, is_word_for_nothing, word_positions, words},
};

/// A cue has at most so many words: "last name is".
const MAX_CUE_WORDS: usize = 3;

static NAME_CUES: LazyLock<PhraseSet> = LazyLock::new(|| {
    "mr, mrs, ms, miss, mx, dr, sir, name is, surname is, name's, surname's, i'm, i am, this is, it's, \
     called, named, frau, herr, herrn, familie, name ist, nachname ist, heiße, heisse, heißt, ich bin, \
     hier ist, nachname, señor, señora, sr, sra, don, doña, llamo, soy, apellido es, nombre es, \
     apellido, monsieur, madame, mme, m'appelle, je suis, nom est, famille est, c'est, signor, \
     signora, chiamo, sono, cognome è, nome è, senhor, senhora, chamo, sou, sobrenome é, apelido é, \
     nome é, meneer, mevrouw, heet, ben, naam is, achternaam is, met"
        .split(',')
        .collect()
});

static PLACE_CUES: LazyLock<PhraseSet> = LazyLock::new(|| {
    "in, from, to, near, at, town of, city of, aus, nach, bei, en, de, desde, à, a, da, di, em, uit, naar, \
     city is, town is, ort ist, wohnort ist, ciudad es, ville est, città è, cidade é, stad is, \
     woonplaats is"
        .split(',')
        .collect()
});

/// Words and endings of words in the names of fields that ask for a name.
const NAMES: [&str; 15] = [
    "name",
    "surname",
    "lastname",
    "firstname",
    "nombre",
    "apellido",
    "apellidos",
    "nom",
    "prenom",
    "nome",
    "cognome",
    "sobrenome",
    "naam",
    "voornaam",
    "achternaam",
];

const PLACES: [&str; 27] = [
    "city",
    "town",
    "village",
    "place",
    "location",
    "address",
    "region",
    "district",
    "hometown",
    "ort",
    "wohnort",
    "stadt",
    "gemeinde",
    "adresse",
    "ciudad",
    "pueblo",
    "lugar",
    "municipio",
    "ville",
    "commune",
    "cidade",
    "localidade",
    "citta",
    "comune",
    "stad",
    "plaats",
    "woonplaats",
];

/// What a field asks for.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Name,
    Place,
}

impl Asked {
    fn by(key: &ProfileKey) -> Option<Self> {
        let folded = key.folded();
        let mut words = folded.split('_');
        if words
            .clone()
            .any(|word| NAMES.contains(&word) || word.ends_with("name"))
        {
            return Some(Self::Name);
        }
        words
            .any(|word| PLACES.contains(&word))
            .then_some(Self::Place)
    }
}

impl Call {
    /// Whether data collection found nothing for a fact: not if what it wrote is a word for
    /// nothing that the caller said as a name.
    pub(crate) fn is_missing(&self, fact: &CollectedFact) -> bool {
        fact.is_null() && !self.is_spoken_name(fact)
    }

    /// Whether a fact is a word for nothing that the caller said as a name.
    pub(crate) fn is_spoken_name(&self, fact: &CollectedFact) -> bool {
        let ProfileValue::Text(value) = &fact.value else {
            return false;
        };
        let value = value.trim();
        is_capitalised_word(value)
            && is_word_for_nothing(value)
            && Asked::by(&fact.key).is_some_and(|asked| self.is_said_as(value, asked))
    }

    fn is_said_as(&self, name: &str, asked: Asked) -> bool {
        let mut has_caller_said_it = false;
        self.turns.iter().any(|turn| {
            if turn.speaker == Speaker::Caller {
                has_caller_said_it |= mentions(&turn.text, name);
                self.names(&turn.text, name, asked) || spells(&turn.text, name)
            } else {
                has_caller_said_it && self.names(&turn.text, name, asked)
            }
        })
    }

    /// Whether a turn has the word as a name.
    fn names(&self, turn: &str, name: &str, asked: Asked) -> bool {
        let positions: Vec<_> = word_positions(turn).collect();
        positions.iter().enumerate().any(|(index, position)| {
            turn.get(position.clone()) == Some(name)
                && index > 0
                && positions
                    .get(index.saturating_sub(MAX_CUE_WORDS)..index)
                    .and_then(|before| turn.get(before.first()?.start..before.last()?.end))
                    .is_some_and(|before| self.is_cue(before, asked))
        })
    }

    fn is_cue(&self, before: &str, asked: Asked) -> bool {
        let before = words(before);
        let ends_with = |cues: &PhraseSet| {
            (0..before.len())
                .filter_map(|start| before.get(start..))
                .any(|cue| cues.longest_prefix(cue) == cue.len())
        };
        let is_after_given_name = || {
            before.last().is_some_and(|word| {
                self.collected.iter().any(|fact| {
                    Asked::by(&fact.key) == Some(Asked::Name)
                        && !fact.is_null()
                        && fact.value.to_text().to_lowercase() == word.text
                })
            })
        };
        match asked {
            Asked::Name => ends_with(&NAME_CUES) || is_after_given_name(),
            Asked::Place => ends_with(&PLACE_CUES),
        }
    }
}

/// "Null", but neither "null" nor "NULL", as programs write it.
fn is_capitalised_word(value: &str) -> bool {
    let mut chars = value.chars();
    chars.next().is_some_and(char::is_uppercase)
        && !chars.as_str().is_empty()
        && chars.all(char::is_lowercase)
}

fn mentions(turn: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    words(turn).iter().any(|word| word.text == name)
}

/// "N-U-L-L", "n u l l".
fn spells(turn: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let words = words(turn);
    words
        .chunk_by(|a, b| is_letter(&a.text) && is_letter(&b.text))
        .any(|run| {
            run.iter()
                .map(|word| word.text.as_str())
                .collect::<String>()
                == name
                && run.len() > 1
        })
}

fn is_letter(word: &str) -> bool {
    word.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CallOutcome, ConversationId, ExtractionRules, Platform, Turn, extract_memories};
    use Speaker::{Agent, Caller};

    fn kept(key: &str, value: &str, turns: &[(Speaker, &str)]) -> bool {
        let text = |text: &str| ProfileValue::Text(text.into());
        let fact = |key: &str, value| CollectedFact {
            key: ProfileKey::parse(key).unwrap(),
            value,
        };
        let turns = turns.iter().map(|(speaker, text)| Turn {
            speaker: *speaker,
            text: (*text).into(),
        });
        let call = Call {
            conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
            agent_id: None,
            started_at: jiff::Timestamp::UNIX_EPOCH,
            duration_secs: 60,
            language: None,
            time_zone: None,
            outcome: CallOutcome::Answered,
            caller_spoke: true,
            machine_answered: false,
            turns: turns.collect(),
            summary: None,
            title: None,
            evaluations: Vec::new(),
            collected: vec![
                fact("caller_first_name", text("Anna")),
                fact(key, text(value)),
            ],
            injected_context: Vec::new(),
        };
        let stored = format!("{}: {value}", key.replace('_', " "));
        extract_memories(&call, &ExtractionRules::default())
            .iter()
            .any(|memory| memory.text.as_str() == stored)
    }

    #[test]
    fn a_word_for_nothing_that_the_caller_says_as_a_name_is_a_value() {
        for (key, value, turn) in [
            (
                "last_name",
                "Null",
                "My last name is Null, it breaks every form.",
            ),
            ("caller_last_name", "Null", "It's N-U-L-L, like zero."),
            (
                "last_name",
                "Blank",
                "This is Anna Blank, I need a plumber.",
            ),
            ("last_name", "Blank", "Mr. Blank here, hello."),
            ("first_name", "Nan", "Hello, my name is Nan."),
            (
                "contact_name",
                "Missing",
                "Ask for Mrs. Missing at the desk.",
            ),
            ("nachname", "Leer", "Hier ist Frau Leer, guten Tag."),
            ("wohnort", "Leer", "Ich wohne in Leer an der Ems."),
            ("city", "Leer", "We moved to Leer last year."),
            ("apellido", "Ninguno", "Soy el señor Ninguno."),
            ("nom", "Rien", "Je m'appelle Rien."),
            ("achternaam", "Leeg", "Mijn naam is Leeg."),
        ] {
            assert!(
                kept(key, value, &[(Agent, "Hello."), (Caller, turn)]),
                "{turn}"
            );
        }
        let confirmed = [
            (Caller, "last name null"),
            (Agent, "Thank you, Mr. Null, I have that."),
        ];
        assert!(kept("last_name", "Null", &confirmed));
    }

    #[test]
    fn a_word_for_nothing_is_a_filler_otherwise() {
        for (key, value, turn) in [
            ("last_name", "Null", "The boiler is broken."),
            ("last_name", "null", "My last name is Null."),
            ("last_name", "None", "None of the radiators is warm."),
            ("middle_name", "None", "None."),
            (
                "last_name",
                "Missing",
                "My last name is missing on the bill.",
            ),
            ("last_name", "Blank", "I left it blank."),
            ("nachname", "Leer", "Die Batterie ist leer."),
            ("nachname", "Null", "Meine Nummer ist Null Eins Sieben."),
            ("wohnort", "Leer", "Das Haus steht leer."),
            ("allergies", "None", "My name is None."),
            ("apellido", "Ninguno", "Ninguno de los radiadores funciona."),
        ] {
            assert!(
                !kept(key, value, &[(Agent, "Hello."), (Caller, turn)]),
                "{turn}"
            );
        }
        let greeted = [(Agent, "Hello Mr. None."), (Caller, "The boiler leaks.")];
        assert!(!kept("last_name", "None", &greeted));
    }
}
