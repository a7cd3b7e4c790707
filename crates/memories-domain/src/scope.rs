use serde::{Deserialize, Serialize};

use crate::{AgentId, CallerId, ProjectId};

/// The caller whose memories a request may read and change. No port returns memories without a
/// scope.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scope {
    pub project: ProjectId,
    pub caller: CallerId,
    /// Set where agents do not share memories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
}

impl Scope {
    /// The caller's memories in the default project, shared by all agents.
    #[must_use]
    pub fn for_caller(caller: CallerId) -> Self {
        Self {
            project: ProjectId::default(),
            caller,
            agent: None,
        }
    }
}
