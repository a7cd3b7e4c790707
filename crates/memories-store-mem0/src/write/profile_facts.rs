//! Profile facts: one memory per name, whose text is the newest value.
//!
//! The most complete event of a call decides which facts come from that call. Facts that it shares
//! with a less complete event stay as they are, and others are updated in place.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use mem0_client::{
    Condition, DeleteScope, Error, HistoryEntry, ListRequest, Memory as StoredMemory,
    MemoryId as StoredId, Update,
};
use memories_domain::{
    CallPart, Completeness, ConversationId, ExtractedMemory, MemoryKind, ProfileKey, ProfileValue,
    Scope,
};

use super::{
    call_context::{AddError, CallContext, IngestCounts},
    direct_memory::DirectMemory,
};
use crate::{
    Mem0Store, expiry,
    metadata::{self, COMPLETENESS, TYPE},
    user_id,
};

/// A fact on the platform.
pub(crate) struct StoredFact {
    pub(crate) id: StoredId,
    value: ProfileValue,
    stated_at: Timestamp,
    conversation_id: Option<ConversationId>,
    completeness: Option<Completeness>,
    last_day: Option<Date>,
}

type StoredFacts = HashMap<ProfileKey, StoredFact>;

impl Mem0Store {
    /// Adds new facts and updates those with another value. Of two values, the one that was stated
    /// last wins, in whatever order the calls are ingested; the other one is in the platform's
    /// history. Removes the facts that only a less complete event of the call had, even if the
    /// ledger has no record of it: an unfinished attempt may have added some of its facts.
    pub(super) async fn upsert_facts(
        &self,
        context: &CallContext,
        completeness: Completeness,
        facts: &[ExtractedMemory],
    ) -> Result<IngestCounts, AddError> {
        let mut counts = IngestCounts::default();
        let mut stored = self
            .profile_facts(&context.scope)
            .await
            .map_err(|cause| AddError {
                cause,
                may_have_applied: false,
            })?;
        for fact in facts {
            let MemoryKind::Profile { key, value } = &fact.kind else {
                continue;
            };
            counts += self
                .upsert_fact(context, completeness, fact, value, stored.remove(key))
                .await
                .map_err(|cause| AddError {
                    may_have_applied: counts.added > 0 || cause.may_have_been_processed(),
                    cause,
                })?;
        }
        let conversation = &context.source.conversation_id;
        let stale_facts = stored.into_values().filter(|fact| {
            fact.conversation_id.as_ref() == Some(conversation)
                && fact.completeness.is_some_and(|own| own < completeness)
        });
        for fact in stale_facts {
            let removed = self.remove_fact(&fact.id, conversation).await;
            removed.map_err(|cause| AddError {
                may_have_applied: true,
                cause,
            })?;
            counts.removed += 1;
        }
        Ok(counts)
    }

    async fn upsert_fact(
        &self,
        context: &CallContext,
        completeness: Completeness,
        fact: &ExtractedMemory,
        value: &ProfileValue,
        stored: Option<StoredFact>,
    ) -> Result<IngestCounts, Error> {
        let mut counts = IngestCounts::default();
        let source = &context.source;
        let is_other_call =
            |stored: &StoredFact| stored.conversation_id.as_ref() != Some(&source.conversation_id);
        let memory = DirectMemory::new(
            &fact.text,
            &fact.kind,
            Some(source),
            source.started_at,
            context.expires_at,
        )
        .with_metadata(COMPLETENESS, completeness.to_u64());
        match stored {
            None => {
                self.add_verbatim(&context.scope, memory).await?;
                counts.added = 1;
            }
            Some(stored) if stored.value == *value => {
                self.extend_expiry(&stored, context.expires_at).await?;
                // Another event of the same call confirms nothing.
                if is_other_call(&stored) {
                    counts.confirmed = 1;
                }
            }
            // The start of a call may differ between its events.
            Some(stored) if is_other_call(&stored) && stored.stated_at > source.started_at => {}
            Some(stored) => {
                self.replace(&stored.id, memory).await?;
                counts.updated = 1;
            }
        }
        Ok(counts)
    }

    /// Deletes a fact, or restores the value that it had before this conversation.
    async fn remove_fact(&self, id: &StoredId, conversation: &ConversationId) -> Result<(), Error> {
        let client = self.client();
        let mut history = match client.history(id).await {
            Err(error) if error.is_not_found() => return Ok(()),
            result => result?,
        };
        history.sort_by_key(|change| change.created_at);
        let is_earlier = |change: &HistoryEntry| {
            change.new_memory.is_some()
                && metadata::conversation_id(&change.metadata).as_ref() != Some(conversation)
        };
        let earlier = history.into_iter().rfind(is_earlier);
        let result = match earlier.and_then(|change| Some((change.new_memory?, change.metadata))) {
            Some((text, metadata)) => {
                let restored = Update::new().text(text).metadata(metadata);
                client.update(id, &restored).await.map(drop)
            }
            None => client.delete(id, DeleteScope::Alone).await.map(drop),
        };
        match result {
            Err(error) if error.is_not_found() => Ok(()),
            result => result,
        }
    }

    /// The newest value of every fact.
    pub(crate) async fn profile_facts(&self, scope: &Scope) -> Result<StoredFacts, Error> {
        let is_profile = Condition::metadata(TYPE, CallPart::Profile.name());
        let filter = user_id::filter(scope)?.and(is_profile);
        let stored = self.list(&ListRequest::new(filter)).await?;
        let mut facts: StoredFacts = HashMap::new();
        for (key, fact) in stored.into_iter().filter_map(stored_fact) {
            match facts.get(&key) {
                Some(other) if other.stated_at > fact.stated_at => {}
                _ => drop(facts.insert(key, fact)),
            }
        }
        Ok(facts)
    }

    /// A fact that is stated again expires at the later of the two times.
    async fn extend_expiry(
        &self,
        fact: &StoredFact,
        expires_at: Option<Timestamp>,
    ) -> Result<(), Error> {
        let update = match (fact.last_day, expires_at.map(expiry::to_date)) {
            (Some(_), None) => Update::new().clear_expiration_date(),
            (Some(current), Some(later)) if later > current => Update::new().expiration_date(later),
            _ => return Ok(()),
        };
        self.client().update(&fact.id, &update).await?;
        Ok(())
    }
}

fn stored_fact(stored: StoredMemory) -> Option<(ProfileKey, StoredFact)> {
    let MemoryKind::Profile { key, value } = metadata::kind(&stored.metadata) else {
        return None;
    };
    let stated_at = metadata::timestamp(&stored.metadata)
        .or(stored.created_at)
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let fact = StoredFact {
        conversation_id: metadata::conversation_id(&stored.metadata),
        completeness: metadata::completeness(&stored.metadata),
        last_day: stored.expiration_date,
        id: stored.id,
        value,
        stated_at,
    };
    Some((key, fact))
}
