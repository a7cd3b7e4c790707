//! Events and replies of API Gateway's HTTP APIs, payload format 2.0.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>

mod event;
mod reply;

pub use self::{event::HttpEvent, reply::HttpReply};
