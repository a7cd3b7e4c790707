use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{aws_client::AwsClient, error::Error, json_protocol::Operation, service::Service};

const GET_SECRET_VALUE: Operation = Operation {
    service: Service::SecretsManager,
    target: "secretsmanager.GetSecretValue",
    content_type: "application/x-amz-json-1.1",
};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetSecretValue<'a> {
    secret_id: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SecretValue {
    secret_string: String,
}

impl AwsClient {
    /// Returns the text of a secret's current version, by the secret's name or ARN. A binary
    /// secret is [`Error::InvalidResponse`].
    pub async fn get_secret_value(&self, id: &str) -> Result<SecretString, Error> {
        let request = GetSecretValue { secret_id: id };
        let body = self.post_json(&GET_SECRET_VALUE, &request).await?.ok()?;
        let value: SecretValue =
            serde_json::from_slice(&body).map_err(|_| Error::InvalidResponse {
                reason: "the secret has no text",
            })?;
        Ok(value.secret_string.into())
    }
}
