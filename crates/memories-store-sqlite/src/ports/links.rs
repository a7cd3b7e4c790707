use async_trait::async_trait;
use memories_domain::{
    CallerId, ProjectId,
    ports::{CallerLinks, CallerLinksAdmin, LinkOutcome, StoreError},
};

use crate::{store::SqliteStore, tables::caller_links};

#[async_trait]
impl CallerLinks for SqliteStore {
    async fn linked(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<Vec<CallerId>, StoreError> {
        let (project, caller) = (project.clone(), caller.clone());
        let read = move |connection: &_| caller_links::linked(connection, &project, &caller);
        Ok(self.readers.read(read).await?)
    }

    async fn learn(
        &self,
        project: &ProjectId,
        number: &CallerId,
        user: &CallerId,
    ) -> Result<LinkOutcome, StoreError> {
        let (project, number, user) = (project.clone(), number.clone(), user.clone());
        let write = move |connection: &_| caller_links::learn(connection, &project, &number, &user);
        Ok(self.writer.write(write).await?)
    }
}

#[async_trait]
impl CallerLinksAdmin for SqliteStore {
    async fn link(
        &self,
        project: &ProjectId,
        number: &CallerId,
        user: &CallerId,
    ) -> Result<(), StoreError> {
        let (project, number, user) = (project.clone(), number.clone(), user.clone());
        let write =
            move |connection: &_| caller_links::confirm(connection, &project, &number, &user);
        Ok(self.writer.write(write).await?)
    }

    async fn unlink(&self, project: &ProjectId, number: &CallerId) -> Result<bool, StoreError> {
        let (project, number) = (project.clone(), number.clone());
        let write = move |connection: &_| caller_links::remove(connection, &project, &number);
        Ok(self.writer.write(write).await?)
    }

    async fn forget(&self, project: &ProjectId, caller: &CallerId) -> Result<(), StoreError> {
        let (project, caller) = (project.clone(), caller.clone());
        let write = move |connection: &_| caller_links::forget(connection, &project, &caller);
        Ok(self.writer.write(write).await?)
    }
}
