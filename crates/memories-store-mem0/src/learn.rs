//! Learning a call, each part of it once.

use std::ops::AddAssign;

use jiff::Timestamp;
use mem0_client::{AddRequest, Condition, Error, Filter, ListRequest, Message};
use memories_domain::{BeginOutcome, Call, CallPart, IngestOutcome, Scope, Source, StoreError};
use tokio::task::spawn_blocking;

use crate::{
    Mem0Store, expiry,
    failure::explained,
    identity,
    metadata::{self, CONVERSATION_ID, TYPE},
    teaching::{self, Teaching},
};

/// A call that is being learned.
pub(crate) struct Lecture<'c> {
    pub(crate) scope: &'c Scope,
    pub(crate) source: Source,
    pub(crate) expires_at: Option<Timestamp>,
}

/// What became of memories.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) added: usize,
    pub(crate) updated: usize,
    pub(crate) reinforced: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.updated += other.updated;
        self.reinforced += other.reinforced;
    }
}

/// Why a part of a call was not taught, or not all of it.
pub(crate) struct Failed {
    pub(crate) cause: Error,
    /// Whether some of it may have arrived.
    pub(crate) open: bool,
}

impl From<Error> for Failed {
    fn from(cause: Error) -> Self {
        Self {
            open: cause.may_have_been_processed(),
            cause,
        }
    }
}

impl From<Tally> for IngestOutcome {
    fn from(tally: Tally) -> Self {
        Self::Call {
            added: tally.added,
            updated: tally.updated,
            reinforced: tally.reinforced,
        }
    }
}

impl Mem0Store {
    /// Sends every part of the call that has not arrived yet.
    pub(crate) async fn learn_parts(
        &self,
        scope: &Scope,
        call: &Call,
        expires_at: Option<Timestamp>,
    ) -> Result<IngestOutcome, StoreError> {
        let lecture = Lecture {
            scope,
            source: call.source(),
            expires_at,
        };
        let _turn = self.0.learning.pass(scope).await;
        let teachings = {
            let call = call.clone();
            // A long transcript takes a while.
            spawn_blocking(move || teaching::of(&call))
                .await
                .map_err(StoreError::internal)?
        };
        let mut tally = Tally::default();
        let mut known = !teachings.is_empty();
        for teaching in teachings {
            if let Some(part) = self.teach_once(&lecture, teaching).await? {
                known = false;
                tally += part;
            }
        }
        Ok(if known {
            IngestOutcome::AlreadyIngested
        } else {
            tally.into()
        })
    }

    /// `None` when the part was known to have arrived before.
    async fn teach_once(
        &self,
        lecture: &Lecture<'_>,
        teaching: Teaching,
    ) -> Result<Option<Tally>, StoreError> {
        let (ledger, part) = (&self.0.ledger, teaching.part());
        let conversation = &lecture.source.conversation_id;
        let now = Timestamp::now();
        match ledger.begin(conversation, part, now).await? {
            BeginOutcome::New => {}
            BeginOutcome::Done => return Ok(None),
            BeginOutcome::Unfinished { since } => {
                self.wait_until_settled(since, now)?;
                if self.has_arrived(lecture, part).await.map_err(explained)? {
                    ledger.done(conversation, part).await?;
                    return Ok(Some(Tally::default()));
                }
                // From now on it is this attempt whose outcome may be open.
                ledger.withdraw(conversation, part).await?;
                ledger.begin(conversation, part, Timestamp::now()).await?;
            }
        }
        match self.teach(lecture, teaching).await {
            Ok(tally) => {
                ledger.done(conversation, part).await?;
                Ok(Some(tally))
            }
            Err(Failed { cause, open }) => {
                if !open {
                    ledger.withdraw(conversation, part).await?;
                }
                Err(explained(cause))
            }
        }
    }

    async fn teach(&self, lecture: &Lecture<'_>, teaching: Teaching) -> Result<Tally, Failed> {
        match teaching {
            Teaching::Profile(facts) => self.teach_facts(lecture, facts).await,
            Teaching::Factual(statements) => {
                let messages = vec![Message::assistant(statements)];
                self.add_part(lecture, CallPart::Factual, messages).await
            }
            Teaching::Semantic(messages) => {
                self.add_part(lecture, CallPart::Semantic, messages).await
            }
        }
    }

    async fn add_part(
        &self,
        lecture: &Lecture<'_>,
        part: CallPart,
        messages: Vec<Message>,
    ) -> Result<Tally, Failed> {
        let user = identity::user(lecture.scope).map_err(Error::from)?;
        let mut request = metadata::attached(
            AddRequest::new(&user, messages).map_err(Error::from)?,
            metadata::of_part(part, &lecture.source),
        );
        if let Some(end) = lecture.expires_at {
            request = request.expiration_date(expiry::last_day(end));
        }
        let added = self.0.client.add(&request).await?;
        Ok(Tally {
            added: added.results.len(),
            ..Tally::default()
        })
    }

    /// What was added just now may not be seen yet.
    fn wait_until_settled(&self, since: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        let ago = now.duration_since(since).unsigned_abs();
        if since <= now && ago < self.0.settling {
            return Err(StoreError::Upstream {
                reason: "an earlier attempt may have arrived and cannot be seen yet".to_owned(),
                transient: true,
                retry_after: Some(self.0.settling.saturating_sub(ago)),
            });
        }
        Ok(())
    }

    /// Whether anything came of a part of the call. Facts are looked for one by
    /// one when they are taught.
    async fn has_arrived(&self, lecture: &Lecture<'_>, part: CallPart) -> Result<bool, Error> {
        if part == CallPart::Profile {
            return Ok(false);
        }
        let conversation = lecture.source.conversation_id.as_str();
        let filter = Filter::new(identity::user(lecture.scope)?)
            .and(Condition::metadata(CONVERSATION_ID, conversation))
            .and(Condition::metadata(TYPE, part.name()));
        let request = ListRequest::new(filter).show_expired(true).page_size(1)?;
        let page = self
            .0
            .client
            .list_page(&request, std::num::NonZeroU32::MIN)
            .await?;
        Ok(!page.items.is_empty())
    }
}
