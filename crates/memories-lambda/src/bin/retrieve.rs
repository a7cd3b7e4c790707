//! In the call, as a Lambda function: a search over the caller's memories.

use std::process::ExitCode;

use lambda_http::Error;
use memories_lambda::{Start, front_door};
use memories_server::{endpoints, http::FrontDoor};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    memories_lambda::run(serve()).await
}

async fn serve() -> Result<(), Error> {
    let start = Start::read().await?;
    let endpoint = endpoints::retrieve(&start.config, start.memories()?, None)?;
    front_door::serve(FrontDoor::default().retrieve(endpoint).open()).await
}
