use std::{collections::HashMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Nature, ProfileKey};

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
    /// The person who calls. Another one has a value of their own, and nobody else is told it.
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
            .map(|(name, rule)| match ProfileKey::parse(&name) {
                Some(key) => Ok((key, rule)),
                None => Err(InvalidFactRules(format!("{name:?} is no name of a fact"))),
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
        ] {
            let error = json.parse::<FactRules>().unwrap_err().to_string();
            assert!(error.contains("\"nature\": \"list\""), "{error}");
        }
    }
}
