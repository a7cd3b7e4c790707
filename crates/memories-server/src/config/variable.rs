/// An environment variable the service understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it is for, its unit and its range, in one sentence.
    pub explanation: &'static str,
    /// A value that is accepted; for a secret, where to get one.
    pub example: &'static str,
    /// What happens while it is unset, and who may see its value.
    pub nature: Nature,
}

/// What happens while a variable is unset, and who may see its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Unset by default; its value is never shown.
    Secret,
    /// Unset by default.
    Optional,
    /// Has this value while it is unset.
    Default(&'static str),
}

/// Variables that belong to one topic.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// What the variables are about.
    pub title: &'static str,
    /// The variables, in the order they are best read in.
    pub variables: &'static [Variable],
}

impl Variable {
    /// The value in force while the variable is unset.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        match self.nature {
            Nature::Default(value) => Some(value),
            Nature::Secret | Nature::Optional => None,
        }
    }
}

/// Every variable, in the order they are best read in.
pub fn variables() -> impl Iterator<Item = &'static Variable> {
    TOPICS.iter().flat_map(|topic| topic.variables)
}

/// Defines each variable as a constant and as a row of [`TOPICS`], so that none
/// can be read without being documented.
macro_rules! topics {
    ($($title:literal { $($name:ident: $nature:expr, $example:literal, $explanation:literal;)+ })+) => {
        $($(pub(super) const $name: Variable = Variable {
            name: stringify!($name),
            explanation: $explanation,
            example: $example,
            nature: $nature,
        };)+)+

        /// Every variable, by topic.
        pub const TOPICS: &[Topic] = &[
            $(Topic { title: $title, variables: &[$($name),+] }),+
        ];
    };
}

use Nature::{Default, Optional, Secret};

topics! {
    "Who may call" {
        ELEVENLABS_WORKSPACE_KEY: Secret, "<output of: openssl rand -hex 32>",
            "Secret that /client-data expects in the header X-Workspace-Key; needed on any address but loopback. Each of these keys may be several, separated by commas, while it is being rotated.";
        ELEVENLABS_HMAC_KEY: Secret, "<the webhook's secret as ElevenLabs shows it: wsec_...>",
            "Secret that signs the post-call webhook.";
        RETRIEVE_API_KEY: Secret, "<output of: openssl rand -hex 32>",
            "Secret that /retrieve expects in the header X-Api-Key; without it /retrieve is open.";
        CALLER_TOKEN_KEY: Secret, "<output of: openssl rand -hex 32>",
            "Key of at least 32 bytes that encrypts caller tokens; with it /retrieve serves only the caller on the phone.";
        RATE_LIMIT_PER_CALLER: Optional, "60",
            "The most requests per minute to /retrieve about one caller; unlimited when unset.";
    }
    "Memories" {
        MEMORY_STORE: Optional, "sqlite",
            "Where memories are kept: sqlite or mem0; while unset, mem0 if MEM0_API_KEY is set, else sqlite.";
        DATA_DIR: Default("./data"), "/var/lib/agentic-memories",
            "Folder of the SQLite database; with MEMORY_STORE=mem0 it keeps the inbox and the ledger.";
        MEMORY_SCOPE: Default("caller"), "agent",
            "Who shares what is known about a caller: all agents (caller), or each agent keeps its own (agent).";
        MEMORY_TTL_DAYS: Optional, "365",
            "Days until a memory is forgotten, 1 to 36500; never when unset.";
        MEM0_SEARCH_LIMIT: Default("3"), "3",
            "The most memories a search returns, 1 to 100, whichever store is used.";
        MEM0_TIMEOUT: Default("5"), "2.5",
            "Seconds a store may take to answer, 0.1 to 60, whichever store is used.";
        ON_MEMORY_FAILURE: Default("error"), "degrade",
            "What a call gets when memories cannot be read: an error, or an answer without memories (degrade).";
        RANKER_MODEL: Optional, "/var/lib/agentic-memories/all-MiniLM-L6-v2",
            "Folder of a sentence encoder that compares meanings, for MEMORY_STORE=sqlite and a program built with the feature semantic-search; off when unset.";
    }
    "What an agent is told" {
        DYNAMIC_VARIABLES: Default("{}"), r#"{"caller_name":"","open_orders":0}"#,
            "JSON object of the dynamic variables your agents use, with the values they have for unknown callers.";
        GREETING_TEMPLATE: Optional, "Welcome back, {{ caller_name }}!",
            "First message for returning callers, a Jinja template over the dynamic variables; ElevenLabs must allow the override.";
        BRIEF_MAX_CHARS: Default("1500"), "1500",
            "The most characters of the variable memory_summary, 100 to 10000.";
        DEFAULT_REGION: Optional, "US",
            "Country of phone numbers that are written without a country code (ISO 3166, two letters).";
    }
    "Service" {
        LISTEN_ADDR: Default("127.0.0.1:8080"), "127.0.0.1:8080",
            "IP address and port to listen on.";
        LOG_FORMAT: Default("text"), "json",
            "How log lines are written: text or json.";
        RUST_LOG: Default("info"), "info,memories=debug",
            "What is logged, as directives of tracing-subscriber's EnvFilter.";
    }
    "Mem0 Platform (with MEMORY_STORE=mem0)" {
        MEM0_API_KEY: Secret, "<an API key from Mem0's dashboard: m0-...>",
            "API key of the Mem0 Platform.";
        MEM0_ORG_ID: Optional, "org_example",
            "Organization at Mem0; the key's is compared with it at the start, and a difference is logged.";
        MEM0_PROJECT_ID: Optional, "proj_example",
            "Project at Mem0; the key's is compared with it at the start, and a difference is logged.";
        MEM0_DIR: Optional, "/tmp/.mem0",
            "Folder for the files of Mem0's Python SDK; accepted and not used.";
        MEM0_BASE_URL: Default("https://api.mem0.ai"), "https://api.mem0.ai",
            "Address of the Mem0 Platform or of a compatible server.";
        MEM0_LOCAL_SEARCH: Default("true"), "false",
            "Whether searches in a call are answered from what was fetched at its start (true), or by the platform (false).";
    }
}
