use async_trait::async_trait;
use memories_domain::{
    OperatorWarning, ProjectId,
    ports::{InboxError, RecordedWarning, WarningLog},
};

use crate::{store::SqliteStore, tables::warnings};

#[async_trait]
impl WarningLog for SqliteStore {
    async fn record(
        &self,
        project: &ProjectId,
        warning: OperatorWarning,
    ) -> Result<(), InboxError> {
        let (project, now) = (project.clone(), self.clock.now());
        let job = move |connection: &_| warnings::record(connection, &project, &warning, now);
        Ok(self.writer.write(job).await?)
    }

    async fn recent(&self) -> Result<Vec<RecordedWarning>, InboxError> {
        let now = self.clock.now();
        let job = move |connection: &_| warnings::recent(connection, now);
        Ok(self.readers.read(job).await?)
    }
}
