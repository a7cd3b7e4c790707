//! Calls that failed because of a setting, for the operator who can change it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use memories_domain::{
    AgentId, Asked, Misconfiguration, Mistake,
    ports::{InboxAdmin, InboxEntry, InboxError, InboxState},
};

const MAX_ENTRIES: usize = 1_000;
/// What was mended longer ago is no news.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The calls of one agent that failed for the same reason.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FailedCalls {
    /// With the names of all of them.
    pub(crate) cause: Misconfiguration,
    pub(crate) count: usize,
    pub(crate) last_at: Timestamp,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    MissingVariables(Asked),
    OverrideNotAllowed(Option<String>),
}

/// Looks through the newest skipped events of the inbox.
pub(crate) async fn recent(
    inbox: &dyn InboxAdmin,
    now: Timestamp,
) -> Result<Vec<FailedCalls>, InboxError> {
    let skipped = inbox.list(Some(InboxState::Skipped), MAX_ENTRIES).await?;
    Ok(by_cause(&skipped, now))
}

/// `entries` are newest first.
fn by_cause(entries: &[InboxEntry], now: Timestamp) -> Vec<FailedCalls> {
    let mut groups: BTreeMap<(Option<AgentId>, Reason), FailedCalls> = BTreeMap::new();
    let recent = entries
        .iter()
        .filter(|entry| now.duration_since(entry.received_at) <= MAX_AGE);
    for entry in recent {
        let Some(cause) = entry.misconfiguration() else {
            continue;
        };
        let reason = match &cause.mistake {
            Mistake::MissingVariables { asked, .. } => Reason::MissingVariables(*asked),
            Mistake::OverrideNotAllowed { field } => Reason::OverrideNotAllowed(field.clone()),
        };
        let group = groups
            .entry((cause.agent.clone(), reason))
            .or_insert_with(|| FailedCalls {
                cause: cause.clone(),
                count: 0,
                last_at: entry.received_at,
            });
        group.count += 1;
        if let (
            Mistake::MissingVariables { names, .. },
            Mistake::MissingVariables { names: more, .. },
        ) = (&mut group.cause.mistake, cause.mistake)
        {
            names.extend(more);
            names.sort_unstable();
            names.dedup();
        }
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use memories_domain::{EventId, Platform, ProjectId, ports::EventKey};

    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn entry(agent: &str, names: &[&str], age: SignedDuration) -> InboxEntry {
        let cause = Misconfiguration {
            agent: AgentId::new(Platform::ElevenLabs, agent).ok(),
            mistake: Mistake::MissingVariables {
                names: names.iter().map(|&name| name.to_owned()).collect(),
                asked: Asked::Service,
            },
        };
        InboxEntry {
            id: EventId::generate(),
            key: EventKey {
                project: ProjectId::default(),
                platform: Platform::ElevenLabs,
                conversation: "conv_1".to_owned(),
                event_type: "post_call_transcription".to_owned(),
                body_sha256: "00".to_owned(),
            },
            state: InboxState::Skipped,
            received_at: NOW - age,
            attempts: 0,
            next_attempt_at: None,
            reason: Some(cause.to_string()),
            content_bytes: None,
        }
    }

    #[test]
    fn the_failed_calls_of_an_agent_are_counted_with_all_their_variables() {
        let minute = SignedDuration::from_mins(1);
        let entries = [
            entry("agent_1", &["plan"], minute),
            entry("agent_2", &["city"], minute * 2),
            entry("agent_1", &["caller_name", "plan"], minute * 3),
        ];
        let failed = by_cause(&entries, NOW);
        assert_eq!(failed.len(), 2);
        assert_eq!(failed[0].count, 2);
        assert_eq!(failed[0].last_at, NOW - minute);
        let text = failed[0].cause.to_string();
        assert!(text.ends_with("`caller_name`, `plan`"), "{text}");
    }

    #[test]
    fn old_failures_and_other_reasons_are_no_news() {
        let mut other = entry("agent_1", &["plan"], SignedDuration::ZERO);
        other.reason = Some("the call failed".to_owned());
        let old = entry("agent_1", &["plan"], MAX_AGE + SignedDuration::from_secs(1));
        assert_eq!(by_cause(&[other, old], NOW), []);
    }
}
