use clap::Args;
use secrecy::SecretString;
use serde_json::json;

use super::{
    payload::Payload,
    target::{CallerArg, Target, first_key},
};
use crate::elevenlabs_simulator::{ElevenLabsSimulator, Response};

/// Simulate the agent's search tool during a call
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories call search --caller +12025550143 --query 'which boiler'
  agentic-memories call search --url https://memory.example.com --payload search.json")]
pub(crate) struct Search {
    #[command(flatten)]
    target: Target,
    /// Search query
    #[arg(
        long,
        value_name = "TEXT",
        required_unless_present = "payload",
        conflicts_with = "payload"
    )]
    query: Option<String>,
    #[command(flatten)]
    caller: CallerArg,
    /// Id of the agent
    #[arg(long, value_name = "ID", default_value = "agent_command_line")]
    agent: String,
    /// Key for the header X-API-Key; the first of several that are separated by commas
    #[arg(
        long,
        value_name = "KEY",
        env = "RETRIEVE_API_KEY",
        hide_env_values = true
    )]
    api_key: Option<SecretString>,
    /// Token for the header X-Memory-Token: the variable `secret__memory_token` in the reply of `call ring`
    #[arg(long, value_name = "TOKEN")]
    token: Option<SecretString>,
    #[command(flatten)]
    payload: Payload,
}

impl Search {
    pub(super) async fn send(self) -> anyhow::Result<Response> {
        let body = match self.payload.read()? {
            Some(body) => body,
            None => serde_json::to_vec(&json!({
                "query": self.query,
                "user_id": self.caller.number(),
                "agent_id": self.agent,
            }))?,
        };
        let key = self.api_key.as_ref().and_then(first_key);
        let (key, token) = (key.as_ref(), self.token.as_ref());
        ElevenLabsSimulator::new()?
            .retrieve(&self.target.url, key, token, body)
            .await
    }
}
