//! The state of a server, shared by its connections.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::{Options, ReceivedRequest, fault::Faults, memories::Memories};

#[derive(Debug)]
pub(crate) struct SharedState {
    pub(crate) options: Options,
    pub(crate) memories: Mutex<Memories>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) received: Mutex<Vec<ReceivedRequest>>,
    /// Returned before the memories by every list and search.
    pub(crate) invalid_rows: Mutex<Vec<Value>>,
}

impl SharedState {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            options,
            memories: Mutex::default(),
            faults: Mutex::default(),
            received: Mutex::default(),
            invalid_rows: Mutex::default(),
        }
    }
}

/// A panic in a request leaves the data usable.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
