use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use memories_domain::{
    Call, CallCompleteness, CallOutcome, ExtractedMemory, SkipReason,
    ports::{
        CallerLinks, ClaimedContent, EventContent, EventKey, EventOutcome, ExtractError,
        ExtractedCall, Extractor, IngestOutcome, LinkOutcome, MemoryWriter, Recovery, ScopedCall,
        StoreError, Unprocessable,
    },
};
use tokio::{task::spawn_blocking, time::timeout};
use tokio_util::task::AbortOnDropHandle;

use super::{
    caller_resolver::CallerResolver,
    event_reader::{EventReaders, InvalidEvent},
};

/// How long processing one event may take.
pub(super) const PROCESSING_DEADLINE: Duration = Duration::from_secs(30);

/// Extracts the memories of a finished call and stores them, wherever its event comes from.
#[derive(Clone)]
pub struct CallProcessor {
    /// Read the bodies of events that could not be read when they arrived.
    pub readers: EventReaders,
    pub callers: CallerResolver,
    pub extractor: Arc<dyn Extractor>,
    pub writer: Arc<dyn MemoryWriter>,
    /// `None` where links cannot be kept.
    pub links: Option<Arc<dyn CallerLinks>>,
    /// Time to live of a memory, from the start of its call; `None`: it never expires.
    pub time_to_live: Option<SignedDuration>,
}

/// Why an event was not processed.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Extract(#[from] ExtractError),
    #[error("processing took longer than {} s", PROCESSING_DEADLINE.as_secs())]
    DeadlineExceeded,
    #[error("processing panicked; the log has the location")]
    Panicked,
}

impl ProcessError {
    /// When a later attempt may succeed.
    #[must_use]
    pub const fn recovery(&self) -> Recovery {
        match self {
            Self::Store(error) => error.recovery(),
            Self::Extract(_) | Self::DeadlineExceeded | Self::Panicked => Recovery::Later,
        }
    }

    /// How long the store asked to wait before the next attempt.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Store(error) => error.retry_after(),
            Self::Extract(_) | Self::DeadlineExceeded | Self::Panicked => None,
        }
    }
}

impl CallProcessor {
    /// Processes an event. The outcome is [`EventOutcome::Ingested`], [`EventOutcome::Skipped`] or
    /// [`EventOutcome::Unprocessable`]; whether to retry after an error is up to the caller.
    ///
    /// Safe to repeat. A panic is an error of this event alone.
    pub async fn process(
        &self,
        content: ClaimedContent,
        key: &EventKey,
        received_at: Timestamp,
    ) -> Result<EventOutcome, ProcessError> {
        let (processor, key) = (self.clone(), key.clone());
        let task = tokio::spawn(async move {
            let content = processor.read(content, &key, received_at).await?;
            processor.process_content(content, &key).await
        });
        match timeout(PROCESSING_DEADLINE, AbortOnDropHandle::new(task)).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(ProcessError::Panicked),
            Err(_) => Err(ProcessError::DeadlineExceeded),
        }
    }

    /// Reads the body of an event that could not be read as a call when it arrived.
    async fn read(
        &self,
        content: ClaimedContent,
        key: &EventKey,
        received_at: Timestamp,
    ) -> Result<EventContent, ProcessError> {
        let body = match content {
            ClaimedContent::Call(call) => return Ok(EventContent::Call(call)),
            ClaimedContent::Raw(body) => body,
        };
        let Some(reader) = self.readers.get(key.platform).cloned() else {
            let reason = format!("this version cannot read events of {}", key.platform);
            return Ok(unprocessable(body, reason));
        };
        let callers = self.callers.clone();
        let read = spawn_blocking(
            move || match reader.read_event(&body, received_at, &callers) {
                Ok(event) => event.content,
                Err(InvalidEvent { reason }) => unprocessable(body, reason),
            },
        );
        read.await.map_err(|_| ProcessError::Panicked)
    }

    async fn process_content(
        &self,
        content: EventContent,
        key: &EventKey,
    ) -> Result<EventOutcome, ProcessError> {
        Ok(match content {
            // Another event of the conversation said so after this one had been accepted.
            EventContent::Call(call) if call.call.outcome == CallOutcome::Voicemail => {
                EventOutcome::Skipped(SkipReason::Voicemail)
            }
            EventContent::Call(mut call) => match self.ingest(&call, key).await? {
                // Reported since this call was claimed.
                IngestOutcome::MachineAnswered => {
                    call.call.set_machine_answered();
                    if call.call.outcome == CallOutcome::Voicemail {
                        EventOutcome::Skipped(SkipReason::Voicemail)
                    } else {
                        EventOutcome::Ingested(self.ingest(&call, key).await?)
                    }
                }
                outcome => EventOutcome::Ingested(outcome),
            },
            EventContent::Skipped(reason) => EventOutcome::Skipped(reason),
            EventContent::Unprocessable { reason, .. } => EventOutcome::Unprocessable(reason),
        })
    }

    async fn ingest(
        &self,
        ScopedCall {
            scope,
            called_from,
            call,
        }: &ScopedCall,
        key: &EventKey,
    ) -> Result<IngestOutcome, ProcessError> {
        let call = Arc::new(call.clone());
        let (completeness, memories) = self.extract(&call).await?;
        let expires_at = self
            .time_to_live
            .and_then(|ttl| call.started_at.checked_add(ttl).ok());
        let extracted = ExtractedCall {
            call,
            completeness,
            memories,
            expires_at,
        };
        let outcome = self.writer.ingest(scope, extracted).await?;
        if outcome == IngestOutcome::MachineAnswered {
            return Ok(outcome);
        }
        if let (Some(links), Some(number)) = (&self.links, called_from) {
            let link = links.learn(&scope.project, number, &scope.caller).await?;
            if link == LinkOutcome::Ambiguous {
                tracing::warn!(
                    user_id = %number.masked(),
                    "this number is linked to no user id from now on: several call from it, or its \
                     user id calls from many numbers"
                );
            }
        }
        if let IngestOutcome::Ingested {
            added,
            updated,
            confirmed,
            removed,
        } = outcome
        {
            tracing::info!(
                user_id = %scope.caller.masked(),
                conversation_id = key.conversation,
                added, updated, confirmed, removed,
                "call ingested"
            );
        }
        Ok(outcome)
    }

    /// One after the other, because each needs several times the memory of the call. Neither blocks
    /// the runtime.
    async fn extract(
        &self,
        call: &Arc<Call>,
    ) -> Result<(CallCompleteness, Vec<ExtractedMemory>), ProcessError> {
        let memories = self.extractor.extract(Arc::clone(call)).await?;
        let call = Arc::clone(call);
        let completeness = spawn_blocking(move || CallCompleteness::new(&call)).await;
        Ok((completeness.map_err(|_| ProcessError::Panicked)?, memories))
    }
}

const fn unprocessable(body: Bytes, reason: String) -> EventContent {
    EventContent::Unprocessable {
        body,
        reason: Unprocessable::NotUnderstood { reason },
    }
}

#[cfg(test)]
pub(super) mod tests {
    use async_trait::async_trait;
    use memories_domain::{
        CallerId, CallerRecord, ConversationId, Platform, ProjectId, Scope, ScoredMemory, Speaker,
        Turn, ports::MemoryReader,
    };

    use super::*;
    use crate::calls::{RuleExtractor, ScopeKind};

    /// A store that must not be used.
    pub(in crate::calls) struct UnusedStore;

    #[async_trait]
    impl MemoryReader for UnusedStore {
        async fn load(&self, _: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
            unreachable!()
        }

        async fn search(
            &self,
            _: &Scope,
            _: &str,
            _: usize,
        ) -> Result<Vec<ScoredMemory>, StoreError> {
            unreachable!()
        }

        async fn ready(&self) -> Result<(), StoreError> {
            unreachable!()
        }
    }

    #[async_trait]
    impl MemoryWriter for UnusedStore {
        async fn ingest(&self, _: &Scope, _: ExtractedCall) -> Result<IngestOutcome, StoreError> {
            unreachable!()
        }
    }

    fn processor(writer: Arc<dyn MemoryWriter>) -> CallProcessor {
        CallProcessor {
            readers: EventReaders::from_iter([]),
            callers: CallerResolver {
                project: ProjectId::default(),
                region: None,
                scope_kind: ScopeKind::Caller,
            },
            extractor: Arc::new(RuleExtractor::default()),
            writer,
            links: None,
            time_to_live: None,
        }
    }

    fn key() -> EventKey {
        EventKey {
            project: ProjectId::default(),
            platform: Platform::ElevenLabs,
            conversation: "conv_1".to_owned(),
            event_type: "new".to_owned(),
            body_sha256: "00".to_owned(),
        }
    }

    #[tokio::test]
    async fn a_body_of_a_platform_without_a_reader_is_unprocessable() {
        let processor = processor(Arc::new(UnusedStore));
        let body = ClaimedContent::Raw(Bytes::from_static(b"{}"));
        let outcome = processor.process(body, &key(), Timestamp::UNIX_EPOCH).await;
        let Ok(EventOutcome::Unprocessable(reason)) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(
            reason.to_string(),
            "this version cannot read events of elevenlabs"
        );
    }

    /// A store to which a machine was reported while the call was extracted.
    struct ReportedStore;

    #[async_trait]
    impl MemoryReader for ReportedStore {
        async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
            UnusedStore.load(scope).await
        }

        async fn search(
            &self,
            scope: &Scope,
            query: &str,
            limit: usize,
        ) -> Result<Vec<ScoredMemory>, StoreError> {
            UnusedStore.search(scope, query, limit).await
        }

        async fn ready(&self) -> Result<(), StoreError> {
            UnusedStore.ready().await
        }
    }

    #[async_trait]
    impl MemoryWriter for ReportedStore {
        async fn ingest(
            &self,
            _: &Scope,
            extracted: ExtractedCall,
        ) -> Result<IngestOutcome, StoreError> {
            if !extracted.call.machine_answered {
                return Ok(IngestOutcome::MachineAnswered);
            }
            Ok(IngestOutcome::Ingested {
                added: extracted.memories.len(),
                updated: 0,
                confirmed: 0,
                removed: 0,
            })
        }
    }

    #[tokio::test]
    async fn a_call_is_extracted_again_if_a_machine_was_reported_in_the_meantime() {
        let turn = |speaker, text: &str| Turn {
            speaker,
            text: text.into(),
        };
        let person = turn(Speaker::Caller, "No, she moved to Porto with her violin.");
        let machine = turn(Speaker::Caller, "Please leave a message after the tone.");
        let greeting = turn(Speaker::Agent, "Hello, is this Ines?");
        for (turns, expected) in [
            (
                vec![greeting.clone(), machine.clone()],
                EventOutcome::Skipped(SkipReason::Voicemail),
            ),
            (
                vec![greeting, person, machine],
                EventOutcome::Ingested(IngestOutcome::Ingested {
                    added: 1,
                    updated: 0,
                    confirmed: 0,
                    removed: 0,
                }),
            ),
        ] {
            let processor = processor(Arc::new(ReportedStore));
            let call = ScopedCall {
                scope: Scope::for_caller(CallerId::parse("+12025550143", None).unwrap()),
                called_from: None,
                call: Call {
                    conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
                    agent_id: None,
                    started_at: Timestamp::UNIX_EPOCH,
                    duration_secs: 60,
                    language: None,
                    time_zone: None,
                    outcome: CallOutcome::Answered,
                    caller_spoke: true,
                    turns,
                    summary: None,
                    title: None,
                    evaluations: Vec::new(),
                    collected: Vec::new(),
                    injected_context: Vec::new(),
                    machine_answered: false,
                },
            };
            let content = ClaimedContent::Call(Box::new(call));
            let outcome = processor
                .process(content, &key(), Timestamp::UNIX_EPOCH)
                .await;
            assert_eq!(outcome.unwrap(), expected);
        }
    }
}
