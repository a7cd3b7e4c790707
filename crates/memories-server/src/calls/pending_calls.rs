use std::{sync::Arc, time::Duration};

use memories_domain::{
    CallerId, Scope,
    ports::{CallerLinks, EventInbox, InboxError},
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
    links: Arc<dyn CallerLinks>,
    processed: watch::Receiver<u64>,
    max_wait: Duration,
}

impl PendingCalls {
    /// `processed` changes whenever the worker has processed an event. At least half of
    /// `read_timeout` is left for the read itself.
    pub fn new(
        inbox: Arc<dyn EventInbox>,
        links: Arc<dyn CallerLinks>,
        processed: watch::Receiver<u64>,
        read_timeout: Duration,
    ) -> Self {
        Self {
            inbox,
            links,
            processed,
            max_wait: MAX_WAIT.min(read_timeout / 2),
        }
    }

    /// Returns when no acknowledged call of the caller, under any of the linked ids, waits for its
    /// first attempt, or after the maximum wait: a reply without the last call is better than silence on the line.
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
        let callers = self.linked_callers(scope).await;
        let mut processed = self.processed.clone();
        loop {
            processed.mark_unchanged();
            let pending = self.any_unprocessed(scope, &callers).await?;
            if !pending || processed.changed().await.is_err() {
                return Ok(());
            }
        }
    }

    async fn any_unprocessed(
        &self,
        scope: &Scope,
        callers: &[CallerId],
    ) -> Result<bool, InboxError> {
        for caller in callers {
            if self.inbox.has_unprocessed(&scope.project, caller).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The caller and those that are the same person.
    async fn linked_callers(&self, scope: &Scope) -> Vec<CallerId> {
        let linked = self.links.linked(&scope.project, &scope.caller).await;
        // The read that follows needs the links too, and reports the failure.
        let linked = linked.unwrap_or_default();
        [scope.caller.clone()].into_iter().chain(linked).collect()
    }
}
