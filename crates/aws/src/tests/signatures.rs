//! How requests are signed. The signature itself is the library's.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::{KEY_ID, SECRET_KEY, Server, TOKEN, done};
use crate::{Region, service::Service, sign::Signer};

#[tokio::test]
async fn a_request_is_signed_for_its_service_and_region() {
    let server = Server::answering(done()).await;
    let aws = server.aws();
    aws.put_item("t", &crate::Item::new(), &crate::Expressions::default())
        .await
        .unwrap();
    let request = server.only_request().await;
    let authorization = request.headers["authorization"].to_str().unwrap();
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
    assert!(authorization.contains("/eu-central-1/dynamodb/aws4_request"));
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
    assert_eq!(request.headers["x-amz-security-token"], TOKEN);
    let sent = format!("{:?} {:?}", request.headers, request.url);
    assert!(!sent.contains(SECRET_KEY));
}

/// The signature was calculated by another program, from the description of the algorithm.
#[test]
fn an_object_is_signed_with_its_path_as_it_is_sent() {
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
