//! The platform's endpoints.

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
    error::ApiError,
    filter,
    memories::{StoredMemory, with_field, word_overlap},
    state::{SharedState, lock},
};

type Shared = State<Arc<SharedState>>;
type ApiResult = Result<Json<Value>, ApiError>;

const DEFAULT_PAGE_SIZE: usize = 100;
const MAX_PAGE_SIZE: usize = 200;

pub(crate) fn router(state: Arc<SharedState>) -> Router {
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
        .fallback(async || ApiError::NotImplemented)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&state),
            authenticate,
        ))
        .with_state(state)
}

async fn authenticate(State(state): Shared, request: Request, next: Next) -> Response {
    let given = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Token "));
    let expected = state.options.key.as_deref();
    match (given, expected) {
        (Some(_), None) => next.run(request).await,
        (Some(given), Some(expected)) if given == expected => next.run(request).await,
        _ => ApiError::Unauthorized.into_response(),
    }
}

async fn ping(State(state): Shared) -> Json<Value> {
    let options = &state.options;
    Json(json!({
        "status": "ok", "org_id": options.org_id, "project_id": options.project_id,
        "user_email": "owner@example.com",
    }))
}

async fn add(State(state): Shared, Json(body): Json<Value>) -> ApiResult {
    let messages = body
        .get("messages")
        .and_then(Value::as_array)
        .filter(|messages| !messages.is_empty())
        .ok_or(ApiError::Invalid("messages must not be empty"))?;
    let mut new = Vec::new();
    for message in messages {
        let text = |key| message.get(key).and_then(Value::as_str);
        match (text("role"), text("content")) {
            (Some("user" | "assistant"), Some(content)) => {
                new.push(StoredMemory::new(content.to_owned(), &body)?);
            }
            (Some("system"), Some(_)) => {}
            _ => return Err(ApiError::Invalid("a message requires a role and content")),
        }
    }
    let infer = body.get("infer") != Some(&Value::Bool(false));
    let mut memories = lock(&state.memories);
    let event = memories.create_event();
    if infer {
        for memory in new {
            memories.add(memory.visible_after(state.options.lag));
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

async fn search(State(state): Shared, Json(body): Json<Value>) -> ApiResult {
    let query = body
        .get("query")
        .and_then(Value::as_str)
        .filter(|query| !query.is_empty())
        .ok_or(ApiError::Invalid("query is required"))?;
    let limit = body.get("top_k").and_then(Value::as_u64).unwrap_or(10);
    let threshold = body.get("threshold").and_then(Value::as_f64).unwrap_or(0.1);
    let mut hits: Vec<(f64, Value)> = filtered(&state, &body, "run_id")?
        .into_iter()
        .map(|(text, json)| (word_overlap(query, &text), json))
        .filter(|(score, _)| *score > 0.0 && *score >= threshold)
        .collect();
    hits.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let hits = hits
        .into_iter()
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .map(|(score, json)| with_field(json, "score", score));
    let results: Vec<Value> = invalid_rows(&state).into_iter().chain(hits).collect();
    Ok(Json(json!({"results": results})))
}

#[derive(Deserialize)]
struct Paging {
    page: Option<usize>,
    page_size: Option<usize>,
}

async fn list(
    State(state): Shared,
    Query(paging): Query<Paging>,
    Json(body): Json<Value>,
) -> ApiResult {
    let memories = filtered(&state, &body, "session_id")?;
    let memories = memories.into_iter().map(|(_, json)| json);
    let items = invalid_rows(&state).into_iter().chain(memories).collect();
    page(items, &paging, "/v3/memories/")
}

fn invalid_rows(state: &SharedState) -> Vec<Value> {
    lock(&state.invalid_rows).clone()
}

fn page(items: Vec<Value>, paging: &Paging, path: &str) -> ApiResult {
    let size = paging
        .page_size
        .unwrap_or(DEFAULT_PAGE_SIZE)
        .clamp(1, MAX_PAGE_SIZE);
    let number = paging.page.unwrap_or(1).max(1);
    let count = items.len();
    let start = (number - 1).saturating_mul(size);
    if start >= count && number > 1 {
        return Err(ApiError::PageNotFound);
    }
    let next = (start + size < count).then(|| format!("{path}?page={}", number + 1));
    let previous = (number > 1).then(|| format!("{path}?page={}", number - 1));
    let results: Vec<Value> = items.into_iter().skip(start).take(size).collect();
    Ok(Json(json!({
        "count": count, "next": next, "previous": previous, "results": results,
    })))
}

/// The texts and JSON of the memories that match the body's filters.
fn filtered(
    state: &SharedState,
    body: &Value,
    run_key: &str,
) -> Result<Vec<(String, Value)>, ApiError> {
    let filters = body.get("filters").ok_or(ApiError::Invalid(
        "Filters are required and cannot be empty",
    ))?;
    filter::validate(filters)?;
    let show_expired = body.get("show_expired") == Some(&Value::Bool(true));
    let memories = lock(&state.memories);
    let mut filtered = Vec::new();
    for memory in memories.visible() {
        if (show_expired || !memory.has_expired()) && filter::matches(memory, filters)? {
            filtered.push((memory.text.clone(), memory.json(run_key)));
        }
    }
    Ok(filtered)
}

async fn get_one(State(state): Shared, Path(id): Path<String>) -> ApiResult {
    Ok(Json(lock(&state.memories).get(&id)?.json("session_id")))
}

async fn update(
    State(state): Shared,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> ApiResult {
    lock(&state.memories).update(&id, &body).map(Json)
}

async fn delete_one(State(state): Shared, Path(id): Path<String>) -> ApiResult {
    lock(&state.memories).delete(&id)?;
    Ok(Json(json!({"message": "Memory deleted successfully!"})))
}

async fn history(State(state): Shared, Path(id): Path<String>) -> Json<Value> {
    Json(Value::Array(lock(&state.memories).history(&id)))
}

async fn delete_by_filter(
    State(state): Shared,
    Query(filters): Query<Vec<(String, String)>>,
) -> ApiResult {
    // Like the platform, this uses only one of several ids.
    let (key, id) = filters
        .first()
        .ok_or(ApiError::Invalid("At least one filter is required"))?;
    let mut memories = lock(&state.memories);
    memories.delete_entity(key, id, state.options.lag);
    Ok(in_progress(&memories.create_event()))
}

async fn delete_entity(
    State(state): Shared,
    Path((kind, id)): Path<(String, String)>,
) -> ApiResult {
    let mut memories = lock(&state.memories);
    if !memories.delete_entity(&format!("{kind}_id"), &id, state.options.lag) {
        return Err(ApiError::MemoryNotFound);
    }
    Ok(in_progress(&memories.create_event()))
}

fn in_progress(event: &str) -> Json<Value> {
    Json(json!({"message": "Delete in progress", "event_id": event}))
}

async fn entities(State(state): Shared, Query(paging): Query<Paging>) -> ApiResult {
    let entities = lock(&state.memories).entities();
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

async fn batch_delete(State(state): Shared, Json(batch): Json<Batch>) -> ApiResult {
    let mut memories = lock(&state.memories);
    for (id, _) in batch.ids() {
        memories.delete(id)?;
    }
    Ok(Json(json!({"message": "Successfully deleted memories"})))
}

async fn batch_update(State(state): Shared, Json(batch): Json<Batch>) -> ApiResult {
    let mut memories = lock(&state.memories);
    for (id, update) in batch.ids() {
        memories.update(id, update)?;
    }
    Ok(Json(json!({"message": "Successfully updated memories"})))
}

async fn event(State(state): Shared, Path(id): Path<String>) -> ApiResult {
    if !lock(&state.memories).has_event(&id) {
        return Err(ApiError::MemoryNotFound);
    }
    Ok(Json(json!({
        "id": id, "event_type": "ADD", "status": "SUCCEEDED", "results": [],
    })))
}
