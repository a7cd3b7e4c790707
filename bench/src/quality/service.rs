//! The same questions put to a running service: the conversations are learned from signed
//! hang-ups, and the questions are asked at `/retrieve`, as they are written.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use elevenlabs::signature::{SIGNATURE_HEADER, SigningSecret, sign};
use jiff::Timestamp;
use memories_domain::{CallerId, CallerRecord, Memory, ProjectId, Scope, ports::MemoryReader};
use memories_store_sqlite::{Options, SqliteStore};
use reqwest::{Client, header::CONTENT_TYPE};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    conversation::{Conversation, Question},
    metrics::Metrics,
};
use crate::process::Server;

/// The number of memories that a search returns.
const LIMIT: &str = "10";
const HMAC_KEY: &str = "wsec_benchmark";
const SECONDS_PER_TURN: usize = 6;
/// How long the calls of one conversation may take to be learned.
const MAX_LEARNING: Duration = Duration::from_mins(1);

/// What a service that has learned the conversations answered.
#[derive(Default)]
pub struct ServiceEvaluation {
    /// The answerable questions by kind.
    pub questions: BTreeMap<String, Metrics>,
    /// Of the questions that no utterance answers, by kind: how many got no memory, of how many.
    pub unanswerable: BTreeMap<String, (usize, usize)>,
    /// Of the answerable questions, how many got no memory.
    pub silenced: usize,
    /// Utterances that answer a question, and how many of them became memories: of the caller,
    /// then of the agent.
    pub evidence_kept: [(usize, usize); 2],
}

/// Which utterances a memory holds.
type Origins = HashMap<String, Vec<usize>>;

impl ServiceEvaluation {
    /// Plays the conversations to the program with an empty store.
    pub async fn of(program: &Path, conversations: &[Conversation]) -> Result<Self> {
        let service = Service::start(program)?;
        let mut evaluation = Self::default();
        for (number, conversation) in conversations.iter().enumerate() {
            let caller = format!("benchmark-{number}");
            service.hang_up(&caller, conversation).await?;
            let record = service.learned(&caller, conversation).await?;
            let origins = origins(&record, &caller, conversation);
            evaluation.count_evidence(conversation, &origins);
            for question in &conversation.questions {
                let found = service.search(&caller, &question.text).await?;
                evaluation.add(question, &found, &origins);
            }
        }
        Ok(evaluation)
    }

    fn add(&mut self, question: &Question, found: &[String], origins: &Origins) {
        let kind = question.kind.clone();
        if question.is_answerable() {
            self.silenced += usize::from(found.is_empty());
            let is_evidence = found.iter().map(|id| {
                let origin = origins.get(id).into_iter().flatten();
                origin
                    .into_iter()
                    .any(|utterance| question.evidence.contains(utterance))
            });
            let is_evidence: Vec<bool> = is_evidence.collect();
            let metrics = Metrics::for_question(&is_evidence, question.evidence.len());
            let sum = self.questions.entry(kind).or_default();
            *sum = *sum + metrics;
        } else {
            let (nothing, all) = self.unanswerable.entry(kind).or_default();
            *nothing += usize::from(found.is_empty());
            *all += 1;
        }
    }

    fn count_evidence(&mut self, conversation: &Conversation, origins: &Origins) {
        let questions = conversation.questions.iter();
        let mut evidence: Vec<usize> = questions
            .flat_map(|question| &question.evidence)
            .copied()
            .collect();
        evidence.sort_unstable();
        evidence.dedup();
        let [of_caller, of_agent] = &mut self.evidence_kept;
        for utterance in evidence {
            let speaker = conversation.utterances.get(utterance).map(|it| &it.speaker);
            let (kept, all) = if speaker == Some(&conversation.caller) {
                &mut *of_caller
            } else {
                &mut *of_agent
            };
            *kept += usize::from(origins.values().any(|origin| origin.contains(&utterance)));
            *all += 1;
        }
    }
}

/// A running program with a store of its own.
struct Service {
    server: Server,
    client: Client,
    store: SqliteStore,
    secret: SigningSecret,
    // Dropped after the server, which writes to it.
    _data: TempDir,
}

impl Service {
    fn start(program: &Path) -> Result<Self> {
        // An error means that another caller has installed it. The client needs one, even without TLS.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().context("a folder for the service's data")?;
        let server = Server::spawn(
            Command::new(program)
                .env_clear()
                .env("RUST_LOG", "warn")
                .env("ELEVENLABS_HMAC_KEY", HMAC_KEY)
                .env("MEMORY_SEARCH_LIMIT", LIMIT)
                .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
                .arg(data.path())
                .current_dir(data.path()),
        )?;
        Ok(Self {
            server,
            client: Client::builder().no_proxy().build()?,
            store: SqliteStore::open(data.path(), Options::default())?,
            secret: SigningSecret::new(HMAC_KEY)?,
            _data: data,
        })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    /// A signed hang-up for each session.
    async fn hang_up(&self, caller: &str, conversation: &Conversation) -> Result<()> {
        for session in sessions(conversation) {
            let body = event(caller, conversation, session).to_string();
            let signature = sign(&self.secret, Timestamp::now().as_second(), body.as_bytes());
            let request = self
                .client
                .post(self.url("/post-call"))
                .header(CONTENT_TYPE, "application/json")
                .header(SIGNATURE_HEADER, signature);
            request.body(body).send().await?.error_for_status()?;
        }
        Ok(())
    }

    /// The caller's record, once every session is learned.
    async fn learned(&self, caller: &str, conversation: &Conversation) -> Result<CallerRecord> {
        let calls = sessions(conversation).count();
        let scope = Scope {
            project: ProjectId::default(),
            caller: CallerId::parse(caller, None)?,
            agent: None,
        };
        let learning = async {
            loop {
                // A ring waits for the calls that are still to be learned.
                let ring = self.client.post(self.url("/client-data"));
                let ring = ring.json(&json!({"user_id": caller, "agent_id": "agent_1"}));
                let reply: Value = ring.send().await?.error_for_status()?.json().await?;
                if reply.pointer("/dynamic_variables/call_count") == Some(&json!(calls)) {
                    return anyhow::Ok(CallerRecord::clone(&*self.store.load(&scope).await?));
                }
            }
        };
        tokio::time::timeout(MAX_LEARNING, learning)
            .await
            .context("the service did not learn the calls in time")?
    }

    /// The ids of the memories found, best first.
    async fn search(&self, caller: &str, query: &str) -> Result<Vec<String>> {
        let request = self.client.post(self.url("/retrieve"));
        let request = request.json(&json!({"query": query, "user_id": caller}));
        let reply: Value = request.send().await?.error_for_status()?.json().await?;
        let found = reply.get("memories").and_then(Value::as_array);
        let found = found.context("a reply without memories")?;
        let id = |memory: &Value| Some(memory.get("id")?.as_str()?.to_owned());
        let ids: Vec<String> = found.iter().filter_map(id).collect();
        ensure!(ids.len() == found.len(), "a memory without an id");
        Ok(ids)
    }
}

/// The numbers of the sessions.
fn sessions(conversation: &Conversation) -> impl Iterator<Item = usize> {
    let mut sessions: Vec<usize> = conversation
        .utterances
        .iter()
        .map(|it| it.session)
        .collect();
    sessions.dedup();
    sessions.into_iter()
}

fn conversation_id(caller: &str, session: usize) -> String {
    format!("conv_{caller}_{session}")
}

/// The post-call event of a session. As in a wired agent, the caller's name is collected, and the
/// agent has a name.
fn event(caller: &str, conversation: &Conversation, session: usize) -> Value {
    let utterances = || {
        let all = conversation.utterances.iter();
        all.filter(move |utterance| utterance.session == session)
    };
    let turns: Vec<Value> = utterances()
        .enumerate()
        .map(|(turn, utterance)| {
            let is_caller = utterance.speaker == conversation.caller;
            json!({
                "role": if is_caller { "user" } else { "agent" },
                "message": utterance.text,
                "time_in_call_secs": turn * SECONDS_PER_TURN,
            })
        })
        .collect();
    let started_at = utterances().next().map_or(0, |first| first.timestamp);
    let agent = utterances().find(|utterance| utterance.speaker != conversation.caller);
    json!({
        "type": "post_call_transcription",
        "event_timestamp": started_at,
        "data": {
            "agent_id": "agent_1",
            "agent_name": agent.map(|agent| &agent.speaker),
            "conversation_id": conversation_id(caller, session),
            "status": "done",
            "user_id": caller,
            "transcript": turns,
            "metadata": {
                "start_time_unix_secs": started_at,
                "call_duration_secs": turns.len() * SECONDS_PER_TURN,
                "main_language": conversation.language,
            },
            "analysis": {
                "call_successful": "success",
                "data_collection_results": {
                    "caller_name": {
                        "data_collection_id": "caller_name",
                        "value": conversation.caller_name(),
                    },
                },
            },
        },
    })
}

/// Which utterances each memory of the record holds: that of its turn, and those with its words,
/// which it stands for.
fn origins(record: &CallerRecord, caller: &str, conversation: &Conversation) -> Origins {
    let mut starts = HashMap::new();
    for (at, utterance) in conversation.utterances.iter().enumerate() {
        starts
            .entry(conversation_id(caller, utterance.session))
            .or_insert(at);
    }
    let turn = |memory: &Memory| {
        let source = memory.source.as_ref()?;
        let start = starts.get(source.conversation_id.as_str())?;
        Some(start + usize::try_from(memory.annotations.turn?).ok()?)
    };
    let with_its_words = |memory: &Memory| {
        let utterances = conversation.utterances.iter().enumerate();
        utterances
            .filter(|(_, utterance)| *utterance.text.trim() == *memory.text.trim())
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    let memories = record.memories.iter();
    memories
        .map(|memory| {
            let mut origin = with_its_words(memory);
            origin.extend(turn(memory));
            (memory.id.to_string(), origin)
        })
        .collect()
}
