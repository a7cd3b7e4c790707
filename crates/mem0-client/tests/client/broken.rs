//! Connections that break.

use std::{net::SocketAddr, time::Duration};

use mem0_client::{AddRequest, Client, Error, Message};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::server::{built, client_of, search, user};

/// How a server treats a connection.
#[derive(Debug, Clone, Copy)]
enum Manner {
    /// Closes it before it reads anything.
    Closes,
    /// Reads the request, and closes.
    ClosesAfterReading,
    /// Reads the request, and never answers.
    Silent,
    /// Announces more than it sends.
    BreaksOff,
    /// Sends the beginning of an answer, and no more.
    Stalls,
}

/// A server that treats all connections alike, and counts them.
struct Server {
    address: SocketAddr,
    connections: tokio::sync::watch::Receiver<usize>,
    task: JoinHandle<()>,
}

impl Server {
    async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (count, connections) = tokio::sync::watch::channel(0);
        let task = tokio::spawn(async move {
            let mut kept = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                count.send_modify(|count| *count += 1);
                treat(&mut stream, manner).await;
                if matches!(manner, Manner::Silent | Manner::Stalls) {
                    kept.push(stream);
                }
            }
        });
        Self {
            address,
            connections,
            task,
        }
    }

    fn client(&self) -> Client {
        client_of(&format!("http://{}", self.address))
    }

    fn connections(&self) -> usize {
        *self.connections.borrow()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn treat(stream: &mut TcpStream, manner: Manner) {
    if matches!(manner, Manner::Closes) {
        return;
    }
    read_request(stream).await;
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"results\": [";
    match manner {
        Manner::BreaksOff | Manner::Stalls => stream.write_all(answer.as_bytes()).await.unwrap(),
        Manner::Closes | Manner::ClosesAfterReading | Manner::Silent => {}
    }
}

/// Reads up to the end of the JSON body, which every request here has.
async fn read_request(stream: &mut TcpStream) {
    let mut request = Vec::new();
    while !request.ends_with(b"}") {
        if stream.read_buf(&mut request).await.unwrap() == 0 {
            return;
        }
    }
}

fn add() -> AddRequest {
    AddRequest::new(&user(), [Message::user("Likes tea")]).unwrap()
}

#[tokio::test]
async fn reading_is_tried_again_on_another_connection() {
    for manner in [Manner::ClosesAfterReading, Manner::BreaksOff] {
        let server = Server::start(manner).await;
        let error = server.client().search(&search()).await.unwrap_err();
        assert!(matches!(error, Error::Interrupted { .. }), "{error:?}");
        assert!(error.is_transient());
        assert_eq!(server.connections(), 3, "{manner:?}");
    }
}

#[tokio::test]
async fn adding_is_not_tried_again_once_the_body_was_sent() {
    for manner in [Manner::ClosesAfterReading, Manner::BreaksOff] {
        let server = Server::start(manner).await;
        let error = server.client().add(&add()).await.unwrap_err();
        assert!(
            matches!(error, Error::Interrupted { sent: true, .. }),
            "{error:?}"
        );
        assert!(error.may_have_been_processed() && error.is_transient());
        assert_eq!(server.connections(), 1, "{manner:?}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_in_time_may_have_done_its_work() {
    for manner in [Manner::Silent, Manner::Stalls] {
        let server = Server::start(manner).await;
        let client = server.client().within(Duration::from_millis(200));
        let error = client.add(&add()).await.unwrap_err();
        assert!(
            matches!(error, Error::Timeout { sent: true, .. }),
            "{error:?}"
        );
        assert!(error.may_have_been_processed());
        assert_eq!(server.connections(), 1, "{manner:?}");
    }
}

#[tokio::test]
async fn a_connection_that_closes_at_once_ends_in_a_transient_error() {
    let server = Server::start(Manner::Closes).await;
    let error = server.client().search(&search()).await.unwrap_err();
    assert!(error.is_transient(), "{error:?}");
}

/// The port of a listener that is gone.
async fn nobody() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

#[tokio::test]
async fn what_cannot_be_reached_has_processed_nothing() {
    let client = client_of(&format!("http://{}", nobody().await));
    let error = client.add(&add()).await.unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert!(error.is_transient() && !error.may_have_been_processed());
}

#[tokio::test]
async fn adding_is_tried_again_while_there_is_no_connection() {
    let address = nobody().await;
    let client = built(
        Client::builder()
            .base_url(format!("http://{address}"))
            .retries(20),
    );
    let adding = tokio::spawn(async move { client.add(&add()).await });
    let listener = TcpListener::bind(address).await.unwrap();
    let (mut stream, _) = listener.accept().await.unwrap();
    read_request(&mut stream).await;
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"status\":\"PENDING\"}";
    stream.write_all(answer.as_bytes()).await.unwrap();
    adding.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_timeout_while_tls_is_being_set_up_has_sent_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let client = client_of(&format!("https://{address}")).within(Duration::from_millis(200));
    let request = add();
    let (error, _silent) = tokio::join!(client.add(&request), listener.accept());
    let error = error.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { sent: false, .. }),
        "{error:?}"
    );
    assert!(!error.may_have_been_processed());
}
