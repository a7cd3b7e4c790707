use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::{
    BelongsTo, CallSpeaker, FactRule, FactRules, MemoryKind, Nature, TimeMention, find_times,
};

/// What extraction found in and around the text of a memory, from which
/// `Knowledge` decides whether it still holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotations {
    /// The index of the turn in its call; `None` for what is no turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
    /// Who was calling, as far as the call shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller: Option<CallSpeaker>,
    /// To whom the phone had been handed by then, or of whom a fact is that such a call contains;
    /// nobody known if that is not clear. `None` is the caller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_to: Option<CallSpeaker>,
    /// Of a profile fact, as the operator declared it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// Likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<BelongsTo>,
    /// The times in the text, resolved against the start of the call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<TimeMention>,
    /// The start of its call, for a statement that changes what was said before: in another call
    /// the same words change it again. Nobody's duplicate, therefore.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes_at: Option<Timestamp>,
}

impl Annotations {
    /// What a text shows by itself, whether a call or an operator states it: the times in it,
    /// resolved against `said_at`, and what is declared of a fact.
    #[must_use]
    pub fn of(
        text: &str,
        kind: &MemoryKind,
        said_at: &Zoned,
        language: Option<&str>,
        facts: &FactRules,
    ) -> Self {
        let declared = match kind {
            MemoryKind::Profile { key, .. } => facts.of(key),
            MemoryKind::Factual { .. } | MemoryKind::Semantic { .. } => FactRule::default(),
        };
        Self {
            times: times_in(text, kind, said_at, language),
            nature: declared.nature,
            belongs_to: declared.belongs_to,
            ..Self::default()
        }
    }

    /// Without what refers to places in the text, for another text or a shorter form.
    #[must_use]
    pub fn without_times(self) -> Self {
        Self {
            times: Vec::new(),
            ..self
        }
    }

    /// Those of an edited text: `new` has its times and its nature.
    #[must_use]
    pub fn edited(self, new: Option<Self>) -> Self {
        match new {
            Some(new) => Self {
                times: new.times,
                nature: new.nature.or(self.nature),
                belongs_to: new.belongs_to.or(self.belongs_to),
                ..self
            },
            None => self.without_times(),
        }
    }

    /// What the statements of one memory have in common, whichever call makes them.
    #[must_use]
    pub fn of_person(self) -> Self {
        Self {
            caller: self.caller,
            handed_to: self.handed_to,
            ..Self::default()
        }
    }

    /// Who says it, or whom it is about.
    #[must_use]
    pub fn speaker(&self) -> Option<&CallSpeaker> {
        self.handed_to.as_ref().or(self.caller.as_ref())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The name of a fact is no part of what was said: `next_visit: Monday`.
fn times_in(
    text: &str,
    kind: &MemoryKind,
    said_at: &Zoned,
    language: Option<&str>,
) -> Vec<TimeMention> {
    let MemoryKind::Profile { key, .. } = kind else {
        return find_times(text, said_at, language);
    };
    let name = key.to_text().len();
    let value = text.get(name..).unwrap_or_default();
    let shift = u32::try_from(name).unwrap_or(u32::MAX);
    let mut times = find_times(value, said_at, language);
    for time in &mut times {
        time.start += shift;
        time.day_end += shift;
        time.end += shift;
    }
    times
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{ProfileKey, ProfileValue};

    #[test]
    fn a_fact_has_its_declared_nature_and_the_times_of_its_value_alone() {
        let facts = r#"{"monday_visit": {"nature": "list"}}"#.parse().unwrap();
        let kind = MemoryKind::Profile {
            key: ProfileKey::parse("monday_visit").unwrap(),
            value: ProfileValue::Text("tomorrow".into()),
        };
        let said_at = date(2026, 11, 28).at(10, 0, 0, 0).in_tz("UTC").unwrap();
        let text = "monday visit: tomorrow";
        let annotations = Annotations::of(text, &kind, &said_at, None, &facts);
        assert_eq!(annotations.nature, Some(Nature::List));
        let [tomorrow] = annotations.times.as_slice() else {
            panic!("one time: {annotations:?}");
        };
        assert_eq!(tomorrow.from, date(2026, 11, 29));
        assert_eq!(text.get(tomorrow.start as usize..), Some("tomorrow"));
    }
}
