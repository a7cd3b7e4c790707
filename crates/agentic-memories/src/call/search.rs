use clap::Args;
use secrecy::SecretString;
use serde_json::json;

use super::{Target, first_key, payload::Payload};
use crate::platform::{Answer, Platform};

/// In the call: search a caller's memories as the agent's tool does
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories call search --caller +12025550143 --query 'which boiler'
  agentic-memories call search --url https://memory.example.com --payload search.json")]
pub(crate) struct Search {
    #[command(flatten)]
    target: Target,
    /// What to search for
    #[arg(
        long,
        value_name = "TEXT",
        required_unless_present = "payload",
        conflicts_with = "payload"
    )]
    query: Option<String>,
    /// Number of the caller
    #[arg(
        long,
        value_name = "NUMBER",
        required_unless_present = "payload",
        conflicts_with = "payload"
    )]
    caller: Option<String>,
    /// Id of the agent that searches
    #[arg(long, value_name = "ID", default_value = "agent_command_line")]
    agent: String,
    /// Key for the header X-API-Key; of several, separated by commas, the first
    #[arg(
        long,
        value_name = "KEY",
        env = "RETRIEVE_API_KEY",
        hide_env_values = true
    )]
    api_key: Option<SecretString>,
    /// Token for the header X-Memory-Token: the variable `secret__memory_token` of the ring's answer
    #[arg(long, value_name = "TOKEN")]
    token: Option<SecretString>,
    #[command(flatten)]
    payload: Payload,
}

impl Search {
    pub(super) async fn send(self) -> anyhow::Result<Answer> {
        let body = match self.payload.read()? {
            Some(body) => body,
            None => serde_json::to_vec(&json!({
                "query": self.query,
                "user_id": self.caller,
                "agent_id": self.agent,
            }))?,
        };
        let key = self.api_key.as_ref().and_then(first_key);
        let (key, token) = (key.as_ref(), self.token.as_ref());
        Platform::new()?
            .search(&self.target.url, key, token, body)
            .await
    }
}
