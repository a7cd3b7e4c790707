use anyhow::Context;
use clap::Args;
use elevenlabs::signature::SigningSecret;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::{
    finished_call::FinishedCall,
    payload::Payload,
    target::{CallerArg, Target, first_key},
};
use crate::elevenlabs_simulator::{ElevenLabsSimulator, Response};

/// Simulate the end of a call: send a signed post-call event
#[derive(Debug, Args)]
#[command(after_help = "\
Without --payload, the event is a short call in which the caller says each --said.

Examples:
  agentic-memories call hang-up --caller +12025550143 --said 'My boiler is a Brightflame 24.'
  agentic-memories call hang-up --url https://memory.example.com --payload event.json")]
pub(crate) struct HangUp {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    caller: CallerArg,
    /// Something the caller says; can be repeated
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
    /// Secret to sign with; the first of several that are separated by commas
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
    pub(super) async fn send(self) -> anyhow::Result<Response> {
        let key = self.hmac_key.as_ref().and_then(first_key);
        let key = key.as_ref().map(signing_secret).transpose()?;
        let body = match self.payload.read()? {
            Some(body) => body,
            None => serde_json::to_vec(&self.call().event())?,
        };
        ElevenLabsSimulator::new()?
            .post_call(&self.target.url, key.as_ref(), body)
            .await
    }

    fn call(&self) -> FinishedCall {
        let new_conversation = || format!("conv_{}", uuid::Uuid::now_v7().simple());
        FinishedCall {
            conversation: self.conversation.clone().unwrap_or_else(new_conversation),
            agent: self.agent.clone(),
            caller: self.caller.number().to_owned(),
            said: self.said.clone(),
            summary: self.summary.clone(),
            ended_at: Timestamp::now(),
        }
    }
}

fn signing_secret(key: &SecretString) -> anyhow::Result<SigningSecret> {
    SigningSecret::new(key.expose_secret()).context("--hmac-key is not a usable signing secret")
}
