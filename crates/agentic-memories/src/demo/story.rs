use anyhow::ensure;
use elevenlabs::signature::SigningSecret;
use jiff::Timestamp;
use reqwest::StatusCode;
use serde_json::Map;

use super::{
    exchange::{
        Person, STANDARD_VARIABLES, answered, hang_up, ring, ring_body, ring_quietly, search,
    },
    narrator::Narrator,
    recording::{ROBIN_FIRST, ROBIN_SECOND, SAM_FIRST},
    stage::Stage,
};
use crate::platform::Moment;

const ROBIN: Person = Person {
    number: "+12025550143",
    agent: "agent_demo_heating",
};
const SAM: Person = Person {
    number: "+12025550178",
    agent: "agent_demo_dental",
};
const WITHHELD: Person = Person {
    number: "anonymous",
    agent: "agent_demo_heating",
};

/// Whom the operator is invited to play, on a service that stays.
pub(super) const NEWCOMER: &str = "+12025550187";
/// Everybody of whom something is stored.
pub(super) const CALLERS: [&str; 3] = [ROBIN.number, SAM.number, NEWCOMER];

/// Plays the story and checks that it is true.
pub(super) async fn play(stage: &Stage, narrator: &mut Narrator<'_>) -> anyhow::Result<()> {
    robin_is_remembered(stage, narrator).await?;
    robin_changes_habits(stage, narrator).await?;
    sam_shares_nothing_with_robin(stage, narrator).await?;
    nothing_is_doubled_or_forged(stage, narrator).await
}

async fn robin_is_remembered(stage: &Stage, narrator: &mut Narrator<'_>) -> anyhow::Result<()> {
    narrator.scene("Robin calls Northwind Heating for the first time")?;
    let rung = ring(stage, narrator, &ROBIN).await?;
    ensure!(
        rung.memory_count() == 0,
        "a first-time caller is a stranger"
    );
    let found = search(stage, narrator, &ROBIN, "Which boiler is it?").await?;
    ensure!(
        found.memories.is_empty(),
        "nothing is known about a stranger"
    );
    hang_up(stage, narrator, (&ROBIN, &ROBIN_FIRST), &rung).await?;

    narrator.scene("Robin calls again")?;
    let rung = ring(stage, narrator, &ROBIN).await?;
    ensure!(
        rung.number("call_count") == 1,
        "the agent knows of one call"
    );
    ensure!(
        rung.is("caller_first_name", "Robin"),
        "the agent knows the name"
    );
    ensure!(
        rung.is("preferred_time", "afternoons"),
        "the agent knows the preferred time"
    );
    ensure!(
        rung.summary().contains("Brightflame"),
        "the summary tells of the boiler"
    );
    let found = search(stage, narrator, &ROBIN, "Which boiler is it?").await?;
    ensure!(!found.memories.is_empty(), "the search finds something");
    ensure!(
        stage.retells(&found, "Brightflame 24"),
        "the search finds the boiler"
    );
    let found = search(stage, narrator, &ROBIN, "Is there a dog or another animal?").await?;
    ensure!(
        stage.retells(&found, "greyhound"),
        "the search finds the dog"
    );
    hang_up(stage, narrator, (&ROBIN, &ROBIN_SECOND), &rung).await
}

async fn robin_changes_habits(stage: &Stage, narrator: &mut Narrator<'_>) -> anyhow::Result<()> {
    narrator.scene("Robin calls a third time: what has changed is known, what has not is kept")?;
    let rung = ring(stage, narrator, &ROBIN).await?;
    ensure!(
        rung.number("call_count") == 2,
        "the agent knows of two calls"
    );
    ensure!(
        rung.is("preferred_time", "mornings before ten"),
        "the newer preference counts"
    );
    ensure!(
        rung.is("boiler_model", "Brightflame 24"),
        "what did not change is kept"
    );
    let found = search(stage, narrator, &ROBIN, "What did the pressure gauge show?").await?;
    ensure!(
        stage.retells(&found, "zero point six"),
        "the search finds the last call"
    );
    let found = search(
        stage,
        narrator,
        &ROBIN,
        "Which entrance should the engineer use, door or gate?",
    )
    .await?;
    ensure!(
        stage.retells(&found, "side gate on Mill Lane"),
        "the search finds the side gate"
    );
    Ok(())
}

async fn sam_shares_nothing_with_robin(
    stage: &Stage,
    narrator: &mut Narrator<'_>,
) -> anyhow::Result<()> {
    narrator.scene("Somebody else, Sam, calls Harbour Dental: nothing of Robin's is there")?;
    let rung = ring(stage, narrator, &SAM).await?;
    ensure!(rung.memory_count() == 0, "another caller is a stranger");
    let found = search(stage, narrator, &SAM, "Which boiler is it?").await?;
    ensure!(
        found.memories.is_empty(),
        "one caller's memories are closed to another"
    );
    hang_up(stage, narrator, (&SAM, &SAM_FIRST), &rung).await?;

    narrator.scene("Sam calls again")?;
    let rung = ring(stage, narrator, &SAM).await?;
    ensure!(
        rung.is("caller_first_name", "Sam"),
        "the agent knows the name"
    );
    ensure!(
        !rung.summary().contains("Brightflame"),
        "the summary tells of Sam alone"
    );
    let found = search(stage, narrator, &SAM, "any allergies").await?;
    ensure!(
        stage.retells(&found, "penicillin"),
        "the search finds the allergy"
    );
    let found = search(stage, narrator, &SAM, "whistling boiler, dog, Mill Lane").await?;
    ensure!(
        !["whistling", "Brightflame", "greyhound", "Mill Lane"]
            .iter()
            .any(|words| found.mention(words)),
        "one caller's memories stay closed to another"
    );
    Ok(())
}

async fn nothing_is_doubled_or_forged(
    stage: &Stage,
    narrator: &mut Narrator<'_>,
) -> anyhow::Result<()> {
    narrator.scene("What could go wrong")?;
    let before = ring_quietly(stage, &ROBIN).await?;
    let again = ROBIN_FIRST.deliver(&Map::new(), Timestamp::now())?.body;
    let answer = stage
        .platform
        .hang_up(
            &stage.deployment,
            Some(&stage.keys.signing()?),
            again.clone(),
        )
        .await?;
    answered(
        &answer,
        StatusCode::OK,
        "a repeated delivery is acknowledged",
    )?;
    let after = ring_quietly(stage, &ROBIN).await?;
    ensure!(
        before.memory_count() == after.memory_count(),
        "a repeated delivery changes nothing"
    );
    narrator.remark(
        Moment::HangUp,
        answer.took,
        "delivered once more: acknowledged, and nothing is remembered twice",
    )?;

    let forged = SigningSecret::new("somebody else's key")?;
    let answer = stage
        .platform
        .hang_up(&stage.deployment, Some(&forged), again)
        .await?;
    answered(
        &answer,
        StatusCode::UNAUTHORIZED,
        "a forged signature is refused",
    )?;
    narrator.remark(
        Moment::HangUp,
        answer.took,
        "signed with another key: refused (401)",
    )?;

    let answer = stage
        .platform
        .ring(&stage.deployment, None, ring_body(&ROBIN)?)
        .await?;
    answered(
        &answer,
        StatusCode::UNAUTHORIZED,
        "a ring without the key is refused",
    )?;
    narrator.remark(
        Moment::Ring,
        answer.took,
        "without the workspace key: refused (401)",
    )?;

    let rung = ring_quietly(stage, &WITHHELD).await?;
    ensure!(rung.memory_count() == 0, "a withheld number is nobody");
    ensure!(
        rung.variables.len() >= STANDARD_VARIABLES.len(),
        "the answer is complete all the same"
    );
    narrator.remark(
        Moment::Ring,
        rung.took,
        "from a withheld number: a complete answer that knows nobody",
    )?;
    Ok(())
}
