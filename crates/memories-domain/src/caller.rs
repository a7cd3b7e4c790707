use std::{fmt, sync::Arc};

use crate::ids::{self, InvalidId};

mod address;
mod mask;
mod number;
mod region;
mod withheld;

#[cfg(test)]
mod tests;

pub use region::{Region, UnknownRegion};

/// The one person a memory belongs to, as the telephone or the operator names them.
///
/// A telephone number is held in E.164 (`+12025550143`), however it was
/// written; a SIP or `tel` address as its user part; any other id as it is.
/// Callers who withheld their number have no id, so they cannot share one.
///
/// `Debug` shows the [masked](Self::masked) id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallerId(Arc<str>);

/// Why there is nobody to remember.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCallerId {
    /// The caller, or a carrier, kept the number back.
    #[error("the caller withheld the number")]
    Withheld,
    /// No id was given at all.
    #[error("no caller is named")]
    Missing,
    /// What was given cannot name one person.
    #[error(transparent)]
    Unusable(#[from] Unusable),
}

/// Why a text cannot name one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// More than 255 characters.
    #[error("the caller's id is longer than {} characters", ids::MAX_ID_CHARS)]
    TooLong,
    /// It holds a control character.
    #[error("the caller's id holds a control character")]
    ControlCharacter,
    /// Stores read `*` and its like as "everybody".
    #[error("the caller's id is a wildcard")]
    Wildcard,
    /// A `{{placeholder}}` that nobody filled in.
    #[error("the caller's id is a template that was not filled in")]
    UnfilledTemplate,
    /// A SIP address of a host, which all its users share.
    #[error("the caller's address names a host and no user")]
    HostOnly,
    /// Percent-encoded bytes that are not UTF-8.
    #[error("the caller's address is not valid UTF-8")]
    NotUtf8,
}

impl CallerId {
    /// Reads a caller's id in any of its spellings. `region` is the country
    /// whose national spellings (`(202) 555-0143`) are understood; without it
    /// a number needs its `+`.
    pub fn parse(raw: &str, region: Option<Region>) -> Result<Self, InvalidCallerId> {
        let mut id = raw.trim().to_owned();
        refuse_nobody(&id)?;
        while let Some(user) = address::user_of(&id)? {
            id = user.trim().to_owned();
            refuse_nobody(&id)?;
        }
        if let Some(number) = number::e164(&id, region) {
            id = number;
            refuse_nobody(&id)?;
        }
        Ok(Self(ids::checked(&id)?.into()))
    }

    /// The first candidate that names a caller. When none does, the answer is
    /// [`InvalidCallerId::Withheld`] if any of them was withheld, else why the first
    /// one given is unusable, else [`InvalidCallerId::Missing`].
    pub fn first_of<'a>(
        candidates: impl IntoIterator<Item = Option<&'a str>>,
        region: Option<Region>,
    ) -> Result<Self, InvalidCallerId> {
        let mut failure = InvalidCallerId::Missing;
        for candidate in candidates.into_iter().flatten() {
            match (Self::parse(candidate, region), failure) {
                (Ok(caller), _) => return Ok(caller),
                (Err(InvalidCallerId::Withheld), _) => failure = InvalidCallerId::Withheld,
                (Err(reason), InvalidCallerId::Missing) => failure = reason,
                (Err(_), _) => {}
            }
        }
        Err(failure)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as a log may show it: enough of a number to recognise it
    /// (`+1202•••0143`), next to nothing of any other id.
    #[must_use]
    pub fn masked(&self) -> String {
        mask::masked(&self.0)
    }
}

impl fmt::Debug for CallerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallerId({})", self.masked())
    }
}

/// What people and stores write when they mean "everybody".
const WILDCARDS: [char; 3] = ['*', '?', '%'];

fn refuse_nobody(id: &str) -> Result<(), InvalidCallerId> {
    if id.contains("{{") || id.contains("}}") {
        Err(Unusable::UnfilledTemplate.into())
    } else if !id.is_empty() && id.chars().all(|c| WILDCARDS.contains(&c)) {
        Err(Unusable::Wildcard.into())
    } else if withheld::is_withheld(id) {
        Err(InvalidCallerId::Withheld)
    } else {
        Ok(())
    }
}

impl From<InvalidId> for InvalidCallerId {
    fn from(invalid: InvalidId) -> Self {
        match invalid {
            InvalidId::Empty => Self::Withheld,
            InvalidId::TooLong => Unusable::TooLong.into(),
            InvalidId::ControlCharacter => Unusable::ControlCharacter.into(),
        }
    }
}
