use elevenlabs::initiation::{DEFAULT_MAX_CHARS, DynamicValue, DynamicVariables, VariableName};
use serde_json::{Map, Value};

use super::reader::{Reader, Refused};
use super::value::{quoted, whole};
use super::variable::{BRIEF_MAX_CHARS, DYNAMIC_VARIABLES, GREETING_TEMPLATE};
use crate::reply::Greeting;

/// What an agent is told about a caller.
#[derive(Debug, Clone)]
pub struct ReplyConfig {
    /// The variables the operator's agents use, with their defaults.
    pub dynamic_variables: DynamicVariables,
    /// The first message for returning callers, if they get one: a template
    /// that [`Greeting::parse`] accepts.
    pub greeting_template: Option<String>,
    /// The most characters of the brief.
    pub brief_max_chars: usize,
}

impl ReplyConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let dynamic_variables = reader.required(&DYNAMIC_VARIABLES, dynamic_variables);
        let greeting_template = reader.optional(&GREETING_TEMPLATE, template);
        let brief_max_chars = reader.required(&BRIEF_MAX_CHARS, whole(100..=10_000));
        Ok(Self {
            dynamic_variables: dynamic_variables?,
            greeting_template: greeting_template?,
            brief_max_chars: brief_max_chars?,
        })
    }
}

fn template(text: &str) -> Result<String, String> {
    match Greeting::parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("is not a template: {error}")),
    }
}

fn dynamic_variables(json: &str) -> Result<DynamicVariables, String> {
    let declared: Map<String, Value> =
        serde_json::from_str(json).map_err(|error| format!("is not a JSON object: {error}"))?;
    let mut variables = DynamicVariables::new();
    for (name, value) in declared {
        let name =
            VariableName::parse(&name).map_err(|error| format!("cannot be used: {error}"))?;
        let value = dynamic_value(value)
            .map_err(|problem| format!("has {} wrong: {problem}", quoted(name.as_str())))?;
        variables.insert(name, value);
    }
    Ok(variables)
}

/// A default is said as it was written or not at all: what would have to be
/// cleaned or cut is refused.
fn dynamic_value(value: Value) -> Result<DynamicValue, String> {
    let written = value.as_str().map(str::to_owned);
    let value = DynamicValue::try_from(value).map_err(|error| error.to_string())?;
    match (&value, written) {
        (DynamicValue::Text(kept), Some(written)) if kept.as_str() != written => Err(format!(
            "its text has a line break, a control character, {{{{ or }}}}, or more than {DEFAULT_MAX_CHARS} characters"
        )),
        _ => Ok(value),
    }
}
