//! Serves an endpoint behind an HTTP API of API Gateway.

use axum::Router;
use http::{HeaderName, HeaderValue, Uri, uri::PathAndQuery};
use lambda_http::{Error, Request, RequestExt, request::RequestContext, tower::util::MapRequest};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Answers requests until Lambda terminates the function.
pub async fn serve(router: Router) -> Result<(), Error> {
    lambda_http::run(MapRequest::new(router, normalize_request)).await
}

/// Removes what API Gateway adds to the path, and sets the request id to the one in API Gateway's
/// access log, whatever the client sent.
fn normalize_request(mut request: Request) -> Request {
    let id = match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
        _ => None,
    };
    if let Some(id) = id.and_then(|id| HeaderValue::try_from(id).ok()) {
        request.headers_mut().insert(REQUEST_ID, id);
    }
    if let Some(uri) = without_prefix(request.uri()) {
        *request.uri_mut() = uri;
    }
    request
}

/// Keeps the last segment of the path: a function has one endpoint, and a prefix is the name of a
/// stage or the mapping of a custom domain.
fn without_prefix(uri: &Uri) -> Option<Uri> {
    let endpoint = uri.path().trim_end_matches('/').rsplit('/').next()?;
    let path = match uri.query() {
        Some(query) => format!("/{endpoint}?{query}"),
        None => format!("/{endpoint}"),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path).ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalized(path: &str) -> String {
        let uri: Uri = format!("https://api.example.com{path}").parse().unwrap();
        let uri = without_prefix(&uri).unwrap();
        uri.path_and_query().unwrap().to_string()
    }

    #[test]
    fn a_path_without_a_prefix_is_unchanged() {
        assert_eq!(normalized("/client-data"), "/client-data");
        assert_eq!(normalized("/retrieve?query=dog"), "/retrieve?query=dog");
        assert_eq!(normalized("/"), "/");
    }

    #[test]
    fn stages_mappings_and_trailing_slashes_are_removed() {
        assert_eq!(normalized("/prod/client-data"), "/client-data");
        assert_eq!(normalized("/memories/prod/client-data/"), "/client-data");
        assert_eq!(
            normalized("/prod/retrieve/?query=a%2Fb"),
            "/retrieve?query=a%2Fb"
        );
    }
}
