//! Lists of several pages.

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

use crate::server::{client_of, list, requests};

/// Memories in pages, as the platform gives them.
struct Pages {
    memories: usize,
    /// The largest page the server gives, whatever is asked for.
    largest: usize,
    says_next: bool,
    says_count: bool,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            memories: 437,
            largest: 200,
            says_next: true,
            says_count: true,
        }
    }
}

impl Respond for Pages {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |key| -> usize {
            let mut pairs = request.url.query_pairs();
            pairs.find(|(k, _)| k == key).unwrap().1.parse().unwrap()
        };
        let size = number("page_size").min(self.largest);
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
        if self.says_count {
            body["count"] = json!(self.memories);
        }
        if self.says_next {
            let more = end < self.memories;
            body["next"] = if more {
                json!("https://elsewhere.example/")
            } else {
                Value::Null
            };
        }
        // Later pages answer sooner, so that order is not an accident.
        let delay = Duration::from_millis(60_u64.saturating_sub(20 * page as u64));
        ResponseTemplate::new(200)
            .set_body_json(body)
            .set_delay(delay)
    }
}

async fn serving(pages: impl Respond + 'static) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(pages).mount(&server).await;
    let client = client_of(&server.uri());
    (server, client)
}

fn numbers(memories: &[Memory]) -> Vec<usize> {
    memories
        .iter()
        .map(|memory| memory.id.as_str().parse().unwrap())
        .collect()
}

fn up_to(end: usize) -> Vec<usize> {
    (0..end).collect()
}

async fn one_after_another(client: &Client) -> Vec<usize> {
    numbers(&client.list(&list()).try_collect::<Vec<_>>().await.unwrap())
}

async fn at_once(client: &Client) -> Vec<usize> {
    let four = NonZeroUsize::new(4).unwrap();
    let memories = client.list_concurrently(&list(), four);
    numbers(&memories.try_collect::<Vec<_>>().await.unwrap())
}

#[tokio::test]
async fn all_pages_are_followed_in_order() {
    let (server, client) = serving(Pages::default()).await;
    assert_eq!(one_after_another(&client).await, up_to(437));
    assert_eq!(requests(&server).await, 3);
}

#[tokio::test]
async fn all_pages_are_fetched_at_once_and_kept_in_order() {
    let (server, client) = serving(Pages::default()).await;
    assert_eq!(at_once(&client).await, up_to(437));
    assert_eq!(requests(&server).await, 3);
}

#[tokio::test]
async fn smaller_pages_than_asked_for_lose_nothing() {
    let pages = || Pages {
        largest: 50,
        ..Pages::default()
    };
    let (_server, client) = serving(pages()).await;
    assert_eq!(one_after_another(&client).await, up_to(437));
    let (server, client) = serving(pages()).await;
    assert_eq!(at_once(&client).await, up_to(437));
    assert_eq!(requests(&server).await, 9);
}

#[tokio::test]
async fn a_server_that_says_neither_count_nor_next_is_followed_until_a_short_page() {
    for memories in [0, 199, 200, 437] {
        let pages = || Pages {
            memories,
            says_next: false,
            says_count: false,
            ..Pages::default()
        };
        let (_server, client) = serving(pages()).await;
        assert_eq!(one_after_another(&client).await, up_to(memories));
        assert_eq!(at_once(&client).await, up_to(memories));
    }
}

#[tokio::test]
async fn one_page_is_one_request() {
    for memories in [0, 1, 200] {
        let pages = Pages {
            memories,
            ..Pages::default()
        };
        let (server, client) = serving(pages).await;
        assert_eq!(at_once(&client).await.len(), memories);
        assert_eq!(requests(&server).await, 1);
    }
}

#[tokio::test]
async fn a_page_is_asked_for_only_when_it_is_needed() {
    let (server, client) = serving(Pages::default()).await;
    let memories: Vec<_> = client.list(&list()).take(150).try_collect().await.unwrap();
    assert_eq!(memories.len(), 150);
    assert_eq!(requests(&server).await, 1);
}

/// Counts more than it has, as when memories are deleted while they are listed.
struct Boasting {
    asked: Arc<AtomicUsize>,
}

impl Respond for Boasting {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let body = match self.asked.fetch_add(1, Ordering::Relaxed) {
            0 => {
                json!({"count": 1_000_000_000_u64, "next": "x", "results": [{"id": "0", "memory": "m"}]})
            }
            _ => json!({"count": 1, "next": null, "results": []}),
        };
        ResponseTemplate::new(200).set_body_json(body)
    }
}

#[tokio::test]
async fn pages_that_went_away_are_not_asked_for() {
    let asked = Arc::new(AtomicUsize::new(0));
    let boasting = Boasting {
        asked: Arc::clone(&asked),
    };
    let (_server, client) = serving(boasting).await;
    assert_eq!(at_once(&client).await, [0]);
    assert!(asked.load(Ordering::Relaxed) < 10);
}

#[tokio::test]
async fn an_error_ends_the_list() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(Pages::default())
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let refusal = ResponseTemplate::new(403);
    Mock::given(any())
        .respond_with(refusal)
        .mount(&server)
        .await;
    let client = client_of(&server.uri());
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
