use std::{collections::HashMap, fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Nature, ProfileKey};

/// A hundred years. What is kept for more days than the calendar has would be kept for ever.
const MAX_KEEP_DAYS: u32 = 36_500;

/// What an operator declares about collected facts, by the id of the data collection item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactRules(HashMap<ProfileKey, FactRule>);

/// What an operator declares about one collected fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FactRule {
    /// How its values follow one another; by default, it follows from the name and the value.
    pub nature: Option<Nature>,
    /// Whose it is where several people call from a number; by default, it follows from the name.
    pub belongs_to: Option<BelongsTo>,
    pub sensitivity: Sensitivity,
    /// After how many days a value expires; by default, like every other memory.
    pub keep_days: Option<u32>,
    /// Whether it may be a dynamic variable, which a greeting or a prompt can speak.
    pub spoken: bool,
}

/// Whose a fact is, on a line that several people use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BelongsTo {
    /// Each person on the line has a value of their own, and it is no dynamic variable there.
    Person,
    /// Everybody who calls from the number: an address.
    Household,
}

/// What becomes of the value of a collected fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// It is stored.
    #[default]
    Keep,
    /// It is stored that there is a value, not which.
    Mask,
    /// Nothing is stored.
    Drop,
}

/// The rules are not valid.
#[derive(Debug, thiserror::Error)]
#[error(
    "expected a JSON object such as {{\"allergies\": {{\"nature\": \"list\", \"sensitivity\": \"keep\", \
     \"keep_days\": 365, \"spoken\": false, \"belongs_to\": \"person\"}}}} with the natures single, list, \
     event and topic, the sensitivities keep, mask and drop, and belonging to a person or a household: {0}"
)]
pub struct InvalidFactRules(String);

impl FactRules {
    /// The rule of a fact; the default for one that is not declared.
    #[must_use]
    pub fn of(&self, key: &ProfileKey) -> FactRule {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// Whether there is a rule of this fact.
    #[must_use]
    pub fn declares(&self, key: &ProfileKey) -> bool {
        self.0.contains_key(key)
    }
}

impl FactRule {
    /// When a value that was stated at `at` expires, where that is declared.
    #[must_use]
    pub fn expires_at(&self, at: Timestamp) -> Option<Timestamp> {
        let kept = SignedDuration::from_hours(i64::from(self.keep_days?) * 24);
        Some(at.checked_add(kept).unwrap_or(Timestamp::MAX))
    }
}

impl Default for FactRule {
    fn default() -> Self {
        Self {
            nature: None,
            belongs_to: None,
            sensitivity: Sensitivity::Keep,
            keep_days: None,
            spoken: true,
        }
    }
}

impl FromStr for FactRules {
    type Err = InvalidFactRules;

    fn from_str(json: &str) -> Result<Self, Self::Err> {
        let rules: HashMap<String, FactRule> =
            serde_json::from_str(json).map_err(|error| InvalidFactRules(error.to_string()))?;
        rules
            .into_iter()
            .map(|(name, rule)| {
                let invalid = |reason: &str| InvalidFactRules(format!("{name:?} {reason}"));
                let key = ProfileKey::parse(&name);
                let key = key.ok_or_else(|| invalid("is no name of a fact"))?;
                match rule.keep_days {
                    Some(0) => Err(invalid("has keep_days 0; to keep nothing, drop it")),
                    Some(days) if days > MAX_KEEP_DAYS => Err(invalid(&format!(
                        "has keep_days {days}; the most is {MAX_KEEP_DAYS}, a hundred years"
                    ))),
                    _ => Ok((key, rule)),
                }
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl fmt::Display for FactRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} declared", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_fact_has_its_rule_and_any_other_the_default() {
        let rules: FactRules =
            r#"{"allergies": {"nature": "list", "spoken": false, "belongs_to": "household"}}"#
                .parse()
                .unwrap();
        let allergies = rules.of(&ProfileKey::parse("allergies").unwrap());
        assert_eq!(allergies.nature, Some(Nature::List));
        assert!(!allergies.spoken);
        assert_eq!(allergies.belongs_to, Some(BelongsTo::Household));
        let city = rules.of(&ProfileKey::parse("city").unwrap());
        assert_eq!(city, FactRule::default());
    }

    #[test]
    fn a_mistake_is_an_error_that_shows_the_form() {
        for json in [
            "[]",
            r#"{"allergies": {"kind": "list"}}"#,
            r#"{"allergies": {"nature": "set"}}"#,
            r#"{"__": {}}"#,
            r#"{"plan": {"keep_days": 0}}"#,
            r#"{"plan": {"keep_days": 36501}}"#,
            r#"{"plan": {"keep_days": 4000000000}}"#,
        ] {
            let error = json.parse::<FactRules>().unwrap_err().to_string();
            assert!(error.contains("\"nature\": \"list\""), "{error}");
        }
    }

    #[test]
    fn days_to_keep_beyond_the_calendar_are_named_and_never_kept_for_ever() {
        let error = r#"{"plan": {"keep_days": 3000000}}"#.parse::<FactRules>();
        let error = error.unwrap_err().to_string();
        assert!(error.contains("\"plan\" has keep_days 3000000"), "{error}");

        let rule = FactRule {
            keep_days: Some(36_500),
            ..FactRule::default()
        };
        assert_eq!(rule.expires_at(Timestamp::MAX), Some(Timestamp::MAX));
        assert_eq!(FactRule::default().expires_at(Timestamp::MAX), None);
    }
}
