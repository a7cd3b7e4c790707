//! Profile facts: one memory per name, value and person.
//!
//! The most complete event of a call decides which facts come from that call. A value that is
//! already stored is not added again: its memory gets another statement.

use std::collections::HashMap;

use jiff::Timestamp;
use mem0_client::{
    Condition, DeleteScope, Error, ListRequest, Memory as StoredMemory, MemoryId as StoredId,
};
use memories_domain::{
    Annotations, CallPart, Completeness, DedupKey, ExtractedMemory, Memory, MemoryId, MemoryKind,
    Scope, ports::NewMemory,
};
use serde_json::{Map, Value};

use super::{
    call_context::{AddError, CallContext, IngestCounts},
    direct_memory::DirectMemory,
};
use crate::{
    Mem0Store, expiry,
    metadata::{self, COMPLETENESS, TYPE},
    read::convert,
    statements::{Statement, Statements},
    user_id,
};

/// A fact on the platform.
pub(crate) struct StoredFact {
    pub(crate) id: StoredId,
    pub(crate) memory: Memory,
    statements: Statements,
    metadata: Map<String, Value>,
}

impl Mem0Store {
    /// Adds new values, and the statements of those that are stored. Removes the statements that
    /// only a less complete event of the call had, even if the ledger has no record of it: an
    /// unfinished attempt may have added some of its facts. Does nothing that was done before.
    pub(super) async fn upsert_facts(
        &self,
        context: &CallContext,
        completeness: Completeness,
        facts: &[ExtractedMemory],
    ) -> Result<IngestCounts, AddError> {
        let stored = self.profile_facts(&context.scope).await;
        let stored = stored.map_err(|cause| AddError {
            cause,
            may_have_applied: false,
        })?;
        let mut counts = IngestCounts::default();
        let by_key = by_dedup_key(&stored);
        let mut stated: HashMap<DedupKey, Option<&StoredFact>> = HashMap::new();
        for fact in facts {
            let key = fact.dedup_key();
            let existing = by_key.get(&key).copied();
            if stated.insert(key, existing).is_some() {
                continue;
            }
            let result = match existing {
                None => self.add_fact(context, completeness, fact, &stored).await,
                Some(existing) => self.confirm(context, completeness, fact, existing).await,
            };
            counts += result.map_err(|cause| AddError {
                may_have_applied: counts.added + counts.updated > 0
                    || cause.may_have_been_processed(),
                cause,
            })?;
        }
        let is_stated =
            |fact: &StoredFact| stated.values().flatten().any(|stated| stated.id == fact.id);
        for fact in stored.iter().filter(|fact| !is_stated(fact)) {
            let removed = self.retract(context, completeness, fact).await;
            counts.removed += removed.map_err(|cause| AddError {
                may_have_applied: true,
                cause,
            })?;
        }
        Ok(counts)
    }

    async fn add_fact(
        &self,
        context: &CallContext,
        completeness: Completeness,
        fact: &ExtractedMemory,
        stored: &[StoredFact],
    ) -> Result<IngestCounts, Error> {
        let source = &context.source;
        let memory = DirectMemory::new(
            &fact.text,
            &fact.kind,
            &fact.annotations,
            Some(source),
            source.started_at,
            fact.expiry(context.expires_at),
        )
        .with_metadata(COMPLETENESS, completeness.to_u64());
        self.add_verbatim(&context.scope, memory).await?;
        let added = Memory {
            id: MemoryId::generate(),
            text: fact.text.clone(),
            kind: fact.kind.clone(),
            created_at: source.started_at,
            updated_at: source.started_at,
            expires_at: fact.expiry(context.expires_at),
            source: Some(source.clone()),
            confirmations: 0,
            annotations: fact.annotations.clone(),
        };
        let mut stored = stored.iter();
        let has_former = stored.any(|stored| stored.memory.is_former_value_of(&added));
        Ok(IngestCounts {
            added: usize::from(!has_former),
            updated: usize::from(has_former),
            ..IngestCounts::default()
        })
    }

    async fn confirm(
        &self,
        context: &CallContext,
        completeness: Completeness,
        fact: &ExtractedMemory,
        existing: &StoredFact,
    ) -> Result<IngestCounts, Error> {
        let source = &context.source;
        let previous = existing.statements.of(&source.conversation_id);
        let mut statements = existing.statements.clone();
        // Another event of the same call confirms nothing, but may know its start better.
        if previous.is_none_or(|previous| previous.at != source.started_at) {
            statements.retract(&source.conversation_id);
            statements.add(Statement {
                source: Some(source.clone()),
                at: source.started_at,
                completeness: Some(completeness),
            });
        }
        let wording = Wording {
            text: &fact.text,
            kind: &fact.kind,
            annotations: &fact.annotations,
        };
        let is_latest =
            statements.latest().and_then(Statement::conversation) == Some(&source.conversation_id);
        let wording = if is_latest && statements != existing.statements {
            wording
        } else {
            existing.wording()
        };
        let expires_at = later_expiry(existing.memory.expires_at, fact.expiry(context.expires_at));
        if statements != existing.statements || is_later_day(expires_at, existing) {
            self.rewrite(existing, wording, &statements, expires_at)
                .await?;
        }
        Ok(IngestCounts {
            confirmed: usize::from(previous.is_none()),
            ..IngestCounts::default()
        })
    }

    /// A statement by an operator of a value that is stored.
    pub(crate) async fn confirm_manually(
        &self,
        existing: &StoredFact,
        new: &NewMemory,
    ) -> Result<(), Error> {
        let mut statements = existing.statements.clone();
        statements.add(Statement::by_operator(Timestamp::now()));
        let wording = Wording {
            text: &new.text,
            kind: &new.kind,
            annotations: &new.annotations,
        };
        let expires_at = later_expiry(existing.memory.expires_at, new.expires_at);
        self.rewrite(existing, wording, &statements, expires_at)
            .await
    }

    /// Removes what a less complete event of the call stated. Returns how many memories this
    /// deleted.
    async fn retract(
        &self,
        context: &CallContext,
        completeness: Completeness,
        fact: &StoredFact,
    ) -> Result<usize, Error> {
        let conversation = &context.source.conversation_id;
        let is_superseded = fact
            .statements
            .of(conversation)
            .is_some_and(|statement| statement.completeness.is_some_and(|own| own < completeness));
        if !is_superseded {
            return Ok(0);
        }
        let mut statements = fact.statements.clone();
        statements.retract(conversation);
        if statements.latest().is_none() {
            return self.delete_fact(fact).await.map(usize::from);
        }
        let mut wording = fact.wording();
        let of_person = fact.memory.annotations.clone().of_person();
        if statements.latest() != fact.statements.latest() {
            // What the earlier call said besides is not stored.
            wording.annotations = &of_person;
        }
        let expires_at = fact.memory.expires_at;
        self.rewrite(fact, wording, &statements, expires_at).await?;
        Ok(0)
    }

    /// Returns whether it existed.
    pub(crate) async fn delete_fact(&self, fact: &StoredFact) -> Result<bool, Error> {
        match self.client().delete(&fact.id, DeleteScope::Alone).await {
            Err(error) if error.is_not_found() => Ok(false),
            result => result.map(|_| true),
        }
    }

    async fn rewrite(
        &self,
        fact: &StoredFact,
        wording: Wording<'_>,
        statements: &Statements,
        expires_at: Option<Timestamp>,
    ) -> Result<(), Error> {
        let Wording {
            text,
            kind,
            annotations,
        } = wording;
        let mut metadata = fact.metadata.clone();
        metadata::set_kind(&mut metadata, kind);
        metadata::set_annotations(&mut metadata, annotations);
        statements.write_to(&mut metadata);
        let memory = DirectMemory {
            text,
            kind,
            metadata,
            expires_at,
        };
        self.replace(&fact.id, memory).await
    }

    /// All values of all facts.
    pub(crate) async fn profile_facts(&self, scope: &Scope) -> Result<Vec<StoredFact>, Error> {
        let is_profile = Condition::metadata(TYPE, CallPart::Profile.name());
        let filter = user_id::filter(scope)?.and(is_profile);
        let stored = self.list(&ListRequest::new(filter)).await?;
        Ok(stored.into_iter().filter_map(StoredFact::new).collect())
    }
}

/// What a statement says.
struct Wording<'f> {
    text: &'f str,
    kind: &'f MemoryKind,
    annotations: &'f Annotations,
}

impl StoredFact {
    fn new(stored: StoredMemory) -> Option<Self> {
        let (id, metadata) = (stored.id.clone(), stored.metadata.clone());
        let statements = convert::statements(&stored);
        let memory = convert::memory(stored)?;
        matches!(memory.kind, MemoryKind::Profile { .. }).then_some(Self {
            id,
            memory,
            statements,
            metadata,
        })
    }

    fn wording(&self) -> Wording<'_> {
        Wording {
            text: &self.memory.text,
            kind: &self.memory.kind,
            annotations: &self.memory.annotations,
        }
    }
}

/// The facts that new statements belong to: the latest, if there are duplicates.
pub(crate) fn by_dedup_key(stored: &[StoredFact]) -> HashMap<DedupKey, &StoredFact> {
    let mut in_order: Vec<_> = stored.iter().collect();
    in_order.sort_by_key(|fact| fact.memory.updated_at);
    let keyed = in_order
        .into_iter()
        .map(|fact| (fact.memory.dedup_key(), fact));
    keyed.collect()
}

/// `None` never expires.
fn later_expiry(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    a.zip(b).map(|(a, b)| a.max(b))
}

/// The platform expires memories by day.
fn is_later_day(expires_at: Option<Timestamp>, fact: &StoredFact) -> bool {
    expires_at.map(expiry::to_date) != fact.memory.expires_at.map(expiry::to_date)
}
