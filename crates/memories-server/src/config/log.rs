use tracing_subscriber::EnvFilter;

use super::reader::{Reader, Reported};
use super::value::one_of;
use super::variable::{LOG_FORMAT, RUST_LOG};

/// The log.
#[derive(Debug, Clone)]
pub struct LogConfig {
    pub format: LogFormat,
    /// Valid directives of [`EnvFilter`].
    pub filter: String,
}

/// The format of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object per line.
    Json,
}

impl LogConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let format = reader.required(
            &LOG_FORMAT,
            one_of(&[("text", LogFormat::Text), ("json", LogFormat::Json)]),
        );
        let filter = reader.required(&RUST_LOG, filter);
        Ok(Self {
            format: format?,
            filter: filter?,
        })
    }
}

fn filter(text: &str) -> Result<String, String> {
    match EnvFilter::builder().parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("is not a log filter: {error}")),
    }
}
