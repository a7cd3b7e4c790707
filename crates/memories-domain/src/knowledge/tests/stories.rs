//! The summaries after the stories of the bench, as they were read and found right.
//!
//! `UPDATE_SUMMARIES=1 cargo test -p memories-domain --lib stories` writes them again. Read what
//! changed before you commit it: nothing else says whether a summary is good.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::PathBuf};

use jiff::{Timestamp, tz::TimeZone};
use rstest::rstest;
use serde::Deserialize;
use serde_json::Value;

use super::played::{Played, after};
use crate::{Locale, ProfileValue, SummaryStyle, memory_summary};

const UPDATE: &str = "UPDATE_SUMMARIES";
/// When the phone rings: the summaries do not change with the calendar.
const NOW: &str = "2026-11-28T12:00:00Z";
/// The default of `MEMORY_SUMMARY_MAX_CHARS`.
const MAX_CHARS: usize = 1500;

#[derive(Deserialize)]
struct Story {
    #[serde(default = "english")]
    language: String,
    calls: Vec<StoryCall>,
}

#[derive(Deserialize)]
struct StoryCall {
    at: Timestamp,
    duration: Option<u64>,
    turns: Vec<(String, String)>,
    #[serde(default)]
    data_collection: BTreeMap<String, Value>,
    summary: Option<String>,
    /// Whether somebody was on the line.
    #[serde(default = "yes")]
    counts: bool,
}

fn english() -> String {
    "en".to_owned()
}

const fn yes() -> bool {
    true
}

impl StoryCall {
    fn played(&self, language: &str) -> Played {
        let seconds = 6 * self.turns.len() as u64 + 4;
        let mut call = Played::at(&self.at.to_string()).language(language);
        call.0.duration_secs = self.duration.unwrap_or(seconds);
        call.0.summary = self.summary.as_deref().map(Into::into);
        let call = self.turns.iter().fold(call, |call, (role, text)| {
            if role == "agent" {
                call.agent(text)
            } else {
                call.caller(text)
            }
        });
        self.data_collection
            .iter()
            .filter_map(|(name, value)| Some((name, value_of(value)?)))
            .fold(call, |call, (name, value)| {
                call.collected_value(name, value)
            })
    }
}

fn value_of(value: &Value) -> Option<ProfileValue> {
    match value {
        Value::Bool(value) => Some(ProfileValue::Bool(*value)),
        Value::Number(value) => Some(ProfileValue::Number(value.clone())),
        Value::String(value) => Some(ProfileValue::Text(value.as_str().into())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn summary_of(story: &Story) -> String {
    let calls = story.calls.iter().filter(|call| call.counts);
    let record = after(calls.map(|call| call.played(&story.language)));
    let now: Timestamp = NOW.parse().unwrap();
    let style = SummaryStyle {
        locale: Locale::default(),
        max_chars: MAX_CHARS,
    };
    memory_summary(&record, &now.to_zoned(TimeZone::UTC), style)
}

fn stories() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../bench/stories")
}

/// All summaries of a set, each under the name of its story.
fn summaries_of(set: &str) -> String {
    let files = fs::read_dir(stories().join(set)).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "json")
    });
    files.sort();
    let mut summaries = String::new();
    for file in files {
        let story: Story = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let name = file.file_stem().unwrap().to_str().unwrap();
        write!(summaries, "# {name}\n\n{}\n\n", summary_of(&story)).unwrap();
    }
    summaries
}

#[rstest]
#[case("development")]
#[case("held-out-1")]
#[case("held-out-2")]
#[case("held-out-3")]
#[case("held-out-4")]
#[case("held-out-5")]
#[case("held-out-6")]
#[case("held-out-7")]
#[case("held-out-8")]
fn the_summaries_are_those_that_were_read(#[case] set: &str) {
    let summaries = summaries_of(set);
    let file = stories().join(format!("{set}.summaries.txt"));
    if env::var_os(UPDATE).is_some() {
        fs::write(&file, summaries).unwrap();
        return;
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let differing: Vec<String> = expected
        .lines()
        .zip(summaries.lines())
        .filter(|(expected, now)| expected != now)
        .take(5)
        .map(|(expected, now)| format!("- {expected}\n+ {now}"))
        .collect();
    assert!(
        expected == summaries,
        "{} differs; run {UPDATE}=1 cargo test -p memories-domain --lib stories, and read the changes\n{}",
        file.display(),
        differing.join("\n")
    );
}

#[test]
fn every_set_of_stories_has_its_summaries() {
    let files = fs::read_dir(stories()).unwrap();
    let sets = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_dir());
    for set in sets {
        let summaries = set.with_extension("summaries.txt");
        assert!(summaries.is_file(), "{}", summaries.display());
    }
}
