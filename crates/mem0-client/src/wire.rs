//! Conversions between this crate's types and the platform's JSON.

pub(crate) mod decode;
pub(crate) mod encode;
