//! Where settings come from: flags first, then the environment, then `.env`.

use std::{ffi::OsString, io};

use memories_server::config::{Config, ConfigError, Environment};

use crate::failure::WrongUsage;

/// Sets the variables that the file `.env` in the working directory names and
/// the environment does not.
pub(crate) fn load_dotenv() -> Result<(), WrongUsage> {
    match dotenvy::from_path(".env") {
        Ok(()) => Ok(()),
        Err(dotenvy::Error::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(dotenvy::Error::Io(error)) => Err(WrongUsage(format!("the file .env cannot be read: {error}"))),
        // The line is not shown: it may hold a key.
        Err(_) => Err(WrongUsage(
            "the file .env has a line that is not NAME=value; quote values that hold spaces or quotes".to_owned(),
        )),
    }
}

/// The configuration, with flags standing in for their variables.
pub(crate) fn configuration<const N: usize>(
    flags: [(&str, Option<OsString>); N],
) -> Result<Config, ConfigError> {
    let given: Environment = flags
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    Config::read(&given.or(Environment::process()))
}
