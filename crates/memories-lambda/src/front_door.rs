//! An endpoint of the service behind an HTTP API of API Gateway.

use axum::Router;
use http::{HeaderName, HeaderValue, Uri, uri::PathAndQuery};
use lambda_http::{Error, Request, RequestExt, request::RequestContext, tower::util::MapRequest};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Answers requests until Lambda ends the function.
pub async fn serve(router: Router) -> Result<(), Error> {
    lambda_http::run(MapRequest::new(router, as_the_client_sent_it)).await
}

/// Takes away what API Gateway adds to a path, and gives the request the id that
/// API Gateway writes into its access log, whatever the client calls it.
fn as_the_client_sent_it(mut request: Request) -> Request {
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

/// The path's last segment alone: a function has one endpoint, and what comes
/// before it is the name of a stage or the mapping of a domain.
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

    fn path(path: &str) -> String {
        let uri: Uri = format!("https://api.example.com{path}").parse().unwrap();
        without_prefix(&uri)
            .unwrap()
            .path_and_query()
            .unwrap()
            .to_string()
    }

    #[test]
    fn a_path_without_prefix_stays_as_it_is() {
        assert_eq!(path("/client-data"), "/client-data");
        assert_eq!(path("/retrieve?query=dog"), "/retrieve?query=dog");
        assert_eq!(path("/"), "/");
    }

    #[test]
    fn stages_mappings_and_trailing_slashes_are_no_part_of_the_path() {
        assert_eq!(path("/prod/client-data"), "/client-data");
        assert_eq!(path("/memories/prod/client-data/"), "/client-data");
        assert_eq!(path("/prod/retrieve/?query=a%2Fb"), "/retrieve?query=a%2Fb");
    }
}
