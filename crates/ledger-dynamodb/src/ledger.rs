//! The port on the table.

use std::collections::BTreeMap;

use async_trait::async_trait;
use aws::{Aws, Conditional, Expressions};
use jiff::Timestamp;
use memories_domain::{BeginOutcome, CallPart, ConversationId, IdempotencyLedger, StoreError};
use uuid::Uuid;

use crate::{
    entry::{self, BEGUN, DONE, ENTRY, EXPIRES_AT, STATE},
    failure::{explained, not_an_entry},
};

const UNLESS_THERE: &str = "attribute_not_exists(#entry)";
const SETTLE: &str = "SET #state = :done, #expires_at = :expires_at";
const WHILE_BEGUN: &str = "#state = :begun";

/// A ledger on a `DynamoDB` table.
#[derive(Debug, Clone)]
pub struct DynamoDbLedger {
    aws: Aws,
    table: String,
}

impl DynamoDbLedger {
    /// The ledger on the table of this name.
    #[must_use]
    pub fn new(aws: Aws, table: impl Into<String>) -> Self {
        Self {
            aws,
            table: table.into(),
        }
    }
}

#[async_trait]
impl IdempotencyLedger for DynamoDbLedger {
    async fn begin(
        &self,
        conversation: &ConversationId,
        part: CallPart,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        let attempt = Uuid::now_v7().to_string();
        let item = entry::begun(entry::key(conversation, part), at, &attempt);
        let expressions = Expressions {
            condition: Some(UNLESS_THERE),
            names: BTreeMap::from([("#entry", ENTRY)]),
            ..Expressions::default()
        };
        let put = self.aws.put_item(&self.table, &item, &expressions).await;
        match put.map_err(explained)? {
            Conditional::Met => Ok(BeginOutcome::New),
            Conditional::NotMet(there) => there
                .and_then(|there| entry::read(&there, &attempt))
                .ok_or_else(not_an_entry),
        }
    }

    async fn done(&self, conversation: &ConversationId, part: CallPart) -> Result<(), StoreError> {
        let expressions = Expressions {
            update: Some(SETTLE),
            names: BTreeMap::from([("#state", STATE), ("#expires_at", EXPIRES_AT)]),
            values: BTreeMap::from([
                (":done", DONE.into()),
                (":expires_at", entry::expiry(Timestamp::now())),
            ]),
            ..Expressions::default()
        };
        let key = entry::key(conversation, part);
        let update = self.aws.update_item(&self.table, &key, &expressions).await;
        update.map_err(explained)?;
        Ok(())
    }

    async fn withdraw(
        &self,
        conversation: &ConversationId,
        part: CallPart,
    ) -> Result<(), StoreError> {
        let expressions = Expressions {
            condition: Some(WHILE_BEGUN),
            names: BTreeMap::from([("#state", STATE)]),
            values: BTreeMap::from([(":begun", BEGUN.into())]),
            ..Expressions::default()
        };
        let key = entry::key(conversation, part);
        // What is done stays, and what is gone is gone.
        let delete = self.aws.delete_item(&self.table, &key, &expressions).await;
        delete.map_err(explained)?;
        Ok(())
    }
}
