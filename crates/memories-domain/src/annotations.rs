use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{BelongsTo, CallSpeaker, Nature, TimeMention};

/// What extraction found in and around the text of a memory, from which
/// `Knowledge` decides whether it still holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotations {
    /// The index of the turn in its call; `None` for what is no turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
    /// Who was calling, as far as the call shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller: Option<CallSpeaker>,
    /// The person to whom the phone was handed before the turn, or whose fact it is. `None` means the
    /// caller; a speaker without a name is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_to: Option<CallSpeaker>,
    /// Of a profile fact, as the operator declared it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// Likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<BelongsTo>,
    /// The times in the text, resolved against the start of the call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<TimeMention>,
    /// The start of its call, for a statement that changes what was said before: in another call
    /// the same words change it again. Nobody's duplicate, therefore.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes_at: Option<Timestamp>,
}

impl Annotations {
    /// Without what refers to places in the text, for another text or a shorter form.
    #[must_use]
    pub fn without_times(self) -> Self {
        Self {
            times: Vec::new(),
            ..self
        }
    }

    /// Those of an edited text: `new` has its times and its nature.
    #[must_use]
    pub fn edited(self, new: Option<Self>) -> Self {
        match new {
            Some(new) => Self {
                times: new.times,
                nature: new.nature.or(self.nature),
                belongs_to: new.belongs_to.or(self.belongs_to),
                ..self
            },
            None => self.without_times(),
        }
    }

    /// What the statements of one memory have in common, whichever call makes them.
    #[must_use]
    pub fn of_person(self) -> Self {
        Self {
            caller: self.caller,
            handed_to: self.handed_to,
            ..Self::default()
        }
    }

    /// Who says it, or whom it is about.
    #[must_use]
    pub fn speaker(&self) -> Option<&CallSpeaker> {
        self.handed_to.as_ref().or(self.caller.as_ref())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
