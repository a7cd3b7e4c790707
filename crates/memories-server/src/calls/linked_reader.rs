mod merged_records;

use std::sync::Arc;

use async_trait::async_trait;
use futures::future::try_join_all;
use memories_domain::{
    CallerRecord, QuestionWords, Scope, ScoredMemory,
    ports::{CallerLinks, MemoryReader, StoreError},
};

use self::merged_records::MergedRecords;

/// The score of what a call under another id of the person ended or replaced, relative to its own.
const OUTDATED: f32 = 0.1;

/// Reads the memories of a caller together with those of the [linked](CallerLinks) ones.
pub struct LinkedReader {
    reader: Arc<dyn MemoryReader>,
    links: Arc<dyn CallerLinks>,
    merged: MergedRecords,
}

impl LinkedReader {
    pub fn new(reader: Arc<dyn MemoryReader>, links: Arc<dyn CallerLinks>) -> Self {
        Self {
            reader,
            links,
            merged: MergedRecords::default(),
        }
    }

    /// The scopes of one person, that of the request first.
    async fn scopes(&self, scope: &Scope) -> Result<Vec<Scope>, StoreError> {
        let linked = self.links.linked(&scope.project, &scope.caller).await?;
        let others = linked.into_iter().map(|caller| Scope {
            caller,
            ..scope.clone()
        });
        Ok([scope.clone()].into_iter().chain(others).collect())
    }

    /// What is known under all of the scopes, the first of which is that of the request.
    async fn load_merged(&self, scopes: &[Scope]) -> Result<Arc<CallerRecord>, StoreError> {
        let records = try_join_all(scopes.iter().map(|scope| self.reader.load(scope))).await?;
        let mut known: Vec<_> = records
            .into_iter()
            .filter(|record| !record.memories.is_empty() || record.calls.count > 0)
            .collect();
        match scopes.first() {
            Some(scope) if known.len() > 1 => self.merged.get(scope, known).await,
            _ => Ok(known.pop().unwrap_or_default()),
        }
    }
}

#[async_trait]
impl MemoryReader for LinkedReader {
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let scopes = self.scopes(scope).await?;
        if scopes.len() == 1 {
            return self.reader.load(scope).await;
        }
        self.load_merged(&scopes).await
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        let scopes = self.scopes(scope).await?;
        if scopes.len() == 1 {
            return self.reader.search(scope, query, limit).await;
        }
        let searches = scopes
            .iter()
            .map(|scope| self.reader.search(scope, query, limit));
        let (found, person) =
            futures::try_join!(try_join_all(searches), self.load_merged(&scopes))?;
        let mut found: Vec<ScoredMemory> = found.into_iter().flatten().collect();
        outdated_below(&mut found, &person, query);
        found.truncate(limit);
        Ok(found)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.reader.ready().await
    }
}

/// Orders what was found under several ids of a person: each search knows only what its own calls
/// changed, so a value that holds there may have been replaced in a call under another id.
fn outdated_below(found: &mut [ScoredMemory], person: &CallerRecord, query: &str) {
    let (knowledge, question) = (person.knowledge(), QuestionWords::new(query));
    for scored in &mut *found {
        let position = person
            .memories
            .iter()
            .position(|memory| memory.id == scored.memory.id);
        let Some(position) = position else { continue };
        let standing = knowledge.standing_for(position, &question);
        if scored.standing.holds() && !standing.holds() {
            scored.score *= OUTDATED;
        }
        scored.standing = standing;
    }
    found.sort_by(|one, other| other.score.total_cmp(&one.score));
}
