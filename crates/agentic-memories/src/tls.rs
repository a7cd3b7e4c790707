//! TLS for outgoing requests.

use anyhow::Context;
use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// Trusts the public certificate authorities, even where none are installed, and
/// those that are installed or that `SSL_CERT_FILE` lists.
pub(crate) fn client() -> anyhow::Result<ClientConfig> {
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    // An unreadable certificate is skipped.
    let installed = rustls_native_certs::load_native_certs().certs;
    roots.add_parsable_certificates(installed);
    Ok(
        ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .context("TLS cannot be set up")?
            .with_root_certificates(roots)
            .with_no_client_auth(),
    )
}
