//! What ringing calls have shown: callers who were not greeted, and lines that several people use.

use memories_server::config::Config;

use super::check::Check;
use crate::{
    stores::Stores,
    warnings_of_calls::{self, Subject, WarningOfCalls},
};

/// One check for each agent and cause; none if there is nothing to mend.
pub(super) async fn check(stores: &Stores) -> Vec<Check> {
    match warnings_of_calls::recent(stores.warnings()).await {
        Ok(warnings) => warnings
            .iter()
            .map(|warning| explain(warning, &stores.config))
            .collect(),
        // Another check reads the same file and reports that.
        Err(_) => Vec::new(),
    }
}

fn explain(warning: &WarningOfCalls, config: &Config) -> Check {
    let subject = match &warning.subject {
        Subject::BlankInGreeting { variable } if !config.needs_for_greeting(variable) => {
            return Check::ok(
                "greeting",
                format!("{warning}; now it has a default, or is not printed any more"),
            );
        }
        Subject::BlankInGreeting { .. } | Subject::GreetingFailed { .. } => "greeting",
        Subject::SharedLines(_) => "shared lines",
    };
    Check::warn(subject, warning.to_string(), &warning.remedy)
}
