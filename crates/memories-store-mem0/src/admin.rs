//! The operator's commands.

mod forget;
mod history;
mod import;
mod ports;
mod scoped_memory;
