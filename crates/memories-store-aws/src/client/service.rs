#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Service {
    Sqs,
    DynamoDb,
    S3,
    SecretsManager,
}

impl Service {
    pub(super) const ALL: [Self; 4] = [Self::Sqs, Self::DynamoDb, Self::S3, Self::SecretsManager];

    /// The name in host names and signatures.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Sqs => "sqs",
            Self::DynamoDb => "dynamodb",
            Self::S3 => "s3",
            Self::SecretsManager => "secretsmanager",
        }
    }

    /// The environment variable that overrides its endpoint, by the convention of the AWS SDKs.
    pub(super) const fn endpoint_variable(self) -> &'static str {
        match self {
            Self::Sqs => "AWS_ENDPOINT_URL_SQS",
            Self::DynamoDb => "AWS_ENDPOINT_URL_DYNAMODB",
            Self::S3 => "AWS_ENDPOINT_URL_S3",
            Self::SecretsManager => "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        }
    }
}
