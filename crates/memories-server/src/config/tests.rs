use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::time::Duration;

use jiff::SignedDuration;
use proptest::prelude::*;
use rstest::rstest;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::*;

const LONG_KEY: &str = "0123456789abcdef0123456789abcdef";

fn environment<const N: usize>(pairs: [(&str, &str); N]) -> Environment {
    Environment::from_iter(pairs)
}

fn read<const N: usize>(pairs: [(&str, &str); N]) -> Config {
    Config::read(&environment(pairs)).unwrap()
}

/// The only problem with a value.
fn problem_with(name: &str, value: &str) -> Problem {
    let error = Config::read(&environment([(name, value)])).unwrap_err();
    let [problem] = error.problems() else {
        panic!("{error}");
    };
    assert_eq!(problem.variable, name);
    problem.clone()
}

mod invalid;

mod defaults {
    use super::*;

    #[test]
    fn without_any_variable_memories_are_in_sqlite_and_the_service_listens_on_loopback() {
        let config = read([]);
        assert_eq!(config.store.name(), "sqlite");
        assert_eq!(config.memory.data_dir.to_str(), Some("./data"));
        assert_eq!(config.memory.scope, ScopeKind::Caller);
        assert_eq!(config.memory.time_to_live, None);
        assert_eq!(config.memory.search_limit, 3);
        assert_eq!(config.memory.timeout, Duration::from_secs(5));
        assert_eq!(config.memory.on_failure, OnFailure::Error);
        assert_eq!(config.memory.embedding_model, None);
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.rate_limit_per_caller, None);
        assert_eq!(config.worker_id.as_str(), "local");
        assert!(config.identity.default_country.is_none());
    }

    #[test]
    fn without_any_variable_agents_get_a_summary_and_no_greeting() {
        let config = read([]);
        assert!(config.reply.dynamic_variables.is_empty());
        assert_eq!(config.reply.greeting_template, None);
        assert_eq!(config.reply.memory_summary_max_chars, 1_500);
        assert_eq!(config.log.format, LogFormat::Text);
        assert_eq!(config.log.filter, "info");
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let config = read([
            ("MEMORY_TIMEOUT", ""),
            ("ELEVENLABS_WORKSPACE_KEY", "  "),
            ("ELEVENLABS_HMAC_KEY", "\t"),
        ]);
        assert_eq!(config.memory.timeout, Duration::from_secs(5));
        assert!(config.auth.workspace_keys.is_empty());
        assert!(config.auth.hmac_keys.is_empty());
    }
}

mod accepted {
    use super::*;

    fn exposed(keys: &[SecretString]) -> Vec<&str> {
        keys.iter().map(ExposeSecret::expose_secret).collect()
    }

    #[test]
    fn several_keys_are_separated_by_commas() {
        let both = format!("{LONG_KEY},{LONG_KEY}-old");
        let auth = read([
            ("ELEVENLABS_WORKSPACE_KEY", "workspace, old"),
            ("ELEVENLABS_HMAC_KEY", "wsec_new, wsec_old"),
            ("RETRIEVE_API_KEY", "retrieve,old"),
            ("CALLER_TOKEN_KEY", &both),
        ])
        .auth;
        assert_eq!(exposed(&auth.workspace_keys), ["workspace", "old"]);
        assert_eq!(exposed(&auth.hmac_keys), ["wsec_new", "wsec_old"]);
        assert_eq!(exposed(&auth.retrieve_api_keys), ["retrieve", "old"]);
        assert_eq!(
            exposed(&auth.caller_token_keys),
            [LONG_KEY, &format!("{LONG_KEY}-old")]
        );
    }

    #[test]
    fn a_key_may_contain_spaces_and_signs() {
        let config = read([
            ("ELEVENLABS_WORKSPACE_KEY", "a key: with=signs"),
            ("RETRIEVE_API_KEY", "retrieve"),
            ("CALLER_TOKEN_KEY", LONG_KEY),
        ]);
        assert_eq!(exposed(&config.auth.workspace_keys), ["a key: with=signs"]);
        assert_eq!(exposed(&config.auth.retrieve_api_keys), ["retrieve"]);
        assert_eq!(exposed(&config.auth.caller_token_keys), [LONG_KEY]);
    }

    #[rstest]
    #[case("0.1", 100)]
    #[case("2.5", 2_500)]
    #[case("60", 60_000)]
    fn the_timeout_is_in_seconds_and_may_have_decimals(#[case] seconds: &str, #[case] millis: u64) {
        let timeout = read([("MEMORY_TIMEOUT", seconds)]).memory.timeout;
        assert_eq!(timeout, Duration::from_millis(millis));
    }

    #[test]
    fn the_time_to_live_is_in_days() {
        let time_to_live = |days| read([("MEMORY_TTL_DAYS", days)]).memory.time_to_live;
        assert_eq!(time_to_live("1"), Some(SignedDuration::from_hours(24)));
        assert_eq!(
            time_to_live("36500"),
            Some(SignedDuration::from_hours(876_000))
        );
    }

    #[test]
    fn keywords_are_case_insensitive() {
        let config = read([
            ("MEMORY_STORE", "SQLite"),
            ("MEMORY_SCOPE", "Agent"),
            ("ON_MEMORY_FAILURE", "DEGRADE"),
            ("LOG_FORMAT", "JSON"),
        ]);
        assert_eq!(config.store.name(), "sqlite");
        assert_eq!(config.memory.scope, ScopeKind::Agent);
        assert_eq!(config.memory.on_failure, OnFailure::Degrade);
        assert_eq!(config.log.format, LogFormat::Json);
    }

    #[test]
    fn declared_variables_keep_their_types() {
        let declared =
            r#"{"plan": "none", "open_orders": 0, "rate": 1.5, "vip": false, "name": ""}"#;
        let variables = read([("DYNAMIC_VARIABLES", declared)])
            .reply
            .dynamic_variables;
        assert_eq!(
            serde_json::to_value(variables).unwrap(),
            json!({"name": "", "open_orders": 0, "plan": "none", "rate": 1.5, "vip": false})
        );
    }

    #[test]
    fn a_variable_can_be_set_by_its_alias() {
        let memory = read([("MEM0_TIMEOUT", "2.5"), ("MEM0_SEARCH_LIMIT", "7")]).memory;
        assert_eq!(memory.timeout, Duration::from_millis(2_500));
        assert_eq!(memory.search_limit, 7);
    }

    #[test]
    fn the_other_settings_are_read() {
        let config = read([
            ("DATA_DIR", "/var/lib/memories"),
            ("MEMORY_SEARCH_LIMIT", "100"),
            ("EMBEDDING_MODEL", "/models/minilm"),
            ("GREETING_TEMPLATE", "Hello {{ caller_name }}"),
            ("MEMORY_SUMMARY_MAX_CHARS", "100"),
            ("DEFAULT_COUNTRY", "gb"),
            ("LISTEN_ADDR", "[::]:80"),
            ("WORKER_ID", "worker-2"),
            ("RATE_LIMIT_PER_CALLER", "60"),
            ("RUST_LOG", "warn,memories=debug"),
        ]);
        assert_eq!(config.memory.data_dir.to_str(), Some("/var/lib/memories"));
        assert_eq!(config.memory.search_limit, 100);
        assert_eq!(
            config.memory.embedding_model.unwrap().to_str(),
            Some("/models/minilm")
        );
        assert_eq!(
            config.reply.greeting_template.as_deref(),
            Some("Hello {{ caller_name }}")
        );
        assert_eq!(config.reply.memory_summary_max_chars, 100);
        assert_eq!(config.identity.default_country.unwrap().to_string(), "GB");
        assert_eq!(config.listen.to_string(), "[::]:80");
        assert_eq!(config.worker_id.as_str(), "worker-2");
        assert_eq!(config.rate_limit_per_caller.unwrap().get(), 60);
        assert_eq!(config.log.filter, "warn,memories=debug");
    }
}

mod store {
    use super::*;

    const KEY: (&str, &str) = ("MEM0_API_KEY", "m0-key");

    fn mem0<const N: usize>(pairs: [(&str, &str); N]) -> Mem0Config {
        match read(pairs).store {
            StoreConfig::Mem0(mem0) => mem0,
            StoreConfig::Sqlite => panic!("memories are in SQLite"),
        }
    }

    #[test]
    fn a_key_alone_selects_mem0_with_its_defaults() {
        let config = mem0([KEY]);
        assert_eq!(config.api_key.expose_secret(), "m0-key");
        assert_eq!(config.base_url.as_str(), "https://api.mem0.ai/");
        assert_eq!((config.org_id, config.project_id), (None, None));
        assert!(config.cache);
    }

    #[rstest]
    #[case::named_only([("MEMORY_STORE", "sqlite"), ("MEM0_API_KEY", "")])]
    #[case::beside_a_key([("MEMORY_STORE", "sqlite"), KEY])]
    #[case::by_default([("MEMORY_STORE", ""), ("MEM0_API_KEY", " ")])]
    fn sqlite_is_selected_by_name_or_without_a_key(#[case] pairs: [(&str, &str); 2]) {
        assert_eq!(read(pairs).store.name(), "sqlite");
    }

    #[test]
    fn mem0_selected_by_name_needs_its_key() {
        let error = Config::read(&environment([("MEMORY_STORE", "mem0")])).unwrap_err();
        let [problem] = error.problems() else {
            panic!("{error}");
        };
        assert_eq!(problem.variable, "MEM0_API_KEY");
        assert!(
            problem.message.contains("MEMORY_STORE is mem0"),
            "{problem}"
        );
    }

    #[test]
    fn the_settings_of_mem0_are_read() {
        let config = mem0([
            ("MEMORY_STORE", "Mem0"),
            KEY,
            ("MEM0_ORG_ID", "org"),
            ("MEM0_PROJECT_ID", "project"),
            ("MEM0_DIR", "/tmp/.mem0"),
            ("MEM0_BASE_URL", "http://localhost:8000/gateway"),
            ("MEM0_CACHE", "False"),
        ]);
        assert_eq!(config.org_id.as_deref(), Some("org"));
        assert_eq!(config.project_id.as_deref(), Some("project"));
        assert_eq!(config.base_url.as_str(), "http://localhost:8000/gateway");
        assert!(!config.cache);
    }
}

proptest! {
    #[test]
    fn no_value_of_any_variable_panics(
        which in any::<prop::sample::Index>(),
        value in prop_oneof![any::<Vec<u8>>(), r#"[-+0-9.einf:/{}"\[\],%<>a-z _]{0,40}"#.prop_map(String::into_bytes)],
    ) {
        let variables: Vec<_> = variables().collect();
        let name = which.get(&variables).name;
        let _ = Config::read(&Environment::from_iter([(name, OsString::from_vec(value))]));
    }

    #[test]
    fn no_secret_is_shown_by_an_error_a_setting_or_debug_output(
        which in any::<prop::sample::Index>(),
        value in "(<|é|,)?SECRET[0-9]{8}(>|é|,|\n|x{40})?",
    ) {
        let secrets: Vec<_> = variables().filter(|variable| variable.kind == VariableKind::Secret).collect();
        let shown = match Config::read(&environment([(which.get(&secrets).name, &value)])) {
            Ok(config) => format!("{config:?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        prop_assert!(!shown.contains("SECRET"), "{}", shown);
    }
}
