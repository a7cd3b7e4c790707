use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::ids;

mod address;
mod invalid_caller_id;
mod mask;
mod number;
mod region;
mod withheld;

#[cfg(test)]
mod tests;

pub use invalid_caller_id::InvalidCallerId;
pub use region::{Region, UnknownRegion};

/// The person whose memories a store keeps: a telephone number, or an id of the
/// operator's.
///
/// A telephone number is normalised to E.164 (`+12025550143`), and a SIP or `tel`
/// address to its user part; any other id is kept as it is. Callers who withhold
/// their number have no id, so that they do not share one.
///
/// `Debug` shows the [masked](Self::masked) id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallerId(Arc<str>);

impl CallerId {
    /// Parses a caller id in any spelling. Numbers in the national format of `region`
    /// (`(202) 555-0143`) are recognised; without a region, a number needs its `+`.
    pub fn parse(raw: &str, region: Option<Region>) -> Result<Self, InvalidCallerId> {
        let mut id = raw.trim().to_owned();
        reject_placeholder(&id)?;
        while let Some(user) = address::parse_user(&id)? {
            id = user.trim().to_owned();
            reject_placeholder(&id)?;
        }
        if let Some(number) = number::to_e164(&id, region) {
            id = number;
            reject_placeholder(&id)?;
        }
        Ok(Self(ids::validate(&id)?.into()))
    }

    /// Parses the first valid candidate. If there is none, returns
    /// [`InvalidCallerId::Withheld`] if any candidate was withheld, otherwise the error
    /// of the first candidate, or [`InvalidCallerId::Missing`] without candidates.
    pub fn first_of<'a>(
        candidates: impl IntoIterator<Item = Option<&'a str>>,
        region: Option<Region>,
    ) -> Result<Self, InvalidCallerId> {
        let mut error = InvalidCallerId::Missing;
        for candidate in candidates.into_iter().flatten() {
            match (Self::parse(candidate, region), error) {
                (Ok(caller), _) => return Ok(caller),
                (Err(InvalidCallerId::Withheld), _) => error = InvalidCallerId::Withheld,
                (Err(reason), InvalidCallerId::Missing) => error = reason,
                (Err(_), _) => {}
            }
        }
        Err(error)
    }

    /// Restores an id that [`as_str`](Self::as_str) returned.
    pub fn from_stored(text: &str) -> Result<Self, InvalidCallerId> {
        Ok(Self(ids::validate(text)?.into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id for logs: the ends of a number (`+1202•••0143`), and at most the last two
    /// characters of any other id.
    #[must_use]
    pub fn masked(&self) -> String {
        mask::mask(&self.0)
    }
}

impl Serialize for CallerId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CallerId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_stored(&text).map_err(D::Error::custom)
    }
}

impl fmt::Debug for CallerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallerId({})", self.masked())
    }
}

/// The wildcards of shells and of SQL.
const WILDCARDS: [char; 3] = ['*', '?', '%'];

fn reject_placeholder(id: &str) -> Result<(), InvalidCallerId> {
    if id.contains("{{") || id.contains("}}") {
        Err(InvalidCallerId::UnfilledTemplate)
    } else if !id.is_empty() && id.chars().all(|c| WILDCARDS.contains(&c)) {
        Err(InvalidCallerId::Wildcard)
    } else if withheld::is_withheld(id) {
        Err(InvalidCallerId::Withheld)
    } else {
        Ok(())
    }
}
