//! The log: one line per request, one per learned call, to standard error.

use std::{
    io::{self, IsTerminal},
    panic,
};

use tracing_subscriber::{EnvFilter, filter::ParseError};

use crate::config::{LogConfig, LogFormat};

/// Starts the log, which from now on also tells of panics. A second start in one
/// process changes nothing.
pub fn start(config: &LogConfig) -> Result<(), ParseError> {
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(&config.filter)?)
        .with_writer(io::stderr);
    // Failing means that a subscriber exists already.
    let _ = match config.format {
        LogFormat::Json => subscriber
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .try_init(),
        LogFormat::Text if io::stderr().is_terminal() => subscriber.with_target(false).try_init(),
        // Colours would be garbage in a file or a journal.
        LogFormat::Text => subscriber.with_target(false).with_ansi(false).try_init(),
    };
    log_panics();
    Ok(())
}

/// Has the log tell of panics, in place of standard error.
pub fn log_panics() {
    panic::set_hook(Box::new(log_panic));
}

/// Tells where a panic is, and not its message, which may repeat what somebody
/// said: that of a wrong index into a text holds the text.
fn log_panic(panic: &panic::PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    tracing::error!(location, "a defect panicked");
}
