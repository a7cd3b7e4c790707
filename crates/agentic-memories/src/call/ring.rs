use clap::Args;
use secrecy::SecretString;
use serde_json::json;

use super::{Target, first_key, payload::Payload};
use crate::platform::{Answer, Platform};

/// The phone rings: ask what an agent is told about a caller
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories call ring --caller +12025550143
  agentic-memories call ring --url https://memory.example.com --caller +12025550143")]
pub(crate) struct Ring {
    #[command(flatten)]
    target: Target,
    /// Number of the caller
    #[arg(
        long,
        value_name = "NUMBER",
        required_unless_present = "payload",
        conflicts_with = "payload"
    )]
    caller: Option<String>,
    /// Id of the agent that is called
    #[arg(long, value_name = "ID", default_value = "agent_command_line")]
    agent: String,
    /// Number that is called
    #[arg(long, value_name = "NUMBER", default_value = "")]
    called_number: String,
    /// Key for the header X-Workspace-Key; of several, separated by commas, the first
    #[arg(
        long,
        value_name = "KEY",
        env = "ELEVENLABS_WORKSPACE_KEY",
        hide_env_values = true
    )]
    workspace_key: Option<SecretString>,
    #[command(flatten)]
    payload: Payload,
}

impl Ring {
    pub(super) async fn send(self) -> anyhow::Result<Answer> {
        let body = match self.payload.read()? {
            Some(body) => body,
            None => serde_json::to_vec(&json!({
                "caller_id": self.caller,
                "agent_id": self.agent,
                "called_number": self.called_number,
                "call_sid": format!("CA{}", uuid::Uuid::now_v7().simple()),
            }))?,
        };
        let key = self.workspace_key.as_ref().and_then(first_key);
        Platform::new()?
            .ring(&self.target.url, key.as_ref(), body)
            .await
    }
}
