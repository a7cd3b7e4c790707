use std::fmt;

use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};

use crate::{Entity, EntityId, EntityKind, InvalidRequest};

/// A predicate on memories. Conditions are combined with [`and`](Self::and),
/// [`or`](Self::or) and [`negate`](Self::negate).
///
/// `Debug` shows the structure and the fields, not the values.
#[derive(Clone, PartialEq)]
pub struct Condition(Shape);

#[derive(Clone, PartialEq)]
enum Shape {
    Field { key: &'static str, test: Value },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// A time of a memory that conditions can compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeField {
    /// The time of creation.
    CreatedAt,
    /// The time of the last change.
    UpdatedAt,
    /// The timestamp set by the request that added or updated the memory.
    Timestamp,
}

/// A comparison of times or dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Strictly later.
    After,
    /// At the given time or later.
    AtOrAfter,
    /// Strictly earlier.
    Before,
    /// At the given time or earlier.
    AtOrBefore,
}

impl Comparison {
    const fn operator(self) -> &'static str {
        match self {
            Self::After => "gt",
            Self::AtOrAfter => "gte",
            Self::Before => "lt",
            Self::AtOrBefore => "lte",
        }
    }
}

/// A metadata value that conditions can compare: text, an integer or a boolean.
#[derive(Clone, PartialEq)]
pub struct Scalar(Value);

impl fmt::Debug for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scalar(_)")
    }
}

macro_rules! scalar_from {
    ($($source:ty),*) => {
        $(impl From<$source> for Scalar {
            fn from(value: $source) -> Self {
                Self(value.into())
            }
        })*
    };
}

scalar_from!(&str, String, bool, i32, i64, u32, u64);

impl Condition {
    /// Belongs to this entity.
    #[must_use]
    pub fn is(entity: &Entity) -> Self {
        Self::field(entity.kind().key(), json!(entity.id()))
    }

    /// Belongs to another entity of this kind, or to none.
    #[must_use]
    pub fn is_not(entity: &Entity) -> Self {
        Self::field(entity.kind().key(), json!({"ne": entity.id()}))
    }

    /// Belongs to one of these entities. Fails if `ids` is empty.
    pub fn one_of(
        kind: EntityKind,
        ids: impl IntoIterator<Item = EntityId>,
    ) -> Result<Self, InvalidRequest> {
        Ok(Self::field(kind.key(), json!({"in": non_empty(ids)?})))
    }

    /// Belongs to any entity of this kind.
    #[must_use]
    pub fn present(kind: EntityKind) -> Self {
        Self::field(kind.key(), json!("*"))
    }

    /// Belongs to no entity of this kind.
    #[must_use]
    pub fn absent(kind: EntityKind) -> Self {
        Self::present(kind).negate()
    }

    /// Compares a time of the memory with `time`.
    #[must_use]
    pub fn time(field: TimeField, comparison: Comparison, time: Timestamp) -> Self {
        let key = match field {
            TimeField::CreatedAt => "created_at",
            TimeField::UpdatedAt => "updated_at",
            TimeField::Timestamp => "timestamp",
        };
        Self::field(key, json!({comparison.operator(): time}))
    }

    /// Compares the memory's expiration date with `day`.
    #[must_use]
    pub fn expires(comparison: Comparison, day: Date) -> Self {
        Self::field("expiration_date", json!({comparison.operator(): day}))
    }

    /// Has one of these categories. The platform assigns categories a few seconds after the memory
    /// was added. Fails if `names` is empty.
    pub fn category_in(
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, InvalidRequest> {
        let names = non_empty(names.into_iter().map(Into::<String>::into))?;
        Ok(Self::field("categories", json!({"in": names})))
    }

    /// Has a category whose name contains `text`.
    #[must_use]
    pub fn category_contains(text: impl Into<String>) -> Self {
        Self::field("categories", json!({"contains": text.into()}))
    }

    /// The metadata has this value under the top-level key.
    #[must_use]
    pub fn metadata(key: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::metadata_test(key.into(), value.into().0)
    }

    /// The metadata has another value, or none, under the top-level key.
    #[must_use]
    pub fn metadata_is_not(key: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::metadata_test(key.into(), json!({"ne": value.into().0}))
    }

    /// The metadata has a text that contains `text` under the top-level key.
    #[must_use]
    pub fn metadata_contains(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self::metadata_test(key.into(), json!({"contains": text.into()}))
    }

    /// Both conditions hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(match self.0 {
            Shape::All(mut conditions) => {
                conditions.push(other);
                Shape::All(conditions)
            }
            shape => Shape::All(vec![Self(shape), other]),
        })
    }

    /// At least one of the conditions holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(match self.0 {
            Shape::Any(mut conditions) => {
                conditions.push(other);
                Shape::Any(conditions)
            }
            shape => Shape::Any(vec![Self(shape), other]),
        })
    }

    /// The condition does not hold.
    #[must_use]
    pub fn negate(self) -> Self {
        Self(Shape::Not(Box::new(self)))
    }

    const fn field(key: &'static str, test: Value) -> Self {
        Self(Shape::Field { key, test })
    }

    fn metadata_test(key: String, test: Value) -> Self {
        let map = serde_json::Map::from_iter([(key, test)]);
        Self::field("metadata", Value::Object(map))
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match &self.0 {
            Shape::Field { key, test } => map.serialize_entry(key, test)?,
            Shape::All(conditions) => map.serialize_entry("AND", conditions)?,
            Shape::Any(conditions) => map.serialize_entry("OR", conditions)?,
            Shape::Not(condition) => map.serialize_entry("NOT", &[condition])?,
        }
        map.end()
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Shape::Field { key, .. } => write!(f, "{key}(_)"),
            Shape::All(conditions) => f.debug_tuple("And").field(conditions).finish(),
            Shape::Any(conditions) => f.debug_tuple("Or").field(conditions).finish(),
            Shape::Not(condition) => f.debug_tuple("Not").field(condition).finish(),
        }
    }
}

fn non_empty<T>(items: impl IntoIterator<Item = T>) -> Result<Vec<T>, InvalidRequest> {
    let items: Vec<T> = items.into_iter().collect();
    if items.is_empty() {
        return Err(InvalidRequest::EmptyList);
    }
    Ok(items)
}
