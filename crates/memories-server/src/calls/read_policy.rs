use std::{future::Future, time::Duration};

use memories_domain::{Scope, ports::StoreError};
use tokio::time::timeout;

use super::{caller_resolver::record_caller, pending_calls::PendingCalls};
use crate::error_chain::format_chain;

/// How memories are read during a call: after the caller's last call was processed, within a
/// deadline, and with a fallback if the store fails.
#[derive(Clone)]
pub struct ReadPolicy {
    /// `None` where events are not processed by this process.
    pub pending: Option<PendingCalls>,
    /// How long a read may take, including the wait for pending calls.
    pub timeout: Duration,
    pub on_failure: OnFailure,
}

/// The reply when memories cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnFailure {
    /// An error status.
    Error,
    /// A reply without memories, so that the call continues.
    Degrade,
}

impl ReadPolicy {
    /// Awaits `read`, a read within `scope`. `None` if it failed and the call continues without
    /// memories.
    pub(super) async fn run<T>(
        &self,
        scope: &Scope,
        read: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<Option<T>, StoreError> {
        record_caller(&scope.caller);
        let read = timeout(self.timeout, async {
            if let Some(pending) = &self.pending {
                pending.wait_until_processed(scope).await;
            }
            read.await
        });
        match read.await.unwrap_or(Err(StoreError::Timeout)) {
            Ok(value) => Ok(Some(value)),
            Err(error) if self.on_failure == OnFailure::Degrade => {
                tracing::error!(
                    error = format_chain(&error),
                    "memories cannot be read; replying without memories"
                );
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
