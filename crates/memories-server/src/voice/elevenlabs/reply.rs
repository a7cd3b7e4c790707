use elevenlabs::initiation::{
    ConversationConfigOverride, DynamicVariables, InitiationReply, ReplyKind, VariableText,
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use memories_domain::{CallerRecord, Memory, WarningCause};

use super::{
    greeting::{Greeting, NoGreeting},
    token::insert_token,
    variables::Variables,
};
use crate::{calls::ClientData, http::MemoryView, security::CallerTokens, voice::EncodedReply};

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
    ) -> Result<EncodedReply, serde_json::Error> {
        let ClientData { scope, record, .. } = data;
        let caller = scope.as_ref().map(|scope| &scope.caller);
        let today = now.to_zoned(self.time_zone.clone());
        let mut variables = self.variables.build(caller, record, &today);
        let greeting = self.greet(record, &variables);
        // After the greeting, whose template must not see the token.
        if let Some(tokens) = &self.tokens {
            insert_token(tokens, &mut variables, scope.as_ref(), now);
        }
        let (first_message, warning) = match greeting {
            Some(Ok(text)) => (Some(text), None),
            Some(Err(reason)) => (None, warning(reason, record)),
            None => (None, None),
        };
        let body = serde_json::to_vec(&InitiationReply {
            kind: ReplyKind::ConversationInitiationClientData,
            user_id: caller.map(|caller| caller.as_str().to_owned()),
            memories: memories(record, &today),
            dynamic_variables: variables,
            conversation_config_override: first_message.and_then(|text| {
                let text = VariableText::new(&text, MAX_FIRST_MESSAGE_CHARS);
                ConversationConfigOverride::greeting(text)
            }),
        })?;
        Ok(EncodedReply { body, warning })
    }

    /// The first message for a returning caller; `None` for a new one.
    fn greet(
        &self,
        record: &CallerRecord,
        variables: &DynamicVariables,
    ) -> Option<Result<String, NoGreeting>> {
        let greeting = self.greeting.as_ref()?;
        (record.calls.count > 0).then(|| greeting.render(variables))
    }
}

/// What the operator must know of a caller who was not greeted.
fn warning(reason: NoGreeting, record: &CallerRecord) -> Option<WarningCause> {
    match reason {
        // Of a line that several people use, the operator is told that nobody is named on it.
        NoGreeting::Blank(_) if record.knowledge().line().is_shared() => None,
        NoGreeting::Blank(variable) => Some(WarningCause::BlankInGreeting { variable }),
        // A template may greet some callers only.
        NoGreeting::Empty => None,
        NoGreeting::Failed(kind) => Some(WarningCause::GreetingFailed {
            reason: kind.to_string(),
        }),
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
