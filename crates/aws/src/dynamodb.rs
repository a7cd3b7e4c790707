//! Amazon `DynamoDB`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Aws, Error, json_call::Operation, service::Service, transport::Answer};

mod value;

pub use value::AttributeValue;

const CONDITION_FAILED: &str = "ConditionalCheckFailedException";

const PUT_ITEM: Operation = operation("DynamoDB_20120810.PutItem");
const UPDATE_ITEM: Operation = operation("DynamoDB_20120810.UpdateItem");
const DELETE_ITEM: Operation = operation("DynamoDB_20120810.DeleteItem");

/// The attributes of an item, or of its key, by their names.
pub type Item = BTreeMap<String, AttributeValue>;

/// What is to be done to an item, and on which condition, in `DynamoDB`'s language.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Expressions<'a> {
    /// On which condition, such as `attribute_not_exists(#id)`.
    #[serde(
        rename = "ConditionExpression",
        skip_serializing_if = "Option::is_none"
    )]
    pub condition: Option<&'a str>,
    /// How to change an item, such as `SET #state = :state`; for
    /// [`update_item`](Aws::update_item) alone.
    #[serde(rename = "UpdateExpression", skip_serializing_if = "Option::is_none")]
    pub update: Option<&'a str>,
    /// The attributes that `#name` stands for.
    #[serde(
        rename = "ExpressionAttributeNames",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub names: BTreeMap<&'a str, &'a str>,
    /// The values that `:name` stands for.
    #[serde(
        rename = "ExpressionAttributeValues",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub values: BTreeMap<&'a str, AttributeValue>,
}

/// What became of a change that was asked for on a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conditional {
    /// It was made.
    Met,
    /// It was not made, because of the item that is there, or because there is none.
    NotMet(Option<Item>),
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Request<'a> {
    table_name: &'a str,
    #[serde(flatten)]
    target: Target<'a>,
    #[serde(flatten)]
    expressions: &'a Expressions<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_values_on_condition_check_failure: Option<&'static str>,
}

#[derive(Serialize)]
enum Target<'a> {
    Item(&'a Item),
    Key(&'a Item),
}

impl Aws {
    /// Puts an item in the place of any with its key.
    pub async fn put_item(
        &self,
        table: &str,
        item: &Item,
        expressions: &Expressions<'_>,
    ) -> Result<Conditional, Error> {
        let target = Target::Item(item);
        self.change(&PUT_ITEM, table, target, expressions).await
    }

    /// Changes the item with a key, or makes it.
    pub async fn update_item(
        &self,
        table: &str,
        key: &Item,
        expressions: &Expressions<'_>,
    ) -> Result<Conditional, Error> {
        let target = Target::Key(key);
        self.change(&UPDATE_ITEM, table, target, expressions).await
    }

    /// Deletes the item with a key; none there is no error.
    pub async fn delete_item(
        &self,
        table: &str,
        key: &Item,
        expressions: &Expressions<'_>,
    ) -> Result<Conditional, Error> {
        let target = Target::Key(key);
        self.change(&DELETE_ITEM, table, target, expressions).await
    }

    async fn change(
        &self,
        operation: &Operation,
        table_name: &str,
        target: Target<'_>,
        expressions: &Expressions<'_>,
    ) -> Result<Conditional, Error> {
        let request = Request {
            table_name,
            target,
            expressions,
            return_values_on_condition_check_failure: expressions.condition.map(|_| "ALL_OLD"),
        };
        match self.post(operation, &request).await? {
            Answer::Success(_) => Ok(Conditional::Met),
            Answer::Refusal(refusal, said) if refusal.code == CONDITION_FAILED => {
                Ok(Conditional::NotMet(item_in(&said)?))
            }
            Answer::Refusal(refusal, _) => Err(refusal.into()),
        }
    }
}

/// The item because of which a condition was not met.
fn item_in(refusal: &[u8]) -> Result<Option<Item>, Error> {
    #[derive(Deserialize)]
    struct Said {
        #[serde(rename = "Item")]
        item: Option<Item>,
    }
    let said: Said = serde_json::from_slice(refusal).map_err(|_| Error::Unreadable {
        reason: "the item in the way cannot be read",
    })?;
    Ok(said.item)
}

const fn operation(target: &'static str) -> Operation {
    Operation {
        service: Service::DynamoDb,
        target,
        content_type: "application/x-amz-json-1.0",
    }
}
