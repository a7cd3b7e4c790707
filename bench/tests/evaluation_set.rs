//! The properties that the README of the evaluation set documents.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::struct_field_names,
    clippy::unwrap_used,
    reason = "a failed assumption fails the test; fields are named as in the files"
)]

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::Path,
};

use jiff::Timestamp;
use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caller {
    caller: String,
    language: Language,
    calls: Vec<Call>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    conversation_id: String,
    started_at: Timestamp,
    summary: String,
    turns: Vec<Turn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    speaker: Speaker,
    text: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
enum Speaker {
    Caller,
    Agent,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "lowercase")]
enum Language {
    De,
    En,
    Es,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    caller: String,
    question: String,
    language: Language,
    kind: Kind,
    asked_at: Timestamp,
    evidence: Vec<(String, usize)>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Direct,
    Paraphrase,
    SpeechNoise,
    Time,
    Speaker,
    Unanswerable,
}

impl Language {
    fn stop_words(self) -> HashSet<String> {
        let listed = stop_words::get(match self {
            Self::De => "de",
            Self::En => "en",
            Self::Es => "es",
        });
        listed.iter().map(|word| (*word).to_owned()).collect()
    }

    /// The stems of all words that are not stop words.
    fn content_stems(self, text: &str) -> HashSet<String> {
        let stop_words = self.stop_words();
        let stemmer = Stemmer::create(match self {
            Self::De => Algorithm::German,
            Self::En => Algorithm::English,
            Self::Es => Algorithm::Spanish,
        });
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 1 && !stop_words.contains(*word))
            .map(|word| stemmer.stem(word).into_owned())
            .collect()
    }
}

/// A caller with the questions about this caller.
struct Set {
    caller: Caller,
    questions: Vec<Question>,
}

impl Set {
    fn evidence<'t>(&'t self, question: &'t Question) -> impl Iterator<Item = &'t Turn> {
        question.evidence.iter().map(|(call, turn)| {
            let mut calls = self.caller.calls.iter();
            let call = calls.find(|c| c.conversation_id == *call);
            &call.expect("a call of this caller").turns[*turn]
        })
    }
}

fn load_all() -> Vec<Set> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("evaluation");
    let mut names: Vec<_> = fs::read_dir(folder.join("calls"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    names
        .iter()
        .map(|name| Set {
            caller: read(&folder.join("calls").join(name)),
            questions: read(&folder.join("questions").join(name)),
        })
        .collect()
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let content = fs::read_to_string(path).unwrap();
    serde_json::from_str(&content).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_language_has_two_callers_with_twenty_calls_each() {
    let mut callers: BTreeMap<Language, usize> = BTreeMap::new();
    for set in load_all() {
        *callers.entry(set.caller.language).or_default() += 1;
        assert_eq!(set.caller.calls.len(), 20, "{}", set.caller.caller);
    }
    assert_eq!(callers.len(), 3);
    assert!(callers.values().all(|&count| count >= 2), "{callers:?}");
}

#[test]
fn phone_numbers_are_reserved_for_tests() {
    let sets = load_all();
    let callers: HashSet<_> = sets.iter().map(|set| &set.caller.caller).collect();
    assert_eq!(callers.len(), sets.len());
    for caller in callers {
        assert!(
            caller.starts_with("+120255501") && caller.len() == 12,
            "{caller}"
        );
    }
}

#[test]
fn conversations_have_unique_ids_and_are_chronological() {
    let sets = load_all();
    let mut ids = HashSet::new();
    for set in &sets {
        let calls = &set.caller.calls;
        assert!(calls.iter().all(|call| ids.insert(&call.conversation_id)));
        assert!(calls.is_sorted_by(|a, b| a.started_at < b.started_at));
    }
}

#[test]
fn a_call_has_six_to_fourteen_nonblank_turns_of_two_speakers() {
    for set in load_all() {
        for call in &set.caller.calls {
            let id = &call.conversation_id;
            assert!((6..=14).contains(&call.turns.len()), "{id}");
            let speakers: HashSet<_> = call.turns.iter().map(|turn| turn.speaker).collect();
            assert_eq!(speakers.len(), 2, "{id}");
            assert!(!call.summary.trim().is_empty(), "{id}");
            assert!(
                call.turns.iter().all(|turn| !turn.text.trim().is_empty()),
                "{id}"
            );
        }
    }
}

#[test]
fn every_caller_has_questions_of_every_kind_and_a_fifth_without_an_answer() {
    for set in load_all() {
        let count = |kind| set.questions.iter().filter(|q| q.kind == kind).count();
        let id = &set.caller.caller;
        assert!(set.questions.len() >= 25, "{id}");
        for (kind, min) in [
            (Kind::Direct, 5),
            (Kind::Paraphrase, 5),
            (Kind::SpeechNoise, 3),
            (Kind::Time, 3),
            (Kind::Speaker, 3),
        ] {
            assert!(count(kind) >= min, "{id} {kind:?}");
        }
        assert!(count(Kind::Unanswerable) * 5 >= set.questions.len(), "{id}");
    }
}

#[test]
fn questions_are_about_their_caller_in_the_callers_language_after_the_last_call() {
    for set in load_all() {
        let last = set.caller.calls.last().unwrap().started_at;
        let mut asked = HashSet::new();
        for question in &set.questions {
            let text = &question.question;
            assert_eq!(question.caller, set.caller.caller, "{text}");
            assert_eq!(question.language, set.caller.language, "{text}");
            assert!(question.asked_at > last, "{text}");
            assert!(asked.insert(text), "asked twice: {text}");
        }
    }
}

#[test]
fn exactly_the_answerable_questions_have_evidence() {
    for set in load_all() {
        for question in &set.questions {
            let turns = set.evidence(question).count();
            let is_unanswerable = question.kind == Kind::Unanswerable;
            assert_eq!(turns == 0, is_unanswerable, "{}", question.question);
            let distinct: HashSet<_> = question.evidence.iter().collect();
            assert_eq!(distinct.len(), turns, "{}", question.question);
        }
    }
}

#[test]
fn a_paraphrase_shares_no_word_with_its_evidence() {
    let mut shared = Vec::new();
    for set in load_all() {
        let language = set.caller.language;
        for question in &set.questions {
            if question.kind == Kind::Paraphrase {
                let asked = language.content_stems(&question.question);
                for turn in set.evidence(question) {
                    let common = &asked & &language.content_stems(&turn.text);
                    if !common.is_empty() {
                        shared.push((question.question.clone(), common));
                    }
                }
            }
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn a_direct_question_shares_a_word_with_the_call_it_is_about() {
    let mut violations = Vec::new();
    for set in load_all() {
        let language = set.caller.language;
        for question in &set.questions {
            let asked = language.content_stems(&question.question);
            let shares_word = |call: &&Call| {
                let mut turns = call.turns.iter();
                turns.any(|turn| !asked.is_disjoint(&language.content_stems(&turn.text)))
            };
            let is_evidence = |call: &&Call| {
                let mut evidence = question.evidence.iter();
                evidence.any(|(id, _)| *id == call.conversation_id)
            };
            let calls = set.caller.calls.iter();
            if question.kind == Kind::Direct
                && !calls.filter(is_evidence).any(|call| shares_word(&call))
            {
                violations.push(question.question.clone());
            }
        }
    }
    assert!(violations.is_empty(), "{violations:#?}");
}
