use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use elevenlabs::tool::SearchRequest;
use memories_domain::{Scope, ScoredMemory};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    authentication::HeaderKey,
    body::read_request,
    error::{ApiError, ErrorBody},
    view::FoundView,
};
use crate::{
    caller_token::CallerTokens,
    rate_limit::RateLimit,
    use_case::{Callers, Search, SearchOutcome},
};

/// `/retrieve`: its use case, and who may call it.
#[derive(Clone)]
pub struct Retrieve {
    /// What happens when the agent asks.
    pub search: Search,
    /// Whose memories a request may name.
    pub callers: Callers,
    /// Required, if set.
    pub key: Option<HeaderKey>,
    /// Required, if set; then the token alone names the caller.
    pub tokens: Option<CallerTokens>,
    /// The most requests about one caller.
    pub rate_limit: Option<RateLimit>,
}

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RetrieveReply<'a> {
    /// Memories that answer the question, best first.
    memories: Vec<FoundView<'a>>,
    /// A sentence for the agent when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
}

/// In the call: the caller's memories that answer a question.
///
/// An ElevenLabs agent calls this as a webhook tool. Nothing found is an empty
/// list, not an error. With caller tokens switched on, the token alone says
/// whose memories are searched.
#[utoipa::path(
    post, path = "/retrieve", tag = "calls",
    request_body(content(
        (SearchRequest = "application/json"),
        (SearchRequest = "application/x-www-form-urlencoded"),
    )),
    params(
        ("x-api-key" = Option<String>, Header, description = "The retrieve key, if one is configured. `Authorization: Bearer` will do as well."),
        ("x-memory-token" = Option<String>, Header, description = "The caller token, if tokens are configured."),
    ),
    responses(
        (status = 200, description = "What was found.", body = RetrieveReply<'static>),
        (status = 400, description = "Not JSON, or `query` or `user_id` is missing.", body = ErrorBody),
        (status = 401, description = "A key or token is missing or wrong.", body = ErrorBody),
        (status = 408, description = "The body did not arrive completely.", body = ErrorBody),
        (status = 413, description = "The body is too large.", body = ErrorBody),
        (status = 429, description = "This caller asks too often.", body = ErrorBody),
        (status = 500, description = "The memory store failed.", body = ErrorBody),
        (status = 502, description = "The memory platform failed.", body = ErrorBody),
        (status = 503, description = "The memory store is overloaded.", body = ErrorBody),
        (status = 504, description = "The memory store did not answer in time.", body = ErrorBody),
    )
)]
pub(super) async fn retrieve(
    State(endpoint): State<Retrieve>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let permit = permit(&endpoint, &headers)?;
    let body = read_request(body).await?;
    let form = headers.get(header::CONTENT_TYPE).is_some_and(|value| {
        value
            .as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    let request = if form {
        SearchRequest::from_urlencoded(&body)?
    } else {
        SearchRequest::from_json(&body)?
    };
    answer(&endpoint, permit, &request).await
}

/// In the call: the same for a tool whose method is GET, as it is unless its
/// author says otherwise.
#[utoipa::path(
    get, path = "/retrieve", tag = "calls",
    params(
        ("query" = String, Query, description = "What to look for."),
        ("user_id" = Option<String>, Query, description = "The operator's id of the caller, or the number."),
        ("caller_id" = Option<String>, Query, description = "The caller's number, where there is no `user_id`."),
        ("agent_id" = Option<String>, Query, description = "The agent that searches; required where agents do not share memories."),
        ("x-api-key" = Option<String>, Header, description = "The retrieve key, if one is configured. `Authorization: Bearer` will do as well."),
        ("x-memory-token" = Option<String>, Header, description = "The caller token, if tokens are configured."),
    ),
    responses(
        (status = 200, description = "What was found.", body = RetrieveReply<'static>),
        (status = 400, description = "`query` or `user_id` is missing.", body = ErrorBody),
        (status = 401, description = "A key or token is missing or wrong.", body = ErrorBody),
        (status = 429, description = "This caller asks too often.", body = ErrorBody),
        (status = 500, description = "The memory store failed.", body = ErrorBody),
        (status = 502, description = "The memory platform failed.", body = ErrorBody),
        (status = 503, description = "The memory store is overloaded.", body = ErrorBody),
        (status = 504, description = "The memory store did not answer in time.", body = ErrorBody),
    )
)]
pub(super) async fn retrieve_by_url(
    State(endpoint): State<Retrieve>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let permit = permit(&endpoint, &headers)?;
    let query = uri.query().unwrap_or_default();
    let request = SearchRequest::from_urlencoded(query.as_bytes())?;
    answer(&endpoint, permit, &request).await
}

/// Whom a request may ask about, as far as its headers tell.
enum Permit {
    /// The caller it names itself.
    Named,
    /// The caller in its token, if that is somebody.
    Token(Option<Scope>),
}

/// Checks the headers, before anything else is read.
fn permit(endpoint: &Retrieve, headers: &HeaderMap) -> Result<Permit, ApiError> {
    if let Some(key) = &endpoint.key {
        key.check(headers)?;
    }
    let Some(tokens) = &endpoint.tokens else {
        return Ok(Permit::Named);
    };
    headers
        .get(CallerTokens::HEADER)
        .and_then(|value| value.to_str().ok())
        .and_then(|token| tokens.open(token, endpoint.callers.region).ok())
        .map(Permit::Token)
        .ok_or(ApiError::WrongToken)
}

async fn answer(
    endpoint: &Retrieve,
    permit: Permit,
    request: &SearchRequest,
) -> Result<Response, ApiError> {
    let scope = match permit {
        Permit::Token(scope) => scope,
        Permit::Named => named(endpoint, request)?,
    };
    if let (Some(limit), Some(scope)) = (&endpoint.rate_limit, &scope) {
        limit
            .check(&scope.caller)
            .map_err(|retry_after| ApiError::RateLimited { retry_after })?;
    }
    let outcome = endpoint
        .search
        .answer(scope.as_ref(), &request.query)
        .await?;
    Ok(match &outcome {
        SearchOutcome::Found(found) => reply(found, None),
        SearchOutcome::Nothing => reply(&[], Some("Nothing relevant on record.")),
        SearchOutcome::Unavailable => reply(&[], Some("The record cannot be reached right now.")),
    })
}

fn reply(found: &[ScoredMemory], message: Option<&'static str>) -> Response {
    Json(RetrieveReply {
        memories: found.iter().map(FoundView::from).collect(),
        message,
    })
    .into_response()
}

/// Whose memories a request names; `None` is nobody's.
fn named(endpoint: &Retrieve, request: &SearchRequest) -> Result<Option<Scope>, ApiError> {
    let callers = &endpoint.callers;
    request.require_caller()?;
    match callers.identify(&[request.user_id.as_deref(), request.caller_id.as_deref()]) {
        Ok(caller) => Ok(Some(callers.scope(caller, request.agent_id.as_deref())?)),
        Err(nobody) => {
            tracing::debug!(%nobody, "search without a caller");
            Ok(None)
        }
    }
}
