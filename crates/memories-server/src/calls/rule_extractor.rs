use std::{num::NonZero, sync::Arc, thread::available_parallelism};

use async_trait::async_trait;
use memories_domain::{
    Call, ExtractedMemory, ExtractionRules, extract_memories,
    ports::{ExtractError, Extractor},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Extracts memories by the rules of the domain, on half the cores at most, so that a backlog of
/// finished calls does not delay live ones.
pub struct RuleExtractor {
    slots: Arc<Semaphore>,
    rules: Arc<ExtractionRules>,
}

impl RuleExtractor {
    #[must_use]
    pub fn new(rules: ExtractionRules) -> Self {
        let cores = available_parallelism().map_or(1, NonZero::get);
        Self {
            slots: Arc::new(Semaphore::new((cores / 2).max(1))),
            rules: Arc::new(rules),
        }
    }
}

impl Default for RuleExtractor {
    fn default() -> Self {
        Self::new(ExtractionRules::default())
    }
}

#[async_trait]
impl Extractor for RuleExtractor {
    async fn extract(&self, call: Arc<Call>) -> Result<Vec<ExtractedMemory>, ExtractError> {
        let (slots, rules) = (Arc::clone(&self.slots), Arc::clone(&self.rules));
        let slot = slots.acquire_owned().await.map_err(ExtractError::new)?;
        let extraction = spawn_blocking(move || {
            // Held until the work ends: dropping the future does not stop it.
            let _slot = slot;
            extract_memories(&call, &rules)
        });
        // The message of a panic may contain a transcript.
        extraction
            .await
            .map_err(|_| ExtractError::new("a panic; the log has its location"))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use memories_domain::{CallOutcome, ConversationId, Platform, Speaker, Turn};

    use super::*;

    fn call() -> Arc<Call> {
        Arc::new(Call {
            conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
            agent_id: None,
            started_at: Timestamp::UNIX_EPOCH,
            duration_secs: 60,
            language: None,
            time_zone: None,
            outcome: CallOutcome::Answered,
            caller_spoke: true,
            turns: vec![Turn {
                speaker: Speaker::Caller,
                text: "My dog is called Biscuit.".into(),
            }],
            summary: None,
            title: None,
            evaluations: Vec::new(),
            collected: Vec::new(),
            injected_context: Vec::new(),
            machine_answered: false,
        })
    }

    #[tokio::test]
    async fn a_slot_is_free_again_after_each_extraction() {
        let extractor = RuleExtractor {
            slots: Arc::new(Semaphore::new(1)),
            ..RuleExtractor::default()
        };
        for _ in 0..3 {
            let memories = extractor.extract(call()).await.unwrap();
            assert_eq!(
                memories,
                extract_memories(&call(), &ExtractionRules::default())
            );
            assert_eq!(memories.len(), 1);
        }
    }
}
