//! A table in memory that evaluates the expressions of the ledger.

use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex},
};

use serde_json::{Map, Value, json};
use wiremock::{Request, Respond, ResponseTemplate};

#[derive(Clone, Default)]
pub(super) struct Table(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    items: HashMap<String, Map<String, Value>>,
    lose_next_response: bool,
    requests: Vec<String>,
}

impl Table {
    /// Applies the next update, but answers with an error.
    pub(super) fn lose_next_response(&self) {
        self.0.lock().unwrap().lose_next_response = true;
    }

    pub(super) fn loses_next_response(&self) -> bool {
        self.0.lock().unwrap().lose_next_response
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.0.lock().unwrap().requests.clone()
    }

    /// All items, in no particular order.
    pub(super) fn items(&self) -> Vec<Map<String, Value>> {
        self.0.lock().unwrap().items.values().cloned().collect()
    }

    pub(super) fn only_item(&self) -> Map<String, Value> {
        let state = self.0.lock().unwrap();
        assert_eq!(state.items.len(), 1);
        state.items.values().next().unwrap().clone()
    }
}

impl Respond for Table {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let target = &request.headers["x-amz-target"];
        assert_eq!(target, "DynamoDB_20120810.UpdateItem");
        let body: Value = request.body_json().unwrap();
        assert_eq!(body["TableName"], "ledger");
        let key = body["Key"]["entry"]["S"].as_str().unwrap();

        let mut state = self.0.lock().unwrap();
        state.requests.push(body.to_string());
        let previous = state.items.get(key).cloned();
        let item = previous.clone().unwrap_or_default();
        let expressions = Expressions {
            names: &body["ExpressionAttributeNames"],
            values: &body["ExpressionAttributeValues"],
            item: &item,
        };
        let condition = body["ConditionExpression"].as_str();
        if !condition.is_none_or(|condition| expressions.condition_holds(condition)) {
            return ResponseTemplate::new(400).set_body_json(json!({
                "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
                "message": "The conditional request failed",
                "Item": previous,
            }));
        }
        let mut updated = expressions.updated(body["UpdateExpression"].as_str().unwrap());
        updated.insert("entry".to_owned(), body["Key"]["entry"].clone());
        state.items.insert(key.to_owned(), updated);
        if mem::take(&mut state.lose_next_response) {
            return ResponseTemplate::new(500);
        }
        ResponseTemplate::new(200).set_body_json(json!({ "Attributes": previous }))
    }
}

struct Expressions<'a> {
    names: &'a Value,
    values: &'a Value,
    item: &'a Map<String, Value>,
}

impl Expressions<'_> {
    fn name(&self, placeholder: &str) -> &str {
        self.names[placeholder].as_str().unwrap()
    }

    /// The value of `:value`, or of the attribute `#name`.
    fn operand(&self, operand: &str) -> Option<&Value> {
        if operand.starts_with(':') {
            Some(&self.values[operand])
        } else {
            self.item.get(self.name(operand))
        }
    }

    fn number(&self, operand: &str) -> i64 {
        let value = self.operand(operand).unwrap();
        value["N"].as_str().unwrap().parse().unwrap()
    }

    /// Terms that are joined by `AND`, and within parentheses by `OR`.
    fn condition_holds(&self, condition: &str) -> bool {
        condition.split(" AND ").all(|alternatives| {
            let alternatives = match alternatives.strip_prefix('(') {
                Some(inner) => inner.strip_suffix(')').unwrap(),
                None => alternatives,
            };
            alternatives.split(" OR ").any(|term| self.term_holds(term))
        })
    }

    fn term_holds(&self, term: &str) -> bool {
        let argument = |function: &str| term.strip_prefix(function)?.strip_suffix(')');
        if let Some(name) = argument("attribute_not_exists(") {
            self.operand(name).is_none()
        } else if let Some(name) = argument("attribute_exists(") {
            self.operand(name).is_some()
        } else {
            let (left, right) = term.split_once(" < ").unwrap();
            self.number(left) < self.number(right)
        }
    }

    /// The item after the assignments of `SET` and the removals of `REMOVE`.
    fn updated(&self, expression: &str) -> Map<String, Value> {
        let (set, remove) = expression.split_once("REMOVE ").unwrap_or((expression, ""));
        let mut updated = self.item.clone();
        if let Some(assignments) = set.strip_prefix("SET ") {
            for assignment in assignments.trim().split(", ") {
                let (name, operand) = assignment.split_once(" = ").unwrap();
                let value = self.operand(operand).unwrap().clone();
                updated.insert(self.name(name).to_owned(), value);
            }
        }
        for name in remove.split(", ").filter(|name| !name.is_empty()) {
            updated.remove(self.name(name));
        }
        updated
    }
}
