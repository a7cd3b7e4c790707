use serde::{Deserialize, Serialize};

use crate::PrivateText;

/// A person's name as heard.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(PrivateText);

impl PersonName {
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.to_string()
    }
}
