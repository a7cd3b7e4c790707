/// An environment variable of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    pub name: &'static str,
    /// Another name that is accepted, too.
    pub alias: Option<&'static str>,
    /// Its meaning, unit and range, in Markdown.
    pub explanation: &'static str,
    /// A valid value; for a secret, where to get one.
    pub example: &'static str,
    pub kind: VariableKind,
}

/// The default of a variable, and whether its value may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    /// Unset by default; its value is never shown.
    Secret,
    /// Unset by default.
    Optional,
    /// Has this value while it is unset.
    Default(&'static str),
}

/// Variables of one subject.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    pub title: &'static str,
    pub variables: &'static [Variable],
}

impl Variable {
    /// The value while the variable is unset.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        match self.kind {
            VariableKind::Default(value) => Some(value),
            VariableKind::Secret | VariableKind::Optional => None,
        }
    }

    /// Its name and its alias.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.name].into_iter().chain(self.alias)
    }
}

/// Every variable, in the order of the documentation.
pub fn variables() -> impl Iterator<Item = &'static Variable> {
    SECTIONS.iter().flat_map(|section| section.variables)
}

/// Defines each variable as a constant and as a row of [`SECTIONS`], so that a variable that is
/// read is also documented.
macro_rules! sections {
    (@alias) => { None };
    (@alias $alias:ident) => { Some(stringify!($alias)) };
    ($($title:literal { $(
        $name:ident $(alias $alias:ident)?: $kind:expr, $example:literal, $explanation:literal;
    )+ })+) => {
        $($(pub(super) const $name: Variable = Variable {
            name: stringify!($name),
            alias: sections!(@alias $($alias)?),
            explanation: $explanation,
            example: $example,
            kind: $kind,
        };)+)+

        /// Every variable, by section of the documentation.
        pub const SECTIONS: &[Section] = &[
            $(Section { title: $title, variables: &[$($name),+] }),+
        ];
    };
}

use VariableKind::{Default, Optional, Secret};

sections! {
    "Access" {
        ELEVENLABS_WORKSPACE_KEY: Secret, "<output of: openssl rand -hex 32>",
            "Key that `/client-data` expects in the header `X-Workspace-Key`; required on any address but loopback. May contain several keys, separated by commas, while one is rotated.";
        ELEVENLABS_HMAC_KEY: Secret, "<the webhook's secret as ElevenLabs shows it: wsec_...>",
            "Secret that signs the post-call webhook; required on any address but loopback. May contain several, separated by commas.";
        RETRIEVE_API_KEY: Secret, "<output of: openssl rand -hex 32>",
            "Key that `/retrieve` expects in the header `X-API-Key`; without it `/retrieve` needs no key. May contain several, separated by commas.";
        CALLER_TOKEN_KEY: Secret, "<output of: openssl rand -hex 32>",
            "Key of at least 32 bytes that encrypts caller tokens; with it, `/retrieve` serves only the caller on the phone. Of several, separated by commas, the first issues tokens.";
        RATE_LIMIT_PER_CALLER: Optional, "60",
            "Maximum number of requests to `/retrieve` about one caller per minute; unlimited when unset.";
    }
    "Memories" {
        MEMORY_STORE: Optional, "sqlite",
            "Store of the memories: `sqlite` or `mem0`. When unset, `mem0` if `MEM0_API_KEY` is set, otherwise `sqlite`.";
        DATA_DIR: Default("./data"), "/var/lib/agentic-memories",
            "Directory of the SQLite database; with `MEMORY_STORE=mem0` it holds the inbox and the ledger.";
        MEMORY_SCOPE: Default("caller"), "agent",
            "Who shares the memories of a caller: all agents (`caller`), or each agent has its own (`agent`).";
        MEMORY_TTL_DAYS: Optional, "365",
            "Days after which a memory expires, 1 to 36500; never when unset.";
        SENSITIVE_DATA: Default("health=keep,date_of_birth=keep,email=keep,phone=keep"), "health=drop,date_of_birth=mask",
            "What is removed from calls beside card numbers, national ids, bank accounts and passwords, which always are: `health`, `email` and `phone` are `keep` or `drop`, `date_of_birth` is `keep`, `mask` (only the year stays) or `drop`. A category that is not named is kept.";
        MEMORY_SEARCH_LIMIT alias MEM0_SEARCH_LIMIT: Default("3"), "3",
            "Maximum number of memories that a search returns, 1 to 100.";
        MEMORY_TIMEOUT alias MEM0_TIMEOUT: Default("5"), "2.5",
            "Timeout of the store in seconds, 0.1 to 60.";
        ON_MEMORY_FAILURE: Default("error"), "degrade",
            "Reply if the store fails: an error (`error`), or a reply without memories (`degrade`).";
        TIME_ZONE: Default("UTC"), "Europe/Lisbon",
            "Time zone in which callers mean \"tomorrow\" and \"at nine\", an IANA name; a call whose event names its own zone has that.";
        FACTS: Default("{}"), r#"{"allergies":{"nature":"list","spoken":false}}"#,
            "JSON object that declares collected facts: per data collection item its `nature` (`single`, `list`, `event` or `topic`), `sensitivity` (`keep`, `mask` or `drop`), `keep_days`, whether it may be `spoken` as a dynamic variable, and whether it `belongs_to` a `person` or the `household` where several people call. What is not declared follows from the name and the value.";
        EMBEDDING_MODEL: Optional, "/var/lib/agentic-memories/all-MiniLM-L6-v2",
            "Directory of a sentence encoder for semantic search; needs `MEMORY_STORE=sqlite` and a binary built with the feature `semantic-search`. Off when unset.";
    }
    "Replies" {
        DYNAMIC_VARIABLES: Default("{}"), r#"{"caller_name":"","open_orders":0}"#,
            "JSON object of the dynamic variables that your agents use, with their values for new callers.";
        GREETING_TEMPLATE: Optional, "Welcome back, {{ caller_name }}!",
            "First message for returning callers, a Jinja template over the dynamic variables; ElevenLabs must allow the override.";
        LOCALE: Default("en-GB"), "en-US",
            "How dates are written in `memory_summary`, variables and search results: a language tag such as `en-US` or `de`, or `iso`.";
        MEMORY_SUMMARY_MAX_CHARS: Default("1500"), "1500",
            "Maximum length of the variable `memory_summary`, 100 to 10000 characters.";
        DEFAULT_COUNTRY: Optional, "US",
            "Country of phone numbers written without a country code (ISO 3166, two letters).";
    }
    "Service" {
        LISTEN_ADDR: Default("127.0.0.1:8080"), "127.0.0.1:8080",
            "IP address and port to listen on.";
        WORKER_ID: Default("local"), "worker-1",
            "Name under which this process claims finished calls. Processes that share an inbox need different names, and each must keep its name across restarts.";
        LOG_FORMAT: Default("text"), "json",
            "Format of log lines: `text` or `json`.";
        RUST_LOG: Default("info"), "info,memories=debug",
            "Log filter, as directives of tracing-subscriber's `EnvFilter`, such as `info,memories=debug`.";
    }
    "Mem0 Platform" {
        MEM0_API_KEY: Secret, "<an API key from Mem0's dashboard: m0-...>",
            "API key of the Mem0 Platform.";
        MEM0_ORG_ID: Optional, "org_example",
            "Organization that the key should belong to; a difference is logged at the start.";
        MEM0_PROJECT_ID: Optional, "proj_example",
            "Project that the key should belong to; a difference is logged at the start.";
        MEM0_DIR: Optional, "/tmp/.mem0",
            "Directory of Mem0's Python SDK; accepted and not used.";
        MEM0_BASE_URL: Default("https://api.mem0.ai"), "https://api.mem0.ai",
            "Address of the Mem0 Platform or of a compatible server.";
        MEM0_CACHE: Default("true"), "false",
            "Whether searches are answered from the record that was loaded at the start of the call (`true`) or by the platform (`false`).";
    }
}
