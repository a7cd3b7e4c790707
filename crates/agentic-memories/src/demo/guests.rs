//! The demo's callers on a platform that others use too.

use std::time::Duration;

use anyhow::{Context, ensure};
use memories_domain::{CallerId, Memory, MemoryAdmin, MemoryKind, MemoryStore, Scope};
use memories_store_mem0::Mem0Store;
use tokio::time::{Instant, sleep};

use super::story::CALLERS;

/// How long extraction may take; after that the story goes on with what there is.
const EXTRACTION_DEADLINE: Duration = Duration::from_mins(1);
const FIRST_LOOK: Duration = Duration::from_millis(250);
const LONGEST_LOOK: Duration = Duration::from_secs(2);

/// The story's callers, who are to be gone when it ends.
pub(super) struct Guests(Mem0Store);

impl Guests {
    /// Refuses to start when the platform knows one of them: what it knows was
    /// not stored by this demo, and would be deleted with it.
    pub(super) async fn welcome(mem0: Mem0Store) -> anyhow::Result<Self> {
        for number in CALLERS {
            let record = mem0
                .recall(&scope(number)?)
                .await
                .context("the demo cannot ask the platform; `doctor` says more")?;
            ensure!(
                record.memories.is_empty(),
                "the platform knows the demo's invented caller {number} already; \
                 remove what it knows with `memories forget --caller {number}`"
            );
        }
        Ok(Self(mem0))
    }

    /// Waits until the platform shows what the call taught, which it extracts in
    /// the background: something of the summary and of the transcript, and no
    /// more with the next look.
    pub(super) async fn until_seen(&self, number: &str, call: &str) -> anyhow::Result<()> {
        let scope = scope(number)?;
        let deadline = Instant::now() + EXTRACTION_DEADLINE;
        let (mut before, mut pause) = (0, FIRST_LOOK);
        loop {
            let record = self.0.recall(&scope).await?;
            let of_call = || {
                let all = record.memories.iter();
                all.filter(|memory| is_of(memory, call))
            };
            let whole = of_call().any(|memory| matches!(memory.kind, MemoryKind::Factual { .. }))
                && of_call().any(|memory| matches!(memory.kind, MemoryKind::Semantic { .. }));
            let seen = of_call().count();
            if (whole && seen == before) || Instant::now() > deadline {
                return Ok(());
            }
            before = seen;
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_LOOK);
        }
    }

    /// Deletes what the story stored; returns how many memories.
    pub(super) async fn leave(&self) -> anyhow::Result<usize> {
        let mut deleted = 0;
        for number in CALLERS {
            let forgotten = self.0.forget(&scope(number)?.caller).await;
            deleted += forgotten
                .with_context(|| {
                    format!("the demo's memories could not be deleted; do it with `memories forget --caller {number}`")
                })?
                .memories;
        }
        Ok(deleted)
    }
}

fn is_of(memory: &Memory, call: &str) -> bool {
    let source = memory.source.as_ref();
    source.is_some_and(|source| source.conversation_id.as_str() == call)
}

fn scope(number: &str) -> anyhow::Result<Scope> {
    Ok(Scope {
        caller: CallerId::parse(number, None)?,
        agent: None,
    })
}
