//! Errors with their causes, for the log: a reply tells less.

use std::{error::Error, iter::successors};

/// What went wrong and why, in one line.
#[must_use]
pub fn in_full(error: &dyn Error) -> String {
    match causes(error) {
        Some(causes) => format!("{error}: {causes}"),
        None => error.to_string(),
    }
}

/// Why it went wrong, if the error knows.
#[must_use]
pub fn causes(error: &dyn Error) -> Option<String> {
    let causes: Vec<String> = successors(error.source(), |&error| error.source())
        .map(ToString::to_string)
        .collect();
    (!causes.is_empty()).then(|| causes.join(": "))
}

#[cfg(test)]
mod tests {
    use memories_domain::StoreError;

    use super::*;

    #[test]
    fn the_causes_follow_the_error() {
        let error = StoreError::internal("disk full");
        assert_eq!(in_full(&error), "the memory store failed: disk full");
        assert_eq!(causes(&error).as_deref(), Some("disk full"));
    }

    #[test]
    fn an_error_without_a_cause_stands_alone() {
        assert_eq!(
            in_full(&StoreError::Overloaded),
            "the memory store is overloaded"
        );
    }
}
