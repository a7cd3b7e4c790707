use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::{VariableName, VariableText};

/// The value of a dynamic variable: ElevenLabs accepts strings, numbers and booleans, and treats a
/// null as a missing variable.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Value")]
pub enum DynamicValue {
    /// Text without template markers and line breaks.
    Text(VariableText),
    /// Any JSON number.
    Number(Number),
    /// A boolean.
    Bool(bool),
}

/// A JSON null, array or object was given for a dynamic variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a dynamic variable must be a string, a number or a boolean")]
pub struct UnsupportedVariableType;

/// The variables of one reply, by name.
///
/// Operators declare defaults as a JSON object, so it can also be deserialised.
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

    /// Sets a variable unless it already has a value; returns whether it was set.
    pub fn insert_if_absent(&mut self, name: VariableName, value: impl Into<DynamicValue>) -> bool {
        match self.0.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(value.into());
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// Sets `secret__<name>`, without truncation. ElevenLabs sends such a variable only in tool
    /// headers; neither the model nor the post-call event sees it.
    pub fn insert_secret(&mut self, name: &VariableName, value: &str) {
        let value = DynamicValue::Text(VariableText::new(value, usize::MAX));
        self.0.insert(VariableName::secret(name), value);
    }

    /// Adds every variable of `defaults` that has no value yet.
    pub fn fill_from(&mut self, defaults: &Self) {
        for (name, value) in &defaults.0 {
            self.insert_if_absent(name.clone(), value.clone());
        }
    }

    /// The value of the variable with the full name `name`, including a `secret__` prefix.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&DynamicValue> {
        self.iter()
            .find_map(|(key, value)| (key.as_str() == name).then_some(value))
    }

    /// The variables, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&VariableName, &DynamicValue)> {
        self.0.iter()
    }

    /// The number of variables.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no variables.
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
    type Error = UnsupportedVariableType;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        match value {
            Value::String(text) => Ok(text.as_str().into()),
            Value::Number(number) => Ok(Self::Number(number)),
            Value::Bool(boolean) => Ok(Self::Bool(boolean)),
            Value::Null | Value::Array(_) | Value::Object(_) => Err(UnsupportedVariableType),
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
    fn from(boolean: bool) -> Self {
        Self::Bool(boolean)
    }
}
