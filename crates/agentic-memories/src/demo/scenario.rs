use anyhow::ensure;
use elevenlabs::signature::SigningSecret;
use jiff::Timestamp;
use memories_server::BUILTIN_VARIABLES;
use reqwest::StatusCode;
use serde_json::Map;

use super::{
    calls::{ROBIN_FIRST, ROBIN_SECOND, SAM_FIRST, SampleCall},
    client::{DemoClient, expect},
    personas::{Persona, ROBIN, SAM, WITHHELD},
    printer::Printer,
    replies::{ClientDataReply, RetrieveReply},
    server::DemoServer,
};
use crate::elevenlabs_simulator::Endpoint;

/// Plays the calls, prints them and checks every claim.
pub(super) async fn play(server: &DemoServer, printer: &mut Printer<'_>) -> anyhow::Result<()> {
    let mut scenario = Scenario {
        client: DemoClient::new(server.url(), server.keys())?,
        server,
        printer,
    };
    scenario.robins_memories_are_stored().await?;
    scenario.robin_changes_habits().await?;
    scenario.sam_shares_nothing_with_robin().await?;
    scenario.duplicates_and_forgeries_change_nothing().await
}

struct Scenario<'s, 'o> {
    client: DemoClient<'s>,
    server: &'s DemoServer,
    printer: &'s mut Printer<'o>,
}

impl Scenario<'_, '_> {
    async fn robins_memories_are_stored(&mut self) -> anyhow::Result<()> {
        self.printer
            .heading("Robin calls Northwind Heating for the first time")?;
        let reply = self.ring(&ROBIN).await?;
        ensure!(reply.memory_count() == 0, "a new caller has no memories");
        let found = self.search(&ROBIN, "Which boiler is it?").await?;
        ensure!(
            found.memories.is_empty(),
            "the search finds nothing about a new caller"
        );
        self.hang_up(&ROBIN, &ROBIN_FIRST, &reply).await?;

        self.printer.heading("Robin calls again")?;
        let reply = self.ring(&ROBIN).await?;
        ensure!(reply.number("call_count") == 1, "the reply counts one call");
        ensure!(
            reply.has("caller_first_name", "Robin"),
            "the reply contains the name"
        );
        ensure!(
            reply.has("preferred_time", "afternoons"),
            "the reply contains the preferred time"
        );
        ensure!(
            reply.summary().contains("Brightflame"),
            "the summary mentions the boiler"
        );
        let found = self.search(&ROBIN, "Which boiler is it?").await?;
        ensure!(!found.memories.is_empty(), "the search finds something");
        ensure!(
            self.mentions(&found, "Brightflame 24"),
            "the search finds the boiler"
        );
        let found = self
            .search(&ROBIN, "Is there a dog or another animal?")
            .await?;
        ensure!(
            self.mentions(&found, "greyhound"),
            "the search finds the dog"
        );
        self.hang_up(&ROBIN, &ROBIN_SECOND, &reply).await
    }

    async fn robin_changes_habits(&mut self) -> anyhow::Result<()> {
        self.printer
            .heading("Robin calls a third time: changed facts are replaced, the others stay")?;
        let reply = self.ring(&ROBIN).await?;
        ensure!(
            reply.number("call_count") == 2,
            "the reply counts two calls"
        );
        ensure!(
            reply.has("preferred_time", "mornings before ten"),
            "the newer preference replaces the older"
        );
        ensure!(
            reply.has("boiler_model", "Brightflame 24"),
            "an unchanged fact stays"
        );
        let found = self
            .search(&ROBIN, "What did the pressure gauge show?")
            .await?;
        ensure!(
            self.mentions(&found, "zero point six"),
            "the search finds the last call"
        );
        let query = "Which entrance should the engineer use, door or gate?";
        let found = self.search(&ROBIN, query).await?;
        ensure!(
            self.mentions(&found, "side gate on Mill Lane"),
            "the search finds the side gate"
        );
        Ok(())
    }

    async fn sam_shares_nothing_with_robin(&mut self) -> anyhow::Result<()> {
        self.printer.heading(
            "Another caller, Sam, calls Harbour Dental: none of Robin's memories appear",
        )?;
        let reply = self.ring(&SAM).await?;
        ensure!(reply.memory_count() == 0, "another caller has no memories");
        let found = self.search(&SAM, "Which boiler is it?").await?;
        ensure!(
            found.memories.is_empty(),
            "a caller cannot search another's memories"
        );
        self.hang_up(&SAM, &SAM_FIRST, &reply).await?;

        self.printer.heading("Sam calls again")?;
        let reply = self.ring(&SAM).await?;
        ensure!(
            reply.has("caller_first_name", "Sam"),
            "the reply contains the name"
        );
        ensure!(
            !reply.summary().contains("Brightflame"),
            "the summary is about Sam alone"
        );
        let found = self.search(&SAM, "any allergies").await?;
        ensure!(
            self.mentions(&found, "penicillin"),
            "the search finds the allergy"
        );
        let found = self
            .search(&SAM, "whistling boiler, dog, Mill Lane")
            .await?;
        ensure!(
            !["whistling", "Brightflame", "greyhound", "Mill Lane"]
                .iter()
                .any(|words| found.mentions(words)),
            "a caller still cannot search another's memories"
        );
        Ok(())
    }

    async fn duplicates_and_forgeries_change_nothing(&mut self) -> anyhow::Result<()> {
        self.printer.heading("What could go wrong")?;
        let before = self.client.ring(&ROBIN).await?;
        let event = ROBIN_FIRST.delivery(&Map::new(), Timestamp::now())?;
        let response = self.client.hang_up(event.body.clone()).await?;
        self.server
            .wait_until_processed(&ROBIN, &event.conversation)
            .await?;
        let after = self.client.ring(&ROBIN).await?;
        ensure!(
            before.memory_count() == after.memory_count(),
            "a repeated delivery changes nothing"
        );
        self.printer.result(
            Endpoint::PostCall,
            response.elapsed,
            "delivered a second time: acknowledged, and nothing is stored twice",
        )?;

        let forged = SigningSecret::new("somebody else's key")?;
        let response = self.client.hang_up_signed_with(&forged, event.body).await?;
        expect(
            &response,
            StatusCode::UNAUTHORIZED,
            "a forged signature is rejected",
        )?;
        self.printer.result(
            Endpoint::PostCall,
            response.elapsed,
            "signed with another key: rejected (401)",
        )?;

        let response = self.client.ring_without_key(&ROBIN).await?;
        expect(
            &response,
            StatusCode::UNAUTHORIZED,
            "a ring without the key is rejected",
        )?;
        self.printer.result(
            Endpoint::ClientData,
            response.elapsed,
            "without the workspace key: rejected (401)",
        )?;

        let reply = self.client.ring(&WITHHELD).await?;
        ensure!(
            reply.memory_count() == 0,
            "a withheld number has no memories"
        );
        ensure!(
            reply.variables.len() >= BUILTIN_VARIABLES.len(),
            "the reply contains every variable nevertheless"
        );
        self.printer.result(
            Endpoint::ClientData,
            reply.elapsed,
            "from a withheld number: a complete reply without memories",
        )?;
        Ok(())
    }

    async fn ring(&mut self, persona: &Persona) -> anyhow::Result<ClientDataReply> {
        let reply = self.client.ring(persona).await?;
        self.printer.ring(&reply)?;
        Ok(reply)
    }

    async fn search(&mut self, persona: &Persona, query: &str) -> anyhow::Result<RetrieveReply> {
        let reply = self.client.search(persona, query).await?;
        self.printer.search(query, &reply)?;
        Ok(reply)
    }

    async fn hang_up(
        &mut self,
        persona: &Persona,
        call: &SampleCall,
        reply: &ClientDataReply,
    ) -> anyhow::Result<()> {
        let delivery = call.delivery(&reply.variables, Timestamp::now())?;
        let response = self.client.hang_up(delivery.body.clone()).await?;
        self.printer.hang_up(&delivery, response.elapsed)?;
        self.server
            .wait_until_processed(persona, &delivery.conversation)
            .await
    }

    /// Whether a search found these words, or may have found a paraphrase.
    fn mentions(&self, reply: &RetrieveReply, words: &str) -> bool {
        !self.server.keeps_wording() || reply.mentions(words)
    }
}
