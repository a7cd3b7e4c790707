use std::{
    env,
    io::{self, Write},
};

use owo_colors::OwoColorize;
use secrecy::ExposeSecret;

use super::{stage::Stage, story::NEWCOMER};

/// Prints requests to try on a service that stays.
pub(super) fn suggest(out: &mut dyn Write, stage: &Stage) -> io::Result<()> {
    let url = format!("http://{}", stage.address);
    let (workspace, retrieve, hmac) = (
        stage.keys.workspace.expose_secret(),
        stage.keys.retrieve.expose_secret(),
        stage.keys.hmac.expose_secret(),
    );
    let program = env::args()
        .next()
        .unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned());
    writeln!(
        out,
        "\n{}",
        "Try it, in another terminal; Ctrl-C here ends it"
            .bold()
            .underline()
    )?;
    writeln!(
        out,
        "\n# Robin rings\n\
         curl -s {url}/client-data -H 'X-Workspace-Key: {workspace}' \\\n  \
           -H 'Content-Type: application/json' -d '{{\"caller_id\": \"+12025550143\", \"agent_id\": \"agent_demo_heating\"}}'\n\
         \n# the agent searches\n\
         curl -s {url}/retrieve -H 'X-API-Key: {retrieve}' \\\n  \
           -H 'Content-Type: application/json' -d '{{\"query\": \"pressure\", \"user_id\": \"+12025550143\"}}'\n\
         \n# a new caller hangs up, signed as ElevenLabs signs\n\
         {program} call hang-up --url {url} --hmac-key {hmac} \\\n  \
           --caller {NEWCOMER} --said 'My name is Alex and I keep bees.'\n\
         \n# and rings again\n\
         {program} call ring --url {url} --workspace-key {workspace} --caller {NEWCOMER}"
    )
}
