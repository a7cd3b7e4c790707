//! TLS and connection reuse.

use std::{
    io::Cursor,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use mem0_client::rustls::{crypto::CryptoProvider, server::Acceptor};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::server::{client_for, search};

#[tokio::test]
async fn tls_needs_no_installed_provider_and_offers_http_2() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let client = client_for(&format!("https://localhost:{port}"));
    let searching = tokio::spawn(async move { client.search(&search()).await });
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut acceptor = Acceptor::default();
    let accepted = loop {
        let mut bytes = Vec::new();
        assert!(stream.read_buf(&mut bytes).await.unwrap() > 0);
        acceptor.read_tls(&mut Cursor::new(bytes)).unwrap();
        if let Some(accepted) = acceptor.accept().map_err(|(error, _)| error).unwrap() {
            break accepted;
        }
    };
    let hello = accepted.client_hello();
    assert_eq!(hello.server_name(), Some("localhost"));
    let offered: Vec<_> = hello.alpn().unwrap().collect();
    assert_eq!(offered, [&b"h2"[..], b"http/1.1"]);
    assert!(CryptoProvider::get_default().is_none());
    searching.abort();
}

/// Responds to every search on a connection.
async fn serve(mut stream: TcpStream) {
    let mut request = Vec::new();
    while stream
        .read_buf(&mut request)
        .await
        .is_ok_and(|read| read > 0)
    {
        if request.ends_with(b"}") {
            request.clear();
            let response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]";
            stream.write_all(response.as_bytes()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_client_and_its_clones_share_one_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client_for(&format!("http://{}", listener.local_addr().unwrap()));
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(serve(stream));
        }
    });
    for client in [client.clone(), client.with_timeout(Duration::MAX), client] {
        client.search(&search()).await.unwrap();
    }
    assert_eq!(connections.load(Ordering::Relaxed), 1);
    server.abort();
}
