use elevenlabs::initiation::{
    ConversationConfigOverride, DynamicVariables, InitiationReply, ReplyKind, VariableText,
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use memories_domain::{CallerRecord, Memory};

use super::{
    greeting::Greeting, greeting_log::GreetingLog, token::insert_token, variables::Variables,
};
use crate::{calls::ClientData, http::MemoryView, security::CallerTokens};

/// Maximum length of the first message, in characters.
const MAX_FIRST_MESSAGE_CHARS: usize = 300;
/// Maximum size of the memories in a reply: that of a Lambda function may have 6 MB.
const MAX_MEMORIES_BYTES: usize = 4 << 20;
/// Estimated size of a memory beside its text.
const METADATA_BYTES: usize = 512;

/// Encodes the reply to the conversation initiation webhook.
#[derive(Clone)]
pub(crate) struct ReplyEncoder {
    pub(crate) variables: Variables,
    /// `None` if returning callers get the agent's own first message.
    pub(crate) greeting: Option<Greeting>,
    pub(crate) greeting_log: GreetingLog,
    /// `None` if searches need no token.
    pub(crate) tokens: Option<CallerTokens>,
    /// Of dates in the reply.
    pub(crate) time_zone: TimeZone,
}

impl ReplyEncoder {
    pub(super) fn encode(
        &self,
        data: &ClientData,
        now: Timestamp,
    ) -> Result<Vec<u8>, serde_json::Error> {
        let ClientData { scope, record, .. } = data;
        let caller = scope.as_ref().map(|scope| &scope.caller);
        let today = now.to_zoned(self.time_zone.clone());
        let mut variables = self.variables.build(caller, record, &today);
        let first_message = self.greet(data, &variables);
        // After the greeting, whose template must not see the token.
        if let Some(tokens) = &self.tokens {
            insert_token(tokens, &mut variables, scope.as_ref(), now);
        }
        serde_json::to_vec(&InitiationReply {
            kind: ReplyKind::ConversationInitiationClientData,
            user_id: caller.map(|caller| caller.as_str().to_owned()),
            memories: memories(record, &today),
            dynamic_variables: variables,
            conversation_config_override: first_message.and_then(|text| {
                let text = VariableText::new(&text, MAX_FIRST_MESSAGE_CHARS);
                ConversationConfigOverride::greeting(text)
            }),
        })
    }

    /// The first message for a returning caller.
    fn greet(&self, data: &ClientData, variables: &DynamicVariables) -> Option<String> {
        let ClientData { record, agent, .. } = data;
        let greeting = self.greeting.as_ref()?;
        if record.calls.count == 0 {
            return None;
        }
        match greeting.render(variables) {
            Ok(text) => Some(text),
            Err(reason) => {
                let is_shared = record.knowledge().line().is_shared();
                self.greeting_log.report(agent.as_ref(), &reason, is_shared);
                None
            }
        }
    }
}

fn memories<'r>(record: &'r CallerRecord, now: &Zoned) -> Vec<MemoryView<'r>> {
    let knowledge = record.knowledge();
    let newest = newest_that_fit(&record.memories);
    let omitted = record.memories.len() - newest.len();
    newest
        .iter()
        .enumerate()
        .map(|(index, memory)| MemoryView::new(memory, knowledge.status(omitted + index, now)))
        .collect()
}

/// The newest memories whose total size is within the limit, oldest first.
fn newest_that_fit(memories: &[Memory]) -> &[Memory] {
    let mut remaining = MAX_MEMORIES_BYTES;
    let does_not_fit = |memory: &Memory| {
        let fits = remaining.checked_sub(memory.text.len() + METADATA_BYTES);
        remaining = fits.unwrap_or_default();
        fits.is_none()
    };
    let first = memories
        .iter()
        .rposition(does_not_fit)
        .map_or(0, |index| index + 1);
    memories.get(first..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use memories_domain::{Annotations, MemoryId, MemoryKind, Subject};

    use super::*;

    fn memories_of(count: usize) -> Vec<Memory> {
        let memory = |_| Memory {
            id: MemoryId::generate(),
            text: "x".repeat(1_000).as_str().into(),
            kind: MemoryKind::Factual {
                subject: Subject::Caller,
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            source: None,
            confirmations: 0,
            annotations: Annotations::default(),
        };
        (0..count).map(memory).collect()
    }

    #[test]
    fn a_reply_contains_all_memories_of_an_ordinary_caller() {
        assert_eq!(newest_that_fit(&memories_of(1_000)).len(), 1_000);
        assert_eq!(newest_that_fit(&[]).len(), 0);
    }

    #[test]
    fn a_reply_that_would_be_too_large_omits_the_oldest_memories() {
        let all = memories_of(5_000);
        let newest = newest_that_fit(&all);
        assert!(newest.len() < all.len());
        assert_eq!(
            newest.last().map(|memory| &memory.id),
            all.last().map(|memory| &memory.id)
        );
        let bytes: usize = newest.iter().map(|memory| memory.text.len()).sum();
        assert!((2 << 20..MAX_MEMORIES_BYTES).contains(&bytes), "{bytes}");
    }
}
