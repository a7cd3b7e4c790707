//! HTTP, without any voice platform's format: the router, authentication, bodies, errors and the
//! request log. [`voice`](crate::voice) has the endpoints that a platform calls.

mod auth;
mod body;
mod error;
mod openapi;
mod request_log;
mod router;
mod routes;
mod views;

pub(crate) use auth::ApiKeyAuth;
pub(crate) use body::{read_body, read_chunks};
pub use error::{ApiError, ErrorBody};
pub use router::ApiRouter;
pub(crate) use routes::HealthEndpoint;
pub(crate) use views::{MemoryView, Reading, SearchHitView};
