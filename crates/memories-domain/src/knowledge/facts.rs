use jiff::Timestamp;

use super::Nature;
use crate::{BelongsTo, PersonIndex, PrivateText, ProfileKey, ProfileValue};

/// A fact that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub key: ProfileKey,
    pub nature: Nature,
    /// As declared, or as its name shows; `None` where it does not: then it is of who calls.
    pub belongs_to: Option<BelongsTo>,
    /// Whom it is about, on a line that several people use; `None` where that is not known, and on
    /// any other line.
    pub person: Option<PersonIndex>,
    /// One, or those of a list, oldest first. Never empty.
    pub items: Vec<FactItem>,
}

/// The value of a fact, or an item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct FactItem {
    pub value: ProfileValue,
    /// The position of the memory that states it.
    pub memory: usize,
    /// When it was last stated.
    pub at: Timestamp,
}

impl Fact {
    /// The value, or the items of a list separated by commas.
    #[must_use]
    pub fn value(&self) -> ProfileValue {
        match self.items.as_slice() {
            [item] => item.value.clone(),
            items => {
                let texts: Vec<String> = items
                    .iter()
                    .map(|item| item.value.to_text().into_string())
                    .collect();
                ProfileValue::Text(PrivateText::from(texts.join(", ")))
            }
        }
    }

    /// When it was last stated.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.items
            .iter()
            .map(|item| item.at)
            .max()
            .unwrap_or(Timestamp::MIN)
    }
}
