/// A request is rejected before it is sent, because the platform would reject it or interpret it
/// more broadly than intended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRequest {
    /// An id is empty or blank; the platform treats an empty id as absent.
    #[error("an id must not be blank")]
    BlankId,
    /// An id is longer than the platform accepts.
    #[error("an id has at most {max} characters, this one has {found}")]
    IdTooLong {
        /// The id's number of characters.
        found: usize,
        /// The maximum number of characters.
        max: usize,
    },
    /// An id contains a control character.
    #[error("an id must not contain control characters")]
    ControlCharacterInId,
    /// The id is `*`, which the platform treats as every id: a read would return the memories of
    /// all users, a deletion would empty the project.
    #[error("`*` is not an id")]
    WildcardId,
    /// The id is `.` or `..`, which cannot be a segment of a path.
    #[error("`.` and `..` are not ids")]
    DotId,
    /// The query of a search is blank.
    #[error("a query must not be blank")]
    BlankQuery,
    /// A request to add memories has no messages.
    #[error("at least one message is required")]
    NoMessages,
    /// A message is blank.
    #[error("a message must not be blank")]
    BlankMessage,
    /// An update changes nothing.
    #[error("an update must change something")]
    EmptyUpdate,
    /// A batch has no items.
    #[error("a batch must not be empty")]
    EmptyBatch,
    /// A batch has more items than the platform accepts.
    #[error("a batch has at most {max} items, this one has {found}")]
    BatchTooLong {
        /// The batch's number of items.
        found: usize,
        /// The maximum number of items.
        max: usize,
    },
    /// An `in` condition has no values and would match nothing.
    #[error("the list of an `in` condition must not be empty")]
    EmptyList,
    /// A number is outside the range that the platform accepts.
    #[error("{name} must be from {min} to {max}")]
    OutOfRange {
        /// The field's name on the wire.
        name: &'static str,
        /// The minimum.
        min: u32,
        /// The maximum.
        max: u32,
    },
}
