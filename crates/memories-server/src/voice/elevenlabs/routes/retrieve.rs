use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use elevenlabs::tool::SearchRequest;
use jiff::Timestamp;
use memories_domain::{CallerCandidates, CallerField, Scope, ScoredMemory};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    calls::{Retrieve, RetrieveOutcome},
    http::{ApiError, ErrorBody, Reading, SearchHitView, read_body},
    security::CallerTokens,
    voice::elevenlabs::{ids::agent_id, platform::ElevenLabs},
};

const FORM: &[u8] = b"application/x-www-form-urlencoded";

#[derive(Clone)]
struct Endpoint {
    platform: Arc<ElevenLabs>,
    retrieve: Retrieve,
}

/// `/retrieve`.
pub(in crate::voice::elevenlabs) fn routes(
    platform: Arc<ElevenLabs>,
    retrieve: Retrieve,
) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(self::retrieve, retrieve_by_get))
        .with_state(Endpoint { platform, retrieve })
}

/// The memories that answer a query.
#[derive(Debug, Serialize, ToSchema)]
struct RetrieveReply<'a> {
    /// Best first.
    memories: Vec<SearchHitView<'a>>,
    /// A sentence for the agent if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
}

/// During the call: searches the caller's memories.
///
/// An ElevenLabs agent calls this as a webhook tool. If nothing is found, the list is empty. With
/// caller tokens enabled, the token alone determines whose memories are searched.
#[utoipa::path(
    post, path = "/retrieve", tag = "calls",
    request_body(content(
        (SearchRequest = "application/json"),
        (SearchRequest = "application/x-www-form-urlencoded"),
    )),
    params(
        ("x-api-key" = Option<String>, Header, description = "The retrieve key, if one is configured. May also be sent as `Authorization: Bearer`."),
        ("x-memory-token" = Option<String>, Header, description = "The caller token, if tokens are enabled."),
    ),
    responses(
        (status = 200, description = "The memories that answer the query.", body = RetrieveReply<'static>),
        (status = 400, description = "The body is not JSON, or `query` or `user_id` is missing.", body = ErrorBody),
        (status = 401, description = "A key or token is missing or wrong.", body = ErrorBody),
        (status = 408, description = "The body did not arrive completely.", body = ErrorBody),
        (status = 413, description = "The body is too large.", body = ErrorBody),
        (status = 429, description = "Too many requests for this caller.", body = ErrorBody),
        (status = 500, description = "The memory store failed.", body = ErrorBody),
        (status = 502, description = "The memory platform failed.", body = ErrorBody),
        (status = 503, description = "The memory store is overloaded.", body = ErrorBody),
        (status = 504, description = "The memory store did not answer in time.", body = ErrorBody),
    )
)]
async fn retrieve(
    State(endpoint): State<Endpoint>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let authorization = endpoint.authorize(&headers)?;
    let body = read_body(body).await?;
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(FORM));
    let request = if is_form {
        SearchRequest::from_urlencoded(&body)?
    } else {
        SearchRequest::from_json(&body)?
    };
    endpoint.reply(authorization, &request).await
}

/// During the call: the same for a tool with the method GET, which is the default.
#[utoipa::path(
    get, path = "/retrieve", tag = "calls",
    params(
        ("query" = String, Query, description = "The agent's question."),
        ("user_id" = Option<String>, Query, description = "Your own id of the caller, or a number with its `+`."),
        ("caller_id" = Option<String>, Query, description = "What the telephone network sent as the caller's number, if there is no `user_id`."),
        ("agent_id" = Option<String>, Query, description = "The agent that searches; required if each agent has its own memories."),
        ("x-api-key" = Option<String>, Header, description = "The retrieve key, if one is configured. May also be sent as `Authorization: Bearer`."),
        ("x-memory-token" = Option<String>, Header, description = "The caller token, if tokens are enabled."),
    ),
    responses(
        (status = 200, description = "The memories that answer the query.", body = RetrieveReply<'static>),
        (status = 400, description = "`query` or `user_id` is missing.", body = ErrorBody),
        (status = 401, description = "A key or token is missing or wrong.", body = ErrorBody),
        (status = 429, description = "Too many requests for this caller.", body = ErrorBody),
        (status = 500, description = "The memory store failed.", body = ErrorBody),
        (status = 502, description = "The memory platform failed.", body = ErrorBody),
        (status = 503, description = "The memory store is overloaded.", body = ErrorBody),
        (status = 504, description = "The memory store did not answer in time.", body = ErrorBody),
    )
)]
async fn retrieve_by_get(
    State(endpoint): State<Endpoint>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let authorization = endpoint.authorize(&headers)?;
    let query = uri.query().unwrap_or_default();
    let request = SearchRequest::from_urlencoded(query.as_bytes())?;
    endpoint.reply(authorization, &request).await
}

/// Whose memories a request may search.
enum Authorization {
    /// Those of the caller in its parameters.
    AnyCaller,
    /// Those in the scope of its token, if that has one.
    Token(Option<Scope>),
}

impl Endpoint {
    /// Checks the headers before the body is read.
    fn authorize(&self, headers: &HeaderMap) -> Result<Authorization, ApiError> {
        if let Some(auth) = &self.platform.retrieve_auth {
            auth.check(headers)?;
        }
        let Some(tokens) = &self.platform.tokens else {
            return Ok(Authorization::AnyCaller);
        };
        headers
            .get(CallerTokens::HEADER)
            .and_then(|value| value.to_str().ok())
            .and_then(|token| tokens.verify(token).ok())
            .map(Authorization::Token)
            .ok_or(ApiError::InvalidCallerToken)
    }

    async fn reply(
        &self,
        authorization: Authorization,
        request: &SearchRequest,
    ) -> Result<Response, ApiError> {
        let scope = match authorization {
            Authorization::Token(scope) => scope,
            Authorization::AnyCaller => self.scope_from_request(request).await?,
        };
        if let (Some(limit), Some(scope)) = (&self.platform.rate_limit, &scope) {
            limit
                .check(&scope.caller)
                .map_err(|retry_after| ApiError::RateLimited { retry_after })?;
        }
        let outcome = self.retrieve.search(scope.as_ref(), &request.query).await?;
        Ok(match &outcome {
            RetrieveOutcome::Found(hits) => self.encode(hits, None),
            RetrieveOutcome::NotFound => self.encode(&[], Some("Nothing relevant on record.")),
            RetrieveOutcome::Unavailable => {
                self.encode(&[], Some("The record cannot be reached right now."))
            }
        })
    }

    /// `None` for a withheld number.
    async fn scope_from_request(&self, request: &SearchRequest) -> Result<Option<Scope>, ApiError> {
        request.require_caller()?;
        let candidates = CallerCandidates::new()
            .with(CallerField::UserId, request.user_id.as_deref())
            .with(CallerField::Network, request.caller_id.as_deref());
        let agent = agent_id(request.agent_id.as_deref());
        Ok(self.retrieve.scope(&candidates, agent).await?)
    }

    fn encode(&self, hits: &[ScoredMemory], message: Option<&'static str>) -> Response {
        let encoder = &self.platform.encoder;
        let reading = Reading {
            now: &Timestamp::now().to_zoned(encoder.time_zone.clone()),
            locale: encoder.variables.style.locale,
        };
        let view = |hit| SearchHitView::new(hit, reading);
        Json(RetrieveReply {
            memories: hits.iter().map(view).collect(),
            message,
        })
        .into_response()
    }
}
