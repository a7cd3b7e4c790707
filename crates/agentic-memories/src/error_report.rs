//! Prints the error of a failed command and chooses its exit code.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use memories_server::config::ConfigError;

/// The command line or the settings are wrong, whatever the state of the stores.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct UsageError(pub(crate) String);

const FAILED: u8 = 1;
const USAGE_ERROR: u8 = 2;

pub(crate) fn print(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    // A failing standard error leaves no way to report anything.
    let _ = writeln!(anstream::stderr(), "error: {}", with_causes(error));
    ExitCode::from(code(error))
}

fn code(error: &anyhow::Error) -> u8 {
    if error
        .chain()
        .any(|cause| cause.is::<ConfigError>() || cause.is::<UsageError>())
    {
        USAGE_ERROR
    } else {
        FAILED
    }
}

/// Standard output was closed by its reader, such as `head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The chain of causes in one line, without causes that the error before them
/// already ends with.
fn with_causes(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.ends_with(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    #[test]
    fn causes_follow_the_error_without_repetition() {
        let cause = anyhow!("disk full");
        let error = Err::<(), _>(cause)
            .context("cannot write: disk full")
            .context("export failed")
            .unwrap_err();
        assert_eq!(
            with_causes(&error),
            "export failed: cannot write: disk full"
        );
    }

    #[test]
    fn wrong_usage_has_an_exit_code_of_its_own() {
        assert_eq!(code(&anyhow!("no")), FAILED);
        assert_eq!(
            code(&anyhow::Error::from(UsageError("no".into())).context("so")),
            USAGE_ERROR
        );
    }

    #[test]
    fn a_closed_standard_output_is_not_an_error() {
        assert!(is_broken_pipe(
            &io::Error::from(io::ErrorKind::BrokenPipe).into()
        ));
        assert!(!is_broken_pipe(
            &io::Error::from(io::ErrorKind::NotFound).into()
        ));
    }
}
