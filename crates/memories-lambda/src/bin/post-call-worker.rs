//! After the call: extracts and stores the memories of the finished calls on the queue.

use std::process::ExitCode;

use lambda_http::Error;
use memories_lambda::{
    FunctionContext,
    worker::{self, Worker},
};
use memories_server::wiring::Wiring;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    memories_lambda::run(serve()).await
}

async fn serve() -> Result<(), Error> {
    let context = FunctionContext::from_environment().await?;
    let processor = Wiring::new(&context.config)?.call_processor(context.memory_writer()?);
    worker::serve(Worker::new(processor, context.message_decoder()?)).await
}
