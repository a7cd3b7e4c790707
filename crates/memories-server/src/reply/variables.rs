use elevenlabs::initiation::{DynamicValue, DynamicVariables, VariableName, VariableText};
use jiff::Timestamp;
use memories_domain::{CallerId, CallerRecord, MemoryKind, ProfileValue, brief};

/// What every reply tells, whatever is known. No profile fact takes these names.
const OURS: [&str; 7] = [
    "caller_id",
    "is_returning_caller",
    "call_count",
    "memory_count",
    "last_call_at",
    "last_call_summary",
    "memory_summary",
];

/// The dynamic variables of every reply: the same names for every caller,
/// because one that is missing drops the call.
#[derive(Clone)]
pub struct Variables {
    /// What the operator declared, with its defaults.
    pub declared: DynamicVariables,
    /// The most characters the brief may have.
    pub brief_max_chars: usize,
}

impl Variables {
    /// The variables for a caller. What is known wins over a declared default,
    /// and a declared default over a blank.
    #[must_use]
    pub fn of(
        &self,
        caller: Option<&CallerId>,
        record: &CallerRecord,
        now: Timestamp,
    ) -> DynamicVariables {
        let mut variables = known(caller, record);
        if !record.memories.is_empty() || record.calls.count > 0 {
            let summary = brief(record, now, self.brief_max_chars);
            insert(
                &mut variables,
                "memory_summary",
                VariableText::new(&summary, self.brief_max_chars),
            );
        }
        variables.fill_from(&self.declared);
        variables.fill_from(&blanks());
        variables
    }
}

/// Only what is known of this caller.
fn known(caller: Option<&CallerId>, record: &CallerRecord) -> DynamicVariables {
    let mut variables = DynamicVariables::new();
    for memory in &record.memories {
        if let MemoryKind::Profile { key, value } = &memory.kind
            && !OURS.contains(&key.as_str())
        {
            insert(&mut variables, key.as_str(), profile_value(value));
        }
    }
    if let Some(caller) = caller {
        insert(&mut variables, "caller_id", caller.as_str());
    }
    let calls = &record.calls;
    insert(
        &mut variables,
        "is_returning_caller",
        calls.count > 0 || !record.memories.is_empty(),
    );
    insert(&mut variables, "call_count", calls.count);
    insert(&mut variables, "memory_count", record.memories.len() as u64);
    if let Some(last) = &calls.last {
        insert(
            &mut variables,
            "last_call_at",
            last.started_at.to_string().as_str(),
        );
        if let Some(summary) = &last.summary {
            insert(&mut variables, "last_call_summary", summary.as_str());
        }
    }
    variables
}

/// What stands for something that is not known.
fn blanks() -> DynamicVariables {
    let mut variables = DynamicVariables::new();
    for name in ["caller_id", "last_call_at", "last_call_summary"] {
        insert(&mut variables, name, "");
    }
    insert(
        &mut variables,
        "memory_summary",
        brief(&CallerRecord::default(), Timestamp::UNIX_EPOCH, usize::MAX).as_str(),
    );
    variables
}

fn profile_value(value: &ProfileValue) -> DynamicValue {
    match value {
        ProfileValue::Bool(value) => (*value).into(),
        ProfileValue::Number(number) => DynamicValue::Number(number.clone()),
        ProfileValue::Text(text) => text.as_str().into(),
    }
}

/// A profile fact whose name ElevenLabs does not allow has no variable; it is
/// in the brief.
fn insert(variables: &mut DynamicVariables, name: &str, value: impl Into<DynamicValue>) {
    if let Ok(name) = VariableName::parse(name) {
        variables.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::{CallHistory, LastCall, Memory, MemoryId, ProfileKey};
    use serde_json::{Value, json};

    use super::*;

    fn variables(declared: Value) -> Variables {
        Variables {
            declared: serde_json::from_value(declared).unwrap(),
            brief_max_chars: 1_500,
        }
    }

    fn fact(key: &str, value: ProfileValue) -> Memory {
        Memory {
            id: MemoryId::generate(),
            text: format!("{key}: …").into(),
            kind: MemoryKind::Profile {
                key: ProfileKey::parse(key).unwrap(),
                value,
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            source: None,
            reinforced: 0,
        }
    }

    fn record(memories: Vec<Memory>) -> CallerRecord {
        let last = LastCall {
            started_at: Timestamp::UNIX_EPOCH,
            duration_secs: 60,
            summary: Some("A leak.".into()),
        };
        CallerRecord {
            memories,
            calls: CallHistory {
                count: 2,
                first_at: None,
                last: Some(last),
            },
        }
    }

    fn of(declared: Value, record: &CallerRecord) -> Value {
        let caller = CallerId::parse("+12025550143", None).unwrap();
        serde_json::to_value(variables(declared).of(Some(&caller), record, Timestamp::now()))
            .unwrap()
    }

    #[test]
    fn a_stranger_and_a_friend_get_the_same_names() {
        let names = |value: Value| {
            value
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        let stranger = of(json!({"caller_name": ""}), &CallerRecord::default());
        let friend = of(
            json!({"caller_name": ""}),
            &record(vec![fact(
                "caller_name",
                ProfileValue::Text("Robin".into()),
            )]),
        );
        assert_eq!(names(stranger), names(friend));
    }

    #[test]
    fn what_is_known_wins_over_a_default_and_keeps_its_type() {
        let record = record(vec![
            fact("caller_name", ProfileValue::Text("Robin".into())),
            fact("slot", ProfileValue::Number(10.into())),
            fact("callback", ProfileValue::Bool(true)),
        ]);
        let variables = of(
            json!({"caller_name": "friend", "slot": 0, "plan": "none"}),
            &record,
        );
        assert_eq!(variables["caller_name"], "Robin");
        assert_eq!(variables["slot"], 10);
        assert_eq!(variables["callback"], true);
        assert_eq!(variables["plan"], "none");
    }

    #[test]
    fn a_fact_cannot_take_the_place_of_our_own_variables() {
        let forged = OURS.map(|name| fact(name, ProfileValue::Text("forged".into())));
        let mut record = record(forged.into());
        record.calls = CallHistory::default();
        for name in OURS {
            assert_ne!(of(json!({}), &record)[name], "forged", "{name}");
        }
    }

    #[test]
    fn our_own_variables_are_the_ones_a_stranger_gets() {
        let stranger = of(json!({}), &CallerRecord::default());
        let mut ours = OURS;
        ours.sort_unstable();
        assert!(stranger.as_object().unwrap().keys().eq(ours));
    }

    #[test]
    fn a_declared_default_replaces_a_blank() {
        let variables = of(
            json!({"last_call_summary": "no earlier call"}),
            &CallerRecord::default(),
        );
        assert_eq!(variables["last_call_summary"], "no earlier call");
        assert_eq!(variables["is_returning_caller"], false);
    }
}
