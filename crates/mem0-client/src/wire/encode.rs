//! Serialisation in the formats that the platform expects.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// Serialises a time as whole seconds since 1970.
#[expect(clippy::ref_option, reason = "the signature that serde requires")]
pub(crate) fn unix_seconds<S: Serializer>(
    time: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    time.map(Timestamp::as_second).serialize(serializer)
}

/// Adds the fields without which a [`Memory`](crate::Memory) cannot be deserialised.
pub(crate) fn with_required_fields(
    names: impl IntoIterator<Item = impl Into<String>>,
) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    for required in ["id", "memory"] {
        if !names.iter().any(|name| name == required) {
            names.push(required.to_owned());
        }
    }
    names
}
