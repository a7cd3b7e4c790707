//! The voice platforms. Each implements [`VoicePlatform`]: it has the endpoints that the platform
//! calls, and translates between the platform's format and [`calls`](crate::calls).

mod builtin_variables;
pub mod elevenlabs;
mod handlers;
mod voice_platform;

pub use builtin_variables::BUILTIN_VARIABLES;
pub use voice_platform::{EncodedReply, EventBody, ReceivedBody, VoicePlatform};
