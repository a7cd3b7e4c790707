use std::sync::Arc;

use async_trait::async_trait;
use futures::future::try_join_all;
use memories_domain::{
    CallerRecord, Scope, ScoredMemory,
    ports::{CallerLinks, MemoryReader, StoreError},
};

/// Reads the memories of a caller together with those of the [linked](CallerLinks) ones.
pub struct LinkedReader {
    pub reader: Arc<dyn MemoryReader>,
    pub links: Arc<dyn CallerLinks>,
}

impl LinkedReader {
    /// The scopes of one person, that of the request first.
    async fn scopes(&self, scope: &Scope) -> Result<Vec<Scope>, StoreError> {
        let linked = self.links.linked(&scope.project, &scope.caller).await?;
        let others = linked.into_iter().map(|caller| Scope {
            caller,
            ..scope.clone()
        });
        Ok([scope.clone()].into_iter().chain(others).collect())
    }
}

#[async_trait]
impl MemoryReader for LinkedReader {
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let scopes = self.scopes(scope).await?;
        if scopes.len() == 1 {
            return self.reader.load(scope).await;
        }
        let records = try_join_all(scopes.iter().map(|scope| self.reader.load(scope))).await?;
        let mut known = records
            .iter()
            .filter(|record| !record.memories.is_empty() || record.calls.count > 0);
        match (known.next(), known.next()) {
            // Its knowledge is derived already.
            (Some(only), None) => Ok(Arc::clone(only)),
            _ => Ok(Arc::new(CallerRecord::merged(&records))),
        }
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        let scopes = self.scopes(scope).await?;
        let searches = scopes
            .iter()
            .map(|scope| self.reader.search(scope, query, limit));
        let mut found: Vec<ScoredMemory> = try_join_all(searches)
            .await?
            .into_iter()
            .flatten()
            .collect();
        if scopes.len() > 1 {
            found.sort_by(|one, other| other.score.total_cmp(&one.score));
            found.truncate(limit);
        }
        Ok(found)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.reader.ready().await
    }
}
