use std::{sync::Arc, time::Duration};

use memories_domain::{AgentId, CallerId, EventInbox, InboxError, InvalidCallerId, Region, Scope};
use tokio::{sync::watch, time::timeout};
use tracing::{Span, field};

use crate::{cause::in_full, config::ScopeKind};

/// How long a caller who rings right after hanging up waits for the last call
/// to be learned. It takes some milliseconds; this bounds a backlog.
const LEARNING_PATIENCE: Duration = Duration::from_millis(400);

/// Tells whose memories a request may see.
#[derive(Debug, Clone, Copy)]
pub struct Callers {
    /// The region of numbers written without a country code.
    pub region: Option<Region>,
    /// Whether agents share what they know about a caller.
    pub scope: ScopeKind,
}

/// Why a request has no scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// Memories are kept by agent, and the request names none.
    #[error("`agent_id` is missing: memories are kept by agent here")]
    AgentMissing,
}

/// Tells the log whom the request at hand is about, without the whole number.
pub(super) fn log_caller(caller: &CallerId) {
    Span::current().record("user_id", field::display(caller.masked()));
}

impl Callers {
    /// The first usable of several candidate identities.
    pub fn identify(&self, candidates: &[Option<&str>]) -> Result<CallerId, InvalidCallerId> {
        CallerId::first_of(candidates.iter().copied(), self.region)
    }

    /// The scope of a caller who talks to an agent.
    pub fn scope(&self, caller: CallerId, agent: Option<&str>) -> Result<Scope, ScopeError> {
        let agent = match self.scope {
            ScopeKind::Caller => None,
            ScopeKind::Agent => Some(
                agent
                    .and_then(|agent| AgentId::parse(agent).ok())
                    .ok_or(ScopeError::AgentMissing)?,
            ),
        };
        Ok(Scope { caller, agent })
    }
}

/// Waits until the calls of a caller that were acknowledged are learned too.
#[derive(Clone)]
pub struct LearningProgress {
    inbox: Arc<dyn EventInbox>,
    settled: watch::Receiver<u64>,
    patience: Duration,
}

impl LearningProgress {
    /// Follows an inbox; `settled` changes whenever an event was settled. At
    /// least half of a request's `deadline` is left for the answer.
    pub fn new(
        inbox: Arc<dyn EventInbox>,
        settled: watch::Receiver<u64>,
        deadline: Duration,
    ) -> Self {
        Self {
            inbox,
            settled,
            patience: LEARNING_PATIENCE.min(deadline / 2),
        }
    }

    /// Returns when no acknowledged call of `caller` waits for its first
    /// attempt, or when patience ends: an answer without the last call beats
    /// dead air.
    pub async fn caught_up(&self, caller: &CallerId) {
        match timeout(self.patience, self.until_learned(caller)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::warn!(
                    error = in_full(&error),
                    "inbox cannot tell whether calls wait"
                );
            }
            Err(_) => tracing::warn!(caller = %caller.masked(), "last call is not learned yet"),
        }
    }

    async fn until_learned(&self, caller: &CallerId) -> Result<(), InboxError> {
        let mut settled = self.settled.clone();
        loop {
            settled.mark_unchanged();
            if !self.inbox.awaits_learning(caller).await? || settled.changed().await.is_err() {
                return Ok(());
            }
        }
    }
}
