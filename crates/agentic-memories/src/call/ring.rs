use clap::Args;
use secrecy::SecretString;
use serde_json::json;

use super::{
    payload::Payload,
    target::{CallerArg, Target, first_key},
};
use crate::elevenlabs_simulator::{ElevenLabsSimulator, Response};

/// Simulate an incoming call: request /client-data and print the reply
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories call ring --caller +12025550143
  agentic-memories call ring --url https://memory.example.com --caller +12025550143")]
pub(crate) struct Ring {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    caller: CallerArg,
    /// Id of the agent that answers the call
    #[arg(long, value_name = "ID", default_value = "agent_command_line")]
    agent: String,
    /// Number that was dialled
    #[arg(long, value_name = "NUMBER", default_value = "")]
    called_number: String,
    /// Key for the header X-Workspace-Key; the first of several that are separated by commas
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
    pub(super) async fn send(self) -> anyhow::Result<Response> {
        let body = match self.payload.read()? {
            Some(body) => body,
            None => serde_json::to_vec(&json!({
                "caller_id": self.caller.number(),
                "agent_id": self.agent,
                "called_number": self.called_number,
                "call_sid": format!("CA{}", uuid::Uuid::now_v7().simple()),
            }))?,
        };
        let key = self.workspace_key.as_ref().and_then(first_key);
        ElevenLabsSimulator::new()?
            .client_data(&self.target.url, key.as_ref(), body)
            .await
    }
}
