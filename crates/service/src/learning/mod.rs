//! After the call: turns events from the inbox into memories.

mod interpret;
mod student;
mod worker;

pub use interpret::{Interpretation, Interpreter, candidates};
pub use student::Student;
pub use worker::{Worker, WorkerHandle};
