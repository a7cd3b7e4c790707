use std::{env, sync::Arc};

use aws::Aws;
use intake_sqs::{Claims, SqsIntake};
use ledger_dynamodb::DynamoDbLedger;
use memories_domain::{EventSink, IdempotencyLedger};
use memories_server::config::{Config, ConfigError, Environment, Mem0Config, StoreConfig};
use memories_store_mem0::{Account, BuildError, Mem0Options, Mem0Store};
use secrecy::ExposeSecret;
use serde_json::{Map, Value};

use crate::{
    log,
    reads_only::ReadsOnly,
    settings::{
        LEDGER_TABLE, MissingSetting, PAYLOAD_BUCKET, POST_CALL_QUEUE_URL, SECRET_ARN, optional,
        required,
    },
};

/// What a function knows once it has started: its settings, with the keys from
/// the secret, and the way to AWS.
pub struct Start {
    /// The service's settings.
    pub config: Config,
    aws: Aws,
    mem0: Mem0Config,
}

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The stack's variables of the service cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The stack did not set a variable.
    #[error(transparent)]
    Setting(#[from] MissingSetting),
    /// Lambda did not say where the function runs, or as whom.
    #[error(transparent)]
    Aws(#[from] aws::EnvironmentError),
    /// The secret cannot be read.
    #[error("the secret that SECRET_ARN names cannot be read")]
    Secret(#[source] aws::Error),
    /// The secret is no JSON object of settings.
    #[error(
        "the secret that SECRET_ARN names is no JSON object such as {{\"MEM0_API_KEY\": \"m0-...\"}}"
    )]
    NoSettings,
    /// Another store than Mem0 is asked for.
    #[error("MEMORY_STORE is not mem0, and a function has no disk to keep memories on")]
    NotMem0,
    /// The Mem0 Platform cannot be used as configured.
    #[error("the Mem0 Platform cannot be used; check MEM0_API_KEY and MEM0_BASE_URL")]
    Mem0(#[from] BuildError),
}

impl Start {
    /// Starts the log and reads the settings. Keys that the environment does not
    /// hold come from the secret.
    pub async fn read() -> Result<Self, StartError> {
        log::start();
        let aws = Aws::from_environment()?;
        let secret = match optional(SECRET_ARN) {
            Some(arn) => read_secret(&aws, &arn).await?,
            None => Environment::default(),
        };
        let config = Config::read(&process().or(secret))?;
        config.require_keys()?;
        let StoreConfig::Mem0(mem0) = config.store.clone() else {
            return Err(StartError::NotMem0);
        };
        Ok(Self { config, aws, mem0 })
    }

    /// The store for reading. Its connection is made in the background, so that
    /// the first caller need not wait for it.
    pub fn memories(&self) -> Result<Arc<Mem0Store>, StartError> {
        let store = self.store(Arc::new(ReadsOnly))?;
        store.check_account_in_background();
        Ok(Arc::new(store))
    }

    /// The store for learning.
    pub fn learning_memories(&self) -> Result<Arc<Mem0Store>, StartError> {
        let ledger = DynamoDbLedger::new(self.aws.clone(), required(LEDGER_TABLE)?);
        Ok(Arc::new(self.store(Arc::new(ledger))?))
    }

    /// The queue that takes in finished calls.
    pub fn intake(&self) -> Result<Arc<dyn EventSink>, StartError> {
        let intake = SqsIntake::new(
            self.aws.clone(),
            required(POST_CALL_QUEUE_URL)?,
            required(PAYLOAD_BUCKET)?,
        );
        Ok(Arc::new(intake))
    }

    /// The bucket of events that were too large for the queue.
    pub fn claims(&self) -> Result<Claims, StartError> {
        Ok(Claims::new(self.aws.clone(), required(PAYLOAD_BUCKET)?))
    }

    fn store(&self, ledger: Arc<dyn IdempotencyLedger>) -> Result<Mem0Store, BuildError> {
        let mut options = Mem0Options::new(self.mem0.api_key.clone());
        options.base_url = Some(self.mem0.base_url.to_string());
        options.account = Account {
            org_id: self.mem0.org_id.clone(),
            project_id: self.mem0.project_id.clone(),
        };
        options.timeout = self.config.memory.timeout;
        Mem0Store::new(options, ledger)
    }
}

/// The process' variables. The template sets those that are not used to nothing,
/// which must not hide what the secret says.
fn process() -> Environment {
    env::vars_os()
        .filter(|(_, value)| !value.to_string_lossy().trim().is_empty())
        .collect()
}

async fn read_secret(aws: &Aws, arn: &str) -> Result<Environment, StartError> {
    let secret = aws.secret(arn).await.map_err(StartError::Secret)?;
    settings_in(secret.expose_secret()).ok_or(StartError::NoSettings)
}

/// The settings in a JSON object; numbers and truth values count as their text, and
/// null as nothing.
fn settings_in(secret: &str) -> Option<Environment> {
    let settings: Map<String, Value> = serde_json::from_str(secret).ok()?;
    let text = |value: Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    };
    Some(
        settings
            .into_iter()
            .filter_map(|(name, value)| Some((name, text(value)?)))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_an_object_of_settings() {
        let settings =
            settings_in(r#"{"MEM0_API_KEY":"m0-x","MEM0_TIMEOUT":2.5,"RETRIEVE_API_KEY":null}"#);
        assert_eq!(
            format!("{:?}", settings.unwrap()),
            r#"{"MEM0_API_KEY", "MEM0_TIMEOUT"}"#
        );
    }

    #[test]
    fn what_is_no_object_is_no_secret_of_ours() {
        for secret in ["", "m0-x", "[]", "\"m0-x\""] {
            assert!(settings_in(secret).is_none(), "{secret}");
        }
    }
}
