use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use tokio::time::timeout;

use super::error::ApiError;

/// Maximum size of a request body; real ones have a few hundred bytes. Events have their own
/// limit.
const MAX_BODY_BYTES: usize = 64 * 1024;
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// Reads the body of a request that is not an event.
pub(crate) async fn read_body(body: Body) -> Result<Bytes, ApiError> {
    let mut buffer = BytesMut::new();
    read_chunks(body, BODY_TIMEOUT, |chunk| {
        if buffer.len() + chunk.len() > MAX_BODY_BYTES {
            return Err(ApiError::BodyTooLarge {
                limit: MAX_BODY_BYTES,
            });
        }
        buffer.extend_from_slice(chunk);
        Ok(())
    })
    .await?;
    Ok(buffer.freeze())
}

/// Passes the chunks of a body to `on_chunk` until it fails or `deadline` has elapsed.
pub(crate) async fn read_chunks(
    body: Body,
    deadline: Duration,
    mut on_chunk: impl FnMut(&[u8]) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    timeout(deadline, async {
        let mut chunks = body.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            on_chunk(&chunk.map_err(|_| ApiError::BodyIncomplete)?)?;
        }
        Ok(())
    })
    .await
    .unwrap_or(Err(ApiError::BodyIncomplete))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_is_read_up_to_the_limit() {
        let body = |bytes| Body::from(vec![b'x'; bytes]);
        assert_eq!(
            read_body(body(MAX_BODY_BYTES)).await.unwrap().len(),
            MAX_BODY_BYTES
        );
        assert!(matches!(
            read_body(body(MAX_BODY_BYTES + 1)).await,
            Err(ApiError::BodyTooLarge { .. })
        ));
    }

    #[tokio::test]
    async fn a_body_that_stops_arriving_is_incomplete() {
        let stalled =
            Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
        let read = read_chunks(stalled, Duration::from_millis(1), |_| Ok(()));
        assert!(matches!(read.await, Err(ApiError::BodyIncomplete)));
    }
}
