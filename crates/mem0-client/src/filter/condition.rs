//! What memories must satisfy.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};

use crate::{Entity, EntityId, EntityKind, InvalidRequest};

/// A test that a memory passes or fails. Conditions combine with [`and`](Self::and),
/// [`or`](Self::or) and [`negate`](Self::negate).
///
/// `Debug` shows how conditions are combined and on which fields, not the values.
#[derive(Clone, PartialEq)]
pub struct Condition(Shape);

#[derive(Clone, PartialEq)]
enum Shape {
    Field { key: &'static str, test: Value },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// The times of a memory that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeField {
    /// When the memory was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
    /// The time that it was given when it was added or updated.
    Timestamp,
}

/// How times and dates are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Later than.
    After,
    /// At that time or later.
    AtOrAfter,
    /// Earlier than.
    Before,
    /// At that time or earlier.
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

/// A metadata value that can be compared: text, a number or a truth value.
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
    /// Kept under this entity.
    #[must_use]
    pub fn is(entity: &Entity) -> Self {
        Self::field(entity.kind().key(), json!(entity.id()))
    }

    /// Not kept under this entity, or under none of its kind.
    #[must_use]
    pub fn is_not(entity: &Entity) -> Self {
        Self::field(entity.kind().key(), json!({"ne": entity.id()}))
    }

    /// Kept under one of these.
    pub fn one_of(
        kind: EntityKind,
        ids: impl IntoIterator<Item = EntityId>,
    ) -> Result<Self, InvalidRequest> {
        Ok(Self::field(kind.key(), json!({"in": choice(ids)?})))
    }

    /// Kept under some entity of this kind.
    #[must_use]
    pub fn present(kind: EntityKind) -> Self {
        Self::field(kind.key(), json!("*"))
    }

    /// Kept under no entity of this kind.
    #[must_use]
    pub fn absent(kind: EntityKind) -> Self {
        Self::present(kind).negate()
    }

    /// A time of the memory compares so with another.
    #[must_use]
    pub fn time(field: TimeField, comparison: Comparison, time: Timestamp) -> Self {
        let key = match field {
            TimeField::CreatedAt => "created_at",
            TimeField::UpdatedAt => "updated_at",
            TimeField::Timestamp => "timestamp",
        };
        Self::field(key, json!({comparison.operator(): time}))
    }

    /// The last day on which the memory is shown compares so with another day.
    #[must_use]
    pub fn expires(comparison: Comparison, day: Date) -> Self {
        Self::field("expiration_date", json!({comparison.operator(): day}))
    }

    /// Sorted by the platform into one of these categories. Categories arrive some seconds after
    /// the memory itself.
    pub fn category_in(
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, InvalidRequest> {
        let names = choice(names.into_iter().map(Into::<String>::into))?;
        Ok(Self::field("categories", json!({"in": names})))
    }

    /// The name of one of its categories contains this text.
    #[must_use]
    pub fn category_contains(text: impl Into<String>) -> Self {
        Self::field("categories", json!({"contains": text.into()}))
    }

    /// The metadata has this value under a top-level key.
    #[must_use]
    pub fn metadata(key: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::metadata_test(key.into(), value.into().0)
    }

    /// The metadata has another value, or none, under a top-level key.
    #[must_use]
    pub fn metadata_is_not(key: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::metadata_test(key.into(), json!({"ne": value.into().0}))
    }

    /// The metadata has a text that contains this one under a top-level key.
    #[must_use]
    pub fn metadata_contains(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self::metadata_test(key.into(), json!({"contains": text.into()}))
    }

    /// Both this and another condition.
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

    /// This or another condition, or both.
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

    /// The opposite of this condition.
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

fn choice<T>(from: impl IntoIterator<Item = T>) -> Result<Vec<T>, InvalidRequest> {
    let items: Vec<T> = from.into_iter().collect();
    if items.is_empty() {
        return Err(InvalidRequest::EmptyChoice);
    }
    Ok(items)
}
