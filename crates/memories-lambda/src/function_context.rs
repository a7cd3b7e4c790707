use std::{env, sync::Arc};

use memories_domain::ports::EventSink;
use memories_server::config::{Config, ConfigError, Environment, Mem0Config, StoreConfig};
use memories_store_aws::{
    client::{self, AwsClient},
    dynamodb::DynamoDbLedger,
    sqs::{MessageDecoder, SqsSink},
};
use memories_store_mem0::{Account, BuildError, Mem0Options, Mem0Reader, Mem0Store};
use secrecy::ExposeSecret;

use crate::{
    log, secret,
    variables::{
        LEDGER_TABLE, MissingVariable, PAYLOAD_BUCKET, POST_CALL_QUEUE_URL, SECRET_ARN, optional,
        required,
    },
};

/// What a function has set up when it starts.
pub struct FunctionContext {
    /// The configuration of the server, with the keys from the secret.
    pub config: Config,
    aws: AwsClient,
    mem0: Mem0Config,
}

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Variable(#[from] MissingVariable),
    #[error(transparent)]
    Aws(#[from] client::EnvironmentError),
    #[error("the secret that SECRET_ARN names cannot be read")]
    Secret(#[source] client::Error),
    #[error(
        "the secret that SECRET_ARN names is not a JSON object such as {{\"MEM0_API_KEY\": \"m0-...\"}}"
    )]
    InvalidSecret,
    #[error("MEMORY_STORE is not mem0, and a function has no disk for another store")]
    NotMem0,
    #[error("the Mem0 Platform cannot be used; check MEM0_API_KEY and MEM0_BASE_URL")]
    Mem0(#[from] BuildError),
}

impl FunctionContext {
    /// Starts the log and reads the configuration. Keys that the environment lacks come from the
    /// secret.
    pub async fn from_environment() -> Result<Self, StartError> {
        log::init();
        let aws = AwsClient::from_environment()?;
        let secret = match optional(SECRET_ARN) {
            Some(arn) => read_secret(&aws, &arn).await?,
            None => Environment::default(),
        };
        let config = Config::read(&process_environment().or(secret))?;
        config.require_keys()?;
        let StoreConfig::Mem0(mem0) = config.store.clone() else {
            return Err(StartError::NotMem0);
        };
        Ok(Self { config, aws, mem0 })
    }

    /// Connects in the background, so that the first caller does not wait for that.
    pub fn memory_reader(&self) -> Result<Arc<Mem0Reader>, StartError> {
        let reader = Mem0Reader::new(self.mem0_options())?;
        reader.check_account_in_background();
        Ok(Arc::new(reader))
    }

    pub fn memory_writer(&self) -> Result<Arc<Mem0Store>, StartError> {
        let ledger = DynamoDbLedger::new(self.aws.clone(), required(LEDGER_TABLE)?);
        Ok(Arc::new(Mem0Store::new(
            self.mem0_options(),
            Arc::new(ledger),
        )?))
    }

    pub fn event_sink(&self) -> Result<Arc<dyn EventSink>, StartError> {
        Ok(Arc::new(SqsSink::new(
            self.aws.clone(),
            required(POST_CALL_QUEUE_URL)?,
            required(PAYLOAD_BUCKET)?,
        )))
    }

    pub fn message_decoder(&self) -> Result<MessageDecoder, StartError> {
        let bucket = required(PAYLOAD_BUCKET)?;
        Ok(MessageDecoder::new(self.aws.clone(), bucket))
    }

    fn mem0_options(&self) -> Mem0Options {
        let mut options = Mem0Options::new(self.mem0.api_key.clone());
        options.base_url = Some(self.mem0.base_url.to_string());
        options.account = Account {
            org_id: self.mem0.org_id.clone(),
            project_id: self.mem0.project_id.clone(),
        };
        options.timeout = self.config.memory.timeout;
        options
    }
}

/// The variables of the process. The template sets unused ones to an empty text, which must not
/// hide a field of the secret.
fn process_environment() -> Environment {
    env::vars_os()
        .filter(|(_, value)| !value.to_string_lossy().trim().is_empty())
        .collect()
}

async fn read_secret(aws: &AwsClient, arn: &str) -> Result<Environment, StartError> {
    let value = aws
        .get_secret_value(arn)
        .await
        .map_err(StartError::Secret)?;
    secret::parse(value.expose_secret()).ok_or(StartError::InvalidSecret)
}
