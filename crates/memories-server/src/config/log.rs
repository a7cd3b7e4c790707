use tracing_subscriber::EnvFilter;

use super::reader::{Reader, Refused};
use super::value::one_of;
use super::variable::{LOG_FORMAT, RUST_LOG};

/// What is logged, and how.
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// How lines are written.
    pub format: LogFormat,
    /// Which events are logged: valid directives of [`EnvFilter`].
    pub filter: String,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines: one JSON object per line.
    Json,
}

impl LogConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
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
