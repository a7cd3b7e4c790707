//! What an operator must know, because nobody else can mend it.

use std::fmt;

use crate::{AgentId, CallerId};

/// Something about one agent or one line. It never contains what anybody said, nor a whole number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperatorWarning {
    /// The agent that answered; `None` where the platform does not name it.
    pub agent: Option<AgentId>,
    pub cause: WarningCause,
}

/// `Display` says what happened, [`remedy`](Self::remedy) what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningCause {
    /// `GREETING_TEMPLATE` prints a variable that was blank for a returning caller.
    BlankInGreeting { variable: String },
    /// `GREETING_TEMPLATE` failed for a returning caller. The reason contains no value.
    GreetingFailed { reason: String },
    /// Several people use a line, so that nobody is named on it.
    SharedLine {
        caller: MaskedCaller,
        /// Those whose name is certain.
        people: u32,
    },
}

/// A caller as logs show it, such as `+1202•••0143`. Several callers can have the same one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaskedCaller(String);

impl MaskedCaller {
    #[must_use]
    pub fn new(caller: &CallerId) -> Self {
        Self(caller.masked())
    }

    /// Restores what [`as_str`](Self::as_str) returned.
    #[must_use]
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MaskedCaller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl WarningCause {
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::BlankInGreeting { variable } => format!(
                "let the agent's data collection find `{variable}`, give it a default in \
                 DYNAMIC_VARIABLES, or test it: {{% if {variable} %}}…{{% endif %}}"
            ),
            Self::GreetingFailed { .. } => "correct GREETING_TEMPLATE".to_owned(),
            Self::SharedLine { .. } => "let the agent ask who is calling, and collect the name \
                 (a data collection item such as `caller_name`); declare in FACTS what belongs to \
                 the household; `memories show` lists the people"
                .to_owned(),
        }
    }
}

impl fmt::Display for WarningCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlankInGreeting { variable } => write!(
                f,
                "a returning caller was not greeted, because GREETING_TEMPLATE prints \
                 `{variable}`, which was blank"
            ),
            Self::GreetingFailed { reason } => write!(
                f,
                "a returning caller was not greeted, because GREETING_TEMPLATE fails: {reason}"
            ),
            Self::SharedLine { caller, people } => write!(
                f,
                "several people use this line ({caller}, {people} of them known by name): nobody \
                 is greeted by name, and facts of one person are no dynamic variables"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_line_is_shown_without_its_number() {
        let caller = CallerId::parse("+12025550143", None).unwrap();
        let warning = OperatorWarning {
            agent: None,
            cause: WarningCause::SharedLine {
                caller: MaskedCaller::new(&caller),
                people: 2,
            },
        };
        for shown in [warning.cause.to_string(), format!("{warning:?}")] {
            assert!(shown.contains("+1202•••0143"), "{shown}");
            assert!(!shown.contains("5550143"), "{shown}");
        }
    }

    #[test]
    fn the_remedy_of_a_blank_variable_shows_how_to_test_it() {
        let variable = "caller_name".to_owned();
        let remedy = WarningCause::BlankInGreeting { variable }.remedy();
        assert!(
            remedy.ends_with("{% if caller_name %}…{% endif %}"),
            "{remedy}"
        );
    }
}
