//! Settings: flags take precedence over the environment, and that over `.env`.

use std::{ffi::OsString, io};

use memories_server::config::{Config, ConfigError, Environment};

use crate::error_report::UsageError;

/// Sets the variables of the file `.env` in the working directory that are not
/// in the environment.
pub(crate) fn load_dotenv() -> Result<(), UsageError> {
    match dotenvy::from_path(".env") {
        Ok(()) => Ok(()),
        Err(dotenvy::Error::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(dotenvy::Error::Io(error)) => Err(UsageError(format!("the file .env cannot be read: {error}"))),
        // The line is not shown: it may contain a key.
        Err(_) => Err(UsageError(
            "the file .env has a line that is not NAME=value; quote values that contain spaces or quotes".to_owned(),
        )),
    }
}

/// Reads the configuration; a flag overrides its variable.
pub(crate) fn configuration<const N: usize>(
    flags: [(&str, Option<OsString>); N],
) -> Result<Config, ConfigError> {
    let given: Environment = flags
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    Config::read(&given.or(Environment::process()))
}
