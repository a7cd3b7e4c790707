use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::{VariableName, VariableText};

/// What a dynamic variable may hold: ElevenLabs takes strings, numbers and booleans, and a null
/// counts as a missing variable.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Value")]
pub enum DynamicValue {
    /// Text, cleaned of templates and line breaks.
    Text(VariableText),
    /// A number, in JSON's range.
    Number(Number),
    /// A truth value.
    Bool(bool),
}

/// A JSON null, list or object, which no dynamic variable can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a dynamic variable is a string, a number or a boolean")]
pub struct NotAVariable;

/// The variables of one reply, by name.
///
/// It can be read from a JSON object as well, which is how an operator declares defaults.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DynamicVariables(BTreeMap<VariableName, DynamicValue>);

impl DynamicVariables {
    /// No variables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a variable, replacing an earlier value.
    pub fn insert(&mut self, name: VariableName, value: impl Into<DynamicValue>) {
        self.0.insert(name, value.into());
    }

    /// Sets a variable unless it has a value already; says whether it did.
    pub fn insert_if_absent(&mut self, name: VariableName, value: impl Into<DynamicValue>) -> bool {
        match self.0.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(value.into());
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// Sets `secret__<name>`. ElevenLabs puts such a variable into the headers of tools only,
    /// and shows it neither to the model nor in the finished call. It is not cut.
    pub fn insert_secret(&mut self, name: &VariableName, value: &str) {
        let value = DynamicValue::Text(VariableText::new(value, usize::MAX));
        self.0.insert(VariableName::secret(name), value);
    }

    /// Gives every variable of `defaults` that has no value here its default.
    pub fn fill_from(&mut self, defaults: &Self) {
        for (name, value) in &defaults.0 {
            self.insert_if_absent(name.clone(), value.clone());
        }
    }

    /// The value of a variable, by its full name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&DynamicValue> {
        self.iter()
            .find_map(|(key, value)| (key.as_str() == name).then_some(value))
    }

    /// The variables in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&VariableName, &DynamicValue)> {
        self.0.iter()
    }

    /// How many variables there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for DynamicVariables {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

impl fmt::Debug for DynamicValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text(_) => "Text(<redacted>)",
            Self::Number(_) => "Number(<redacted>)",
            Self::Bool(_) => "Bool(<redacted>)",
        })
    }
}

impl TryFrom<Value> for DynamicValue {
    type Error = NotAVariable;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        match value {
            Value::String(text) => Ok(text.as_str().into()),
            Value::Number(number) => Ok(Self::Number(number)),
            Value::Bool(truth) => Ok(Self::Bool(truth)),
            Value::Null | Value::Array(_) | Value::Object(_) => Err(NotAVariable),
        }
    }
}

impl From<VariableText> for DynamicValue {
    fn from(text: VariableText) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for DynamicValue {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<u64> for DynamicValue {
    fn from(number: u64) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for DynamicValue {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<bool> for DynamicValue {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}
