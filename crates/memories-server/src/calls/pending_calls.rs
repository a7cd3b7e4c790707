use std::{sync::Arc, time::Duration};

use memories_domain::{
    Scope,
    ports::{EventInbox, InboxError},
};
use tokio::{sync::watch, time::timeout};

use crate::error_chain::format_chain;

/// How long a read waits for the caller's last call to be processed. Processing takes
/// milliseconds; this bounds the wait behind a backlog.
const MAX_WAIT: Duration = Duration::from_millis(400);

/// Waits for acknowledged calls, so that a caller who calls back immediately is greeted with their
/// last call.
#[derive(Clone)]
pub struct PendingCalls {
    inbox: Arc<dyn EventInbox>,
    processed: watch::Receiver<u64>,
    max_wait: Duration,
}

impl PendingCalls {
    /// `processed` changes whenever the worker has processed an event. At least half of
    /// `read_timeout` is left for the read itself.
    pub fn new(
        inbox: Arc<dyn EventInbox>,
        processed: watch::Receiver<u64>,
        read_timeout: Duration,
    ) -> Self {
        Self {
            inbox,
            processed,
            max_wait: MAX_WAIT.min(read_timeout / 2),
        }
    }

    /// Returns when no acknowledged call of the caller waits for its first attempt, or after the
    /// maximum wait: a reply without the last call is better than silence on the line.
    pub(super) async fn wait_until_processed(&self, scope: &Scope) {
        match timeout(self.max_wait, self.processed(scope)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(
                error = format_chain(&error),
                "inbox cannot be searched for pending calls"
            ),
            Err(_) => tracing::warn!("the caller's last call is still pending"),
        }
    }

    async fn processed(&self, scope: &Scope) -> Result<(), InboxError> {
        let mut processed = self.processed.clone();
        loop {
            processed.mark_unchanged();
            let pending = self
                .inbox
                .has_unprocessed(&scope.project, &scope.caller)
                .await?;
            if !pending || processed.changed().await.is_err() {
                return Ok(());
            }
        }
    }
}
