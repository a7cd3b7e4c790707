//! AWS Secrets Manager.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::{Aws, Error, json_call::Operation, service::Service};

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

impl Aws {
    /// The text of a secret's current version, by the secret's name or ARN. A secret that
    /// holds bytes instead is [`Error::Unreadable`].
    pub async fn secret(&self, id: &str) -> Result<SecretString, Error> {
        let request = GetSecretValue { secret_id: id };
        let answer = self.post(&GET_SECRET_VALUE, &request).await?.success()?;
        let value: SecretValue =
            serde_json::from_slice(&answer).map_err(|_| Error::Unreadable {
                reason: "the secret has no text",
            })?;
        Ok(value.secret_string.into())
    }
}
