//! The protocol between the ledger and the platform, for one part of a call.

use jiff::Timestamp;
use mem0_client::{AddRequest, Error, Message};
use memories_domain::{
    CallPart, Completeness,
    ports::{BeginOutcome, PartKey, Recovery, StoreError},
};

use super::{
    call_context::{AddError, CallContext, IngestCounts},
    payload::{AddPayload, Content},
};
use crate::{Mem0Store, error::store_error, expiry, metadata, user_id};

/// The memories of a less complete event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SupersededMemories {
    /// They may have been added within the consistency window, and become visible later.
    MaybeInvisible,
    /// They were added before that.
    Visible,
}

impl Mem0Store {
    /// Adds a part of a call, unless an event that is at least as complete was ingested. Returns
    /// `None` if it was, and this event changed nothing.
    pub(super) async fn add_once(
        &self,
        context: &CallContext,
        payload: AddPayload,
    ) -> Result<Option<IngestCounts>, StoreError> {
        let (ledger, completeness) = (self.ledger(), payload.completeness);
        let key = PartKey {
            project: context.scope.project.clone(),
            conversation: context.source.conversation_id.clone(),
            part: payload.part,
        };
        let begun_at = Timestamp::now();
        let superseded = match ledger.begin(&key, completeness, begun_at).await? {
            BeginOutcome::New => None,
            BeginOutcome::Supersedes => Some(SupersededMemories::MaybeInvisible),
            BeginOutcome::Done => return Ok(None),
            BeginOutcome::Unfinished {
                since,
                completeness: earlier,
            } => {
                self.ensure_settled(since, "the result of an earlier attempt is not visible yet")?;
                let finished = self.finish_attempt(context, &key, earlier).await?;
                match ledger.begin(&key, completeness, Timestamp::now()).await? {
                    BeginOutcome::Done => return Ok(finished),
                    BeginOutcome::New => None,
                    // The consistency window has passed for the earlier attempt, so also for
                    // everything before it.
                    BeginOutcome::Supersedes => Some(SupersededMemories::Visible),
                    BeginOutcome::Unfinished { .. } => return Err(concurrent_attempt()),
                }
            }
        };
        let counts = self.apply(context, &key, payload, superseded, begun_at);
        Ok(Some(counts.await?))
    }

    /// Completes an earlier attempt whose result was unknown, if it was applied, or aborts it.
    /// Returns the changes of completing it.
    async fn finish_attempt(
        &self,
        context: &CallContext,
        key: &PartKey,
        completeness: Completeness,
    ) -> Result<Option<IngestCounts>, StoreError> {
        // Each fact is compared with the stored one when it is added again.
        if key.part != CallPart::Profile {
            let stored = self.part_memories(context, key.part).await?;
            if stored.was_applied(completeness) {
                let removed = self.delete_superseded(&stored, completeness).await?;
                self.ledger().complete(key).await?;
                return Ok(Some(IngestCounts {
                    removed,
                    ..IngestCounts::default()
                }));
            }
        }
        self.ledger().abort(key).await?;
        Ok(None)
    }

    /// Deletes the memories of less complete events, and adds the part that the ledger has begun.
    /// In this order, because the platform does not add a memory that it already has.
    async fn apply(
        &self,
        context: &CallContext,
        key: &PartKey,
        payload: AddPayload,
        superseded: Option<SupersededMemories>,
        begun_at: Timestamp,
    ) -> Result<IngestCounts, StoreError> {
        let completeness = payload.completeness;
        let mut removed = 0;
        // Profile facts are compared one by one.
        if let Some(superseded) = superseded
            && key.part != CallPart::Profile
        {
            let stored = self.part_memories(context, key.part).await?;
            let window = self.consistency_window();
            if superseded == SupersededMemories::MaybeInvisible
                && !stored.superseded_are_settled(completeness, window)
            {
                // The attempt stays unfinished, and is resumed by the retry.
                let reason = "memories of a less complete event may not be visible yet";
                self.ensure_settled(begun_at, reason)?;
            }
            removed = self.delete_superseded(&stored, completeness).await?;
        }
        let mut counts = match self.add(context, payload).await {
            Ok(counts) => counts,
            Err(AddError {
                cause,
                may_have_applied,
            }) => {
                if !may_have_applied {
                    self.ledger().abort(key).await?;
                }
                return Err(store_error(cause));
            }
        };
        counts.removed += removed;
        self.ledger().complete(key).await?;
        Ok(counts)
    }

    async fn add(
        &self,
        context: &CallContext,
        payload: AddPayload,
    ) -> Result<IngestCounts, AddError> {
        let AddPayload {
            part,
            completeness,
            content,
        } = payload;
        match content {
            Content::Facts(facts) => self.upsert_facts(context, completeness, &facts).await,
            Content::Messages(messages) if messages.is_empty() => Ok(IngestCounts::default()),
            Content::Messages(messages) => {
                self.add_messages(context, part, completeness, messages)
                    .await
            }
        }
    }

    async fn add_messages(
        &self,
        context: &CallContext,
        part: CallPart,
        completeness: Completeness,
        messages: Vec<Message>,
    ) -> Result<IngestCounts, AddError> {
        let user = user_id::entity(&context.scope).map_err(Error::from)?;
        let mut request = metadata::attach(
            AddRequest::new(&user, messages).map_err(Error::from)?,
            metadata::for_part(part, completeness, &context.source),
        );
        if let Some(expires_at) = context.expires_at {
            request = request.expiration_date(expiry::to_date(expires_at));
        }
        let response = self.client().add(&request).await?;
        Ok(IngestCounts {
            added: response.results.len(),
            ..IngestCounts::default()
        })
    }

    /// Fails until the consistency window after `since` has passed: memories that were added
    /// then may not be visible yet.
    fn ensure_settled(&self, since: Timestamp, reason: &str) -> Result<(), StoreError> {
        let (now, window) = (Timestamp::now(), self.consistency_window());
        let elapsed = now.duration_since(since).unsigned_abs();
        if since <= now && elapsed < window {
            return Err(StoreError::Upstream {
                reason: reason.to_owned(),
                recovery: Recovery::Later,
                retry_after: Some(window.saturating_sub(elapsed)),
            });
        }
        Ok(())
    }
}

fn concurrent_attempt() -> StoreError {
    StoreError::Upstream {
        reason: "another process is adding the same part of the call".to_owned(),
        recovery: Recovery::Later,
        retry_after: None,
    }
}
