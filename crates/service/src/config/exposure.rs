use std::fmt;
use std::net::SocketAddr;

use super::variable::{
    CALLER_TOKEN_KEY, ELEVENLABS_HMAC_KEY, ELEVENLABS_WORKSPACE_KEY, RETRIEVE_API_KEY, Variable,
};
use super::{AuthConfig, Config, ConfigError, Problem};

/// Something an operator should know at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A Mem0 account is configured, and nothing uses it.
    Mem0Unused,
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
        self.mem0
            .api_key
            .iter()
            .map(|_| Warning::Mem0Unused)
            .collect()
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
            let problems: Vec<Problem> = doors
                .iter()
                .filter_map(|door| Some(missing(door.required_key()?, listen)))
                .collect();
            if !problems.is_empty() {
                return Err(ConfigError::new(problems));
            }
        }
        Ok(if doors.is_empty() {
            Vec::new()
        } else {
            vec![Warning::Open { doors, to }]
        })
    }
}

fn missing(key: &Variable, listen: SocketAddr) -> Problem {
    let complaint = format!(
        "is not set, but other machines can reach {listen}: set it, listen on 127.0.0.1, or start with --insecure"
    );
    Problem::new(key, complaint)
}

impl AuthConfig {
    fn open_doors(&self) -> Vec<Door> {
        let search_is_open = self.retrieve_api_key.is_none() && self.caller_token_key.is_none();
        [
            (Door::Ring, self.workspace_key.is_none()),
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
                .write_str("MEM0_API_KEY is set, but this version keeps memories in SQLite"),
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
