//! The HTTP front door: authentication, parsing, replies. What happens between
//! them is in [`use_case`](crate::use_case).

mod authentication;
mod body;
mod client_data;
mod error;
mod health;
mod openapi;
mod post_call;
mod request_log;
mod retrieve;
mod router;
mod view;

pub use authentication::HeaderKey;
pub use client_data::ClientData;
pub use error::{ApiError, ErrorBody};
pub use health::Readiness;
pub use post_call::PostCall;
pub use retrieve::Retrieve;
pub use router::FrontDoor;
