use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    Call, CallPart, CallerId, CallerRecord, Completeness, ConversationId, ExtractedMemory, Memory,
    MemoryId, ProjectId, Scope, ScoredMemory, Standing, edit_text,
    ports::{
        ChangeKind, ErasureReport, ExplainedMemory, ExtractedCall, FeatureContribution,
        HistoryEntry, IngestOutcome, MemoryAdmin, MemoryReader, MemoryUpdate, MemoryWriter,
        NewMemory, ScoreExplanation, StoreError,
    },
};

use crate::partition::{Contribution, Counts, Partition, is_live};

#[derive(Default)]
pub(crate) struct InMemoryStore(Mutex<State>);

#[derive(Default)]
struct State {
    partitions: HashMap<Scope, Partition>,
    /// The event from which a part was ingested: its completeness and its scope.
    ingested: HashMap<(ProjectId, ConversationId, CallPart), Ingested>,
}

#[derive(Clone)]
struct Ingested {
    completeness: Completeness,
    /// `None` if the caller was erased.
    scope: Option<Scope>,
}

/// A part of a call that is ingested from an event.
struct ReplacedPart {
    part: CallPart,
    /// The scope of the event from which it was ingested before.
    former_scope: Option<Scope>,
    /// Whether the event leads: no part that ranks higher was ingested.
    leads: bool,
}

impl State {
    fn ingest(&mut self, scope: &Scope, extracted: &ExtractedCall) -> IngestOutcome {
        let replaced = self.replaced_parts(scope, extracted);
        let leads = replaced.last().is_some_and(|part| part.leads);
        let conversation = &extracted.call.conversation_id;
        let counted_in = self.scope_of_call(&scope.project, conversation);
        let is_done = counted_in.is_some() || self.is_closed(&scope.project, conversation);
        if replaced.is_empty() && is_done {
            if let Some(counted_in) = counted_in {
                self.count_call(&counted_in, &extracted.call, false);
            }
            return IngestOutcome::AlreadyIngested;
        }
        let counted_in = match counted_in {
            Some(other) if leads && other != *scope => {
                let stored = self.partition(&other).calls.remove(conversation).unwrap();
                let calls = &mut self.partition(scope).calls;
                calls.insert(conversation.clone(), stored);
                scope.clone()
            }
            Some(other) => other,
            None => scope.clone(),
        };
        let duration_secs = self.count_call(&counted_in, &extracted.call, leads);
        let call = Call {
            duration_secs,
            ..Call::clone(&extracted.call)
        };
        let mut counts = Counts::default();
        for ReplacedPart {
            part, former_scope, ..
        } in replaced
        {
            let memories = extracted.memories.iter();
            let new: Vec<_> = memories.filter(|memory| memory.part() == part).collect();
            match former_scope {
                Some(other) if other != *scope => self.partition(&other).disown(&call, part),
                _ => {
                    let retained = new.iter().map(|memory| memory.dedup_key()).collect();
                    let partition = self.partition(scope);
                    partition.retract(&call, part, &retained, &mut counts);
                }
            }
            for memory in new {
                let partition = self.partition(scope);
                let at = call.started_at;
                let expires_at = memory.expiry(extracted.expires_at);
                partition.merge(memory, at, Some(&call), expires_at, &mut counts);
            }
            if part == CallPart::Factual {
                let calls = &mut self.partition(&counted_in).calls;
                let stored = calls.get_mut(&call.conversation_id).unwrap();
                stored.last_call.summary.clone_from(&call.summary);
                stored.expires_at = extracted.expires_at;
            }
        }
        IngestOutcome::Ingested {
            added: counts.added,
            updated: counts.updated,
            confirmed: counts.confirmed,
            removed: counts.removed,
        }
    }

    /// Records the parts that are more complete in an event than in earlier ones.
    fn replaced_parts(&mut self, scope: &Scope, extracted: &ExtractedCall) -> Vec<ReplacedPart> {
        let rank = |scope: &Scope| (scope.caller.clone(), scope.agent.clone());
        let mut replaced = Vec::<ReplacedPart>::new();
        for part in CallPart::ALL {
            let conversation = extracted.call.conversation_id.clone();
            let key = (scope.project.clone(), conversation, part);
            let offered = extracted.completeness.of(part);
            let recorded = self.ingested.get(&key).cloned();
            let is_more_complete = match &recorded {
                None => offered > Completeness::NONE,
                Some(recorded) if offered == recorded.completeness => {
                    let recorded = recorded.scope.as_ref();
                    recorded.is_some_and(|recorded| rank(scope) > rank(recorded))
                }
                Some(recorded) => offered > recorded.completeness,
            };
            if is_more_complete {
                let ingested = Ingested {
                    completeness: offered,
                    scope: Some(scope.clone()),
                };
                self.ingested.insert(key, ingested);
                replaced.push(ReplacedPart {
                    part,
                    former_scope: recorded.and_then(|recorded| recorded.scope),
                    leads: true,
                });
            } else if recorded.is_some() {
                for part in &mut replaced {
                    part.leads = false;
                }
            }
        }
        replaced
    }

    fn partition(&mut self, scope: &Scope) -> &mut Partition {
        self.partitions.entry(scope.clone()).or_default()
    }

    /// The scope in which a call is counted.
    fn scope_of_call(&self, project: &ProjectId, conversation: &ConversationId) -> Option<Scope> {
        self.partitions.iter().find_map(|(scope, partition)| {
            let is_counted =
                scope.project == *project && partition.calls.contains_key(conversation);
            is_counted.then(|| scope.clone())
        })
    }

    fn is_closed(&self, project: &ProjectId, conversation: &ConversationId) -> bool {
        let key = (project.clone(), conversation.clone(), CallPart::Profile);
        let ingested = self.ingested.get(&key);
        ingested.is_some_and(|ingested| ingested.scope.is_none())
    }

    /// Counts a call once. Returns its longest duration, which all its memories get.
    fn count_call(&mut self, scope: &Scope, call: &Call, leads: bool) -> u64 {
        let duration_secs = self.partition(scope).count_call(call, leads);
        for (other, partition) in &mut self.partitions {
            if other.project == scope.project {
                partition.set_duration(&call.conversation_id, duration_secs);
            }
        }
        duration_secs
    }
}

#[async_trait]
impl MemoryReader for InMemoryStore {
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let state = self.0.lock().unwrap();
        let Some(partition) = state.partitions.get(scope) else {
            return Ok(Arc::default());
        };
        let mut memories: Vec<Memory> = partition.live().cloned().collect();
        memories.sort_by_key(|memory| memory.created_at);
        let calls = partition.call_history(Timestamp::MAX);
        Ok(Arc::new(CallerRecord::new(memories, calls)))
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        let explained = self.explain(scope, query, limit).await?;
        Ok(explained
            .into_iter()
            .map(|explained| ScoredMemory {
                days: explained.memory.annotations.times.clone(),
                memory: explained.memory,
                score: explained.explanation.score,
                standing: Standing::Holds,
                person: None,
            })
            .collect())
    }

    async fn ready(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait]
impl MemoryWriter for InMemoryStore {
    async fn ingest(
        &self,
        scope: &Scope,
        extracted: ExtractedCall,
    ) -> Result<IngestOutcome, StoreError> {
        Ok(self.0.lock().unwrap().ingest(scope, &extracted))
    }

    async fn purge_expired(&self) -> Result<usize, StoreError> {
        let mut state = self.0.lock().unwrap();
        let mut purged = 0;
        for partition in state.partitions.values_mut() {
            let before = partition.memories.len();
            partition
                .memories
                .retain(|stored| is_live(stored.memory.expires_at));
            purged += before - partition.memories.len();
        }
        Ok(purged)
    }
}

#[async_trait]
impl MemoryAdmin for InMemoryStore {
    async fn load_as_of(
        &self,
        scope: &Scope,
        at: Timestamp,
    ) -> Result<Arc<CallerRecord>, StoreError> {
        let state = self.0.lock().unwrap();
        let record = state
            .partitions
            .get(scope)
            .map(|partition| partition.record_as_of(at));
        Ok(Arc::new(record.unwrap_or_default()))
    }

    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError> {
        let mut state = self.0.lock().unwrap();
        let partition = state.partitions.entry(scope.clone()).or_default();
        let entered = ExtractedMemory {
            text: new.text,
            kind: new.kind,
            annotations: new.annotations,
            expires_at: None,
        };
        let (now, expires_at) = (Timestamp::now(), new.expires_at);
        let id = partition.merge(&entered, now, None, expires_at, &mut Counts::default());
        let position = partition.position(&id)?;
        Ok(partition.memories[position].memory.clone())
    }

    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError> {
        let mut state = self.0.lock().unwrap();
        let partition = state.partitions.entry(scope.clone()).or_default();
        let position = partition.position(id)?;
        let now = Timestamp::now();
        partition.overrule(partition.memories[position].clone(), now);
        let memory = &mut partition.memories[position].memory;
        let old = memory.clone();
        if let Some(text) = update.text {
            (memory.text, memory.kind) = edit_text(&memory.kind, text);
            memory.annotations = memory.annotations.clone().edited(update.annotations);
            memory.updated_at = now;
        }
        if let Some(expires_at) = update.expires_at {
            memory.expires_at = expires_at;
        }
        let new = memory.clone();
        let contribution = Contribution {
            since: now,
            memory: new.clone(),
        };
        partition.memories[position].contributions = BTreeMap::from([(None, contribution)]);
        partition.record(ChangeKind::Updated, now, None, Some(&old), Some(&new));
        Ok(new)
    }

    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError> {
        let mut state = self.0.lock().unwrap();
        let partition = state.partitions.entry(scope.clone()).or_default();
        let now = Timestamp::now();
        let deleted = partition.memories[partition.position(id)?].memory.clone();
        for old in [partition.former_values(&deleted), vec![deleted]].concat() {
            let position = partition.position(&old.id)?;
            let stored = partition.memories.remove(position);
            partition.overrule(stored, now);
            partition.record(ChangeKind::Deleted, now, None, Some(&old), None);
        }
        Ok(())
    }

    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let state = self.0.lock().unwrap();
        let history = state
            .partitions
            .get(scope)
            .map(|partition| &partition.history);
        Ok(history
            .into_iter()
            .flatten()
            .filter(|entry| id.is_none_or(|id| entry.memory_id == *id))
            .cloned()
            .collect())
    }

    async fn forget(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<ErasureReport, StoreError> {
        let mut state = self.0.lock().unwrap();
        let State {
            partitions,
            ingested,
        } = &mut *state;
        let erased =
            partitions.extract_if(|scope, _| (&scope.project, &scope.caller) == (project, caller));
        let mut report = ErasureReport::default();
        for (_, partition) in erased {
            report.memories += partition.memories.len();
            report.history_entries += partition.history.len();
            report.calls += partition.calls.len();
            for conversation in partition.calls.into_keys() {
                for part in CallPart::ALL {
                    let key = (project.clone(), conversation.clone(), part);
                    let closed = Ingested {
                        completeness: Completeness::CLOSED,
                        scope: None,
                    };
                    ingested.insert(key, closed);
                }
            }
        }
        Ok(report)
    }

    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError> {
        let mut state = self.0.lock().unwrap();
        let partition = state.partitions.entry(scope.clone()).or_default();
        let mut imported = 0;
        for memory in memories {
            if is_live(memory.expires_at) && partition.position(&memory.id).is_err() {
                partition.add(memory, None);
                imported += 1;
            }
        }
        Ok(imported)
    }

    async fn explain(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ExplainedMemory>, StoreError> {
        const INTERCEPT: f32 = -1.0;
        let record = self.load(scope).await?;
        let query = query.to_lowercase();
        let mut results: Vec<_> = record
            .memories
            .iter()
            .filter_map(|memory| {
                let text = memory.text.to_lowercase();
                let matches = query.split_whitespace().filter(|term| text.contains(term));
                let matches = u8::try_from(matches.count()).unwrap();
                let log_odds = f32::from(matches);
                (matches > 0).then(|| ExplainedMemory {
                    memory: memory.clone(),
                    explanation: ScoreExplanation {
                        score: 1.0 / (1.0 + (-(INTERCEPT + log_odds)).exp()),
                        intercept: INTERCEPT,
                        features: vec![FeatureContribution {
                            feature: "matches",
                            log_odds,
                        }],
                        terms: Vec::new(),
                    },
                })
            })
            .collect();
        results.sort_by(|a, b| b.explanation.score.total_cmp(&a.explanation.score));
        results.truncate(limit);
        Ok(results)
    }
}
