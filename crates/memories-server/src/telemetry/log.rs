use std::io::{self, IsTerminal};

use tracing::Subscriber;
use tracing_subscriber::{EnvFilter, Layer, filter::ParseError, fmt, registry::LookupSpan};

use crate::config::{LogConfig, LogFormat};

/// Which events are logged.
pub fn filter(config: &LogConfig) -> Result<EnvFilter, ParseError> {
    EnvFilter::try_new(&config.filter)
}

/// Writes log lines to standard error.
pub fn fmt_layer<S>(config: &LogConfig) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let layer = fmt::layer().with_writer(io::stderr);
    match config.format {
        LogFormat::Json => layer
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .boxed(),
        LogFormat::Text if io::stderr().is_terminal() => layer.with_target(false).boxed(),
        // Colours would be garbage in a file or a journal.
        LogFormat::Text => layer.with_target(false).with_ansi(false).boxed(),
    }
}
