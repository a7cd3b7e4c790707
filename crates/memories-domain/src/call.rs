mod call_failure;
mod machine;
mod misconfiguration;
mod skip_reason;
mod spoken_name;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    AgentId, ConversationId, PrivateText, ProfileKey, ProfileValue, Source, Speaker, Subject,
    text::{
        collapse_whitespace, is_bare_verdict, is_empty_list_value, is_null_number, is_null_value,
        is_null_value_of, without_placeholders,
    },
};

pub use call_failure::CallFailure;
pub use misconfiguration::{Asked, Misconfiguration, Mistake, NotAMisconfiguration};
pub use skip_reason::SkipReason;

/// A call, reduced to the data that memories are extracted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    pub conversation_id: ConversationId,
    pub agent_id: Option<AgentId>,
    pub started_at: Timestamp,
    pub duration_secs: u64,
    /// The language spoken, as the platform names it.
    pub language: Option<String>,
    /// The time zone of the conversation, where the platform names one.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time_zone")]
    pub time_zone: Option<TimeZone>,
    pub outcome: CallOutcome,
    /// Whether the person on the line said anything. An event without a transcript may
    /// still count the caller's messages.
    pub caller_spoke: bool,
    /// In the order they were spoken.
    pub turns: Vec<Turn>,
    pub summary: Option<PrivateText>,
    /// The summary in a few words.
    pub title: Option<PrivateText>,
    pub evaluations: Vec<Evaluation>,
    /// Facts about the caller from the platform's data collection.
    pub collected: Vec<CollectedFact>,
    /// Text the agent received from us: the summary, the first message and search results.
    /// Agent turns that merely repeat it are not extracted.
    pub injected_context: Vec<PrivateText>,
    /// Whether a machine is known to have answered, which this call takes into account: see
    /// [`Call::set_machine_answered`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub machine_answered: bool,
}

impl Call {
    /// The source of memories extracted from this call.
    #[must_use]
    pub fn source(&self) -> Source {
        Source {
            conversation_id: self.conversation_id.clone(),
            agent_id: self.agent_id.clone(),
            started_at: self.started_at,
            duration_secs: self.duration_secs,
            language: self.language.clone(),
        }
    }

    /// How much of a part this event carries. Redacted sentences and null values are not counted.
    /// Takes time linear in the size of the call: not for the async runtime.
    #[must_use]
    pub fn completeness(&self, part: CallPart) -> Completeness {
        let is_final = self.outcome != CallOutcome::InProgress;
        match part {
            CallPart::Profile => {
                let facts = self.collected.iter().filter(|fact| !self.is_missing(fact));
                let facts =
                    facts.map(|fact| format!("{}: {}", fact.key.as_str(), &*fact.value.to_text()));
                Completeness::new(facts, is_final, |facts, _| facts)
            }
            CallPart::Factual => {
                let texts = self.factual_texts().map(|(_, text)| text);
                Completeness::new(texts, is_final, |_, bytes| bytes)
            }
            // A turn is cut short when the caller interrupts the agent: the number of turns goes
            // before their length.
            CallPart::Semantic => {
                let turns = self.turns.iter().filter_map(|turn| {
                    let text = without_placeholders(&turn.text)?;
                    Some(match turn.speaker {
                        Speaker::Caller => format!("c{text}"),
                        Speaker::Agent => format!("a{text}"),
                    })
                });
                Completeness::new(turns, is_final, |turns, bytes| {
                    turns
                        .saturating_mul(1 << 16)
                        .saturating_add(bytes.min((1 << 16) - 1))
                })
            }
        }
    }

    /// The summary and the rationales as far as they say something, without redacted sentences.
    pub(crate) fn factual_texts(&self) -> impl Iterator<Item = (Subject, String)> {
        let summary = self.summary.iter().map(|text| (Subject::Caller, text));
        let rationales = self
            .evaluations
            .iter()
            .map(|evaluation| (Subject::Agent, &evaluation.rationale));
        summary.chain(rationales).filter_map(|(subject, text)| {
            let text = without_placeholders(text)?;
            let says_something = !is_bare_verdict(&text) && !is_null_value(&text);
            says_something.then_some((subject, text))
        })
    }
}

/// A part of a call that is ingested as a whole: its memories come from one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallPart {
    /// The collected facts.
    Profile,
    /// The summary and the rationales of the evaluations.
    Factual,
    /// The transcript.
    Semantic,
}

impl CallPart {
    pub const ALL: [Self; 3] = [Self::Profile, Self::Factual, Self::Semantic];

    /// The name of the memories it yields, as in [`MemoryKind::name`](crate::MemoryKind::name).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Factual => "factual",
            Self::Semantic => "semantic",
        }
    }
}

/// How much of a part of a call an event carries.
///
/// Platforms deliver a conversation more than once: the transcript first and the analysis later,
/// a partial transcript and then the whole one, or the same call in several formats. Each part is
/// ingested from the most complete of these events, in whatever order they arrive: a more complete
/// event replaces the memories of a less complete one; a less complete or equal one changes
/// nothing.
///
/// An event that was sent before the end of the call, or of its analysis, is less complete than any
/// event after it: a provisional summary may be the longer one.
///
/// The order is total: between different contents of the same size, a digest of the content
/// decides, so that the result does not depend on which event arrives first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Completeness(u64);

impl Completeness {
    /// The event lacks this part.
    pub const NONE: Self = Self(0);
    /// Nothing is more complete: marks conversations whose caller was erased, so that no later
    /// event brings the caller back. The largest integer that JSON numbers represent exactly.
    pub const CLOSED: Self = Self((1 << 53) - 1);
    const DIGEST_BITS: u32 = 24;
    /// Added to the size of what is final.
    const FINAL: u64 = 1 << (53 - Self::DIGEST_BITS - 1);
    const MAX_SIZE: u64 = Self::FINAL - 2;

    /// `size` is a function of the number of contents and their total length in bytes.
    fn new(
        contents: impl Iterator<Item = String>,
        is_final: bool,
        size: impl FnOnce(u64, u64) -> u64,
    ) -> Self {
        let (mut count, mut bytes, mut digest) = (0_u64, 0_u64, Sha256::new());
        for content in contents {
            count += 1;
            bytes = bytes.saturating_add(content.len() as u64);
            digest.update(content.as_bytes());
            digest.update(b"\0");
        }
        let size = size(count, bytes);
        if size == 0 {
            return Self::NONE;
        }
        let tie_breaker = digest
            .finalize()
            .iter()
            .take(Self::DIGEST_BITS as usize / 8)
            .fold(0, |bits, &byte| bits << 8 | u64::from(byte));
        let finality = if is_final { Self::FINAL } else { 0 };
        Self((finality | size.min(Self::MAX_SIZE)) << Self::DIGEST_BITS | tie_breaker)
    }

    /// Restores a stored value.
    #[must_use]
    pub const fn from_u64(value: u64) -> Self {
        Self(value)
    }

    #[must_use]
    pub const fn to_u64(self) -> u64 {
        self.0
    }
}

/// The completeness of every part of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallCompleteness {
    profile: Completeness,
    factual: Completeness,
    semantic: Completeness,
}

impl CallCompleteness {
    /// Takes time linear in the size of the call: not for the async runtime.
    #[must_use]
    pub fn new(call: &Call) -> Self {
        Self {
            profile: call.completeness(CallPart::Profile),
            factual: call.completeness(CallPart::Factual),
            semantic: call.completeness(CallPart::Semantic),
        }
    }

    #[must_use]
    pub const fn of(&self, part: CallPart) -> Completeness {
        match part {
            CallPart::Profile => self.profile,
            CallPart::Factual => self.factual,
            CallPart::Semantic => self.semantic,
        }
    }
}

/// How a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// Two parties talked.
    Answered,
    Voicemail,
    /// Busy, or no answer.
    Unanswered,
    /// The call ended with an error, before or after somebody spoke.
    Failed,
    /// The call, or its analysis, goes on: a more complete event is to come.
    InProgress,
}

/// One turn of the transcript. Its text is not blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub speaker: Speaker,
    /// If the turn was interrupted, only the part that was spoken.
    pub text: PrivateText,
}

/// The result of one evaluation criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The criterion's id.
    pub criterion: String,
    pub rationale: PrivateText,
}

/// A data collection result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CollectedFact {
    pub key: ProfileKey,
    pub value: ProfileValue,
}

impl CollectedFact {
    /// Whether the value is a filler, which data collection writes when it found nothing: "Not
    /// mentioned.", "n/a", `age: 0`. Only the call shows whether "Null" is a name.
    #[must_use]
    pub fn is_null(&self) -> bool {
        let value = collapse_whitespace(&self.value.to_text());
        match self.value {
            ProfileValue::Bool(_) => false,
            ProfileValue::Number(_) => is_null_number(self.key.as_str(), &value),
            ProfileValue::Text(_) => {
                is_null_value_of(self.key.as_str(), &value)
                    || is_null_number(self.key.as_str(), &value)
            }
        }
    }

    /// Whether the value states that there are none: "none", "no known allergies", "keine".
    /// Data collection also writes it when nobody asked.
    #[must_use]
    pub fn is_empty_list(&self) -> bool {
        is_empty_list_value(&self.value.to_text())
    }
}

/// A time zone by its IANA name.
mod time_zone {
    use jiff::tz::TimeZone;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    // The signature is serde's.
    #[expect(clippy::ref_option)]
    pub(super) fn serialize<S: Serializer>(
        zone: &Option<TimeZone>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        zone.as_ref()
            .and_then(TimeZone::iana_name)
            .serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<TimeZone>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        Ok(name.and_then(|name| TimeZone::get(&name).ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Platform;

    fn call(turns: &[&str], summary: Option<&str>) -> Call {
        let turns = turns.iter().map(|&text| Turn {
            speaker: Speaker::Caller,
            text: text.into(),
        });
        Call {
            conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
            agent_id: None,
            started_at: Timestamp::UNIX_EPOCH,
            duration_secs: 0,
            language: None,
            time_zone: None,
            outcome: CallOutcome::Answered,
            caller_spoke: true,
            turns: turns.collect(),
            summary: summary.map(PrivateText::from),
            title: None,
            evaluations: Vec::new(),
            collected: Vec::new(),
            injected_context: Vec::new(),
            machine_answered: false,
        }
    }

    #[test]
    fn a_longer_transcript_is_more_complete() {
        let partial = call(&["The boiler leaks."], None);
        let whole = call(&["The boiler leaks.", "Since Monday."], None);
        let semantic = |call: &Call| call.completeness(CallPart::Semantic);
        assert!(semantic(&whole) > semantic(&partial));
        assert!(semantic(&partial) > Completeness::NONE);
        assert!(semantic(&whole) < Completeness::CLOSED);
    }

    #[test]
    fn a_transcript_with_more_turns_is_more_complete_than_a_longer_one() {
        let before_interruption = call(
            &["Change my plan.", "I can certainly do that for you."],
            None,
        );
        let interrupted = call(&["Change my plan.", "I can", "Stop, cancel it."], None);
        let semantic = |call: &Call| call.completeness(CallPart::Semantic);
        assert!(semantic(&interrupted) > semantic(&before_interruption));
    }

    #[test]
    fn a_part_that_an_event_lacks_has_no_completeness() {
        let transcript_only = call(&["The boiler leaks."], None);
        for part in [CallPart::Profile, CallPart::Factual] {
            assert_eq!(
                transcript_only.completeness(part),
                Completeness::NONE,
                "{part:?}"
            );
        }
    }

    #[test]
    fn a_missing_summary_is_not_more_complete_than_a_short_one() {
        let placeholder = call(&[], Some("Summary couldn't be generated for this call."));
        let factual = |call: &Call| call.completeness(CallPart::Factual);
        assert_eq!(factual(&placeholder), Completeness::NONE);
        assert!(factual(&call(&[], Some("A leak."))) > factual(&placeholder));
    }

    #[test]
    fn the_final_summary_is_more_complete_than_a_longer_provisional_one() {
        let finished = call(&["It leaks."], Some("A leak was fixed."));
        let mut provisional = call(
            &["It leaks.", "Since Monday."],
            Some("The caller reports a leak, and asks for an engineer on Monday."),
        );
        provisional.outcome = CallOutcome::InProgress;
        for part in [CallPart::Factual, CallPart::Semantic] {
            assert!(finished.completeness(part) > provisional.completeness(part));
            assert!(provisional.completeness(part) > Completeness::NONE);
        }
        assert!(finished.completeness(CallPart::Profile) == Completeness::NONE);
    }

    #[test]
    fn verdicts_and_fillers_are_not_counted() {
        let mut judged = call(&[], Some("N/A"));
        judged.evaluations = ["success", "Not applicable."]
            .map(|rationale| Evaluation {
                criterion: "solved".to_owned(),
                rationale: rationale.into(),
            })
            .into();
        assert_eq!(judged.completeness(CallPart::Factual), Completeness::NONE);
    }

    #[test]
    fn no_event_is_as_complete_as_a_closed_conversation() {
        let huge = Completeness::new(std::iter::once("x".to_owned()), true, |_, _| u64::MAX);
        assert!(huge < Completeness::CLOSED);
    }

    #[test]
    fn different_texts_of_equal_length_are_ordered() {
        let semantic = |text| call(&[text], None).completeness(CallPart::Semantic);
        assert_ne!(semantic("It leaks."), semantic("It hisses"));
        assert_eq!(semantic("It leaks."), semantic("It leaks."));
    }

    #[test]
    fn collected_null_values_are_not_counted() {
        let mut analysed = call(&[], Some("A leaking boiler."));
        analysed.collected = vec![CollectedFact {
            key: ProfileKey::parse("city").unwrap(),
            value: ProfileValue::Text("unknown".into()),
        }];
        let profile = analysed.completeness(CallPart::Profile);
        assert_eq!(profile, Completeness::NONE);
        assert!(analysed.completeness(CallPart::Factual) > Completeness::NONE);
    }

    fn fact(key: &str, value: ProfileValue) -> CollectedFact {
        let key = ProfileKey::parse(key).unwrap();
        CollectedFact { key, value }
    }

    #[test]
    fn a_fact_that_data_collection_did_not_find_is_null() {
        let text = |text: &str| ProfileValue::Text(text.into());
        for (key, value) in [
            ("age", ProfileValue::Number(0.into())),
            ("age", text("0")),
            ("company", text("The caller did not mention a company.")),
            ("street", text("[LINE\nONE]")),
        ] {
            assert!(fact(key, value).is_null(), "{key}");
        }
        for (key, value) in [
            ("pets", ProfileValue::Number(0.into())),
            ("age", ProfileValue::Bool(false)),
            ("age", ProfileValue::Number(10.into())),
            ("allergies", text("no known allergies")),
        ] {
            assert!(!fact(key, value).is_null(), "{key}");
        }
    }

    #[test]
    fn a_statement_that_there_are_none_is_an_empty_list() {
        assert!(
            fact(
                "allergies",
                ProfileValue::Text("No known allergies.".into())
            )
            .is_empty_list()
        );
        assert!(!fact("allergies", ProfileValue::Text("latex".into())).is_empty_list());
    }
}
