//! After the call, as a Lambda function: learns from the finished calls on the
//! queue.

use std::process::ExitCode;

use lambda_http::Error;
use memories_lambda::{
    Start,
    worker::{self, Worker},
};
use memories_server::endpoints;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    memories_lambda::run(serve()).await
}

async fn serve() -> Result<(), Error> {
    let start = Start::read().await?;
    let student = endpoints::student(&start.config, start.learning_memories()?);
    worker::serve(Worker::new(student, start.claims()?)).await
}
