use std::fmt;
use std::net::SocketAddr;

use super::variable::{
    CALLER_TOKEN_KEY, ELEVENLABS_HMAC_KEY, ELEVENLABS_WORKSPACE_KEY, RETRIEVE_API_KEY, Variable,
};
use super::{AuthConfig, Config, ConfigError, Problem, StoreConfig};

/// Something an operator should know at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A Mem0 account is configured, but another store was chosen.
    Mem0Unused,
    /// A model that compares meanings is configured, but memories are on the
    /// Mem0 Platform, which compares them itself.
    RankerUnused,
    /// Requests are answered without a key.
    Open {
        /// Which requests.
        doors: Vec<Door>,
        /// Who can make them.
        to: Reach,
    },
}

/// A request that a key can protect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// `POST /client-data`: reads what is known of any caller.
    Ring,
    /// `POST /post-call`: writes memories of any caller.
    HangUp,
    /// `POST /retrieve`: searches the memories of any caller.
    Search,
}

/// Who can reach an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The programs on the same machine.
    Machine,
    /// Other machines too.
    Network,
}

impl Config {
    /// What is configured but has no effect.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mem0 = self.leaves_mem0_unused.then_some(Warning::Mem0Unused);
        let has_ranker = self.memory.ranker_model.is_some();
        let ranks_elsewhere = matches!(self.store, StoreConfig::Mem0(_));
        let ranker = (has_ranker && ranks_elsewhere).then_some(Warning::RankerUnused);
        mem0.into_iter().chain(ranker).collect()
    }

    /// Checks that `listen` may be opened with the keys there are.
    ///
    /// A loopback address needs no key. Any other address needs the two of
    /// ElevenLabs, unless the operator insists (`insecure`). What is open then
    /// is told in one warning.
    pub fn check_exposure(
        &self,
        listen: SocketAddr,
        insecure: bool,
    ) -> Result<Vec<Warning>, ConfigError> {
        let doors = self.auth.open_doors();
        let to = Reach::of(listen);
        if to == Reach::Network && !insecure {
            let complaint = format!(
                "is not set, but other machines can reach {listen}: set it, listen on 127.0.0.1, or start with --insecure"
            );
            require_keys(&doors, &complaint)?;
        }
        Ok(if doors.is_empty() {
            Vec::new()
        } else {
            vec![Warning::Open { doors, to }]
        })
    }

    /// Checks that the keys of ElevenLabs are there, for a front door that
    /// everybody can reach and nobody can open without them.
    pub fn require_keys(&self) -> Result<(), ConfigError> {
        let complaint = "is not set, but everybody can reach this endpoint";
        require_keys(&self.auth.open_doors(), complaint)
    }
}

fn require_keys(open: &[Door], complaint: &str) -> Result<(), ConfigError> {
    let problems: Vec<Problem> = open
        .iter()
        .filter_map(|door| Some(Problem::new(door.required_key()?, complaint)))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(ConfigError::new(problems))
    }
}

impl AuthConfig {
    fn open_doors(&self) -> Vec<Door> {
        let search_is_open = self.retrieve_api_keys.is_empty() && self.caller_token_keys.is_empty();
        [
            (Door::Ring, self.workspace_keys.is_empty()),
            (Door::HangUp, self.hmac_keys.is_empty()),
            (Door::Search, search_is_open),
        ]
        .into_iter()
        .filter_map(|(door, is_open)| is_open.then_some(door))
        .collect()
    }
}

impl Door {
    /// The key without which the door stays shut to other machines. The search
    /// is open unless the operator protects it.
    const fn required_key(self) -> Option<&'static Variable> {
        match self {
            Self::Ring => Some(&ELEVENLABS_WORKSPACE_KEY),
            Self::HangUp => Some(&ELEVENLABS_HMAC_KEY),
            Self::Search => None,
        }
    }
}

impl Reach {
    fn of(listen: SocketAddr) -> Self {
        // An IPv4 address may come in an IPv6 one: `::ffff:127.0.0.1`.
        if listen.ip().to_canonical().is_loopback() {
            Self::Machine
        } else {
            Self::Network
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mem0Unused => formatter
                .write_str("MEM0_API_KEY is set, but MEMORY_STORE=sqlite keeps memories in SQLite"),
            Self::RankerUnused => formatter.write_str(
                "RANKER_MODEL is set, but memories are on the Mem0 Platform, which compares meanings itself",
            ),
            Self::Open { doors, to } => {
                let doors: Vec<String> = doors.iter().map(Door::to_string).collect();
                write!(formatter, "{to} can use {} without a key", doors.join(", "))
            }
        }
    }
}

impl fmt::Display for Door {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ring => write!(
                formatter,
                "/client-data ({} is not set)",
                ELEVENLABS_WORKSPACE_KEY.name
            ),
            Self::HangUp => write!(
                formatter,
                "/post-call ({} is not set)",
                ELEVENLABS_HMAC_KEY.name
            ),
            Self::Search => write!(
                formatter,
                "/retrieve (neither {} nor {} is set)",
                RETRIEVE_API_KEY.name, CALLER_TOKEN_KEY.name
            ),
        }
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Machine => "every program on this machine",
            Self::Network => "everybody who can reach this machine",
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::Environment;
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
    fn a_front_door_that_everybody_reaches_needs_both_keys() {
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
    fn on_a_loopback_address_one_warning_says_what_is_open(#[case] listen: &str) {
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
    fn on_any_other_address_both_keys_of_elevenlabs_are_needed(#[case] listen: &str) {
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
        assert!(
            warnings[0].starts_with("everybody who can reach this machine can use /client-data")
        );
    }

    #[test]
    fn with_both_keys_only_the_search_is_open() {
        assert_eq!(
            check(&read(KEYS), "0.0.0.0:8080", false).unwrap(),
            ["everybody who can reach this machine can use \
              /retrieve (neither RETRIEVE_API_KEY nor CALLER_TOKEN_KEY is set) without a key"]
        );
    }

    #[rstest]
    #[case(("RETRIEVE_API_KEY", "retrieve"))]
    #[case(("CALLER_TOKEN_KEY", LONG_KEY))]
    fn with_a_key_for_every_door_there_is_no_warning(#[case] search: (&str, &str)) {
        let [workspace, hmac] = KEYS;
        let config = read([workspace, hmac, search]);
        for listen in ["127.0.0.1:8080", "0.0.0.0:8080"] {
            assert!(check(&config, listen, false).unwrap().is_empty());
        }
    }

    #[test]
    fn a_mem0_key_that_nothing_uses_is_told() {
        let key = ("MEM0_API_KEY", "m0-key");
        assert_eq!(read([]).warnings(), []);
        assert_eq!(read([key]).warnings(), []);
        assert_eq!(read([key, ("MEMORY_STORE", "mem0")]).warnings(), []);
        assert_eq!(
            read([key, ("MEMORY_STORE", "sqlite")]).warnings(),
            [Warning::Mem0Unused]
        );
    }

    #[test]
    fn a_ranker_that_the_platform_leaves_unused_is_told() {
        let (model, key) = (("RANKER_MODEL", "/model"), ("MEM0_API_KEY", "m0-key"));
        assert_eq!(read([model]).warnings(), []);
        assert_eq!(read([model, key]).warnings(), [Warning::RankerUnused]);
    }
}
