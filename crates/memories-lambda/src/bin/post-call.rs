//! The hang-up, as a Lambda function: verifies a finished call and puts it on the
//! queue before it says 200.

use std::{process::ExitCode, sync::Arc};

use lambda_http::Error;
use memories_lambda::{Start, front_door};
use memories_server::{endpoints, http::FrontDoor};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    memories_lambda::run(serve()).await
}

async fn serve() -> Result<(), Error> {
    let start = Start::read().await?;
    let endpoint = endpoints::post_call(&start.config, start.intake()?, Arc::default())?;
    front_door::serve(FrontDoor::default().post_call(endpoint).open()).await
}
