use std::net::SocketAddr;

use anyhow::{Result, ensure};
use url::{Host, Url};

/// The URLs of a deployment's three endpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) client_data: Url,
    pub(crate) retrieve: Url,
    pub(crate) post_call: Url,
}

impl Target {
    /// The endpoints under one base URL.
    pub(crate) fn from_base(base: &Url) -> Result<Self> {
        Self::from_endpoints(base, base, base)
    }

    /// The endpoints with a URL each, with or without its path.
    pub(crate) fn from_endpoints(
        client_data: &Url,
        retrieve: &Url,
        post_call: &Url,
    ) -> Result<Self> {
        Ok(Self {
            client_data: endpoint_url(client_data, "client-data")?,
            retrieve: endpoint_url(retrieve, "retrieve")?,
            post_call: endpoint_url(post_call, "post-call")?,
        })
    }

    /// A service on this machine.
    pub(crate) fn local(address: SocketAddr) -> Result<Self> {
        Self::from_base(&format!("http://{address}").parse()?)
    }

    /// Rejects remote hosts that the operator did not confirm, so that a typing error
    /// does not put load on someone else's host.
    pub(crate) fn check_confirmed(&self, hosts: &[String]) -> Result<()> {
        for host in self.remote_hosts() {
            ensure!(
                hosts
                    .iter()
                    .any(|confirmed| confirmed.eq_ignore_ascii_case(&host)),
                "{host} is not this machine; confirm the load on it with --yes-load-host {host}"
            );
        }
        Ok(())
    }

    /// Whether all endpoints are on this machine.
    pub(crate) fn is_local(&self) -> bool {
        self.remote_hosts().next().is_none()
    }

    fn remote_hosts(&self) -> impl Iterator<Item = String> {
        [&self.client_data, &self.retrieve, &self.post_call]
            .into_iter()
            .filter_map(Url::host)
            .filter(|host| !is_loopback(host))
            .map(|host| host.to_string())
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

fn endpoint_url(url: &Url, name: &str) -> Result<Url> {
    ensure!(
        matches!(url.scheme(), "http" | "https") && url.has_host(),
        "the URL must be like https://memory.example.com"
    );
    let mut endpoint = url.clone();
    let base = url.path().trim_end_matches('/');
    if base.rsplit('/').next() != Some(name) {
        endpoint.set_path(&format!("{base}/{name}"));
    }
    Ok(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(base: &str) -> Target {
        Target::from_base(&base.parse().unwrap()).unwrap()
    }

    #[test]
    fn endpoint_paths_are_appended_to_a_base_url() {
        let target = target("https://memory.example.com/live/");
        assert_eq!(
            target.client_data.as_str(),
            "https://memory.example.com/live/client-data"
        );
        assert_eq!(
            target.post_call.as_str(),
            "https://memory.example.com/live/post-call"
        );
    }

    #[test]
    fn a_complete_endpoint_url_is_unchanged() {
        let url = |name: &str| -> Url {
            format!("https://{name}.example.com/{name}")
                .parse()
                .unwrap()
        };
        let (client_data, retrieve, post_call) =
            (url("client-data"), url("retrieve"), url("post-call"));
        let target = Target::from_endpoints(&client_data, &retrieve, &post_call).unwrap();
        assert_eq!(
            [target.client_data, target.retrieve, target.post_call],
            [client_data, retrieve, post_call]
        );
    }

    #[test]
    fn this_machine_needs_no_confirmation() {
        for local in [
            "http://127.0.0.1:8080",
            "http://127.1:8080",
            "http://[::1]:8080",
            "http://localhost:8080",
        ] {
            target(local).check_confirmed(&[]).unwrap();
        }
    }

    #[test]
    fn a_remote_host_must_be_confirmed() {
        let target = target("https://memory.example.com");
        assert!(target.check_confirmed(&[]).is_err());
        assert!(
            target
                .check_confirmed(&["memory.example.org".to_owned()])
                .is_err()
        );
        target
            .check_confirmed(&["Memory.Example.com".to_owned()])
            .unwrap();
    }

    #[test]
    fn every_remote_host_must_be_confirmed() {
        let local: Url = "http://127.0.0.1:1".parse().unwrap();
        let remote: Url = "https://memory.example.com".parse().unwrap();
        let target = Target::from_endpoints(&local, &local, &remote).unwrap();
        let error = target.check_confirmed(&[]).unwrap_err().to_string();
        assert!(error.contains("memory.example.com"), "{error}");
    }

    #[test]
    fn other_schemes_are_rejected() {
        assert!(Target::from_base(&"ftp://127.0.0.1".parse().unwrap()).is_err());
    }
}
