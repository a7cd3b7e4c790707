//! Signatures: AWS Signature Version 4.

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

use crate::{Error, Region, service::Service};

/// Signs requests to one region under one role.
pub(crate) struct Signer {
    identity: Identity,
    region: Region,
}

impl Signer {
    pub(crate) fn new(credentials: Credentials, region: Region) -> Self {
        Self {
            identity: credentials.into(),
            region,
        }
    }

    /// Adds date, token and signature to a request. `body_sha256` is the hexadecimal digest of
    /// its body: the signing library logs what it signs, and must not see the body itself.
    pub(crate) fn sign(
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
            .map_err(Error::unusable)?
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
        .map_err(Error::unusable)?;
        let (instructions, _) = sign(signable, &params)
            .map_err(Error::unusable)?
            .into_parts();
        instructions.apply_to_request_http1x(request);
        Ok(())
    }
}

/// S3 wants the body's digest in a header, and its paths signed as they are sent.
fn settings(service: Service) -> SigningSettings {
    let mut settings = SigningSettings::default();
    if service == Service::S3 {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    settings
}
