//! Lost connections, and retries after them.

use std::{net::SocketAddr, time::Duration};

use mem0_client::{AddRequest, Client, Error, Message};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::server::{build, client_for, search, user};

/// A server's behaviour on a connection.
#[derive(Debug, Clone, Copy)]
enum Behaviour {
    /// Closes it without reading.
    Close,
    /// Reads the request and closes.
    CloseAfterReading,
    /// Reads the request and never responds.
    NeverRespond,
    /// Sends part of a response and closes.
    Truncate,
    /// Sends part of a response and keeps the connection open.
    Stall,
}

/// A server with the same behaviour on every connection; it counts them.
struct Server {
    address: SocketAddr,
    connections: tokio::sync::watch::Receiver<usize>,
    task: JoinHandle<()>,
}

impl Server {
    async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (count, connections) = tokio::sync::watch::channel(0);
        let task = tokio::spawn(async move {
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                count.send_modify(|count| *count += 1);
                handle(&mut stream, behaviour).await;
                if matches!(behaviour, Behaviour::NeverRespond | Behaviour::Stall) {
                    open.push(stream);
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
        client_for(&format!("http://{}", self.address))
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

async fn handle(stream: &mut TcpStream, behaviour: Behaviour) {
    if matches!(behaviour, Behaviour::Close) {
        return;
    }
    read_request(stream).await;
    let response = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"results\": [";
    match behaviour {
        Behaviour::Truncate | Behaviour::Stall => {
            stream.write_all(response.as_bytes()).await.unwrap();
        }
        Behaviour::Close | Behaviour::CloseAfterReading | Behaviour::NeverRespond => {}
    }
}

/// Reads until the end of the JSON body; every request here has one.
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
async fn reads_are_retried_on_another_connection() {
    for behaviour in [Behaviour::CloseAfterReading, Behaviour::Truncate] {
        let server = Server::start(behaviour).await;
        let error = server.client().search(&search()).await.unwrap_err();
        assert!(matches!(error, Error::Interrupted { .. }), "{error:?}");
        assert!(error.is_transient());
        assert_eq!(server.connections(), 3, "{behaviour:?}");
    }
}

#[tokio::test]
async fn adding_is_not_retried_after_the_body_was_sent() {
    for behaviour in [Behaviour::CloseAfterReading, Behaviour::Truncate] {
        let server = Server::start(behaviour).await;
        let error = server.client().add(&add()).await.unwrap_err();
        assert!(
            matches!(error, Error::Interrupted { sent: true, .. }),
            "{error:?}"
        );
        assert!(error.may_have_been_processed() && error.is_transient());
        assert_eq!(server.connections(), 1, "{behaviour:?}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_respond_in_time_may_have_processed_the_request() {
    for behaviour in [Behaviour::NeverRespond, Behaviour::Stall] {
        let server = Server::start(behaviour).await;
        let client = server.client().with_timeout(Duration::from_millis(200));
        let error = client.add(&add()).await.unwrap_err();
        assert!(
            matches!(error, Error::Timeout { sent: true, .. }),
            "{error:?}"
        );
        assert!(error.may_have_been_processed());
        assert_eq!(server.connections(), 1, "{behaviour:?}");
    }
}

#[tokio::test]
async fn a_connection_that_closes_immediately_is_a_transient_error() {
    let server = Server::start(Behaviour::Close).await;
    let error = server.client().search(&search()).await.unwrap_err();
    assert!(error.is_transient(), "{error:?}");
}

/// The address of a closed listener.
async fn closed_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

#[tokio::test]
async fn an_unreachable_server_has_not_processed_the_request() {
    let client = client_for(&format!("http://{}", closed_address().await));
    let error = client.add(&add()).await.unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert!(error.is_transient() && !error.may_have_been_processed());
}

#[tokio::test]
async fn adding_is_retried_while_there_is_no_connection() {
    let address = closed_address().await;
    let client = build(
        Client::builder()
            .base_url(format!("http://{address}"))
            .retries(20),
    );
    let adding = tokio::spawn(async move { client.add(&add()).await });
    let listener = TcpListener::bind(address).await.unwrap();
    let (mut stream, _) = listener.accept().await.unwrap();
    read_request(&mut stream).await;
    let response = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"status\":\"PENDING\"}";
    stream.write_all(response.as_bytes()).await.unwrap();
    adding.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_timeout_during_the_tls_handshake_has_sent_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let client = client_for(&format!("https://{address}")).with_timeout(Duration::from_millis(200));
    let request = add();
    let (error, _connection) = tokio::join!(client.add(&request), listener.accept());
    let error = error.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { sent: false, .. }),
        "{error:?}"
    );
    assert!(!error.may_have_been_processed());
}
