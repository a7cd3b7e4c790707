use std::fmt;
use std::net::SocketAddr;

use super::auth::AuthConfig;
use super::error::{ConfigError, Problem};
use super::variable::{
    CALLER_TOKEN_KEY, ELEVENLABS_HMAC_KEY, ELEVENLABS_WORKSPACE_KEY, RETRIEVE_API_KEY, Variable,
};

/// Endpoints without a key, and who can use them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unprotected {
    pub endpoints: Vec<Endpoint>,
    pub exposure: Exposure,
}

/// An endpoint that a key can protect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// Returns the memories of any caller.
    ClientData,
    /// Writes memories of any caller.
    PostCall,
    /// Searches the memories of any caller.
    Retrieve,
}

/// From where an address can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// Only from this machine.
    Loopback,
    /// Also from other machines.
    Network,
}

impl AuthConfig {
    /// Checks that the keys suffice to listen on `listen`.
    ///
    /// A loopback address needs no key. Any other address needs the two of ElevenLabs, unless the
    /// operator insists (`insecure`).
    pub(super) fn check_exposure(
        &self,
        listen: SocketAddr,
        insecure: bool,
    ) -> Result<Option<Unprotected>, ConfigError> {
        let endpoints = self.open_endpoints();
        let exposure = Exposure::from(listen);
        if exposure == Exposure::Network && !insecure {
            let message = format!(
                "is not set, but other machines can reach {listen}: set it, listen on 127.0.0.1, or start with --insecure"
            );
            require_keys(&endpoints, &message)?;
        }
        Ok((!endpoints.is_empty()).then_some(Unprotected {
            endpoints,
            exposure,
        }))
    }

    /// Checks that the keys of ElevenLabs are set.
    pub(super) fn require_keys(&self) -> Result<(), ConfigError> {
        let message = "is not set, but this endpoint is reachable from the internet";
        require_keys(&self.open_endpoints(), message)
    }

    fn open_endpoints(&self) -> Vec<Endpoint> {
        let retrieve_is_open =
            self.retrieve_api_keys.is_empty() && self.caller_token_keys.is_empty();
        [
            (Endpoint::ClientData, self.workspace_keys.is_empty()),
            (Endpoint::PostCall, self.hmac_keys.is_empty()),
            (Endpoint::Retrieve, retrieve_is_open),
        ]
        .into_iter()
        .filter_map(|(endpoint, is_open)| is_open.then_some(endpoint))
        .collect()
    }
}

fn require_keys(open: &[Endpoint], message: &str) -> Result<(), ConfigError> {
    let problems: Vec<Problem> = open
        .iter()
        .filter_map(|endpoint| {
            let key = endpoint.required_key()?;
            Some(Problem {
                variable: key.name,
                message: message.to_owned(),
                example: key.example,
            })
        })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(ConfigError::new(problems))
    }
}

impl Endpoint {
    /// The key that is required if other machines can reach the endpoint. Protecting `/retrieve` is
    /// up to the operator.
    const fn required_key(self) -> Option<&'static Variable> {
        match self {
            Self::ClientData => Some(&ELEVENLABS_WORKSPACE_KEY),
            Self::PostCall => Some(&ELEVENLABS_HMAC_KEY),
            Self::Retrieve => None,
        }
    }
}

impl From<SocketAddr> for Exposure {
    fn from(listen: SocketAddr) -> Self {
        // An IPv4 address may be mapped to IPv6: `::ffff:127.0.0.1`.
        if listen.ip().to_canonical().is_loopback() {
            Self::Loopback
        } else {
            Self::Network
        }
    }
}

impl fmt::Display for Unprotected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoints: Vec<String> = self.endpoints.iter().map(Endpoint::to_string).collect();
        let (exposure, endpoints) = (self.exposure, endpoints.join(", "));
        write!(formatter, "{exposure} can use {endpoints} without a key")
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClientData => write!(
                formatter,
                "/client-data ({} is not set)",
                ELEVENLABS_WORKSPACE_KEY.name
            ),
            Self::PostCall => write!(
                formatter,
                "/post-call ({} is not set)",
                ELEVENLABS_HMAC_KEY.name
            ),
            Self::Retrieve => write!(
                formatter,
                "/retrieve (neither {} nor {} is set)",
                RETRIEVE_API_KEY.name, CALLER_TOKEN_KEY.name
            ),
        }
    }
}

impl fmt::Display for Exposure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Loopback => "every program on this machine",
            Self::Network => "anyone who can reach this machine",
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::{Config, Environment, Warning};
    use super::*;

    const LONG_KEY: &str = "0123456789abcdef0123456789abcdef";
    const KEYS: [(&str, &str); 2] = [
        ("ELEVENLABS_WORKSPACE_KEY", "workspace"),
        ("ELEVENLABS_HMAC_KEY", "wsec_a"),
    ];

    fn read<const N: usize>(pairs: [(&str, &str); N]) -> Config {
        Config::read(&Environment::from_iter(pairs)).unwrap()
    }

    #[test]
    fn a_deployment_on_the_internet_needs_both_keys() {
        assert_eq!(read(KEYS).require_keys(), Ok(()));
        let error = read([("ELEVENLABS_HMAC_KEY", "wsec_a")])
            .require_keys()
            .unwrap_err();
        let missing: Vec<&str> = error
            .problems()
            .iter()
            .map(|problem| problem.variable)
            .collect();
        assert_eq!(missing, ["ELEVENLABS_WORKSPACE_KEY"]);
    }

    fn check(config: &Config, listen: &str, insecure: bool) -> Result<Vec<String>, ConfigError> {
        let warnings = config.check_exposure(listen.parse().unwrap(), insecure)?;
        Ok(warnings.iter().map(Warning::to_string).collect())
    }

    #[rstest]
    #[case("127.0.0.1:8080")]
    #[case("127.8.8.8:8080")]
    #[case("[::1]:8080")]
    #[case("[::ffff:127.0.0.1]:8080")]
    fn on_a_loopback_address_one_warning_lists_the_open_endpoints(#[case] listen: &str) {
        assert_eq!(
            check(&read([]), listen, false).unwrap(),
            [
                "every program on this machine can use /client-data (ELEVENLABS_WORKSPACE_KEY is not set), \
              /post-call (ELEVENLABS_HMAC_KEY is not set), \
              /retrieve (neither RETRIEVE_API_KEY nor CALLER_TOKEN_KEY is set) without a key"
            ]
        );
    }

    #[rstest]
    #[case("0.0.0.0:8080")]
    #[case("[::]:8080")]
    #[case("192.0.2.1:8080")]
    fn any_other_address_needs_both_keys_of_elevenlabs(#[case] listen: &str) {
        let error = check(&read([]), listen, false).unwrap_err();
        let missing: Vec<_> = error
            .problems()
            .iter()
            .map(|problem| problem.variable)
            .collect();
        assert_eq!(missing, ["ELEVENLABS_WORKSPACE_KEY", "ELEVENLABS_HMAC_KEY"]);
        assert!(error.to_string().contains(listen), "{error}");
    }

    #[test]
    fn one_of_the_two_keys_is_not_enough() {
        for (set, missing) in [(0, 1), (1, 0)] {
            let error = check(&read([KEYS[set]]), "0.0.0.0:8080", false).unwrap_err();
            assert_eq!(error.problems().len(), 1);
            assert_eq!(error.problems()[0].variable, KEYS[missing].0);
        }
    }

    #[test]
    fn an_operator_who_insists_gets_a_warning_instead() {
        let warnings = check(&read([]), "0.0.0.0:8080", true).unwrap();
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].starts_with("anyone who can reach this machine can use /client-data"));
    }

    #[test]
    fn with_both_keys_only_retrieve_is_open() {
        assert_eq!(
            check(&read(KEYS), "0.0.0.0:8080", false).unwrap(),
            ["anyone who can reach this machine can use \
              /retrieve (neither RETRIEVE_API_KEY nor CALLER_TOKEN_KEY is set) without a key"]
        );
    }

    #[rstest]
    #[case(("RETRIEVE_API_KEY", "retrieve"))]
    #[case(("CALLER_TOKEN_KEY", LONG_KEY))]
    fn with_a_key_for_every_endpoint_there_is_no_warning(#[case] retrieve: (&str, &str)) {
        let [workspace, hmac] = KEYS;
        let config = read([workspace, hmac, retrieve]);
        for listen in ["127.0.0.1:8080", "0.0.0.0:8080"] {
            assert!(check(&config, listen, false).unwrap().is_empty());
        }
    }
}
