//! Amazon S3.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header::CONTENT_TYPE};

use crate::{
    Aws, Error,
    service::Service,
    transport::{Answer, Call},
};

/// More than S3 says about what it has done, in bytes.
const MAX_RECEIPT: usize = 64 * 1024;

impl Aws {
    /// Keeps bytes under a key, in place of those that were there.
    pub async fn put_object(&self, bucket: &str, key: &str, body: Bytes) -> Result<(), Error> {
        let mut call = self.object(Method::PUT, bucket, key)?;
        let octets = HeaderValue::from_static("application/octet-stream");
        call.headers.insert(CONTENT_TYPE, octets);
        call.body = body;
        self.carry(&call).await?.success()?;
        Ok(())
    }

    /// The bytes under a key, up to `limit` of them.
    ///
    /// To a role that may not list the bucket, S3 says `AccessDenied` of a key that is not
    /// there.
    pub async fn get_object(&self, bucket: &str, key: &str, limit: usize) -> Result<Bytes, Error> {
        let mut call = self.object(Method::GET, bucket, key)?;
        call.max_answer = limit;
        self.carry(&call).await?.success()
    }

    /// Removes what is under a key; nothing there is no error.
    pub async fn delete_object(&self, bucket: &str, key: &str) -> Result<(), Error> {
        let call = self.object(Method::DELETE, bucket, key)?;
        self.carry(&call).await?.success()?;
        Ok(())
    }

    fn object(&self, method: Method, bucket: &str, key: &str) -> Result<Call, Error> {
        Ok(Call {
            service: Service::S3,
            method,
            uri: self.shared.endpoints.of_object(bucket, key)?,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            max_answer: MAX_RECEIPT,
        })
    }

    async fn carry(&self, call: &Call) -> Result<Answer, Error> {
        self.shared.transport.perform(call, self.limit).await
    }
}
