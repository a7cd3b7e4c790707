use std::{error::Error as StdError, sync::Arc};

use async_trait::async_trait;

use crate::{Call, ExtractedMemory};

/// Finds the memories in a call.
#[async_trait]
pub trait Extractor: Send + Sync + 'static {
    /// Safe to repeat: a call may be extracted again after a crash or a failed write.
    async fn extract(&self, call: Arc<Call>) -> Result<Vec<ExtractedMemory>, ExtractError>;
}

/// Extraction failed; it may succeed later.
#[derive(Debug, thiserror::Error)]
#[error("memories cannot be extracted from the call")]
pub struct ExtractError(#[source] Box<dyn StdError + Send + Sync>);

impl ExtractError {
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}
