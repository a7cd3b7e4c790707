use elevenlabs::initiation::{DynamicValue, DynamicVariables, VariableName, VariableText};
use jiff::Zoned;
use memories_domain::{
    CallerId, CallerRecord, FactRules, NO_HISTORY, ProfileValue, SummaryStyle, current_value,
    memory_summary,
};

use crate::voice::BUILTIN_VARIABLES;

/// Builds the dynamic variables of every reply: the same names for every caller, because
/// ElevenLabs drops the call if one is missing.
#[derive(Clone)]
pub(crate) struct Variables {
    /// The operator's variables and their defaults.
    pub(crate) declared: DynamicVariables,
    pub(crate) style: SummaryStyle,
    /// Which facts may be variables.
    pub(crate) facts: FactRules,
}

impl Variables {
    /// Values of the caller take precedence over declared defaults, and those over empty values.
    #[must_use]
    pub(super) fn build(
        &self,
        caller: Option<&CallerId>,
        record: &CallerRecord,
        now: &Zoned,
    ) -> DynamicVariables {
        let mut variables = self.caller_values(caller, record, now);
        if !record.memories.is_empty() || record.calls.count > 0 {
            let summary = memory_summary(record, now, self.style);
            insert(
                &mut variables,
                "memory_summary",
                VariableText::new(&summary, self.style.max_chars),
            );
        }
        variables.fill_from(&self.declared);
        variables.fill_from(&empty_values());
        variables
    }

    /// The variables with a value of this caller.
    fn caller_values(
        &self,
        caller: Option<&CallerId>,
        record: &CallerRecord,
        now: &Zoned,
    ) -> DynamicVariables {
        let mut variables = DynamicVariables::new();
        let knowledge = record.knowledge();
        let is_shared = knowledge.line().is_shared();
        // A name in ASCII comes before another one without its accents.
        let mut without_accents = DynamicVariables::new();
        for fact in knowledge.facts() {
            let Some(name) = fact.key.to_ascii() else {
                continue;
            };
            let name = name.as_ref();
            let is_exact = name == fact.key.as_str();
            // On a line of several people nobody knows yet who is calling.
            let is_usable = knowledge.is_for_everybody(fact)
                && !BUILTIN_VARIABLES.contains(&name)
                && self.facts.of(&fact.key).spoken;
            if is_usable && let Some(value) = current_value(fact, record, now, self.style.locale) {
                let target = if is_exact {
                    &mut variables
                } else {
                    &mut without_accents
                };
                insert(target, name, profile_value(&value));
            }
        }
        variables.fill_from(&without_accents);
        insert_call_values(&mut variables, caller, record, is_shared);
        variables
    }
}

fn insert_call_values(
    variables: &mut DynamicVariables,
    caller: Option<&CallerId>,
    record: &CallerRecord,
    is_shared: bool,
) {
    if let Some(caller) = caller {
        insert(variables, "caller_id", caller.as_str());
    }
    let calls = &record.calls;
    insert(
        variables,
        "is_returning_caller",
        calls.count > 0 || !record.memories.is_empty(),
    );
    insert(variables, "call_count", calls.count);
    insert(variables, "memory_count", record.memories.len() as u64);
    if let Some(last) = &calls.last {
        insert(
            variables,
            "last_call_at",
            last.started_at.to_string().as_str(),
        );
        // Whoever called last may not be who is calling.
        if let Some(summary) = last.summary.as_ref().filter(|_| !is_shared) {
            insert(variables, "last_call_summary", summary.as_str());
        }
    }
}

/// The values of built-in variables for a caller without any.
fn empty_values() -> DynamicVariables {
    let mut variables = DynamicVariables::new();
    for name in ["caller_id", "last_call_at", "last_call_summary"] {
        insert(&mut variables, name, "");
    }
    insert(&mut variables, "memory_summary", NO_HISTORY);
    variables
}

fn profile_value(value: &ProfileValue) -> DynamicValue {
    match value {
        ProfileValue::Bool(value) => (*value).into(),
        ProfileValue::Number(number) => DynamicValue::Number(number.clone()),
        ProfileValue::Text(text) => text.as_str().into(),
    }
}

/// Skips a profile fact whose name is not valid for a variable; the summary contains it.
fn insert(variables: &mut DynamicVariables, name: &str, value: impl Into<DynamicValue>) {
    if let Ok(name) = VariableName::parse(name) {
        variables.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use memories_domain::{
        Annotations, CallHistory, CallSpeaker, Certainty, ConversationId, LastCall, Locale, Memory,
        MemoryId, MemoryKind, PersonName, Platform, ProfileKey, Source,
    };
    use serde_json::{Value, json};

    use super::*;

    fn variables(declared: Value) -> Variables {
        Variables {
            declared: serde_json::from_value(declared).unwrap(),
            style: SummaryStyle {
                locale: Locale::default(),
                max_chars: 1_500,
            },
            facts: FactRules::default(),
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
            confirmations: 0,
            annotations: Annotations::default(),
        }
    }

    fn record(memories: Vec<Memory>) -> CallerRecord {
        let last = LastCall {
            started_at: Timestamp::UNIX_EPOCH,
            duration_secs: 60,
            summary: Some("A leak.".into()),
        };
        let calls = CallHistory {
            count: 2,
            first_at: None,
            last: Some(last),
        };
        CallerRecord::new(memories, calls)
    }

    fn build(declared: Value, record: &CallerRecord) -> Value {
        let caller = CallerId::parse("+12025550143", None).unwrap();
        serde_json::to_value(variables(declared).build(Some(&caller), record, &Zoned::now()))
            .unwrap()
    }

    #[test]
    fn a_new_and_a_returning_caller_get_the_same_names() {
        let names = |value: Value| {
            value
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        let new = build(json!({"caller_name": ""}), &CallerRecord::default());
        let returning = build(
            json!({"caller_name": ""}),
            &record(vec![fact(
                "caller_name",
                ProfileValue::Text("Robin".into()),
            )]),
        );
        assert_eq!(names(new), names(returning));
    }

    #[test]
    fn a_value_of_the_caller_replaces_a_default_and_keeps_its_type() {
        let record = record(vec![
            fact("caller_name", ProfileValue::Text("Robin".into())),
            fact("slot", ProfileValue::Number(10.into())),
            fact("callback", ProfileValue::Bool(true)),
        ]);
        let variables = build(
            json!({"caller_name": "friend", "slot": 0, "plan": "none"}),
            &record,
        );
        assert_eq!(variables["caller_name"], "Robin");
        assert_eq!(variables["slot"], 10);
        assert_eq!(variables["callback"], true);
        assert_eq!(variables["plan"], "none");
    }

    #[test]
    fn a_name_with_accents_is_a_variable_without_them_and_another_script_is_none() {
        let text = |text: &str| ProfileValue::Text(text.into());
        let record = record(vec![
            fact("número_cliente", text("88")),
            fact("Größe", text("M")),
            fact("ville", text("Lyon")),
            fact("vïlle", text("Paris")),
            fact("город", text("Порту")),
        ]);
        let variables = build(json!({}), &record);
        assert_eq!(variables["numero_cliente"], "88");
        assert_eq!(variables["Grosse"], "M");
        assert_eq!(variables["ville"], "Lyon");
        // It is in the summary.
        let mut named = variables.as_object().unwrap().iter();
        assert!(named.all(|(name, value)| name == "memory_summary" || value != "Порту"));
    }

    #[test]
    fn a_fact_cannot_replace_a_builtin_variable() {
        let forged = BUILTIN_VARIABLES.map(|name| fact(name, ProfileValue::Text("forged".into())));
        let mut record = record(forged.into());
        record.calls = CallHistory::default();
        for name in BUILTIN_VARIABLES {
            assert_ne!(build(json!({}), &record)[name], "forged", "{name}");
        }
    }

    #[test]
    fn a_new_caller_gets_the_builtin_variables() {
        let variables = build(json!({}), &CallerRecord::default());
        let mut builtin = BUILTIN_VARIABLES;
        builtin.sort_unstable();
        assert!(variables.as_object().unwrap().keys().eq(builtin));
    }

    /// A fact from a call on a day of November, in which somebody says their name, or nobody does.
    fn fact_of_call(day: i8, name: Option<&str>, key: &str, value: &str) -> Memory {
        let started_at = format!("2026-11-{day:02}T10:00:00Z").parse().unwrap();
        Memory {
            updated_at: started_at,
            source: Some(Source {
                conversation_id: ConversationId::new(Platform::ElevenLabs, &format!("conv_{day}"))
                    .unwrap(),
                agent_id: None,
                started_at,
                duration_secs: 60,
                language: None,
            }),
            annotations: Annotations {
                caller: name.map(|name| CallSpeaker {
                    name: PersonName::parse(name),
                    certainty: Certainty::Stated,
                    other_spellings: Vec::new(),
                    relation: None,
                    on_behalf_of: None,
                }),
                ..Annotations::default()
            },
            ..fact(key, ProfileValue::Text(value.into()))
        }
    }

    #[test]
    fn on_a_line_of_several_people_a_fact_about_one_of_them_is_no_variable() {
        let record = record(vec![
            fact_of_call(1, Some("Robin"), "appointment_date", "9 December"),
            fact_of_call(2, Some("Priya"), "hobby", "chess"),
            fact_of_call(1, Some("Robin"), "seat", "aisle"),
            fact_of_call(2, Some("Priya"), "seat", "window"),
            fact_of_call(3, None, "medications", "warfarin"),
            fact_of_call(3, None, "plan", "Gold"),
            fact_of_call(2, Some("Priya"), "caller_name", "Priya"),
            fact_of_call(3, None, "gate_code", "4711"),
            fact_of_call(1, Some("Robin"), "service_address", "4 Fenn Street"),
        ]);
        let variables = build(json!({"last_call_summary": "none"}), &record);
        for name in ["appointment_date", "hobby", "medications", "caller_name"] {
            assert_eq!(variables.get(name), None, "{name}");
        }
        assert_eq!(variables["seat"], "window");
        assert_eq!(variables["plan"], "Gold");
        assert_eq!(variables["gate_code"], "4711");
        assert_eq!(variables["service_address"], "4 Fenn Street");
        assert_eq!(variables["last_call_summary"], "none");
    }

    #[test]
    fn a_declared_default_replaces_an_empty_value() {
        let variables = build(
            json!({"last_call_summary": "no earlier call"}),
            &CallerRecord::default(),
        );
        assert_eq!(variables["last_call_summary"], "no earlier call");
        assert_eq!(variables["is_returning_caller"], false);
    }
}
