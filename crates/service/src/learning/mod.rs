//! After the call: turns events from the inbox into memories.

mod interpret;
mod worker;

pub use interpret::{Interpretation, Interpreter, candidates};
pub use worker::{Worker, WorkerHandle};
