//! `/retrieve`: a search in the caller's memories, during the call.

use std::process::ExitCode;

use lambda_http::Error;
use memories_lambda::{FunctionContext, api_gateway};
use memories_server::{http::ApiRouter, wiring::Wiring};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    memories_lambda::run(serve()).await
}

async fn serve() -> Result<(), Error> {
    let context = FunctionContext::from_environment().await?;
    let endpoint = Wiring::new(&context.config)?.retrieve(context.memory_reader()?, None);
    let router = ApiRouter::default().retrieve(endpoint).build();
    api_gateway::serve(router).await
}
