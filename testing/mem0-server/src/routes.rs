//! The platform's operations.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, Query, Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use http::header::AUTHORIZATION;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    Shared, filter, locked,
    memories::{Remembered, likeness, with},
    reply::Refusal,
};

type Server = State<Arc<Shared>>;
type Answer = Result<Json<Value>, Refusal>;

/// The platform gives pages of 100 unless asked, and of 200 at most.
const PAGE: usize = 100;
const MAX_PAGE: usize = 200;

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v1/ping/", get(ping))
        .route("/v3/memories/add/", post(add))
        .route("/v3/memories/search/", post(search))
        .route("/v3/memories/", post(list))
        .route("/v1/memories/", delete(delete_by_filter))
        .route(
            "/v1/memories/{id}/",
            get(get_one).put(update).delete(delete_one),
        )
        .route("/v1/memories/{id}/history/", get(history))
        .route("/v1/entities/", get(entities))
        .route("/v2/entities/{kind}/{id}/", delete(delete_entity))
        .route("/v1/batch/", delete(batch_delete).put(batch_update))
        .route("/v1/event/{id}/", get(event))
        .fallback(async || Refusal::NotHere)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&shared),
            authenticated,
        ))
        .with_state(shared)
}

async fn authenticated(State(shared): Server, request: Request, next: Next) -> Response {
    let given = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Token "));
    let expected = shared.options.key.as_deref();
    match (given, expected) {
        (Some(_), None) => next.run(request).await,
        (Some(given), Some(expected)) if given == expected => next.run(request).await,
        _ => Refusal::Unauthorized.into_response(),
    }
}

async fn ping(State(shared): Server) -> Json<Value> {
    let options = &shared.options;
    Json(json!({
        "status": "ok", "org_id": options.org_id, "project_id": options.project_id,
        "user_email": "owner@example.com",
    }))
}

async fn add(State(shared): Server, Json(body): Json<Value>) -> Answer {
    let messages = body
        .get("messages")
        .and_then(Value::as_array)
        .filter(|messages| !messages.is_empty())
        .ok_or(Refusal::Invalid("messages must not be empty"))?;
    let mut new = Vec::new();
    for message in messages {
        let said = |key| message.get(key).and_then(Value::as_str);
        match (said("role"), said("content")) {
            (Some("user" | "assistant"), Some(text)) => {
                new.push(Remembered::new(text.to_owned(), &body)?);
            }
            (Some("system"), Some(_)) => {}
            _ => return Err(Refusal::Invalid("a message needs a role and content")),
        }
    }
    let verbatim = body.get("infer") == Some(&Value::Bool(false));
    let mut memories = locked(&shared.memories);
    let event = memories.event();
    if !verbatim {
        for memory in new {
            memories.add(memory.after(shared.options.lag));
        }
        return Ok(Json(json!({"event_id": event, "status": "PENDING"})));
    }
    let results: Vec<Value> = new
        .iter()
        .map(|memory| json!({"id": memory.id, "data": {"memory": memory.text}, "event": "ADD"}))
        .collect();
    for memory in new {
        memories.add(memory);
    }
    Ok(Json(json!({
        "message": "Memories added.", "status": "SUCCEEDED", "event_id": event, "results": results,
    })))
}

async fn search(State(shared): Server, Json(body): Json<Value>) -> Answer {
    let query = body
        .get("query")
        .and_then(Value::as_str)
        .filter(|query| !query.is_empty())
        .ok_or(Refusal::Invalid("query is required"))?;
    let limit = body.get("top_k").and_then(Value::as_u64).unwrap_or(10);
    let threshold = body.get("threshold").and_then(Value::as_f64).unwrap_or(0.1);
    let mut hits: Vec<(f64, Value)> = passing(&shared, &body, "run_id")?
        .into_iter()
        .map(|(text, json)| (likeness(query, &text), json))
        .filter(|(score, _)| *score > 0.0 && *score >= threshold)
        .collect();
    hits.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let results: Vec<Value> = hits
        .into_iter()
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .map(|(score, json)| with(json, "score", score))
        .collect();
    Ok(Json(json!({"results": results})))
}

#[derive(Deserialize)]
struct Paging {
    page: Option<usize>,
    page_size: Option<usize>,
}

async fn list(
    State(shared): Server,
    Query(paging): Query<Paging>,
    Json(body): Json<Value>,
) -> Answer {
    let all = passing(&shared, &body, "session_id")?;
    let items = all.into_iter().map(|(_, json)| json).collect();
    page(items, &paging, "/v3/memories/")
}

fn page(items: Vec<Value>, paging: &Paging, path: &str) -> Answer {
    let size = paging.page_size.unwrap_or(PAGE).clamp(1, MAX_PAGE);
    let number = paging.page.unwrap_or(1).max(1);
    let count = items.len();
    let start = (number - 1).saturating_mul(size);
    if start >= count && number > 1 {
        return Err(Refusal::NoPage);
    }
    let next = (start + size < count).then(|| format!("{path}?page={}", number + 1));
    let previous = (number > 1).then(|| format!("{path}?page={}", number - 1));
    let results: Vec<Value> = items.into_iter().skip(start).take(size).collect();
    Ok(Json(json!({
        "count": count, "next": next, "previous": previous, "results": results,
    })))
}

/// The texts and shapes of the memories that a body's filters mean.
fn passing(shared: &Shared, body: &Value, run: &str) -> Result<Vec<(String, Value)>, Refusal> {
    let filters = body
        .get("filters")
        .ok_or(Refusal::Invalid("Filters are required and cannot be empty"))?;
    filter::check(filters)?;
    let expired = body.get("show_expired") == Some(&Value::Bool(true));
    let memories = locked(&shared.memories);
    let mut passing = Vec::new();
    for memory in memories.seen() {
        if (expired || !memory.has_expired()) && filter::passes(memory, filters)? {
            passing.push((memory.text.clone(), memory.json(run)));
        }
    }
    Ok(passing)
}

async fn get_one(State(shared): Server, Path(id): Path<String>) -> Answer {
    Ok(Json(locked(&shared.memories).get(&id)?.json("session_id")))
}

async fn update(State(shared): Server, Path(id): Path<String>, Json(body): Json<Value>) -> Answer {
    locked(&shared.memories).update(&id, &body).map(Json)
}

async fn delete_one(State(shared): Server, Path(id): Path<String>) -> Answer {
    locked(&shared.memories).delete(&id)?;
    Ok(Json(json!({"message": "Memory deleted successfully!"})))
}

async fn history(State(shared): Server, Path(id): Path<String>) -> Json<Value> {
    Json(Value::Array(locked(&shared.memories).history(&id)))
}

async fn delete_by_filter(
    State(shared): Server,
    Query(filters): Query<Vec<(String, String)>>,
) -> Answer {
    // As the platform does: of several ids only one counts.
    let (key, id) = filters
        .first()
        .ok_or(Refusal::Invalid("At least one filter is required"))?;
    let mut memories = locked(&shared.memories);
    memories.delete_entity(key, id, shared.options.lag);
    Ok(in_progress(&memories.event()))
}

async fn delete_entity(State(shared): Server, Path((kind, id)): Path<(String, String)>) -> Answer {
    let mut memories = locked(&shared.memories);
    if !memories.delete_entity(&format!("{kind}_id"), &id, shared.options.lag) {
        return Err(Refusal::NoMemory);
    }
    Ok(in_progress(&memories.event()))
}

fn in_progress(event: &str) -> Json<Value> {
    Json(json!({"message": "Delete in progress", "event_id": event}))
}

async fn entities(State(shared): Server, Query(paging): Query<Paging>) -> Answer {
    let entities = locked(&shared.memories).entities();
    page(entities, &paging, "/v1/entities/")
}

#[derive(Deserialize)]
struct Batch {
    memories: Vec<Value>,
}

impl Batch {
    fn ids(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.memories
            .iter()
            .filter_map(|item| Some((item.get("memory_id")?.as_str()?, item)))
    }
}

async fn batch_delete(State(shared): Server, Json(batch): Json<Batch>) -> Answer {
    let mut memories = locked(&shared.memories);
    for (id, _) in batch.ids() {
        memories.delete(id)?;
    }
    Ok(Json(json!({"message": "Successfully deleted memories"})))
}

async fn batch_update(State(shared): Server, Json(batch): Json<Batch>) -> Answer {
    let mut memories = locked(&shared.memories);
    for (id, update) in batch.ids() {
        memories.update(id, update)?;
    }
    Ok(Json(json!({"message": "Successfully updated memories"})))
}

async fn event(State(shared): Server, Path(id): Path<String>) -> Answer {
    if !locked(&shared.memories).has_event(&id) {
        return Err(Refusal::NoMemory);
    }
    Ok(Json(json!({
        "id": id, "event_type": "ADD", "status": "SUCCEEDED", "results": [],
    })))
}
