use std::net::SocketAddr;

use anyhow::{Result, ensure};
use url::{Host, Url};

/// Where the three endpoints of a deployment are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) client_data: Url,
    pub(crate) retrieve: Url,
    pub(crate) post_call: Url,
}

impl Target {
    /// Three endpoints under one address.
    pub(crate) fn sharing(base: &Url) -> Result<Self> {
        Self::apart(base, base, base)
    }

    /// Three endpoints with an address each, with or without their paths.
    pub(crate) fn apart(client_data: &Url, retrieve: &Url, post_call: &Url) -> Result<Self> {
        Ok(Self {
            client_data: endpoint(client_data, "client-data")?,
            retrieve: endpoint(retrieve, "retrieve")?,
            post_call: endpoint(post_call, "post-call")?,
        })
    }

    /// A service on this machine.
    pub(crate) fn local(address: SocketAddr) -> Result<Self> {
        Self::sharing(&format!("http://{address}").parse()?)
    }

    /// Refuses hosts beyond this machine that the operator did not name twice:
    /// nobody is to be loaded because of a typing error.
    pub(crate) fn check_consent(&self, hosts: &[String]) -> Result<()> {
        for host in self.strangers() {
            ensure!(
                hosts.iter().any(|named| named.eq_ignore_ascii_case(&host)),
                "{host} is not this machine; if you may load it, say so with --yes-load-host {host}"
            );
        }
        Ok(())
    }

    /// Whether all endpoints are on this machine.
    pub(crate) fn is_here(&self) -> bool {
        self.strangers().next().is_none()
    }

    fn strangers(&self) -> impl Iterator<Item = String> {
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

fn endpoint(address: &Url, name: &str) -> Result<Url> {
    ensure!(
        matches!(address.scheme(), "http" | "https") && address.has_host(),
        "an address looks like https://memory.example.com"
    );
    let mut endpoint = address.clone();
    let base = address.path().trim_end_matches('/');
    if base.rsplit('/').next() != Some(name) {
        endpoint.set_path(&format!("{base}/{name}"));
    }
    Ok(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sharing(base: &str) -> Target {
        Target::sharing(&base.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_endpoints_follow_an_address_that_they_share() {
        let target = sharing("https://memory.example.com/live/");
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
    fn an_endpoint_that_is_named_in_full_is_taken_as_it_is() {
        let url = |name: &str| -> Url {
            format!("https://{name}.example.com/{name}")
                .parse()
                .unwrap()
        };
        let (ring, search, over) = (url("client-data"), url("retrieve"), url("post-call"));
        let target = Target::apart(&ring, &search, &over).unwrap();
        assert_eq!(
            [target.client_data, target.retrieve, target.post_call],
            [ring, search, over]
        );
    }

    #[test]
    fn this_machine_is_loaded_without_consent() {
        for here in [
            "http://127.0.0.1:8080",
            "http://127.1:8080",
            "http://[::1]:8080",
            "http://localhost:8080",
        ] {
            sharing(here).check_consent(&[]).unwrap();
        }
    }

    #[test]
    fn another_host_is_loaded_only_when_it_is_named_again() {
        let target = sharing("https://memory.example.com");
        assert!(target.check_consent(&[]).is_err());
        assert!(
            target
                .check_consent(&["memory.example.org".to_owned()])
                .is_err()
        );
        target
            .check_consent(&["Memory.Example.com".to_owned()])
            .unwrap();
    }

    #[test]
    fn one_of_three_hosts_that_is_not_named_is_enough_to_refuse() {
        let here: Url = "http://127.0.0.1:1".parse().unwrap();
        let elsewhere: Url = "https://memory.example.com".parse().unwrap();
        let target = Target::apart(&here, &here, &elsewhere).unwrap();
        let refusal = target.check_consent(&[]).unwrap_err().to_string();
        assert!(refusal.contains("memory.example.com"), "{refusal}");
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        assert!(Target::sharing(&"ftp://127.0.0.1".parse().unwrap()).is_err());
    }
}
