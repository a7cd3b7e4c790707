//! What a text shows by itself.

use jiff::Zoned;

use crate::{Annotations, FactRule, FactRules, MemoryKind, TimeMention, find_times};

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
    use crate::{Nature, ProfileKey, ProfileValue};

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
