//! The log: one line per request, one per learned call, to standard error.

use std::io;

use tracing_subscriber::{EnvFilter, filter::ParseError};

use crate::config::{LogConfig, LogFormat};

/// Starts the log. A second start in one process changes nothing.
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
        LogFormat::Text => subscriber.with_target(false).try_init(),
    };
    Ok(())
}
