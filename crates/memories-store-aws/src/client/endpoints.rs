use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use url::Url;

use super::{error::Error, region::Region, service::Service};

/// The characters of a path that are percent-encoded: all but slashes and the unreserved ones, as
/// S3 signatures require.
const PATH_ENCODE_SET: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'/')
    .remove(b'_')
    .remove(b'~');

/// The addresses of all services.
#[derive(Debug, Clone)]
pub(super) struct Endpoints {
    pub(super) region: Region,
    /// Addresses in place of the public ones, such as an emulator's.
    pub(super) overrides: Vec<(Service, Url)>,
}

impl Endpoints {
    fn override_for(&self, service: Service) -> Option<&str> {
        let (_, url) = self
            .overrides
            .iter()
            .find(|(overridden, _)| *overridden == service)?;
        Some(url.as_str().trim_end_matches('/'))
    }

    /// The address of a service that uses the JSON protocol.
    pub(super) fn service_uri(&self, service: Service) -> Result<Uri, Error> {
        let base = match self.override_for(service) {
            Some(base) => base.to_owned(),
            None => self.public_url(service.name()),
        };
        parse_uri(&format!("{base}/"))
    }

    /// The address of an object. The bucket is part of the host name, as AWS recommends, unless a
    /// dot in it would not match the certificate or the endpoint is overridden.
    pub(super) fn object_uri(&self, bucket: &str, key: &str) -> Result<Uri, Error> {
        let key = percent_encoded(key);
        parse_uri(&match self.override_for(Service::S3) {
            Some(base) => format!("{base}/{bucket}/{key}"),
            None if bucket.contains('.') => format!("{}/{bucket}/{key}", self.public_url("s3")),
            None => format!("{}/{key}", self.public_url(&format!("{bucket}.s3"))),
        })
    }

    fn public_url(&self, host: &str) -> String {
        let (region, domain) = (self.region.as_str(), self.region.domain());
        format!("https://{host}.{region}.{domain}")
    }
}

fn parse_uri(url: &str) -> Result<Uri, Error> {
    url.parse::<Uri>().map_err(Error::invalid_request)
}

fn percent_encoded(path: &str) -> PercentEncode<'_> {
    utf8_percent_encode(path, PATH_ENCODE_SET)
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
    fn a_service_has_an_address_in_its_region(#[case] service: Service, #[case] expected: &str) {
        assert_eq!(
            endpoints("eu-central-1", &[]).service_uri(service).unwrap(),
            expected
        );
    }

    #[rstest]
    #[case("b", "a/c", "https://b.s3.eu-central-1.amazonaws.com/a/c")]
    #[case("my.b", "c", "https://s3.eu-central-1.amazonaws.com/my.b/c")]
    #[case("b", "a b+é", "https://b.s3.eu-central-1.amazonaws.com/a%20b%2B%C3%A9")]
    fn an_object_has_an_address_in_its_bucket(
        #[case] bucket: &str,
        #[case] key: &str,
        #[case] expected: &str,
    ) {
        let endpoints = endpoints("eu-central-1", &[]);
        assert_eq!(endpoints.object_uri(bucket, key).unwrap(), expected);
    }

    #[test]
    fn a_region_of_another_partition_has_another_domain() {
        let endpoints = endpoints("cn-north-1", &[]);
        assert_eq!(
            endpoints.service_uri(Service::Sqs).unwrap(),
            "https://sqs.cn-north-1.amazonaws.com.cn/"
        );
    }

    #[test]
    fn an_emulator_gets_the_bucket_in_the_path() {
        let endpoints = endpoints(
            "eu-central-1",
            &[
                (Service::S3, "http://127.0.0.1:5555"),
                (Service::Sqs, "http://127.0.0.1:5555/q/"),
            ],
        );
        assert_eq!(
            endpoints.object_uri("b", "c").unwrap(),
            "http://127.0.0.1:5555/b/c"
        );
        assert_eq!(
            endpoints.service_uri(Service::Sqs).unwrap(),
            "http://127.0.0.1:5555/q/"
        );
    }
}
