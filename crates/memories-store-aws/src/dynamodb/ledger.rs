use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    CallPart, Completeness, ConversationId, ProjectId,
    ports::{BeginOutcome, IdempotencyLedger, PartKey, StoreError},
};
use uuid::Uuid;

use super::{entry, error::LedgerError};
use crate::client::{AwsClient, Update, UpdateOutcome};

#[derive(Debug, Clone)]
pub struct DynamoDbLedger {
    client: AwsClient,
    table_name: String,
}

impl DynamoDbLedger {
    #[must_use]
    pub fn new(client: AwsClient, table_name: impl Into<String>) -> Self {
        Self {
            client,
            table_name: table_name.into(),
        }
    }

    async fn update(
        &self,
        part: &PartKey,
        update: &Update<'_>,
    ) -> Result<UpdateOutcome, LedgerError> {
        let key = entry::key(part);
        let updated = self.client.update_item(&self.table_name, &key, update);
        Ok(updated.await?)
    }
}

#[async_trait]
impl IdempotencyLedger for DynamoDbLedger {
    async fn begin(
        &self,
        part: &PartKey,
        completeness: Completeness,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        let attempt_id = Uuid::now_v7().to_string();
        let begin = entry::begin(&attempt_id, completeness, at);
        match self.update(part, &begin).await? {
            UpdateOutcome::Applied { previous } => Ok(entry::begun(previous.as_ref())),
            UpdateOutcome::ConditionFailed { current } => Ok(current
                .and_then(|current| entry::not_begun(&current, &attempt_id, completeness))
                .ok_or(LedgerError::InvalidEntry)?),
        }
    }

    // A failed condition of the following two means that the attempt was completed or aborted
    // before: by this request, whose response was lost, or by another worker.

    async fn complete(&self, part: &PartKey) -> Result<(), StoreError> {
        self.update(part, &entry::complete(Timestamp::now()))
            .await?;
        Ok(())
    }

    async fn abort(&self, part: &PartKey) -> Result<(), StoreError> {
        self.update(part, &entry::abort()).await?;
        Ok(())
    }

    async fn close(
        &self,
        project: &ProjectId,
        conversation: &ConversationId,
    ) -> Result<(), StoreError> {
        for part in CallPart::ALL {
            let key = PartKey {
                project: project.clone(),
                conversation: conversation.clone(),
                part,
            };
            self.update(&key, &entry::close(Timestamp::now())).await?;
        }
        Ok(())
    }
}
