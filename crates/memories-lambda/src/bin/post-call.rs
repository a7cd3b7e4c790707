//! `POST /post-call`: verifies and reads a finished call, and sends it to the queue before it
//! answers 200.

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
    let endpoint = Wiring::new(&context.config)?.post_call(&context.event_sink()?);
    let router = ApiRouter::default().post_call(endpoint).build();
    api_gateway::serve(router).await
}
