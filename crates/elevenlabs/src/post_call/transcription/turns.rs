//! The turns of a call, and what tools did in them.

use serde_json::Value;

use crate::{
    json::{self, Object},
    post_call::conversation::{AssignedVariable, Role, Turn},
};

/// Texts are nested a few levels deep at most: in a part of a message.
const MAX_DEPTH: usize = 4;

/// The fields of a message, or of a part of it, that hold what was said.
const TEXT_FIELDS: [&str; 5] = ["text", "content", "message", "parts", "value"];

pub(super) fn turn(turn: Object<'_>) -> Turn {
    Turn {
        role: turn
            .open_enum("role")
            .unwrap_or_else(|| Role::Other(String::new())),
        text: ["message", "content", "multivoice_message"]
            .into_iter()
            .filter_map(|field| turn.value(field))
            .find_map(|message| spoken_text(message, 0)),
        time_in_call_secs: turn.integer("time_in_call_secs"),
        tool_results: turn
            .objects("tool_results")
            .filter_map(|result| result.value("result_value"))
            .map(|value| json::text(value).unwrap_or_else(|| value.to_string()))
            .collect(),
    }
}

/// What was said: a text, or the texts in an object or a list of parts, such as those of several
/// voices. Whatever else is in it (an image, a flag) is left out.
fn spoken_text(message: &Value, depth: usize) -> Option<String> {
    match message {
        _ if depth > MAX_DEPTH => None,
        Value::String(_) | Value::Number(_) => {
            json::text(message).filter(|text| !text.trim().is_empty())
        }
        Value::Array(parts) => {
            let texts: Vec<String> = parts
                .iter()
                .filter_map(|part| spoken_text(part, depth + 1))
                .collect();
            (!texts.is_empty()).then(|| texts.join(" "))
        }
        Value::Object(fields) => TEXT_FIELDS
            .iter()
            .filter_map(|field| fields.get(*field))
            .find_map(|text| spoken_text(text, depth + 1)),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The variables that tools assigned, each with its value before the first assignment: the platform
/// sends variables with their value at the end of the call. Updates are in the result of a tool or
/// in its call, as a list or by the name of the variable.
pub(super) fn assigned_variables(data: Object<'_>) -> Vec<AssignedVariable> {
    let mut assigned: Vec<AssignedVariable> = Vec::new();
    let updates = data
        .objects("transcript")
        .flat_map(|turn| {
            turn.objects("tool_calls")
                .chain(turn.objects("tool_results"))
        })
        .flat_map(updates_of);
    for variable in updates {
        if !assigned.iter().any(|known| known.name == variable.name) {
            assigned.push(variable);
        }
    }
    assigned
}

fn updates_of(tool: Object<'_>) -> Vec<AssignedVariable> {
    const FIELD: &str = "dynamic_variable_updates";
    let listed = tool.objects(FIELD).filter_map(|update| {
        Some(AssignedVariable {
            name: update
                .text("variable_name")
                .or_else(|| update.text("name"))?,
            former_value: update.value("old_value").cloned(),
        })
    });
    let by_name = tool.object(FIELD).entries().map(|(name, update)| {
        let former_value = Object::new(update).value("old_value").cloned();
        AssignedVariable {
            name: name.clone(),
            former_value,
        }
    });
    listed.chain(by_name).collect()
}
