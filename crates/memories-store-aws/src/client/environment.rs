//! The environment variables of AWS Lambda and of the AWS SDKs.

use aws_credential_types::Credentials;
use url::Url;

use super::{endpoints::Endpoints, region::Region, service::Service};

const REGION: &str = "AWS_REGION";
const DEFAULT_REGION: &str = "AWS_DEFAULT_REGION";
const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_KEY: &str = "AWS_SECRET_ACCESS_KEY";
const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";
const ENDPOINT: &str = "AWS_ENDPOINT_URL";

/// Why the environment does not describe a region and credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    #[error("the environment variable {variable} is not set; AWS Lambda sets it")]
    Missing { variable: &'static str },
    #[error("the environment variable {variable} is not {expected}")]
    Invalid {
        variable: &'static str,
        expected: &'static str,
    },
    #[error("the HTTP client for AWS cannot be set up")]
    HttpClient,
}

pub(super) struct Environment {
    pub(super) endpoints: Endpoints,
    pub(super) credentials: Credentials,
}

impl Environment {
    /// Reads the variables that `lookup` returns; a blank one counts as unset.
    pub(super) fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, EnvironmentError> {
        let optional = |variable: &str| {
            let value = lookup(variable)?.trim().to_owned();
            (!value.is_empty()).then_some(value)
        };
        let required = |variable| optional(variable).ok_or(EnvironmentError::Missing { variable });
        let region_variable = if optional(REGION).is_some() {
            REGION
        } else {
            DEFAULT_REGION
        };
        let region =
            optional(region_variable).ok_or(EnvironmentError::Missing { variable: REGION })?;
        let region = Region::parse(&region).ok_or(EnvironmentError::Invalid {
            variable: region_variable,
            expected: "the name of a region",
        })?;
        let credentials = Credentials::new(
            required(KEY_ID)?,
            required(SECRET_KEY)?,
            optional(SESSION_TOKEN),
            None,
            "environment",
        );
        let mut overrides = Vec::new();
        for service in Service::ALL {
            for variable in [service.endpoint_variable(), ENDPOINT] {
                if let Some(url) = optional(variable) {
                    overrides.push((service, parse_endpoint(variable, &url)?));
                    break;
                }
            }
        }
        Ok(Self {
            endpoints: Endpoints { region, overrides },
            credentials,
        })
    }
}

fn parse_endpoint(variable: &'static str, url: &str) -> Result<Url, EnvironmentError> {
    Url::parse(url)
        .ok()
        .filter(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none()
        })
        .ok_or(EnvironmentError::Invalid {
            variable,
            expected: "an http or https URL without user, query or fragment",
        })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const LAMBDA: [(&str, &str); 4] = [
        (REGION, "eu-central-1"),
        (KEY_ID, "AKIDEXAMPLE"),
        (SECRET_KEY, "very-secret"),
        (SESSION_TOKEN, "very-secret-token"),
    ];

    fn read(without: &str, with: &[(&str, &str)]) -> Result<Environment, EnvironmentError> {
        Environment::read(|name| {
            let (_, value) = LAMBDA
                .iter()
                .filter(|(name, _)| *name != without)
                .chain(with)
                .find(|(variable, _)| *variable == name)?;
            Some((*value).to_owned())
        })
    }

    #[test]
    fn the_variables_that_lambda_sets_are_sufficient() {
        let environment = read("", &[]).unwrap();
        assert_eq!(environment.endpoints.region.as_str(), "eu-central-1");
        assert_eq!(environment.credentials.access_key_id(), "AKIDEXAMPLE");
        assert_eq!(
            environment.credentials.session_token(),
            Some("very-secret-token")
        );
    }

    #[rstest]
    #[case(REGION)]
    #[case(KEY_ID)]
    #[case(SECRET_KEY)]
    fn a_missing_variable_is_named(#[case] variable: &'static str) {
        let missing = EnvironmentError::Missing { variable };
        assert_eq!(read(variable, &[]).err(), Some(missing));
        assert_eq!(read(variable, &[(variable, " ")]).err(), Some(missing));
    }

    #[test]
    fn the_default_region_and_the_keys_of_a_user_are_accepted() {
        let environment = read(REGION, &[(DEFAULT_REGION, "us-east-1")]).unwrap();
        assert_eq!(environment.endpoints.region.as_str(), "us-east-1");
        assert!(
            read(SESSION_TOKEN, &[])
                .unwrap()
                .credentials
                .session_token()
                .is_none()
        );
    }

    #[test]
    fn one_service_may_have_an_endpoint_of_its_own() {
        let environment = read(
            "",
            &[
                (ENDPOINT, "http://127.0.0.1:5555"),
                ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:6666"),
            ],
        );
        let endpoints = environment.unwrap().endpoints;
        assert_eq!(
            endpoints.service_uri(Service::Sqs).unwrap(),
            "http://127.0.0.1:6666/"
        );
        assert_eq!(
            endpoints.service_uri(Service::DynamoDb).unwrap(),
            "http://127.0.0.1:5555/"
        );
    }

    #[rstest]
    #[case(ENDPOINT, "127.0.0.1:5555")]
    #[case(ENDPOINT, "https://me:secret@example.com")]
    #[case("AWS_ENDPOINT_URL_S3", "s3://bucket")]
    fn an_invalid_endpoint_is_rejected(#[case] variable: &'static str, #[case] url: &str) {
        let error = read("", &[(variable, url)]).err().unwrap();
        assert!(
            matches!(error, EnvironmentError::Invalid { variable: named, .. } if named == variable),
            "{error}"
        );
    }
}
