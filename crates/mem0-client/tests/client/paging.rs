//! Lists with several pages.

use std::{
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::{StreamExt, TryStreamExt};
use mem0_client::{Client, Memory};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers::any};

use crate::server::{client_for, list, request_count};

/// A paginated list of memories in the platform's format.
struct Pages {
    memories: usize,
    /// The server's limit, regardless of the requested page size.
    max_page_size: usize,
    reports_next: bool,
    reports_count: bool,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            memories: 437,
            max_page_size: 200,
            reports_next: true,
            reports_count: true,
        }
    }
}

impl Respond for Pages {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |key| -> usize {
            let mut pairs = request.url.query_pairs();
            pairs.find(|(k, _)| k == key).unwrap().1.parse().unwrap()
        };
        let size = number("page_size").min(self.max_page_size);
        let page = number("page");
        let start = (page - 1) * size;
        if page > 1 && start >= self.memories {
            return ResponseTemplate::new(404).set_body_json(json!({"detail": "Invalid page."}));
        }
        let end = (start + size).min(self.memories);
        let results: Vec<_> = (start..end)
            .map(|n| json!({"id": n.to_string(), "memory": format!("Memory {n}")}))
            .collect();
        let mut body = json!({"results": results});
        if self.reports_count {
            body["count"] = json!(self.memories);
        }
        if self.reports_next {
            let has_next = end < self.memories;
            body["next"] = if has_next {
                json!("https://elsewhere.example/")
            } else {
                Value::Null
            };
        }
        // Later pages respond sooner, so that the order of responses differs from that of pages.
        let delay = Duration::from_millis(60_u64.saturating_sub(20 * page as u64));
        ResponseTemplate::new(200)
            .set_body_json(body)
            .set_delay(delay)
    }
}

async fn serve(pages: impl Respond + 'static) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(pages).mount(&server).await;
    let client = client_for(&server.uri());
    (server, client)
}

fn ids(memories: &[Memory]) -> Vec<usize> {
    memories
        .iter()
        .map(|memory| memory.id.as_str().parse().unwrap())
        .collect()
}

fn up_to(end: usize) -> Vec<usize> {
    (0..end).collect()
}

async fn list_sequentially(client: &Client) -> Vec<usize> {
    ids(&client.list(&list()).try_collect::<Vec<_>>().await.unwrap())
}

async fn list_concurrently(client: &Client) -> Vec<usize> {
    let four = NonZeroUsize::new(4).unwrap();
    let memories = client.list_concurrently(&list(), four);
    ids(&memories.try_collect::<Vec<_>>().await.unwrap())
}

#[tokio::test]
async fn all_pages_are_listed_in_order() {
    let (server, client) = serve(Pages::default()).await;
    assert_eq!(list_sequentially(&client).await, up_to(437));
    assert_eq!(request_count(&server).await, 3);
}

#[tokio::test]
async fn concurrently_requested_pages_are_listed_in_order() {
    let (server, client) = serve(Pages::default()).await;
    assert_eq!(list_concurrently(&client).await, up_to(437));
    assert_eq!(request_count(&server).await, 3);
}

#[tokio::test]
async fn pages_smaller_than_requested_lose_nothing() {
    let pages = || Pages {
        max_page_size: 50,
        ..Pages::default()
    };
    let (_server, client) = serve(pages()).await;
    assert_eq!(list_sequentially(&client).await, up_to(437));
    let (server, client) = serve(pages()).await;
    assert_eq!(list_concurrently(&client).await, up_to(437));
    assert_eq!(request_count(&server).await, 9);
}

#[tokio::test]
async fn without_count_and_next_pages_are_requested_until_a_short_one() {
    for memories in [0, 199, 200, 437] {
        let pages = || Pages {
            memories,
            reports_next: false,
            reports_count: false,
            ..Pages::default()
        };
        let (_server, client) = serve(pages()).await;
        assert_eq!(list_sequentially(&client).await, up_to(memories));
        assert_eq!(list_concurrently(&client).await, up_to(memories));
    }
}

#[tokio::test]
async fn a_single_page_needs_one_request() {
    for memories in [0, 1, 200] {
        let pages = Pages {
            memories,
            ..Pages::default()
        };
        let (server, client) = serve(pages).await;
        assert_eq!(list_concurrently(&client).await.len(), memories);
        assert_eq!(request_count(&server).await, 1);
    }
}

#[tokio::test]
async fn a_page_is_requested_only_when_it_is_needed() {
    let (server, client) = serve(Pages::default()).await;
    let memories: Vec<_> = client.list(&list()).take(150).try_collect().await.unwrap();
    assert_eq!(memories.len(), 150);
    assert_eq!(request_count(&server).await, 1);
}

/// Reports a larger count than it has, as if memories were deleted while they are listed.
struct ShrinkingList {
    requests: Arc<AtomicUsize>,
}

impl Respond for ShrinkingList {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let body = match self.requests.fetch_add(1, Ordering::Relaxed) {
            0 => {
                json!({"count": 1_000_000_000_u64, "next": "x", "results": [{"id": "0", "memory": "m"}]})
            }
            _ => json!({"count": 1, "next": null, "results": []}),
        };
        ResponseTemplate::new(200).set_body_json(body)
    }
}

#[tokio::test]
async fn pages_after_an_empty_one_are_not_requested() {
    let requests = Arc::new(AtomicUsize::new(0));
    let shrinking = ShrinkingList {
        requests: Arc::clone(&requests),
    };
    let (_server, client) = serve(shrinking).await;
    assert_eq!(list_concurrently(&client).await, [0]);
    assert!(requests.load(Ordering::Relaxed) < 10);
}

#[tokio::test]
async fn an_error_ends_the_list() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(Pages::default())
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let forbidden = ResponseTemplate::new(403);
    Mock::given(any())
        .respond_with(forbidden)
        .mount(&server)
        .await;
    let client = client_for(&server.uri());
    let four = NonZeroUsize::new(4).unwrap();
    for results in [
        client
            .list_concurrently(&list(), four)
            .collect::<Vec<_>>()
            .await,
        client.list(&list()).collect::<Vec<_>>().await,
    ] {
        let errors = results.iter().filter(|result| result.is_err()).count();
        assert_eq!(errors, 1);
        assert!(results.last().unwrap().is_err());
    }
}
