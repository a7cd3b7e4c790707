//! Tracks whether the transmission of a request's body has started.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::Request;

/// Whether the body of a request may have been sent.
#[derive(Debug)]
pub(crate) struct Progress(AtomicBool);

impl Progress {
    /// A request without a body may have been sent as soon as it is connected.
    pub(crate) fn for_request(request: &Request) -> Arc<Self> {
        Arc::new(Self(AtomicBool::new(request.body.is_none())))
    }

    /// Whether the server may have received the complete request.
    pub(crate) fn may_have_been_sent(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// A body in one chunk that records when the HTTP client reads it.
pub(crate) struct TrackedBody {
    rest: Option<Bytes>,
    progress: Arc<Progress>,
}

impl TrackedBody {
    pub(crate) fn new(body: Bytes, progress: Arc<Progress>) -> Self {
        Self {
            rest: Some(body),
            progress,
        }
    }
}

impl Body for TrackedBody {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.progress.0.store(true, Ordering::Release);
        Poll::Ready(self.rest.take().map(|body| Ok(Frame::data(body))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.as_ref().map_or(0, |body| body.len() as u64))
    }
}
