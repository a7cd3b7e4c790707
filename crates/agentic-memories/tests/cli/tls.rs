use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::Arc,
    thread::{self, JoinHandle},
};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring, pki_types::PrivateKeyDer};

use super::sandbox::Sandbox;

/// Answers one request over TLS, and returns its first line.
struct Gateway {
    url: String,
    certificate: String,
    request: JoinHandle<Option<String>>,
}

impl Gateway {
    fn start() -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let config = ServerConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![cert.der().clone()],
                PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap(),
            )
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!(
            "https://localhost:{}",
            listener.local_addr().unwrap().port()
        );
        let request = thread::spawn(move || answer_one(&listener, config).ok());
        Self {
            url,
            certificate: cert.pem(),
            request,
        }
    }
}

fn answer_one(listener: &TcpListener, config: ServerConfig) -> std::io::Result<String> {
    let (socket, _) = listener.accept()?;
    let connection = ServerConnection::new(Arc::new(config)).map_err(std::io::Error::other)?;
    let mut stream = BufReader::new(StreamOwned::new(connection, socket));
    let mut first = String::new();
    stream.read_line(&mut first)?;
    let mut header = String::new();
    while header != "\r\n" {
        header.clear();
        stream.read_line(&mut header)?;
    }
    let reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
    stream.get_mut().write_all(reply.as_bytes())?;
    stream.get_mut().flush()?;
    Ok(first)
}

#[test]
fn a_deployment_is_called_over_https_when_its_certificate_is_trusted() {
    let gateway = Gateway::start();
    let sandbox = Sandbox::new().with("SSL_CERT_FILE", "authority.pem");
    sandbox.write("authority.pem", &gateway.certificate);
    sandbox
        .run(&[
            "call",
            "ring",
            "--url",
            &gateway.url,
            "--caller",
            "+12025550143",
        ])
        .success();
    let request = gateway.request.join().unwrap().unwrap();
    assert!(request.starts_with("POST /client-data "), "{request}");
}

#[test]
fn an_untrusted_certificate_is_rejected() {
    let gateway = Gateway::start();
    let ran = Sandbox::new().run(&[
        "call",
        "ring",
        "--url",
        &gateway.url,
        "--caller",
        "+12025550143",
    ]);
    let stderr = ran.failure(1);
    assert!(stderr.contains("certificate"), "{stderr}");
    assert_eq!(gateway.request.join().unwrap(), None);
}
