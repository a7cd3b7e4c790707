//! What an agent is told about a caller.

mod greeting;
mod variables;

pub use greeting::{Greeting, InvalidTemplate};
pub use variables::Variables;
