//! Adding memories.

use std::fmt;

use http::Method;
use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{
    Client, Entity, EntityId, EntityKind, Error, InvalidRequest, Message,
    transport::{OperationKind, Path, Request},
    wire::encode,
};

mod response;

pub use response::{AddResponse, AddedMemory};

/// Messages to extract memories from, and the entities that the memories belong to.
///
/// By default the platform extracts memories in the background. It retrieves earlier messages of
/// the same entities itself, so send only new ones.
///
/// ```
/// use mem0_client::{AddRequest, Entity, Message};
///
/// let request = AddRequest::new(
///     &Entity::user("ada")?,
///     [Message::user("Text me, don't call."), Message::assistant("Noted.")],
/// )?
/// .metadata("channel", "voice");
/// # Ok::<(), mem0_client::InvalidRequest>(())
/// ```
#[derive(Clone, PartialEq, Serialize)]
pub struct AddRequest {
    messages: Vec<Message>,
    #[serde(flatten)]
    ids: Ids,
    #[serde(skip_serializing_if = "Map::is_empty")]
    metadata: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    infer: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_date: Option<Date>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "encode::unix_seconds"
    )]
    timestamp: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_instructions: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_custom_instructions: Option<String>,
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "serialize_categories"
    )]
    custom_categories: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    structured_data_schema: Option<Value>,
}

#[derive(Clone, PartialEq, Eq, Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "as on the wire")]
struct Ids {
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<EntityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_id: Option<EntityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_id: Option<EntityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run_id: Option<EntityId>,
}

impl Ids {
    fn set(&mut self, entity: &Entity) {
        let id = match entity.kind() {
            EntityKind::User => &mut self.user_id,
            EntityKind::Agent => &mut self.agent_id,
            EntityKind::App => &mut self.app_id,
            EntityKind::Run => &mut self.run_id,
        };
        *id = Some(entity.id().clone());
    }
}

impl AddRequest {
    /// At least one message is required, and none may be blank.
    pub fn new(
        entity: &Entity,
        messages: impl IntoIterator<Item = Message>,
    ) -> Result<Self, InvalidRequest> {
        let messages: Vec<_> = messages.into_iter().collect();
        if messages.is_empty() {
            return Err(InvalidRequest::NoMessages);
        }
        if messages.iter().any(Message::is_blank) {
            return Err(InvalidRequest::BlankMessage);
        }
        let mut ids = Ids::default();
        ids.set(entity);
        Ok(Self {
            messages,
            ids,
            metadata: Map::new(),
            infer: None,
            expiration_date: None,
            timestamp: None,
            custom_instructions: None,
            agent_custom_instructions: None,
            custom_categories: Vec::new(),
            structured_data_schema: None,
        })
    }

    /// Adds another entity, replacing one of the same kind.
    ///
    /// With both a user and an agent, each extracted memory belongs to *one* of them: statements of
    /// the user to the user, statements of the agent to the agent, which is shared by all of its
    /// users. To remember a person, set only the user.
    #[must_use]
    pub fn with_entity(mut self, entity: &Entity) -> Self {
        self.ids.set(entity);
        self
    }

    /// Attaches a metadata value to every resulting memory.
    #[must_use]
    pub fn metadata(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.metadata.insert(key.into(), value.into());
        self
    }

    /// With `false`, every message of the user and the agent is stored verbatim, and the response
    /// contains the memories. By default the platform extracts memories in the background.
    #[must_use]
    pub const fn infer(mut self, infer: bool) -> Self {
        self.infer = Some(infer);
        self
    }

    /// The last day, in UTC, on which reads return the resulting memories. Afterwards they are
    /// hidden, not deleted.
    #[must_use]
    pub const fn expiration_date(mut self, day: Date) -> Self {
        self.expiration_date = Some(day);
        self
    }

    /// The time of the messages, with a resolution of one second. The default is now.
    #[must_use]
    pub const fn timestamp(mut self, time: Timestamp) -> Self {
        self.timestamp = Some(time);
        self
    }

    /// Extraction instructions that override the project's.
    #[must_use]
    pub fn custom_instructions(mut self, instructions: impl Into<String>) -> Self {
        self.custom_instructions = Some(instructions.into());
        self
    }

    /// Extraction instructions for the agent's messages that override the project's.
    #[must_use]
    pub fn agent_custom_instructions(mut self, instructions: impl Into<String>) -> Self {
        self.agent_custom_instructions = Some(instructions.into());
        self
    }

    /// Adds a category with a description. The request's categories replace all of the project's.
    #[must_use]
    pub fn custom_category(
        mut self,
        name: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        self.custom_categories
            .push((name.into(), description.into()));
        self
    }

    /// The JSON schema of structured data to extract.
    #[must_use]
    pub fn structured_data_schema(mut self, schema: Value) -> Self {
        self.structured_data_schema = Some(schema);
        self
    }
}

impl fmt::Debug for AddRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddRequest")
            .field("messages", &self.messages)
            .field("infer", &self.infer)
            .finish_non_exhaustive()
    }
}

/// Each category is a separate object.
fn serialize_categories<S: Serializer>(
    categories: &[(String, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(
        categories
            .iter()
            .map(|(name, description)| std::collections::BTreeMap::from([(name, description)])),
    )
}

impl Client {
    /// Adds memories.
    ///
    /// The platform cannot distinguish a repeated request from a new one, so the client retries only
    /// after a failure that proves that nothing was stored. After any other failure, see
    /// [`Error::may_have_been_processed`].
    ///
    /// `POST /v3/memories/add/`
    pub async fn add(&self, request: &AddRequest) -> Result<AddResponse, Error> {
        let path = Path::new(["v3", "memories", "add"]);
        let request = Request::new("add", OperationKind::Add, Method::POST, path).json(request);
        self.send(request).await
    }
}
