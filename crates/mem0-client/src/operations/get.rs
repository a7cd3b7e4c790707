//! Reading one memory.

use crate::{
    Client, Error, Memory, MemoryId,
    transport::{Path, Request},
};

impl Client {
    /// Returns one memory, even if it has expired.
    ///
    /// `GET /v1/memories/{id}/`
    pub async fn get(&self, id: &MemoryId) -> Result<Memory, Error> {
        let path = Path::new(["v1", "memories", id.as_str()]);
        self.send(Request::get("get", path)).await
    }
}
