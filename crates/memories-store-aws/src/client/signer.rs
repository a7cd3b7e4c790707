//! AWS Signature Version 4.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{
        PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings,
        UriPathNormalizationMode, sign,
    },
    sign::v4::SigningParams,
};
use aws_smithy_runtime_api::client::identity::Identity;
use bytes::Bytes;

use super::{error::Error, region::Region, service::Service};

/// Signs requests to one region under one role.
pub(super) struct Signer {
    identity: Identity,
    region: Region,
}

impl Signer {
    pub(super) fn new(credentials: Credentials, region: Region) -> Self {
        Self {
            identity: credentials.into(),
            region,
        }
    }

    /// Adds date, token and signature to a request. `body_sha256` is the hexadecimal digest of
    /// the body: the signing library logs what it signs, so it must not see the body itself.
    pub(super) fn sign(
        &self,
        request: &mut http::Request<Bytes>,
        body_sha256: &str,
        service: Service,
        now: SystemTime,
    ) -> Result<(), Error> {
        let params = SigningParams::builder()
            .identity(&self.identity)
            .region(self.region.as_str())
            .name(service.name())
            .time(now)
            .settings(settings(service))
            .build()
            .map_err(Error::invalid_request)?
            .into();
        let headers = request
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let uri = request.uri().to_string();
        let signable = SignableRequest::new(
            request.method().as_str(),
            &uri,
            headers,
            SignableBody::Precomputed(body_sha256.to_owned()),
        )
        .map_err(Error::invalid_request)?;
        let (instructions, _) = sign(signable, &params)
            .map_err(Error::invalid_request)?
            .into_parts();
        instructions.apply_to_request_http1x(request);
        Ok(())
    }
}

/// S3 requires the body's digest in a header, and its paths signed as they are sent.
fn settings(service: Service) -> SigningSettings {
    let mut settings = SigningSettings::default();
    if service == Service::S3 {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    settings
}
