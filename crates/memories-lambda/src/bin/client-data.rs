//! The ring, as a Lambda function: everything known about the caller.

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
    let endpoint = endpoints::client_data(&start.config, start.memories()?, None)?;
    front_door::serve(FrontDoor::default().client_data(endpoint).open()).await
}
