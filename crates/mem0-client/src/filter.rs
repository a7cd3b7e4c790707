//! Filters for searches and lists.
//!
//! The platform's grammar allows filters that it rejects, misinterprets, or that match every user.
//! The types here cannot express those:
//!
//! - a [`Filter`] always contains at least one entity with a literal id;
//! - `AND`, `OR` and `NOT` are never keys of the same object, because the platform then ignores the
//!   `OR`; each [`Condition`] is a separate object;
//! - there is no `eq`, no empty list and no `null`, for which the platform returns an error or no
//!   results.

use serde::{Serialize, Serializer};

use crate::Entity;

mod condition;

pub use condition::{Comparison, Condition, Scalar, TimeField};

/// Selects the memories of one or more entities, optionally restricted by conditions.
///
/// ```
/// use mem0_client::{Condition, Entity, Filter};
///
/// let filter = Filter::new(Entity::user("ada")?).and(Condition::metadata("channel", "voice"));
/// assert_eq!(
///     serde_json::to_value(&filter).unwrap(),
///     serde_json::json!({"AND": [{"user_id": "ada"}, {"metadata": {"channel": "voice"}}]}),
/// );
/// # Ok::<(), mem0_client::InvalidRequest>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    entity: Entity,
    alternatives: Vec<Entity>,
    conditions: Vec<Condition>,
}

impl Filter {
    /// Matches all memories of one entity.
    #[must_use]
    pub const fn new(entity: Entity) -> Self {
        Self {
            entity,
            alternatives: Vec::new(),
            conditions: Vec::new(),
        }
    }

    /// Also matches the memories of another entity.
    ///
    /// A memory that was added with both a user and an agent is stored under one *or* the other, so
    /// both are needed to find all of them. Note that an agent's memories originate from all of its
    /// users.
    #[must_use]
    pub fn or(mut self, entity: Entity) -> Self {
        self.alternatives.push(entity);
        self
    }

    /// Restricts the filter to memories that satisfy a condition.
    #[must_use]
    pub fn and(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let first = Condition::is(&self.entity);
        let entities = self
            .alternatives
            .iter()
            .map(Condition::is)
            .fold(first, Condition::or);
        self.conditions
            .iter()
            .cloned()
            .fold(entities, Condition::and)
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{EntityId, EntityKind};

    fn user() -> Entity {
        Entity::user("u").unwrap()
    }

    fn json(value: impl Serialize) -> Value {
        serde_json::to_value(value).unwrap()
    }

    #[test]
    fn a_single_entity_is_flat() {
        assert_eq!(json(Filter::new(user())), json!({"user_id": "u"}));
    }

    #[test]
    fn alternatives_and_conditions_are_nested_and_never_siblings() {
        let filter = Filter::new(user())
            .or(Entity::agent("a").unwrap())
            .or(Entity::app("p").unwrap())
            .and(Condition::metadata("k", true))
            .and(Condition::category_contains("health"));
        assert_eq!(
            json(filter),
            json!({"AND": [
                {"OR": [{"user_id": "u"}, {"agent_id": "a"}, {"app_id": "p"}]},
                {"metadata": {"k": true}},
                {"categories": {"contains": "health"}},
            ]})
        );
    }

    #[test]
    fn every_condition_has_the_platforms_syntax() {
        let id = |id: &str| EntityId::new(id).unwrap();
        let time = "2026-11-20T10:10:11-08:00".parse().unwrap();
        let cases = [
            (
                Condition::one_of(EntityKind::Run, [id("1"), id("2")]).unwrap(),
                json!({"run_id": {"in": ["1", "2"]}}),
            ),
            (
                Condition::is_not(&Entity::agent("a").unwrap()),
                json!({"agent_id": {"ne": "a"}}),
            ),
            (Condition::present(EntityKind::App), json!({"app_id": "*"})),
            (
                Condition::absent(EntityKind::Agent),
                json!({"NOT": [{"agent_id": "*"}]}),
            ),
            (
                Condition::time(TimeField::CreatedAt, Comparison::AtOrAfter, time),
                json!({"created_at": {"gte": "2026-11-20T18:10:11Z"}}),
            ),
            (
                Condition::expires(Comparison::Before, "2027-01-31".parse().unwrap()),
                json!({"expiration_date": {"lt": "2027-01-31"}}),
            ),
            (
                Condition::category_in(["food", "health"]).unwrap(),
                json!({"categories": {"in": ["food", "health"]}}),
            ),
            (
                Condition::metadata_is_not("n", 3),
                json!({"metadata": {"n": {"ne": 3}}}),
            ),
            (
                Condition::metadata_contains("t", "x"),
                json!({"metadata": {"t": {"contains": "x"}}}),
            ),
        ];
        for (condition, expected) in cases {
            assert_eq!(json(condition), expected);
        }
    }

    #[test]
    fn groups_of_one_kind_are_flattened_and_of_two_kinds_nested() {
        let condition = |key: &str| Condition::metadata(key, key);
        let filter = json(
            condition("a")
                .or(condition("b"))
                .and(condition("c"))
                .and(condition("d").negate()),
        );
        let leaf = |key: &str| json!({"metadata": {key: key}});
        assert_eq!(
            filter,
            json!({"AND": [{"OR": [leaf("a"), leaf("b")]}, leaf("c"), {"NOT": [leaf("d")]}]})
        );
    }

    #[test]
    fn an_empty_list_is_rejected() {
        assert!(Condition::one_of(EntityKind::User, []).is_err());
        assert!(Condition::category_in(Vec::<String>::new()).is_err());
    }

    #[test]
    fn debug_shows_neither_ids_nor_metadata() {
        let filter = Filter::new(Entity::user("+12025550143").unwrap())
            .and(Condition::metadata("name", "Robin"));
        let shown = format!("{filter:?}");
        assert!(
            !shown.contains("0143") && !shown.contains("Robin"),
            "{shown}"
        );
    }
}
