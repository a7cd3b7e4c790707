use elevenlabs::initiation::{DynamicValue, DynamicVariables};
use minijinja::{Environment, UndefinedBehavior, Value};

const NAME: &str = "greeting";
/// Bounds the work of a template that loops.
const FUEL: u64 = 10_000;

/// What the agent says first to a returning caller: a template over the
/// dynamic variables, such as `Welcome back, {{ caller_first_name }}!`.
#[derive(Clone)]
pub struct Greeting {
    environment: Environment<'static>,
}

/// The template cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct InvalidTemplate(#[from] minijinja::Error);

impl Greeting {
    /// Reads a template.
    pub fn parse(template: &str) -> Result<Self, InvalidTemplate> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.add_template_owned(NAME, template.to_owned())?;
        Ok(Self { environment })
    }

    /// The greeting for a caller; `None` when it names something that is not
    /// known of this caller, so that nobody hears "Welcome back, !".
    #[must_use]
    pub fn render(&self, variables: &DynamicVariables) -> Option<String> {
        let known = variables
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), known(value)?)));
        let greeting = self
            .environment
            .get_template(NAME)
            .ok()?
            .render(Value::from_pairs(known))
            .ok()?;
        (!greeting.trim().is_empty()).then_some(greeting)
    }
}

/// A blank stands for something that is not known.
fn known(value: &DynamicValue) -> Option<Value> {
    Some(match value {
        DynamicValue::Text(text) if text.as_str().is_empty() => return None,
        DynamicValue::Text(text) => text.as_str().into(),
        DynamicValue::Bool(truth) => (*truth).into(),
        DynamicValue::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
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
    fn a_template_with_a_mistake_is_refused() {
        assert!(Greeting::parse("Hi {{ name").is_err());
    }

    #[test]
    fn a_template_that_never_ends_gives_no_greeting() {
        assert_eq!(
            greet(
                "{% for a in range(10000) %}{% for b in range(10000) %}x{% endfor %}{% endfor %}",
                json!({})
            ),
            None
        );
    }
}
