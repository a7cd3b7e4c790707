//! Where each service is.

use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use url::Url;

use crate::{Error, Region, service::Service};

/// What is encoded in a path: everything but slashes and what may stand by itself, as S3 wants
/// it signed.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'/')
    .remove(b'_')
    .remove(b'~');

/// The addresses of all services.
#[derive(Debug, Clone)]
pub(crate) struct Endpoints {
    pub(crate) region: Region,
    /// Other addresses than those of AWS, such as an emulator's.
    pub(crate) overrides: Vec<(Service, Url)>,
}

impl Endpoints {
    fn override_of(&self, service: Service) -> Option<&str> {
        let (_, url) = self
            .overrides
            .iter()
            .find(|(overridden, _)| *overridden == service)?;
        Some(url.as_str().trim_end_matches('/'))
    }

    /// The one address of a service that is spoken to in JSON.
    pub(crate) fn of(&self, service: Service) -> Result<Uri, Error> {
        let base = match self.override_of(service) {
            Some(base) => base.to_owned(),
            None => self.public(service.name()),
        };
        parsed(&format!("{base}/"))
    }

    /// The address of an object. The bucket is part of the host's name, as AWS wants it, unless
    /// a dot in it would spoil the certificate or the host is not that of AWS.
    pub(crate) fn of_object(&self, bucket: &str, key: &str) -> Result<Uri, Error> {
        let key = encoded(key);
        parsed(&match self.override_of(Service::S3) {
            Some(base) => format!("{base}/{bucket}/{key}"),
            None if bucket.contains('.') => format!("{}/{bucket}/{key}", self.public("s3")),
            None => format!("{}/{key}", self.public(&format!("{bucket}.s3"))),
        })
    }

    fn public(&self, host: &str) -> String {
        let (region, domain) = (self.region.as_str(), self.region.domain());
        format!("https://{host}.{region}.{domain}")
    }
}

fn parsed(url: &str) -> Result<Uri, Error> {
    url.parse::<Uri>().map_err(Error::unusable)
}

fn encoded(path: &str) -> PercentEncode<'_> {
    utf8_percent_encode(path, ENCODED)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn endpoints(region: &str, overrides: &[(Service, &str)]) -> Endpoints {
        Endpoints {
            region: Region::parse(region).unwrap(),
            overrides: overrides
                .iter()
                .map(|(service, url)| (*service, url.parse().unwrap()))
                .collect(),
        }
    }

    #[rstest]
    #[case(Service::Sqs, "https://sqs.eu-central-1.amazonaws.com/")]
    #[case(Service::DynamoDb, "https://dynamodb.eu-central-1.amazonaws.com/")]
    #[case(
        Service::SecretsManager,
        "https://secretsmanager.eu-central-1.amazonaws.com/"
    )]
    fn a_service_is_found_in_its_region(#[case] service: Service, #[case] expected: &str) {
        assert_eq!(
            endpoints("eu-central-1", &[]).of(service).unwrap(),
            expected
        );
    }

    #[rstest]
    #[case("b", "a/c", "https://b.s3.eu-central-1.amazonaws.com/a/c")]
    #[case("my.b", "c", "https://s3.eu-central-1.amazonaws.com/my.b/c")]
    #[case("b", "a b+é", "https://b.s3.eu-central-1.amazonaws.com/a%20b%2B%C3%A9")]
    fn an_object_is_found_in_its_bucket(
        #[case] bucket: &str,
        #[case] key: &str,
        #[case] expected: &str,
    ) {
        let endpoints = endpoints("eu-central-1", &[]);
        assert_eq!(endpoints.of_object(bucket, key).unwrap(), expected);
    }

    #[test]
    fn china_has_its_own_domain() {
        let endpoints = endpoints("cn-north-1", &[]);
        assert_eq!(
            endpoints.of(Service::Sqs).unwrap(),
            "https://sqs.cn-north-1.amazonaws.com.cn/"
        );
    }

    #[test]
    fn an_emulator_has_its_buckets_in_the_path() {
        let endpoints = endpoints(
            "eu-central-1",
            &[
                (Service::S3, "http://127.0.0.1:5555"),
                (Service::Sqs, "http://127.0.0.1:5555/q/"),
            ],
        );
        assert_eq!(
            endpoints.of_object("b", "c").unwrap(),
            "http://127.0.0.1:5555/b/c"
        );
        assert_eq!(
            endpoints.of(Service::Sqs).unwrap(),
            "http://127.0.0.1:5555/q/"
        );
    }
}
