use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A voice platform whose conversations become memories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Platform {
    #[serde(rename = "elevenlabs")]
    ElevenLabs,
}

/// No voice platform has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no voice platform has this name")]
pub struct UnknownPlatform;

impl Platform {
    /// The name in stored ids, such as `elevenlabs`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ElevenLabs => "elevenlabs",
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Platform {
    type Err = UnknownPlatform;

    fn from_str(name: &str) -> Result<Self, UnknownPlatform> {
        match name {
            "elevenlabs" => Ok(Self::ElevenLabs),
            _ => Err(UnknownPlatform),
        }
    }
}
