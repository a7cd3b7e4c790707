//! After the call: turns events into memories.

mod attempt;
mod interpret;
mod student;
mod worker;

pub use interpret::{Interpretation, Interpreter, candidates};
pub use student::{Student, Studied};
pub use worker::{Worker, WorkerHandle};
