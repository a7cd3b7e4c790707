//! Operations that are a JSON object posted to the service's one address.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header::CONTENT_TYPE};
use serde::Serialize;

use crate::{
    Aws, Error,
    service::Service,
    transport::{Answer, Call},
};

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// More than any answer that is read here: an item of `DynamoDB` has up to 400 kB, a secret 64 kB.
const MAX_ANSWER: usize = 1024 * 1024;

/// An operation by its name on the wire, such as `AmazonSQS.SendMessage`.
pub(crate) struct Operation {
    pub(crate) service: Service,
    pub(crate) target: &'static str,
    pub(crate) content_type: &'static str,
}

impl Aws {
    pub(crate) async fn post(
        &self,
        operation: &Operation,
        request: &impl Serialize,
    ) -> Result<Answer, Error> {
        let call = Call {
            service: operation.service,
            method: Method::POST,
            uri: self.shared.endpoints.of(operation.service)?,
            headers: HeaderMap::from_iter([
                (TARGET, HeaderValue::from_static(operation.target)),
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static(operation.content_type),
                ),
            ]),
            body: Bytes::from(serde_json::to_vec(request).map_err(Error::unusable)?),
            max_answer: MAX_ANSWER,
        };
        self.shared.transport.perform(&call, self.limit).await
    }
}
