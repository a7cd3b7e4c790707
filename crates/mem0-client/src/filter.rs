//! Which memories to search or list.
//!
//! The grammar of the platform lets one write filters that it refuses, that it misreads, or that
//! reach every user at once. The types here cannot express those:
//!
//! - a [`Filter`] always names at least one entity by its literal id;
//! - `AND`, `OR` and `NOT` never stand beside each other in one object, where the platform drops
//!   the `OR`; each [`Condition`] is an object of its own;
//! - there is no `eq`, no empty list and no `null`, which the platform answers with an error or
//!   with nothing.

use serde::{Serialize, Serializer};

use crate::Entity;

mod condition;

pub use condition::{Comparison, Condition, Scalar, TimeField};

/// Names whose memories are meant, and narrows them down.
///
/// ```
/// use mem0_client::{Condition, Entity, Filter};
///
/// let filter = Filter::of(Entity::user("ada")?).and(Condition::metadata("channel", "voice"));
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
    /// All memories of one entity.
    #[must_use]
    pub const fn of(entity: Entity) -> Self {
        Self {
            entity,
            alternatives: Vec::new(),
            conditions: Vec::new(),
        }
    }

    /// Also the memories of another entity.
    ///
    /// What is added with both a user and an agent ends up under one *or* the other, so this is
    /// how to get at all of it. Mind that an agent's memories come from everyone it talked to.
    #[must_use]
    pub fn or(mut self, entity: Entity) -> Self {
        self.alternatives.push(entity);
        self
    }

    /// Only those that also satisfy a condition.
    #[must_use]
    pub fn and(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = Condition::is(&self.entity);
        let owner = self
            .alternatives
            .iter()
            .map(Condition::is)
            .fold(named, Condition::or);
        self.conditions
            .iter()
            .cloned()
            .fold(owner, Condition::and)
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
    fn one_entity_alone_is_flat() {
        assert_eq!(json(Filter::of(user())), json!({"user_id": "u"}));
    }

    #[test]
    fn alternatives_and_conditions_are_nested_and_never_siblings() {
        let filter = Filter::of(user())
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
    fn every_condition_is_written_as_the_platform_reads_it() {
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
        let c = |key: &str| Condition::metadata(key, key);
        let written = json(c("a").or(c("b")).and(c("c")).and(c("d").negate()));
        let leaf = |key: &str| json!({"metadata": {key: key}});
        assert_eq!(
            written,
            json!({"AND": [{"OR": [leaf("a"), leaf("b")]}, leaf("c"), {"NOT": [leaf("d")]}]})
        );
    }

    #[test]
    fn a_choice_of_nothing_is_refused() {
        assert!(Condition::one_of(EntityKind::User, []).is_err());
        assert!(Condition::category_in(Vec::<String>::new()).is_err());
    }

    #[test]
    fn debug_shows_neither_ids_nor_metadata() {
        let filter = Filter::of(Entity::user("+12025550143").unwrap())
            .and(Condition::metadata("name", "Robin"));
        let shown = format!("{filter:?}");
        assert!(
            !shown.contains("0143") && !shown.contains("Robin"),
            "{shown}"
        );
    }
}
