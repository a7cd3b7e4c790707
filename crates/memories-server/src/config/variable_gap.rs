use std::{collections::BTreeSet, fmt};

use memories_domain::ProfileKey;

use super::Config;
use crate::voice::BUILTIN_VARIABLES;

/// A variable that is blank for every caller, unless data collection finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariableGap {
    /// Its default in `DYNAMIC_VARIABLES` is blank.
    BlankDefault(String),
    /// Its default is blank, and `FACTS` keeps the fact from being spoken, or no fact can have its
    /// name: it is blank for every caller.
    AlwaysBlank(String),
    /// `GREETING_TEMPLATE` tests it, and neither `DYNAMIC_VARIABLES` nor `FACTS` has it.
    OnlyTested(String),
}

impl VariableGap {
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::BlankDefault(name) | Self::AlwaysBlank(name) | Self::OnlyTested(name) => name,
        }
    }
}

impl fmt::Display for VariableGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlankDefault(name) => write!(
                f,
                "`{name}` has been blank for every caller: its default in DYNAMIC_VARIABLES is \
                 blank, and no call has collected it"
            ),
            Self::AlwaysBlank(name) => write!(
                f,
                "`{name}` is blank for every caller: its default in DYNAMIC_VARIABLES is blank, \
                 and no collected fact can fill it"
            ),
            Self::OnlyTested(name) => write!(
                f,
                "GREETING_TEMPLATE tests `{name}`, which is neither in DYNAMIC_VARIABLES nor in \
                 FACTS, and which no call has collected"
            ),
        }
    }
}

impl Config {
    /// The variables that only data collection could fill, in the order of their names.
    #[must_use]
    pub fn variable_gaps(&self) -> Vec<VariableGap> {
        let declared = self.reply.dynamic_variables.iter();
        let blank = declared
            .map(|(name, _)| name.as_str().to_owned())
            .filter(|name| !is_builtin(name) && self.has_blank_default(name))
            .map(|name| {
                if self.can_be_collected(&name) {
                    VariableGap::BlankDefault(name)
                } else {
                    VariableGap::AlwaysBlank(name)
                }
            });
        blank
            .chain(self.only_tested().into_iter().map(VariableGap::OnlyTested))
            .collect()
    }

    /// The undeclared variables that the greeting can do without.
    fn only_tested(&self) -> BTreeSet<String> {
        let Some(greeting) = self.greeting() else {
            return BTreeSet::new();
        };
        let printed = greeting.printed_variables();
        let mut mentioned = greeting.variables();
        mentioned.retain(|name| {
            let is_declared = self.reply.dynamic_variables.get(name).is_some();
            let is_fact =
                ProfileKey::parse(name).is_some_and(|key| self.memory.facts.declares(&key));
            !is_builtin(name) && !is_declared && !is_fact && !printed.contains(name)
        });
        mentioned
    }
}

fn is_builtin(name: &str) -> bool {
    BUILTIN_VARIABLES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::super::Environment;
    use super::*;

    fn gaps(pairs: &[(&str, &str)]) -> Vec<VariableGap> {
        let environment: Environment = pairs.iter().copied().collect();
        Config::read(&environment).unwrap().variable_gaps()
    }

    #[test]
    fn a_declared_variable_with_a_blank_default_is_a_gap() {
        let declared =
            r#"{"plan": "", "tier": " ", "city": "Ghent", "visits": 0, "caller_id": ""}"#;
        assert_eq!(
            gaps(&[("DYNAMIC_VARIABLES", declared)]),
            [
                VariableGap::BlankDefault("plan".to_owned()),
                VariableGap::BlankDefault("tier".to_owned()),
            ]
        );
    }

    #[test]
    fn a_variable_whose_fact_may_not_be_spoken_is_always_blank() {
        let gaps = gaps(&[
            ("DYNAMIC_VARIABLES", r#"{"member_id": ""}"#),
            ("FACTS", r#"{"member_id": {"spoken": false}}"#),
        ]);
        assert_eq!(gaps, [VariableGap::AlwaysBlank("member_id".to_owned())]);
    }

    #[test]
    fn a_variable_that_the_greeting_only_tests_is_a_gap_and_a_printed_one_is_not() {
        let template = "{% if caller_nam and call_count %}Hi!{% endif %} {{ caller_name }}\
             {% for word in range(2) %}{{ word }}{% endfor %}{{ plan | default('') }}";
        let template = ("GREETING_TEMPLATE", template);
        assert_eq!(
            gaps(&[template, ("DYNAMIC_VARIABLES", r#"{"plan": "none"}"#)]),
            [VariableGap::OnlyTested("caller_nam".to_owned())]
        );
    }

    #[test]
    fn without_variables_there_are_no_gaps() {
        assert_eq!(gaps(&[]), []);
        let tested = ("GREETING_TEMPLATE", "{% if tier %}Hi!{% endif %}");
        let facts = ("FACTS", r#"{"tier": {"nature": "single"}}"#);
        assert_eq!(gaps(&[tested, facts]), []);
    }
}
