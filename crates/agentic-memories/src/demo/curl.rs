use std::{
    env,
    io::{self, Write},
};

use owo_colors::OwoColorize;
use secrecy::ExposeSecret;

use super::{
    personas::{ROBIN, SPARE_CALLER},
    server::DemoServer,
};

/// Prints requests to try while the demo's service keeps running.
pub(super) fn print_suggestions(out: &mut dyn Write, server: &DemoServer) -> io::Result<()> {
    let url = format!("http://{}", server.address());
    let keys = server.keys();
    let (workspace, retrieve, hmac) = (
        keys.workspace.expose_secret(),
        keys.retrieve.expose_secret(),
        keys.hmac.expose_secret(),
    );
    let (robin, agent) = (ROBIN.number, ROBIN.agent);
    let program = env::args()
        .next()
        .unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned());
    writeln!(
        out,
        "\n{}",
        "Try it in another terminal; Ctrl-C here stops it"
            .bold()
            .underline()
    )?;
    writeln!(
        out,
        "\n# Robin rings\n\
         curl -s {url}/client-data -H 'X-Workspace-Key: {workspace}' \\\n  \
           -H 'Content-Type: application/json' -d '{{\"caller_id\": \"{robin}\", \"agent_id\": \"{agent}\"}}'\n\
         \n# the agent searches\n\
         curl -s {url}/retrieve -H 'X-API-Key: {retrieve}' \\\n  \
           -H 'Content-Type: application/json' -d '{{\"query\": \"pressure\", \"user_id\": \"{robin}\"}}'\n\
         \n# a new caller hangs up, signed as ElevenLabs signs\n\
         {program} call hang-up --url {url} --hmac-key {hmac} \\\n  \
           --caller {SPARE_CALLER} --said 'My name is Alex and I keep bees.'\n\
         \n# and rings again\n\
         {program} call ring --url {url} --workspace-key {workspace} --caller {SPARE_CALLER}"
    )
}
