use std::{
    collections::BTreeSet,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use elevenlabs::initiation::{DynamicValue, DynamicVariables};
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, value::Object};

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

/// Why a caller gets the agent's own first message. Contains no value of a variable.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
pub(crate) enum NoGreeting {
    /// The template prints a variable that is unknown or empty for this caller.
    #[error("the variable `{0}` is blank")]
    Blank(String),
    /// The template prints nothing for this caller.
    #[error("the template prints nothing")]
    Empty,
    #[error("the template fails: {0}")]
    Failed(ErrorKind),
}

impl Greeting {
    pub(crate) fn parse(template: &str) -> Result<Self, InvalidTemplate> {
        let mut environment = Environment::new();
        // A blank variable can be tested, but not printed.
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_fuel(Some(FUEL));
        environment.add_template_owned(TEMPLATE_NAME, template.to_owned())?;
        Ok(Self { environment })
    }

    /// An error if the template prints a variable that is blank for this caller, so that the agent
    /// never says "Welcome back, !".
    pub(crate) fn render(&self, variables: &DynamicVariables) -> Result<String, NoGreeting> {
        let values = variables
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), non_empty(value)?)));
        self.render_values(Value::from_pairs(values))
    }

    /// All variables that the template mentions.
    pub(crate) fn variables(&self) -> BTreeSet<String> {
        let template = self.environment.get_template(TEMPLATE_NAME);
        let names = template.map(|template| template.undeclared_variables(false));
        let is_global = |name: &String| {
            let mut globals = self.environment.globals();
            globals.any(|(global, _)| global == name)
        };
        let names = names.unwrap_or_default().into_iter();
        names.filter(|name| !is_global(name)).collect()
    }

    /// The variables without which there is no greeting: it prints them, and does not only test
    /// them.
    pub(crate) fn printed_variables(&self) -> BTreeSet<String> {
        let names = self.variables();
        let is_printed = |name: &&String| {
            let others = names.iter().filter(|other| other != name);
            let all_but_it = Value::from_pairs(others.map(|other| (other.as_str(), "1")));
            self.render_values(all_but_it) == Err(NoGreeting::Blank((*name).clone()))
        };
        names.iter().filter(is_printed).cloned().collect()
    }

    fn render_values(&self, values: Value) -> Result<String, NoGreeting> {
        let last_blank = Arc::<LastBlank>::default();
        let context = RecordingContext {
            values,
            last_blank: Arc::clone(&last_blank),
        };
        let rendered = self
            .environment
            .get_template(TEMPLATE_NAME)
            .and_then(|template| template.render(Value::from_object(context)));
        match rendered {
            Ok(greeting) if greeting.trim().is_empty() => Err(NoGreeting::Empty),
            Ok(greeting) => Ok(greeting),
            Err(error) => Err(match (error.kind(), last_blank.take()) {
                (ErrorKind::UndefinedError, Some(name)) => NoGreeting::Blank(name),
                (kind, _) => NoGreeting::Failed(kind),
            }),
        }
    }
}

/// The variables of a greeting. Remembers which blank one was read last: the template engine does
/// not say at which variable it failed, but it fails as soon as it has read that one.
struct RecordingContext {
    values: Value,
    last_blank: Arc<LastBlank>,
}

#[derive(Default)]
struct LastBlank(Mutex<Option<String>>);

impl LastBlank {
    fn set(&self, name: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
    }

    fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Object for RecordingContext {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let value = self
            .values
            .get_item(key)
            .ok()
            .filter(|value| !value.is_undefined());
        if let (None, Some(name)) = (&value, key.as_str()) {
            self.last_blank.set(name);
        }
        value
    }
}

impl fmt::Debug for RecordingContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordingContext").finish_non_exhaustive()
    }
}

fn non_empty(value: &DynamicValue) -> Option<Value> {
    Some(match value {
        DynamicValue::Text(text) if text.as_str().trim().is_empty() => return None,
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
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn greet(template: &str, variables: serde_json::Value) -> Result<String, NoGreeting> {
        let variables: DynamicVariables = serde_json::from_value(variables).unwrap();
        Greeting::parse(template).unwrap().render(&variables)
    }

    fn blank(name: &str) -> Result<String, NoGreeting> {
        Err(NoGreeting::Blank(name.to_owned()))
    }

    const TESTED: &str =
        "{% if caller_name %}Welcome back, {{ caller_name }}!{% else %}Welcome back!{% endif %}";

    #[test]
    fn a_returning_caller_is_greeted_by_name() {
        let greeting = greet(
            "Welcome back, {{ caller_name }}!",
            json!({"caller_name": "Robin"}),
        );
        assert_eq!(greeting.as_deref(), Ok("Welcome back, Robin!"));
    }

    #[test]
    fn without_the_name_there_is_no_greeting() {
        for variables in [
            json!({"caller_name": ""}),
            json!({"caller_name": " "}),
            json!({}),
        ] {
            let greeting = greet("Welcome back, {{ caller_name }}!", variables);
            assert_eq!(greeting, blank("caller_name"));
        }
    }

    #[rstest]
    #[case::blank(json!({"caller_name": ""}), "Welcome back!")]
    #[case::unknown(json!({}), "Welcome back!")]
    #[case::known(json!({"caller_name": "Robin"}), "Welcome back, Robin!")]
    fn a_template_can_test_a_blank_variable(
        #[case] variables: serde_json::Value,
        #[case] expected: &str,
    ) {
        assert_eq!(greet(TESTED, variables).as_deref(), Ok(expected));
    }

    #[rstest]
    #[case::default_value("Welcome back{{ caller_name | default('') }}!")]
    #[case::negation("{% if not caller_name %}Welcome back!{% endif %}")]
    #[case::definition("{% if caller_name is defined %}Hi{% else %}Welcome back!{% endif %}")]
    fn a_blank_variable_can_be_replaced_or_tested_in_any_form(#[case] template: &str) {
        let greeting = greet(template, json!({"caller_name": ""}));
        assert_eq!(greeting.as_deref(), Ok("Welcome back!"));
    }

    #[test]
    fn of_several_variables_the_blank_one_is_named() {
        let template = "{% if plan %}{% endif %}{{ caller_name }}, about your {{ device | upper }}";
        let greeting = greet(template, json!({"caller_name": "Robin", "device": ""}));
        assert_eq!(greeting, blank("device"));
    }

    #[test]
    fn a_template_that_prints_nothing_gives_no_greeting() {
        let greeting = greet("{% if caller_name %}Hi!{% endif %}", json!({}));
        assert_eq!(greeting, Err(NoGreeting::Empty));
    }

    #[test]
    fn the_variables_without_which_there_is_no_greeting_are_known() {
        let printed = |template| {
            let names = Greeting::parse(template).unwrap().printed_variables();
            names.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(
            printed("{{ caller_name }}, your {{ device }}{% if plan %}!{% endif %}"),
            ["caller_name", "device"]
        );
        assert_eq!(printed(TESTED), [""; 0]);
        assert_eq!(printed("{{ caller_name | default('you') }}"), [""; 0]);
    }

    #[test]
    fn a_template_with_a_syntax_error_is_rejected() {
        assert!(Greeting::parse("Hi {{ name").is_err());
    }

    #[test]
    fn a_template_that_runs_too_long_gives_no_greeting() {
        let loops =
            "{% for a in range(10000) %}{% for b in range(10000) %}x{% endfor %}{% endfor %}";
        assert_eq!(
            greet(loops, json!({})),
            Err(NoGreeting::Failed(ErrorKind::OutOfFuel))
        );
    }
}
