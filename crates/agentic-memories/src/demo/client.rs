use anyhow::{Context, bail, ensure};
use elevenlabs::signature::SigningSecret;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{
    personas::Persona,
    replies::{ClientDataReply, RetrieveReply},
    server::Keys,
};
use crate::elevenlabs_simulator::{BaseUrl, ElevenLabsSimulator, Response};

/// Sends the demo's requests, with the demo's keys, and parses the replies.
pub(super) struct DemoClient<'s> {
    simulator: ElevenLabsSimulator,
    url: &'s BaseUrl,
    keys: &'s Keys,
}

impl<'s> DemoClient<'s> {
    pub(super) fn new(url: &'s BaseUrl, keys: &'s Keys) -> anyhow::Result<Self> {
        Ok(Self {
            simulator: ElevenLabsSimulator::new()?,
            url,
            keys,
        })
    }

    pub(super) async fn ring(&self, persona: &Persona) -> anyhow::Result<ClientDataReply> {
        let key = Some(&self.keys.workspace);
        let response = self
            .simulator
            .client_data(self.url, key, client_data_body(persona)?)
            .await?;
        expect(&response, StatusCode::OK, "the ring is answered")?;
        match take_field(&response, "dynamic_variables") {
            Some(Value::Object(variables)) => Ok(ClientDataReply {
                elapsed: response.elapsed,
                variables,
            }),
            _ => bail!("the reply to the ring has no dynamic variables"),
        }
    }

    pub(super) async fn ring_without_key(&self, persona: &Persona) -> anyhow::Result<Response> {
        let body = client_data_body(persona)?;
        self.simulator.client_data(self.url, None, body).await
    }

    pub(super) async fn search(
        &self,
        persona: &Persona,
        query: &str,
    ) -> anyhow::Result<RetrieveReply> {
        let body = serde_json::to_vec(&json!({ "query": query, "user_id": persona.number }))?;
        let key = Some(&self.keys.retrieve);
        let response = self.simulator.retrieve(self.url, key, None, body).await?;
        expect(&response, StatusCode::OK, "the search is answered")?;
        let memories =
            take_field(&response, "memories").context("the reply to the search has no memories")?;
        Ok(RetrieveReply {
            elapsed: response.elapsed,
            memories: serde_json::from_value(memories)?,
        })
    }

    /// Delivers a post-call event, signed with the demo's secret.
    pub(super) async fn hang_up(&self, event: Vec<u8>) -> anyhow::Result<Response> {
        let response = self
            .hang_up_signed_with(&self.keys.signing_secret()?, event)
            .await?;
        expect(
            &response,
            StatusCode::OK,
            "the finished call is acknowledged",
        )?;
        Ok(response)
    }

    pub(super) async fn hang_up_signed_with(
        &self,
        secret: &SigningSecret,
        event: Vec<u8>,
    ) -> anyhow::Result<Response> {
        self.simulator
            .post_call(self.url, Some(secret), event)
            .await
    }
}

fn client_data_body(persona: &Persona) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&json!({
        "caller_id": persona.number,
        "agent_id": persona.agent,
        "called_number": "+12025550199",
        "call_sid": "CA00000000000000000000000000000000",
    }))
}

fn take_field(response: &Response, field: &str) -> Option<Value> {
    response.json()?.get_mut(field).map(Value::take)
}

/// Fails with the expectation and the response.
pub(super) fn expect(response: &Response, status: StatusCode, claim: &str) -> anyhow::Result<()> {
    ensure!(
        response.status == status,
        "{claim} (the response was {}: {})",
        response.status,
        response.text()
    );
    Ok(())
}
