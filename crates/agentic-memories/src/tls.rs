//! Whom the binary trusts when it calls others.

use anyhow::Context;
use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// Trusts the certificate authorities of the web, even on a machine that has
/// none installed, and those that are (or that `SSL_CERT_FILE` names).
pub(crate) fn client() -> anyhow::Result<ClientConfig> {
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    // What cannot be read there is only missing here.
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
