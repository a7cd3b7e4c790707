//! The AWS JSON protocol 1.0 and 1.1: operations that are a JSON object, posted to the service's
//! one address.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header::CONTENT_TYPE};
use serde::Serialize;

use super::{
    aws_client::AwsClient,
    error::Error,
    service::Service,
    transport::{Request, Response},
};

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// `DynamoDB` items have at most 400 kB, secrets 64 kB.
const MAX_RESPONSE_BYTES: usize = 1024 * 1024;

pub(super) struct Operation {
    pub(super) service: Service,
    /// The name on the wire, such as `AmazonSQS.SendMessage`.
    pub(super) target: &'static str,
    pub(super) content_type: &'static str,
}

impl AwsClient {
    pub(super) async fn post_json(
        &self,
        operation: &Operation,
        body: &impl Serialize,
    ) -> Result<Response, Error> {
        let request = Request {
            service: operation.service,
            method: Method::POST,
            uri: self.shared.endpoints.service_uri(operation.service)?,
            headers: HeaderMap::from_iter([
                (TARGET, HeaderValue::from_static(operation.target)),
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static(operation.content_type),
                ),
            ]),
            body: Bytes::from(serde_json::to_vec(body).map_err(Error::invalid_request)?),
            max_response_bytes: MAX_RESPONSE_BYTES,
        };
        self.shared.transport.send(&request, self.timeout).await
    }
}
