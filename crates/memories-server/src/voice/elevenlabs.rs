//! ElevenLabs: the conversation initiation webhook, the webhook tool and the post-call webhook.

mod collected_value;
mod error;
mod event;
mod event_body;
mod greeting;
mod ids;
mod map_call;
mod platform;
mod reply;
mod routes;
mod signature;
mod token;
mod variables;
mod voice_platform;

pub(crate) use greeting::Greeting;
pub use greeting::InvalidTemplate;
pub use platform::{ElevenLabs, SettingError};

#[cfg(test)]
mod tests;
