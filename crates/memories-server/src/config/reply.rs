use elevenlabs::initiation::{DEFAULT_MAX_CHARS, DynamicValue, DynamicVariables, VariableName};
use memories_domain::{Locale, UnknownLocale};
use serde_json::{Map, Value};

use super::reader::{Reader, Reported};
use super::value::{integer, quoted};
use super::variable::{DYNAMIC_VARIABLES, GREETING_TEMPLATE, LOCALE, MEMORY_SUMMARY_MAX_CHARS};
use crate::voice::elevenlabs::Greeting;

/// The content of the reply to `/client-data` beside the memories.
#[derive(Debug, Clone)]
pub struct ReplyConfig {
    /// The variables that the operator's agents use, with their defaults.
    pub dynamic_variables: DynamicVariables,
    /// The first message for returning callers, if they get one: a valid template.
    pub greeting_template: Option<String>,
    pub memory_summary_max_chars: usize,
    /// How dates are written.
    pub locale: Locale,
}

impl ReplyConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let dynamic_variables = reader.required(&DYNAMIC_VARIABLES, dynamic_variables);
        let greeting_template = reader.optional(&GREETING_TEMPLATE, template);
        let memory_summary_max_chars =
            reader.required(&MEMORY_SUMMARY_MAX_CHARS, integer(100..=10_000));
        let locale = reader.required(&LOCALE, |tag| {
            tag.parse()
                .map_err(|error: UnknownLocale| format!("is invalid: {error}"))
        });
        Ok(Self {
            dynamic_variables: dynamic_variables?,
            greeting_template: greeting_template?,
            memory_summary_max_chars: memory_summary_max_chars?,
            locale: locale?,
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
        let name = VariableName::parse(&name).map_err(|error| format!("is invalid: {error}"))?;
        let value = dynamic_value(value).map_err(|problem| {
            format!(
                "has an invalid value of {}: {problem}",
                quoted(name.as_str())
            )
        })?;
        variables.insert(name, value);
    }
    Ok(variables)
}

/// Rejects a text that would have to be sanitized or truncated, so that no default differs from what
/// the operator wrote.
fn dynamic_value(value: Value) -> Result<DynamicValue, String> {
    let original = value.as_str().map(str::to_owned);
    let value = DynamicValue::try_from(value).map_err(|error| error.to_string())?;
    match (&value, original) {
        (DynamicValue::Text(text), Some(original)) if text.as_str() != original => Err(format!(
            "it contains a line break, a control character, {{{{ or }}}}, or more than {DEFAULT_MAX_CHARS} characters"
        )),
        _ => Ok(value),
    }
}
