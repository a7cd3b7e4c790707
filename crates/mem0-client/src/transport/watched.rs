//! Tells whether a request's body has begun to leave.

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

use crate::call::Call;

/// How far a request has come.
#[derive(Debug)]
pub(crate) struct Progress(AtomicBool);

impl Progress {
    /// A request without a body is complete as soon as there is a connection.
    pub(crate) fn of(call: &Call) -> Arc<Self> {
        Arc::new(Self(AtomicBool::new(call.body.is_none())))
    }

    /// Whether the server may have seen the whole request.
    pub(crate) fn may_have_been_sent(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// A body in one piece that notes when it is taken.
pub(crate) struct Watched {
    rest: Option<Bytes>,
    progress: Arc<Progress>,
}

impl Watched {
    pub(crate) fn new(body: Bytes, progress: Arc<Progress>) -> Self {
        Self {
            rest: Some(body),
            progress,
        }
    }
}

impl Body for Watched {
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
