//! Formats errors with their sources for the log. A reply contains the error alone.

use std::{error::Error, iter::successors};

/// The error and its sources in one line.
#[must_use]
pub fn format_chain(error: &dyn Error) -> String {
    match format_sources(error) {
        Some(sources) => format!("{error}: {sources}"),
        None => error.to_string(),
    }
}

/// The sources of the error in one line, if it has any.
#[must_use]
pub fn format_sources(error: &dyn Error) -> Option<String> {
    let sources: Vec<String> = successors(error.source(), |&error| error.source())
        .map(ToString::to_string)
        .collect();
    (!sources.is_empty()).then(|| sources.join(": "))
}

#[cfg(test)]
mod tests {
    use memories_domain::ports::StoreError;

    use super::*;

    #[test]
    fn the_sources_follow_the_error() {
        let error = StoreError::internal("disk full");
        assert_eq!(format_chain(&error), "the memory store failed: disk full");
        assert_eq!(format_sources(&error).as_deref(), Some("disk full"));
    }

    #[test]
    fn an_error_without_a_source_is_formatted_alone() {
        assert_eq!(
            format_chain(&StoreError::Overloaded),
            "the memory store is overloaded"
        );
    }
}
