use anyhow::Context;
use clap::Args;
use elevenlabs::signature::SigningSecret;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::{Target, conversation::FinishedCall, first_key, payload::Payload};
use crate::platform::{Answer, Platform};

/// The call is over: deliver what was said, signed as ElevenLabs signs
#[derive(Debug, Args)]
#[command(after_help = "\
Without --payload, a call is made of what the caller --said.

Examples:
  agentic-memories call hang-up --caller +12025550143 --said 'My boiler is a Brightflame 24.'
  agentic-memories call hang-up --url https://memory.example.com --payload event.json")]
pub(crate) struct HangUp {
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
    /// Something the caller said; may be given several times
    #[arg(
        long,
        value_name = "TEXT",
        required_unless_present = "payload",
        conflicts_with = "payload"
    )]
    said: Vec<String>,
    /// Summary of the call
    #[arg(long, value_name = "TEXT", conflicts_with = "payload")]
    summary: Option<String>,
    /// Id of the agent that took the call
    #[arg(long, value_name = "ID", default_value = "agent_command_line")]
    agent: String,
    /// Id of the conversation; the same id again is the same call [default: a new one]
    #[arg(long, value_name = "ID", conflicts_with = "payload")]
    conversation: Option<String>,
    /// Secret to sign with; of several, separated by commas, the first
    #[arg(
        long,
        value_name = "KEY",
        env = "ELEVENLABS_HMAC_KEY",
        hide_env_values = true
    )]
    hmac_key: Option<SecretString>,
    #[command(flatten)]
    payload: Payload,
}

impl HangUp {
    pub(super) async fn send(self) -> anyhow::Result<Answer> {
        let key = self.hmac_key.as_ref().and_then(first_key);
        let key = key.as_ref().map(signing).transpose()?;
        let body = match self.payload.read()? {
            Some(body) => body,
            None => serde_json::to_vec(&self.call().event())?,
        };
        Platform::new()?
            .hang_up(&self.target.url, key.as_ref(), body)
            .await
    }

    fn call(&self) -> FinishedCall {
        let new_conversation = || format!("conv_{}", uuid::Uuid::now_v7().simple());
        FinishedCall {
            conversation: self.conversation.clone().unwrap_or_else(new_conversation),
            agent: self.agent.clone(),
            caller: self.caller.clone().unwrap_or_default(),
            said: self.said.clone(),
            summary: self.summary.clone(),
            ended_at: Timestamp::now(),
        }
    }
}

fn signing(key: &SecretString) -> anyhow::Result<SigningSecret> {
    SigningSecret::new(key.expose_secret()).context("the key to sign with cannot be used")
}
