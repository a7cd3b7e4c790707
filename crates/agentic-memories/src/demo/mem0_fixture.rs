//! The demo's callers on the Mem0 Platform, which others use too.

use std::time::Duration;

use anyhow::{Context, ensure};
use memories_domain::{
    CallerId, Memory, MemoryKind, Scope,
    ports::{MemoryAdmin, MemoryReader},
};
use memories_store_mem0::Mem0Store;
use tokio::time::{Instant, sleep};

use super::personas::CALLERS;

/// The timeout of the platform's extraction; the demo then continues without its memories.
const EXTRACTION_DEADLINE: Duration = Duration::from_mins(1);
const INITIAL_POLL: Duration = Duration::from_millis(250);
const MAX_POLL: Duration = Duration::from_secs(2);

pub(super) struct Mem0Fixture(Mem0Store);

impl Mem0Fixture {
    /// Fails if one of the callers has memories already: they are not the demo's,
    /// and would be deleted at its end.
    pub(super) async fn create(mem0: Mem0Store) -> anyhow::Result<Self> {
        for number in CALLERS {
            let record = mem0
                .load(&scope(number)?)
                .await
                .context("the demo cannot reach Mem0; run `doctor`")?;
            ensure!(
                record.memories.is_empty(),
                "Mem0 already has memories of the demo's invented caller {number}; \
                 delete them with `memories forget --caller {number}`"
            );
        }
        Ok(Self(mem0))
    }

    /// Waits for the memories of a call, which the platform extracts in the
    /// background: until there are some of the summary and of the transcript, and
    /// their number no longer grows.
    pub(super) async fn wait_for_extraction(&self, number: &str, call: &str) -> anyhow::Result<()> {
        let scope = scope(number)?;
        let deadline = Instant::now() + EXTRACTION_DEADLINE;
        let (mut previous, mut poll) = (0, INITIAL_POLL);
        loop {
            let record = self.0.load(&scope).await?;
            let of_call = || {
                let all = record.memories.iter();
                all.filter(|memory| is_of(memory, call))
            };
            let is_complete = of_call()
                .any(|memory| matches!(memory.kind, MemoryKind::Factual { .. }))
                && of_call().any(|memory| matches!(memory.kind, MemoryKind::Semantic { .. }));
            let count = of_call().count();
            if (is_complete && count == previous) || Instant::now() > deadline {
                return Ok(());
            }
            previous = count;
            sleep(poll).await;
            poll = (poll * 2).min(MAX_POLL);
        }
    }

    /// Deletes the demo's memories. Returns how many.
    pub(super) async fn delete(&self) -> anyhow::Result<usize> {
        let mut deleted = 0;
        for number in CALLERS {
            let Scope {
                project, caller, ..
            } = scope(number)?;
            let report = self.0.forget(&project, &caller).await;
            deleted += report
                .with_context(|| {
                    format!("the demo's memories could not be deleted; delete them with `memories forget --caller {number}`")
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
    Ok(Scope::for_caller(CallerId::parse(number, None)?))
}
