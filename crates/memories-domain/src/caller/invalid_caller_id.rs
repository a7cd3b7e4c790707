use crate::ids::{self, InvalidId};

/// Why a text does not identify a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCallerId {
    /// By the caller or by a carrier.
    #[error("the caller withheld the number")]
    Withheld,
    #[error("no caller id is given")]
    Missing,
    #[error("the caller id is longer than {} characters", ids::MAX_ID_CHARS)]
    TooLong,
    #[error("the caller id contains a control character")]
    ControlCharacter,
    /// Stores interpret `*` and the like as "every caller".
    #[error("the caller id is a wildcard")]
    Wildcard,
    /// A `{{placeholder}}` without a value.
    #[error("the caller id is a template that was not filled in")]
    UnfilledTemplate,
    /// All users of a SIP host share its address.
    #[error("the caller's address has a host but no user")]
    HostOnly,
    #[error("the caller's address is not valid UTF-8")]
    NotUtf8,
}

impl From<InvalidId> for InvalidCallerId {
    fn from(invalid: InvalidId) -> Self {
        match invalid {
            InvalidId::Empty => Self::Withheld,
            InvalidId::TooLong => Self::TooLong,
            InvalidId::ControlCharacter => Self::ControlCharacter,
        }
    }
}
