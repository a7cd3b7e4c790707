//! Protection of the endpoints beyond shared keys.

mod caller_token;
mod rate_limit;

pub(crate) use caller_token::{CallerTokens, UnusableKey};
pub(crate) use rate_limit::RateLimit;
