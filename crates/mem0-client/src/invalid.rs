//! What is refused before anything is sent.

/// A request that the platform would refuse, or that would do more than was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRequest {
    /// An id is empty or blank; the platform reads an empty id as no id at all.
    #[error("an id must not be blank")]
    BlankId,
    /// An id is longer than the platform accepts.
    #[error("an id has at most {max} characters, this one has {found}", max = crate::EntityId::MAX_CHARS)]
    LongId {
        /// The number of characters found.
        found: usize,
    },
    /// An id contains a control character.
    #[error("an id must not contain control characters")]
    ControlCharacterInId,
    /// `*` as an id stands for every id there is: on reading it crosses from one user to all,
    /// on deleting it empties the project.
    #[error("`*` is not an id")]
    WildcardId,
    /// `.` and `..` cannot be sent as a segment of a path.
    #[error("`.` and `..` are not ids")]
    DotId,
    /// The query of a search is blank.
    #[error("a query must not be blank")]
    BlankQuery,
    /// There is no message to add.
    #[error("there must be a message to add")]
    NoMessages,
    /// A message says nothing.
    #[error("a message must not be blank")]
    BlankMessage,
    /// An update changes nothing.
    #[error("an update must change something")]
    EmptyUpdate,
    /// A batch has no item.
    #[error("a batch must not be empty")]
    EmptyBatch,
    /// A batch has more items than the platform accepts.
    #[error("a batch has at most {max} items, this one has {found}", max = crate::MAX_BATCH)]
    LongBatch {
        /// The number of items found.
        found: usize,
    },
    /// An `in` condition lists nothing, and would match nothing.
    #[error("a list to choose from must not be empty")]
    EmptyChoice,
    /// A number is outside what the platform accepts.
    #[error("{name} must be from {min} to {max}")]
    OutOfRange {
        /// The field's name on the wire.
        name: &'static str,
        /// The least accepted value.
        min: u32,
        /// The greatest accepted value.
        max: u32,
    },
}
