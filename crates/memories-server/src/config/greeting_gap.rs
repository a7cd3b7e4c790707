use std::{collections::BTreeSet, fmt};

use elevenlabs::initiation::DynamicValue;
use memories_domain::ProfileKey;

use super::Config;
use crate::voice::{BUILTIN_VARIABLES, elevenlabs::Greeting};

/// A variable that `GREETING_TEMPLATE` prints and that is blank for some callers or for all of
/// them: those get the agent's own first message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GreetingGap {
    /// No default: only a collected fact gives it a value.
    Undeclared(String),
    /// The default is blank: callers with the fact are greeted.
    BlankDefault(String),
    /// `FACTS` keeps the fact from being spoken, and there is no default.
    NotSpoken(String),
}

impl fmt::Display for GreetingGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undeclared(name) => write!(
                f,
                "no caller will be greeted until data collection finds `{name}`: \
                 GREETING_TEMPLATE prints it, and DYNAMIC_VARIABLES does not have it"
            ),
            Self::BlankDefault(name) => write!(
                f,
                "callers whose `{name}` is unknown get the agent's own first message: its default \
                 is blank"
            ),
            Self::NotSpoken(name) => write!(
                f,
                "no caller will be greeted: GREETING_TEMPLATE prints `{name}`, which may not be \
                 spoken according to FACTS"
            ),
        }
    }
}

impl Config {
    /// The variables that `GREETING_TEMPLATE` prints without a value for every caller.
    #[must_use]
    pub fn greeting_gaps(&self) -> Vec<GreetingGap> {
        self.printed_variables()
            .into_iter()
            .filter(|name| !BUILTIN_VARIABLES.contains(&name.as_str()))
            .filter_map(|name| self.gap(name))
            .collect()
    }

    /// Whether a caller without a value of this variable is not greeted.
    #[must_use]
    pub fn needs_for_greeting(&self, name: &str) -> bool {
        self.has_blank_default(name) && self.printed_variables().contains(name)
    }

    fn printed_variables(&self) -> BTreeSet<String> {
        self.greeting()
            .map(|greeting| greeting.printed_variables())
            .unwrap_or_default()
    }

    /// The template, which was checked when it was read.
    pub(super) fn greeting(&self) -> Option<Greeting> {
        Greeting::parse(self.reply.greeting_template.as_deref()?).ok()
    }

    /// Whether a variable is blank until a call collects it.
    pub(super) fn has_blank_default(&self, name: &str) -> bool {
        match self.reply.dynamic_variables.get(name) {
            Some(DynamicValue::Text(text)) => text.as_str().trim().is_empty(),
            Some(_) => false,
            None => true,
        }
    }

    /// Whether a collected fact can give the variable a value. The fact has the name that its
    /// collected item is given.
    pub(super) fn can_be_collected(&self, name: &str) -> bool {
        ProfileKey::parse(name)
            .is_some_and(|key| key.as_str() == name && self.memory.facts.of(&key).spoken)
    }

    fn gap(&self, name: String) -> Option<GreetingGap> {
        if !self.has_blank_default(&name) {
            None
        } else if !self.can_be_collected(&name) {
            Some(GreetingGap::NotSpoken(name))
        } else if self.reply.dynamic_variables.get(&name).is_none() {
            Some(GreetingGap::Undeclared(name))
        } else {
            Some(GreetingGap::BlankDefault(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Environment;
    use super::*;

    fn gaps(pairs: &[(&str, &str)]) -> Vec<GreetingGap> {
        let environment: Environment = pairs.iter().copied().collect();
        Config::read(&environment).unwrap().greeting_gaps()
    }

    const TEMPLATE: (&str, &str) = ("GREETING_TEMPLATE", "Welcome back, {{ caller_name }}!");

    #[test]
    fn a_printed_variable_without_a_default_is_a_gap() {
        let name = "caller_name".to_owned();
        assert_eq!(gaps(&[TEMPLATE]), [GreetingGap::Undeclared(name.clone())]);
        let declared = ("DYNAMIC_VARIABLES", r#"{"caller_name": ""}"#);
        assert_eq!(
            gaps(&[TEMPLATE, declared]),
            [GreetingGap::BlankDefault(name)]
        );
        let declared = ("DYNAMIC_VARIABLES", r#"{"caller_name": "friend"}"#);
        assert_eq!(gaps(&[TEMPLATE, declared]), []);
    }

    #[test]
    fn a_fact_that_may_not_be_spoken_never_fills_the_gap() {
        let facts = ("FACTS", r#"{"caller_name": {"spoken": false}}"#);
        let gap = GreetingGap::NotSpoken("caller_name".to_owned());
        assert_eq!(gaps(&[TEMPLATE, facts]), [gap]);
    }

    #[test]
    fn tested_and_builtin_variables_and_no_template_have_no_gap() {
        assert_eq!(gaps(&[]), []);
        for template in [
            "{% if caller_name %}Hi {{ caller_name }}!{% else %}Welcome back!{% endif %}",
            "Hi {{ caller_name | default('there') }}!",
            "This is call {{ call_count }}. {{ last_call_summary }}",
        ] {
            assert_eq!(gaps(&[("GREETING_TEMPLATE", template)]), [], "{template}");
        }
    }
}
