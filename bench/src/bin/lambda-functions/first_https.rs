//! The CPU time of a process's first HTTPS request, which includes setting up TLS.

use std::{io::Write, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use mem0_client::{
    Client,
    rustls::{
        ClientConfig, RootCertStore, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};
use mem0_server::{Mem0Server, Options};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustix::time::{ClockId, clock_gettime};
use tempfile::NamedTempFile;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    process::Command,
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

use crate::packages::{Implementation, Packages};

/// A Mem0-compatible server behind TLS on loopback.
pub(crate) struct FirstHttps {
    url: String,
    authority: NamedTempFile,
    _mem0: Mem0Server,
    proxy: JoinHandle<()>,
}

impl FirstHttps {
    pub(crate) async fn start() -> Result<Self> {
        let mem0 = Mem0Server::start(Options::default()).await?;
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()])?;
        let key =
            PrivateKeyDer::try_from(signing_key.serialize_der()).map_err(anyhow::Error::msg)?;
        let tls = ServerConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)?;
        let mut authority = NamedTempFile::new()?;
        authority.write_all(cert.pem().as_bytes())?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("https://localhost:{}", listener.local_addr()?.port());
        let upstream = mem0.address();
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let proxy = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let mut server = TcpStream::connect(upstream).await?;
                    let mut client = acceptor.accept(connection).await?;
                    copy_bidirectional(&mut client, &mut server).await
                });
            }
        });
        Ok(Self {
            url,
            authority,
            _mem0: mem0,
            proxy,
        })
    }

    /// The CPU milliseconds of a fresh process for its client and its first request.
    pub(crate) async fn measure(
        &self,
        packages: &Packages,
        implementation: Implementation,
    ) -> Result<f64> {
        let mut command = match implementation {
            Implementation::Rust => {
                let mut command = Command::new(std::env::current_exe()?);
                command
                    .args(["first-https", &self.url])
                    .arg(self.authority.path());
                command
            }
            Implementation::Python => {
                let mut command = Command::new(packages.python());
                command
                    .current_dir(packages.python_package())
                    .args(["first_https.py", &self.url])
                    .env("SSL_CERT_FILE", self.authority.path())
                    .env("MEM0_TELEMETRY", "false")
                    .env("MEM0_DIR", packages.home())
                    .env("HOME", packages.home());
                command
            }
        };
        let output = command.kill_on_drop(true).output().await?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.success(),
            "first HTTPS request ({implementation}): {errors}"
        );
        let printed = String::from_utf8(output.stdout)?;
        printed
            .trim()
            .parse()
            .context("the process printed no number")
    }
}

impl Drop for FirstHttps {
    fn drop(&mut self) {
        self.proxy.abort();
    }
}

/// Sends one request with our client, configured as in the functions plus one root
/// certificate, and prints its CPU time in milliseconds.
pub(crate) async fn print_cpu_time(url: &str, authority: &Path) -> Result<()> {
    let authority = CertificateDer::from_pem_file(authority)?;
    let start = process_cpu_time()?;
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    roots.add(authority)?;
    let tls = ClientConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let client = Client::builder()
        .base_url(url)
        .tls(tls)
        .build(&"m0-bench-key".into())?;
    client.ping().await?;
    println!(
        "{}",
        process_cpu_time()?.saturating_sub(start).as_secs_f64() * 1_000.0
    );
    Ok(())
}

fn process_cpu_time() -> Result<Duration> {
    Ok(clock_gettime(ClockId::ProcessCPUTime).try_into()?)
}
