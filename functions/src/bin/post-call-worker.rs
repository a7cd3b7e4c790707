//! After the call, as a Lambda function: learns from the finished calls on the
//! queue.

use std::process::ExitCode;

use functions::{
    Start,
    worker::{self, Worker},
};
use lambda_http::Error;
use service::endpoints;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    functions::run(serve()).await
}

async fn serve() -> Result<(), Error> {
    let start = Start::read().await?;
    let student = endpoints::student(&start.config, start.learning_memories()?);
    worker::serve(Worker::new(student, start.claims()?)).await
}
