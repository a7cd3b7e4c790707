//! Removing every trace of a caller.

use std::{
    num::NonZeroU32,
    time::{Duration, Instant},
};

use futures::TryStreamExt;
use mem0_client::{Entity, Error, Filter, ListRequest, Memory as Stored};
use memories_domain::{CallerId, ErasureReport, Scope, StoreError};
use tokio::time::sleep;

use crate::{
    Mem0Store,
    failure::{explained, unusable},
    identity, record,
};

/// How long the platform may take to delete somebody, which it does in the
/// background.
const DELETION_DEADLINE: Duration = Duration::from_mins(1);
const FIRST_LOOK: Duration = Duration::from_millis(50);
const LONGEST_LOOK: Duration = Duration::from_secs(2);

impl Mem0Store {
    pub(crate) async fn forget_users(
        &self,
        caller: &CallerId,
    ) -> Result<ErasureReport, StoreError> {
        let mut forgotten = ErasureReport::default();
        for user in self.users_of(caller).await? {
            let stored = self.all_of(&user).await.map_err(explained)?;
            let record = record::of(stored.clone());
            forgotten.memories += stored.len();
            forgotten.calls += usize::try_from(record.calls.count).unwrap_or(usize::MAX);
            match self.0.client.delete_entity(&user).await {
                Err(error) if error.is_not_found() => {}
                other => drop(other.map_err(explained)?),
            }
            self.until_nothing_is_left(&user).await?;
        }
        Ok(forgotten)
    }

    /// The caller by that very name, and under every agent.
    async fn users_of(&self, caller: &CallerId) -> Result<Vec<Entity>, StoreError> {
        let alone = Scope {
            caller: caller.clone(),
            agent: None,
        };
        let mut users = vec![identity::user(&alone).map_err(unusable)?];
        let mut number = NonZeroU32::MIN;
        loop {
            let page = self.0.client.entities(number).await.map_err(explained)?;
            let names = page.items.iter().filter_map(|entity| {
                let name = entity.name.as_deref()?;
                let is_user = entity.kind.as_deref() == Some("user");
                (is_user && identity::is_caller(name, caller)).then_some(name)
            });
            for name in names {
                let user = Entity::user(name).map_err(unusable)?;
                if !users.contains(&user) {
                    users.push(user);
                }
            }
            if !page.has_next {
                return Ok(users);
            }
            number = number.saturating_add(1);
        }
    }

    /// Also what has expired, and what newer memories have replaced.
    async fn all_of(&self, user: &Entity) -> Result<Vec<Stored>, Error> {
        let request = ListRequest::new(Filter::new(user.clone())).show_expired(true);
        self.0.client.list(&request).try_collect().await
    }

    async fn until_nothing_is_left(&self, user: &Entity) -> Result<(), StoreError> {
        let deadline = Instant::now() + DELETION_DEADLINE;
        let mut pause = FIRST_LOOK;
        while !self.all_of(user).await.map_err(explained)?.is_empty() {
            if Instant::now() + pause > deadline {
                return Err(StoreError::Upstream {
                    reason: "it has not yet deleted everything; ask again later".to_owned(),
                    transient: true,
                    retry_after: None,
                });
            }
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_LOOK);
        }
        Ok(())
    }
}
