use std::{fmt, process::ExitStatus};

use serde_json::Value;

/// The outcome of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Reply(Value),
    /// The function or its runtime reported an error; the process continues.
    FunctionError(Value),
    /// The function reported an initialisation error.
    InitError(Value),
    /// The process exited.
    Exited(Phase, ExitStatus),
    /// The function exceeded its timeout and was killed.
    TimedOut(Phase),
}

/// The phase of a function's lifecycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before it requested its first event.
    Init,
    Invoke,
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reply(_) => out.write_str("a reply"),
            Self::FunctionError(error) => write!(out, "the function reported an error: {error}"),
            Self::InitError(error) => write!(out, "the function failed to initialise: {error}"),
            Self::Exited(phase, status) => write!(out, "the process exited {phase}: {status}"),
            Self::TimedOut(phase) => write!(out, "the function timed out {phase}"),
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Init => "during initialisation",
            Self::Invoke => "after initialisation",
        })
    }
}
