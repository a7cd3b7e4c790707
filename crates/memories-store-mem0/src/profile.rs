//! Facts about a caller: one memory per name, whose text is the newest value.

use std::collections::HashMap;

use futures::TryStreamExt;
use jiff::{Timestamp, civil::Date};
use mem0_client::{
    AddRequest, Condition, Error, Filter, ListRequest, Memory as Stored, MemoryId, Message, Update,
};
use memories_domain::{ExtractedMemory, MemoryKind, ProfileKey, ProfileValue, Scope, Source};

use crate::{
    Mem0Store, expiry, identity,
    learn::{Failed, Lecture, Tally},
    metadata::{self, TYPE},
};

/// A fact as the platform has it.
pub(crate) struct KnownFact {
    pub(crate) id: MemoryId,
    value: ProfileValue,
    said_at: Timestamp,
    last_day: Option<Date>,
}

/// A memory that is to be kept word for word.
pub(crate) struct Verbatim<'v> {
    pub(crate) scope: &'v Scope,
    pub(crate) text: &'v str,
    pub(crate) kind: &'v MemoryKind,
    pub(crate) source: Option<&'v Source>,
    pub(crate) at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
}

impl Mem0Store {
    /// Teaches what is not known yet. Of two values of one fact the one said
    /// last is kept, in whatever order the calls arrive; the platform's history
    /// has the other.
    pub(crate) async fn teach_facts(
        &self,
        lecture: &Lecture<'_>,
        facts: Vec<ExtractedMemory>,
    ) -> Result<Tally, Failed> {
        let known = self
            .facts(lecture.scope)
            .await
            .map_err(|cause| Failed { cause, open: false })?;
        let mut tally = Tally::default();
        for fact in &facts {
            tally += self
                .teach_fact(lecture, fact, &known)
                .await
                .map_err(|cause| Failed {
                    open: tally.added > 0 || cause.may_have_been_processed(),
                    cause,
                })?;
        }
        Ok(tally)
    }

    async fn teach_fact(
        &self,
        lecture: &Lecture<'_>,
        fact: &ExtractedMemory,
        known: &HashMap<ProfileKey, KnownFact>,
    ) -> Result<Tally, Error> {
        let mut tally = Tally::default();
        let MemoryKind::Profile { key, value } = &fact.kind else {
            return Ok(tally);
        };
        let verbatim = Verbatim {
            scope: lecture.scope,
            text: &fact.text,
            kind: &fact.kind,
            source: Some(&lecture.source),
            at: lecture.source.started_at,
            expires_at: lecture.expires_at,
        };
        match known.get(key) {
            None => {
                self.keep(&verbatim).await?;
                tally.added = 1;
            }
            Some(known) if known.value == *value => {
                self.prolong(known, verbatim.expires_at).await?;
                tally.reinforced = 1;
            }
            Some(known) if known.said_at > verbatim.at => {}
            Some(known) => {
                self.replace(&known.id, &verbatim).await?;
                tally.updated = 1;
            }
        }
        Ok(tally)
    }

    /// The newest value of every fact.
    pub(crate) async fn facts(
        &self,
        scope: &Scope,
    ) -> Result<HashMap<ProfileKey, KnownFact>, Error> {
        let filter = Filter::new(identity::user(scope)?).and(Condition::metadata(TYPE, "profile"));
        let stored: Vec<Stored> = self
            .0
            .client
            .list(&ListRequest::new(filter))
            .try_collect()
            .await?;
        let mut facts: HashMap<ProfileKey, KnownFact> = HashMap::new();
        for (key, fact) in stored.into_iter().filter_map(known) {
            match facts.get(&key) {
                Some(other) if other.said_at > fact.said_at => {}
                _ => drop(facts.insert(key, fact)),
            }
        }
        Ok(facts)
    }

    /// Keeps a memory as it is. `None` when the platform took it for one that it
    /// has, and does not say which.
    pub(crate) async fn keep(&self, new: &Verbatim<'_>) -> Result<Option<MemoryId>, Error> {
        let user = identity::user(new.scope)?;
        let message = match new.kind {
            MemoryKind::Semantic {
                speaker: Some(memories_domain::Speaker::Agent),
                ..
            } => Message::assistant(new.text),
            _ => Message::user(new.text),
        };
        let request = AddRequest::new(&user, [message])?.infer(false);
        let mut request = metadata::attached(request, new.metadata());
        if let Some(end) = new.expires_at {
            request = request.expiration_date(expiry::last_day(end));
        }
        let added = self.0.client.add(&request).await?;
        Ok(added.results.into_iter().next().map(|added| added.id))
    }

    /// A fact that was heard again ends with the later of its two ends.
    async fn prolong(&self, fact: &KnownFact, end: Option<Timestamp>) -> Result<(), Error> {
        let update = match (fact.last_day, end.map(expiry::last_day)) {
            (Some(_), None) => Update::new().clear_expiration_date(),
            (Some(former), Some(later)) if later > former => Update::new().expiration_date(later),
            _ => return Ok(()),
        };
        self.0.client.update(&fact.id, &update).await?;
        Ok(())
    }

    /// Gives a memory other words, and another time and source.
    pub(crate) async fn replace(&self, id: &MemoryId, new: &Verbatim<'_>) -> Result<(), Error> {
        let update = Update::new().text(new.text).metadata(new.metadata());
        let update = match new.expires_at {
            Some(end) => update.expiration_date(expiry::last_day(end)),
            None => update.clear_expiration_date(),
        };
        self.0.client.update(id, &update).await?;
        Ok(())
    }
}

impl Verbatim<'_> {
    fn metadata(&self) -> serde_json::Map<String, serde_json::Value> {
        metadata::of_memory(self.kind, self.source, self.at)
    }
}

fn known(stored: Stored) -> Option<(ProfileKey, KnownFact)> {
    let MemoryKind::Profile { key, value } = metadata::kind(&stored.metadata) else {
        return None;
    };
    let said_at = metadata::time(&stored.metadata)
        .or(stored.created_at)
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let fact = KnownFact {
        last_day: stored.expiration_date,
        id: stored.id,
        value,
        said_at,
    };
    Some((key, fact))
}
