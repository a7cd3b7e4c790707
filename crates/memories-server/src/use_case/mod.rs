//! The three calls, free of HTTP: what happens between a parsed request and a
//! reply.

mod hang_up;
mod known_caller;
mod ring;
mod search;

pub use hang_up::{HangUp, HangUpError, Intake};
pub use known_caller::{Callers, LearningProgress, ScopeError};
pub use ring::{Ring, RingError, RingReply};
pub use search::{Search, SearchOutcome};
