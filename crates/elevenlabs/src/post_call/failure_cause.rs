//! Mistakes in an agent's set-up that end a call, read from the platform's free text.

use super::{Conversation, InitiationFailure};

/// An agent has a few variables; a longer list is not read to its end.
const MAX_NAMES: usize = 50;
const MAX_NAME_CHARS: usize = 128;

/// A mistake in the set-up of an agent that ended a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureCause {
    /// Nobody sent these variables, which the agent's first message, prompt or tools mention.
    /// Sorted; empty if the platform does not name them. A name is any text between `{{` and `}}`:
    /// it need not be a valid one.
    MissingVariables(Vec<String>),
    /// The agent does not allow an override that the reply contained, such as `first_message`;
    /// `None` if the platform does not name it.
    OverrideNotAllowed(Option<String>),
}

impl FailureCause {
    /// Reads the reason of an error or of the end of a call, such as `Missing required dynamic
    /// variables in first message: {'caller_name'}`.
    #[must_use]
    pub fn from_reason(reason: &str) -> Option<Self> {
        // The same length, so that positions are those of `reason`.
        let lower = reason.to_ascii_lowercase();
        if let Some(at) = lower.find("dynamic variable")
            && ["missing", "required", "not provided", "not set"]
                .iter()
                .any(|word| lower.contains(word))
        {
            return Some(Self::MissingVariables(variable_names(reason, at)));
        }
        let is_refused = ["not allowed", "not enabled", "not permitted", "disabled"]
            .iter()
            .any(|word| lower.contains(word));
        if lower.contains("override") && is_refused {
            let field = quoted(reason).into_iter().next();
            return Some(Self::OverrideNotAllowed(field));
        }
        None
    }
}

impl Conversation {
    /// The mistake in the agent's set-up that ended the call, if the platform names one.
    #[must_use]
    pub fn failure_cause(&self) -> Option<FailureCause> {
        let error = self.error.as_ref();
        let error = error.and_then(|error| error.reason.as_deref());
        [error, self.termination_reason.as_deref()]
            .into_iter()
            .flatten()
            .find_map(FailureCause::from_reason)
    }
}

impl InitiationFailure {
    /// The mistake in the agent's set-up that prevented the call, if the platform names one.
    #[must_use]
    pub fn failure_cause(&self) -> Option<FailureCause> {
        FailureCause::from_reason(self.reason.as_deref()?)
    }
}

/// The names are a set in Python's notation, or a list after a colon.
fn variable_names(reason: &str, phrase: usize) -> Vec<String> {
    let rest = reason.get(phrase..).unwrap_or_default();
    let list = match rest.find(['{', '[']) {
        Some(at) => rest.get(at..),
        None => rest.split_once(':').map(|(_, list)| list),
    };
    let list = list.unwrap_or_default();
    let mut names = quoted(list);
    if names.is_empty() {
        let is_bracket = |c: char| matches!(c, '{' | '}' | '[' | ']' | '(' | ')' | '.');
        let items = list
            .split(',')
            .map(|item| item.trim().trim_matches(is_bracket));
        names = items.filter_map(name).take(MAX_NAMES).collect();
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The texts in quotation marks.
fn quoted(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while found.len() < MAX_NAMES
        && let Some(at) = rest.find(['\'', '"', '`'])
    {
        let (quote, after) = rest.get(at..).unwrap_or_default().split_at(1);
        let Some((inside, behind)) = after.split_once(quote) else {
            break;
        };
        found.extend(name(inside));
        rest = behind;
    }
    found
}

fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let is_name = !text.is_empty()
        && text.chars().count() <= MAX_NAME_CHARS
        && !text.contains(|c: char| c.is_control() || c == '`');
    is_name.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn missing(reason: &str) -> Vec<String> {
        match FailureCause::from_reason(reason) {
            Some(FailureCause::MissingVariables(names)) => names,
            other => panic!("{reason}: {other:?}"),
        }
    }

    #[test]
    fn missing_variables_are_named_wherever_they_are_missing() {
        for place in ["first message", "prompt", "tools"] {
            let reason =
                format!("Missing required dynamic variables in {place}: {{'caller_name', 'a.b'}}");
            assert_eq!(missing(&reason), ["a.b", "caller_name"]);
        }
    }

    #[test]
    fn missing_variables_are_named_in_other_notations() {
        for reason in [
            "Missing required dynamic variables: [\"caller_name\"]",
            "missing required dynamic variable: caller_name",
            "Required dynamic variables were not provided: `caller_name`.",
            "Missing required dynamic variables in the agent's prompt: {caller_name}.",
            "Missing required dynamic variables in tools: {'caller_name', 'caller_name'}",
        ] {
            assert_eq!(missing(reason), ["caller_name"], "{reason}");
        }
    }

    #[test]
    fn a_template_that_was_read_as_a_name_is_kept_as_it_is() {
        let reason = "Missing required dynamic variables in prompt: {'#if caller_name', '/if'}";
        assert_eq!(missing(reason), ["#if caller_name", "/if"]);
    }

    #[test]
    fn missing_variables_without_a_name_are_still_missing() {
        assert_eq!(missing("Missing required dynamic variables"), [""; 0]);
    }

    #[test]
    fn an_override_that_is_not_allowed_is_named() {
        let cause = FailureCause::from_reason(
            "Override for field 'first_message' is not allowed by config.",
        );
        let field = Some("first_message".to_owned());
        assert_eq!(cause, Some(FailureCause::OverrideNotAllowed(field)));
    }

    #[test]
    fn the_end_of_an_ordinary_call_is_no_mistake() {
        for reason in [
            "Call ended by remote party",
            "end_call tool was called.",
            "Ending conversation after 20 seconds of silence.",
            "no-answer",
            "The agent's dynamic variables were updated",
        ] {
            assert_eq!(FailureCause::from_reason(reason), None, "{reason}");
        }
    }

    proptest! {
        #[test]
        fn any_reason_is_read(reason in "(Missing required dynamic variables)?.{0,80}") {
            if let Some(FailureCause::MissingVariables(names)) = FailureCause::from_reason(&reason) {
                prop_assert!(names.len() <= MAX_NAMES);
            }
        }
    }
}
