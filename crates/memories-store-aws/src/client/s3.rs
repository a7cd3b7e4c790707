use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header::CONTENT_TYPE};

use super::{
    aws_client::AwsClient,
    error::Error,
    service::Service,
    transport::{Request, Response},
};

/// Responses to writes have next to no body.
const MAX_WRITE_RESPONSE_BYTES: usize = 64 * 1024;

impl AwsClient {
    /// Writes an object, in place of any under the same key.
    pub(crate) async fn put_object(
        &self,
        bucket: &str,
        key: &str,
        body: Bytes,
    ) -> Result<(), Error> {
        let mut request = self.object_request(Method::PUT, bucket, key)?;
        let octets = HeaderValue::from_static("application/octet-stream");
        request.headers.insert(CONTENT_TYPE, octets);
        request.body = body;
        self.send(&request).await?.ok()?;
        Ok(())
    }

    /// Reads an object of at most `max_bytes`.
    ///
    /// Without permission to list the bucket, S3 answers `AccessDenied` for a key that does not
    /// exist, which is [`Error::Service`] instead of [`Error::NotFound`].
    pub(crate) async fn get_object(
        &self,
        bucket: &str,
        key: &str,
        max_bytes: usize,
    ) -> Result<Bytes, Error> {
        let mut request = self.object_request(Method::GET, bucket, key)?;
        request.max_response_bytes = max_bytes;
        self.send(&request).await?.ok()
    }

    /// Deletes an object; a key that does not exist is no error.
    pub(crate) async fn delete_object(&self, bucket: &str, key: &str) -> Result<(), Error> {
        let request = self.object_request(Method::DELETE, bucket, key)?;
        self.send(&request).await?.ok()?;
        Ok(())
    }

    fn object_request(&self, method: Method, bucket: &str, key: &str) -> Result<Request, Error> {
        Ok(Request {
            service: Service::S3,
            method,
            uri: self.shared.endpoints.object_uri(bucket, key)?,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            max_response_bytes: MAX_WRITE_RESPONSE_BYTES,
        })
    }

    async fn send(&self, request: &Request) -> Result<Response, Error> {
        self.shared.transport.send(request, self.timeout).await
    }
}
