use std::{
    collections::HashSet,
    num::NonZeroU32,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use mem0_client::{Entity, Error, Filter, ListRequest, Memory as StoredMemory};
use memories_domain::{
    CallerId, ConversationId, MemoryKind, ProjectId, Scope,
    ports::{ErasureReport, Recovery, StoreError},
};
use tokio::time::sleep;

use crate::{
    Mem0Store,
    error::{invalid_request, store_error},
    metadata,
    read::record,
    statements::Statements,
    user_id,
};

/// How long the platform may take to delete a user, which it does in the background.
const DELETION_TIMEOUT: Duration = Duration::from_mins(1);
const MIN_POLL_INTERVAL: Duration = Duration::from_millis(50);
const MAX_POLL_INTERVAL: Duration = Duration::from_secs(2);

impl Mem0Store {
    pub(super) async fn delete_users(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<ErasureReport, StoreError> {
        let mut report = ErasureReport::default();
        for user in self.users(project, caller).await? {
            let stored = self.all_memories(&user).await.map_err(store_error)?;
            self.close_conversations(project, &stored).await?;
            report.memories += stored.len();
            let record = record::from_stored(stored);
            report.calls += usize::try_from(record.calls.count).unwrap_or(usize::MAX);
            match self.client().delete_entity(&user).await {
                Err(error) if error.is_not_found() => {}
                result => drop(result.map_err(store_error)?),
            }
            self.wait_until_deleted(&user).await?;
        }
        Ok(report)
    }

    /// Before the memories are deleted, so that no later event of their conversations brings the
    /// caller back.
    async fn close_conversations(
        &self,
        project: &ProjectId,
        memories: &[StoredMemory],
    ) -> Result<(), StoreError> {
        for conversation in self.conversations(memories).await? {
            self.ledger().close(project, &conversation).await?;
        }
        Ok(())
    }

    /// The conversations that the memories come from, including those that a profile fact does not
    /// list, because many calls stated it or an operator edited it.
    async fn conversations(
        &self,
        memories: &[StoredMemory],
    ) -> Result<HashSet<ConversationId>, StoreError> {
        let facts = memories.iter().filter(|stored| {
            let kind = metadata::kind(&stored.metadata);
            matches!(kind, MemoryKind::Profile { .. })
        });
        let changes = self.stored_changes(facts.map(|fact| fact.id.clone()).collect());
        let changes = changes.await?;
        let current = memories.iter().map(|stored| &stored.metadata);
        let former = changes.iter().map(|change| &change.metadata);
        Ok(current
            .chain(former)
            .flat_map(|metadata| {
                let statements = Statements::from_metadata(metadata, Timestamp::UNIX_EPOCH);
                let sources = statements.sources();
                let conversations = sources.map(|source| source.conversation_id.clone());
                conversations.collect::<Vec<_>>()
            })
            .collect())
    }

    /// The caller's users: the one that all agents share, and those of single agents.
    async fn users(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<Vec<Entity>, StoreError> {
        let shared = Scope {
            project: project.clone(),
            caller: caller.clone(),
            agent: None,
        };
        let mut users = vec![user_id::entity(&shared).map_err(invalid_request)?];
        let mut page_number = NonZeroU32::MIN;
        loop {
            let page = self.client().entities(page_number).await;
            let page = page.map_err(store_error)?;
            let names = page.items.iter().filter_map(|entity| {
                let name = entity.name.as_deref()?;
                let is_user = entity.kind.as_deref() == Some("user");
                (is_user && user_id::is_caller(name, project, caller)).then_some(name)
            });
            for name in names {
                let user = Entity::user(name).map_err(invalid_request)?;
                if !users.contains(&user) {
                    users.push(user);
                }
            }
            if !page.has_next {
                return Ok(users);
            }
            page_number = page_number.saturating_add(1);
        }
    }

    /// Includes expired memories and former versions.
    async fn all_memories(&self, user: &Entity) -> Result<Vec<StoredMemory>, Error> {
        let request = ListRequest::new(Filter::new(user.clone())).show_expired(true);
        self.list(&request).await
    }

    async fn wait_until_deleted(&self, user: &Entity) -> Result<(), StoreError> {
        let deadline = Instant::now() + DELETION_TIMEOUT;
        let mut interval = MIN_POLL_INTERVAL;
        while !self
            .all_memories(user)
            .await
            .map_err(store_error)?
            .is_empty()
        {
            if Instant::now() + interval > deadline {
                return Err(StoreError::Upstream {
                    reason: "Mem0 has not finished deleting this caller; try again later"
                        .to_owned(),
                    recovery: Recovery::Later,
                    retry_after: None,
                });
            }
            sleep(interval).await;
            interval = (interval * 2).min(MAX_POLL_INTERVAL);
        }
        Ok(())
    }
}
