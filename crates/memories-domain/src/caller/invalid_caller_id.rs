use crate::ids::{self, InvalidId};

/// Why a text does not identify a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCallerId {
    /// By the caller or by a carrier.
    #[error("the caller withheld the number")]
    Withheld,
    #[error("no caller id is given")]
    Missing,
    /// It calls itself in a test or after a transfer, and then every caller is it.
    #[error("the caller's number is the agent's own")]
    OwnNumber,
    #[error("the caller id is longer than {} characters", ids::MAX_ID_CHARS)]
    TooLong,
    #[error("the caller id contains a control character")]
    ControlCharacter,
    /// Stores interpret `*` and the like as "every caller".
    #[error("the caller id is a wildcard")]
    Wildcard,
    /// A `{{placeholder}}` without a value, or a value that software puts in the place of none.
    #[error("the caller id is a placeholder that was not filled in")]
    UnfilledTemplate,
    /// All users of a SIP host share its address.
    #[error("the caller's address has a host but no user")]
    HostOnly,
    /// Of a messaging service, or a list that it broadcasts to.
    #[error("the caller id is of a group, and of no one person")]
    Group,
    /// A fraction, a negative number, or a number of more digits than any has.
    #[error("the caller id is a number, but no telephone number")]
    NotANumber,
    /// A name or a phrase in a field of the telephone network, such as a carrier's words for a
    /// withheld number in any language.
    #[error("the caller id is neither a number nor an address")]
    NotAnAddress,
    #[error("the caller's address is not valid UTF-8")]
    NotUtf8,
    #[error("the caller id is an address within an address")]
    Ambiguous,
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
