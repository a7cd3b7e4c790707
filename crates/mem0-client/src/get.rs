//! One memory by its id.

use crate::{Client, Error, Memory, MemoryId, call::Call, path::Path};

impl Client {
    /// One memory, also an expired one.
    ///
    /// `GET /v1/memories/{id}/`
    pub async fn get(&self, id: &MemoryId) -> Result<Memory, Error> {
        let path = Path::new(["v1", "memories", id.as_str()]);
        self.perform(Call::get("get", path)).await
    }
}
