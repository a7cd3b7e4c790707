use std::{fmt, sync::Arc};

/// placeholder
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallerId(Arc<str>);

impl CallerId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Debug for CallerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallerId")
    }
}
