//! The endpoints that do not depend on a voice platform.

mod health;

pub(crate) use health::HealthEndpoint;
