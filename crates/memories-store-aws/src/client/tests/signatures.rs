//! Signatures of requests.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::{Server, empty_response};
use crate::{
    client::{FifoMessage, region::Region, service::Service, signer::Signer},
    testing::{KEY_ID, SECRET_KEY, SESSION_TOKEN},
};

#[tokio::test]
async fn a_request_is_signed_for_its_service_and_region() {
    let server = Server::responding(empty_response()).await;
    let message = FifoMessage {
        queue_url: "q",
        body: "b",
        group: "g",
        deduplication_id: "d",
    };
    server.client().send_message(message).await.unwrap();
    let request = server.only_request().await;
    let authorization = request.headers["authorization"].to_str().unwrap();
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
    assert!(authorization.contains("/eu-central-1/sqs/aws4_request"));
    for signed in [
        "content-type",
        "host",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-target",
    ] {
        assert!(
            authorization.contains(signed),
            "{signed} in {authorization}"
        );
    }
    assert_eq!(request.headers["x-amz-security-token"], SESSION_TOKEN);
    let sent = format!("{:?} {:?}", request.headers, request.url);
    assert!(!sent.contains(SECRET_KEY));
}

/// The expected signature was calculated by another program, from the specification.
#[test]
fn a_request_to_s3_is_signed_with_its_path_as_sent() {
    let credentials = Credentials::new(KEY_ID, SECRET_KEY, None, None, "test");
    let signer = Signer::new(credentials, Region::parse("eu-central-1").unwrap());
    let mut request = http::Request::new(Bytes::from_static(b"abc"));
    *request.method_mut() = http::Method::PUT;
    *request.uri_mut() = "https://b.s3.eu-central-1.amazonaws.com/events/a%20b"
        .parse()
        .unwrap();
    let digest = hex::encode(Sha256::digest(b"abc"));
    let now = UNIX_EPOCH + Duration::from_hours(489_444);
    signer
        .sign(&mut request, &digest, Service::S3, now)
        .unwrap();
    let authorization = request.headers()["authorization"].to_str().unwrap();
    let (start, signature) = authorization.rsplit_once('=').unwrap();
    assert_eq!(
        start,
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20251101/eu-central-1/s3/aws4_request, \
         SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature"
    );
    assert_eq!(
        signature,
        "254a587308837ddeaa3361ee6f0d5eb4d40139e79217c39008fab68da72f323a"
    );
}
