//! How a command that fails says so.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use memories_server::config::ConfigError;

/// The command as given cannot be carried out, whatever the state of things.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct WrongUsage(pub(crate) String);

const FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// Prints the error with its causes and returns the exit code that fits.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    // Nobody is left to tell when standard error fails too.
    let _ = writeln!(anstream::stderr(), "error: {}", with_causes(error));
    ExitCode::from(code(error))
}

fn code(error: &anyhow::Error) -> u8 {
    if error
        .chain()
        .any(|cause| cause.is::<ConfigError>() || cause.is::<WrongUsage>())
    {
        WRONG_USAGE
    } else {
        FAILED
    }
}

/// A reader such as `head` has seen enough.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The chain of causes in one line; a cause that the line before has told
/// already is left out.
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
    fn causes_follow_the_error_and_are_told_once() {
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
    fn wrong_usage_is_told_apart_from_failure() {
        assert_eq!(code(&anyhow!("no")), FAILED);
        assert_eq!(
            code(&anyhow::Error::from(WrongUsage("no".into())).context("so")),
            WRONG_USAGE
        );
    }

    #[test]
    fn a_reader_that_has_gone_is_no_failure() {
        assert!(is_broken_pipe(
            &io::Error::from(io::ErrorKind::BrokenPipe).into()
        ));
        assert!(!is_broken_pipe(
            &io::Error::from(io::ErrorKind::NotFound).into()
        ));
    }
}
