use elevenlabs::initiation::{DynamicValue, DynamicVariables};
use minijinja::{Environment, UndefinedBehavior, Value};

const TEMPLATE_NAME: &str = "greeting";
/// Bounds the work of a template that loops.
const FUEL: u64 = 10_000;

/// The first message for returning callers: a template over the dynamic variables, such as
/// `Welcome back, {{ caller_first_name }}!`.
#[derive(Clone)]
pub(crate) struct Greeting {
    environment: Environment<'static>,
}

/// The template cannot be parsed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct InvalidTemplate(#[from] minijinja::Error);

impl Greeting {
    pub(crate) fn parse(template: &str) -> Result<Self, InvalidTemplate> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.add_template_owned(TEMPLATE_NAME, template.to_owned())?;
        Ok(Self { environment })
    }

    /// `None` if the template uses a variable that is empty for this caller, so that the agent
    /// never says "Welcome back, !".
    #[must_use]
    pub(crate) fn render(&self, variables: &DynamicVariables) -> Option<String> {
        let values = variables
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), non_empty(value)?)));
        let greeting = self
            .environment
            .get_template(TEMPLATE_NAME)
            .ok()?
            .render(Value::from_pairs(values))
            .ok()?;
        (!greeting.trim().is_empty()).then_some(greeting)
    }
}

fn non_empty(value: &DynamicValue) -> Option<Value> {
    Some(match value {
        DynamicValue::Text(text) if text.as_str().is_empty() => return None,
        DynamicValue::Text(text) => text.as_str().into(),
        DynamicValue::Bool(value) => (*value).into(),
        DynamicValue::Number(number) => match number.as_i64() {
            Some(integer) => integer.into(),
            None => number.as_f64()?.into(),
        },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn greet(template: &str, variables: serde_json::Value) -> Option<String> {
        let variables: DynamicVariables = serde_json::from_value(variables).unwrap();
        Greeting::parse(template).unwrap().render(&variables)
    }

    #[test]
    fn a_returning_caller_is_greeted_by_name() {
        let greeting = greet(
            "Welcome back, {{ caller_name }}!",
            json!({"caller_name": "Robin"}),
        );
        assert_eq!(greeting.as_deref(), Some("Welcome back, Robin!"));
    }

    #[test]
    fn without_the_name_there_is_no_greeting() {
        assert_eq!(
            greet(
                "Welcome back, {{ caller_name }}!",
                json!({"caller_name": ""})
            ),
            None
        );
        assert_eq!(greet("Welcome back, {{ caller_name }}!", json!({})), None);
    }

    #[test]
    fn a_template_with_a_syntax_error_is_rejected() {
        assert!(Greeting::parse("Hi {{ name").is_err());
    }

    #[test]
    fn a_template_that_runs_too_long_gives_no_greeting() {
        assert_eq!(
            greet(
                "{% for a in range(10000) %}{% for b in range(10000) %}x{% endfor %}{% endfor %}",
                json!({})
            ),
            None
        );
    }
}
