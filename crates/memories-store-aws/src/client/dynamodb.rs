use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    aws_client::AwsClient, error::Error, json_protocol::Operation, service::Service,
    transport::Response,
};

mod attribute_value;

pub(crate) use attribute_value::AttributeValue;

const CONDITION_FAILED: &str = "ConditionalCheckFailedException";

const UPDATE_ITEM: Operation = Operation {
    service: Service::DynamoDb,
    target: "DynamoDB_20120810.UpdateItem",
    content_type: "application/x-amz-json-1.0",
};

/// The attributes of an item, or of its key, by name.
pub(crate) type Item = BTreeMap<String, AttributeValue>;

/// An update of one item, in `DynamoDB`'s expression language.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Update<'a> {
    /// Such as `SET #state = :state`.
    #[serde(rename = "UpdateExpression")]
    pub(crate) expression: &'a str,
    /// Such as `attribute_not_exists(#state)`.
    #[serde(
        rename = "ConditionExpression",
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) condition: Option<&'a str>,
    /// The attributes that `#name` stands for.
    #[serde(rename = "ExpressionAttributeNames")]
    pub(crate) names: BTreeMap<&'a str, &'a str>,
    /// The values that `:name` stands for.
    #[serde(
        rename = "ExpressionAttributeValues",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub(crate) values: BTreeMap<&'a str, AttributeValue>,
}

/// The outcome of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UpdateOutcome {
    Applied {
        /// The item before the update; `None` if the update created it.
        previous: Option<Item>,
    },
    ConditionFailed {
        /// The item that did not meet the condition, if there is one.
        current: Option<Item>,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct UpdateItem<'a> {
    table_name: &'a str,
    key: &'a Item,
    #[serde(flatten)]
    update: &'a Update<'a>,
    return_values: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_values_on_condition_check_failure: Option<&'static str>,
}

impl AwsClient {
    /// Updates the item with this key, or creates it, if the condition holds or there is none.
    pub(crate) async fn update_item(
        &self,
        table_name: &str,
        key: &Item,
        update: &Update<'_>,
    ) -> Result<UpdateOutcome, Error> {
        let request = UpdateItem {
            table_name,
            key,
            update,
            return_values: "ALL_OLD",
            return_values_on_condition_check_failure: update.condition.map(|_| "ALL_OLD"),
        };
        match self.post_json(&UPDATE_ITEM, &request).await? {
            Response::Ok(body) => Ok(UpdateOutcome::Applied {
                previous: old_item(&body)?,
            }),
            Response::ServiceError(error, body) if error.code == CONDITION_FAILED => {
                Ok(UpdateOutcome::ConditionFailed {
                    current: old_item(&body)?,
                })
            }
            Response::ServiceError(error, _) => Err(error.into()),
        }
    }
}

/// The item that `ALL_OLD` asked for.
fn old_item(body: &[u8]) -> Result<Option<Item>, Error> {
    #[derive(Deserialize)]
    struct OldItem {
        #[serde(rename = "Attributes", alias = "Item")]
        item: Option<Item>,
    }
    let old: OldItem = serde_json::from_slice(body).map_err(|_| Error::InvalidResponse {
        reason: "the item cannot be parsed",
    })?;
    // An item has at least its key.
    Ok(old.item.filter(|item| !item.is_empty()))
}
