use std::{sync::Arc, time::Duration};

use elevenlabs::initiation::{DynamicVariables, InitiationRequest};
use jiff::Timestamp;
use memories_domain::{CallerId, CallerRecord, MemoryStore, Scope, StoreError};
use tokio::time::timeout;

use super::known_caller::{Callers, LearningProgress, ScopeError, log_caller};
use crate::{
    caller_token::CallerTokens,
    cause::in_full,
    config::OnFailure,
    reply::{Greeting, Variables},
};

/// The phone rings: everything known about the caller, before the first word.
#[derive(Clone)]
pub struct Ring {
    /// Where memories are kept.
    pub store: Arc<dyn MemoryStore>,
    /// Whose memories a request may see.
    pub callers: Callers,
    /// Acknowledged calls that are still being learned, where they wait in this
    /// process.
    pub progress: Option<LearningProgress>,
    /// How long the store may take.
    pub deadline: Duration,
    /// What happens when the store fails.
    pub on_failure: OnFailure,
    /// The dynamic variables of every reply.
    pub variables: Variables,
    /// The first message for returning callers.
    pub greeting: Option<Greeting>,
    /// Makes the token that opens a caller's memories to the search tool.
    pub tokens: Option<CallerTokens>,
}

/// What the agent is told before the first word.
pub struct RingReply {
    /// The caller; `None` for a withheld number.
    pub caller: Option<CallerId>,
    /// Everything known.
    pub record: Arc<CallerRecord>,
    /// The values of the agent's dynamic variables.
    pub variables: DynamicVariables,
    /// What the agent says first.
    pub first_message: Option<String>,
}

/// Why the ring has no answer.
#[derive(Debug, thiserror::Error)]
pub enum RingError {
    /// The request does not say whose memories it wants.
    #[error(transparent)]
    Scope(#[from] ScopeError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Ring {
    /// Answers a ring.
    pub async fn answer(&self, request: &InitiationRequest) -> Result<RingReply, RingError> {
        let scope = match self.callers.identify(&[Some(&request.caller_id)]) {
            Ok(caller) => {
                log_caller(&caller);
                Some(self.callers.scope(caller, request.agent_id.as_deref())?)
            }
            Err(nobody) => {
                tracing::debug!(%nobody, "ring without a caller");
                None
            }
        };
        let record = match &scope {
            Some(scope) => self.recall(scope).await?,
            None => Arc::default(),
        };
        Ok(self.reply(scope.as_ref(), record))
    }

    async fn recall(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let recalled = timeout(self.deadline, async {
            if let Some(progress) = &self.progress {
                progress.caught_up(&scope.caller).await;
            }
            self.store.recall(scope).await
        });
        match recalled.await.unwrap_or(Err(StoreError::Timeout)) {
            Err(error) if self.on_failure == OnFailure::Degrade => {
                tracing::error!(error = in_full(&error), caller = %scope.caller.masked(), "ring answered without memories");
                Ok(Arc::default())
            }
            recalled => recalled,
        }
    }

    fn reply(&self, scope: Option<&Scope>, record: Arc<CallerRecord>) -> RingReply {
        let now = Timestamp::now();
        let caller = scope.map(|scope| scope.caller.clone());
        let mut variables = self.variables.of(caller.as_ref(), &record, now);
        let first_message = self
            .greeting
            .as_ref()
            .filter(|_| record.calls.count > 0)
            .and_then(|greeting| greeting.render(&variables));
        // After the greeting, which cannot say the token then.
        if let Some(tokens) = &self.tokens {
            tokens.bind(&mut variables, scope, now);
        }
        RingReply {
            caller,
            record,
            variables,
            first_message,
        }
    }
}
