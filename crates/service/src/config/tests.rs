use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::time::Duration;

use jiff::SignedDuration;
use proptest::prelude::*;
use rstest::rstest;
use secrecy::ExposeSecret;
use serde_json::json;

use super::*;

const LONG_KEY: &str = "0123456789abcdef0123456789abcdef";

fn environment<const N: usize>(pairs: [(&str, &str); N]) -> Environment {
    Environment::from_iter(pairs)
}

fn read<const N: usize>(pairs: [(&str, &str); N]) -> Config {
    Config::read(&environment(pairs)).unwrap()
}

/// The one problem with a value.
fn refusal(name: &str, value: &str) -> Problem {
    let error = Config::read(&environment([(name, value)])).unwrap_err();
    assert_eq!(error.problems().len(), 1, "{error}");
    let problem = error.problems().first().unwrap().clone();
    assert_eq!(problem.variable, name);
    problem
}

mod defaults {
    use super::*;

    #[test]
    fn without_any_variable_the_service_keeps_memories_in_sqlite_and_listens_on_loopback() {
        let config = read([]);
        assert_eq!(config.memory.store, StoreKind::Sqlite);
        assert_eq!(config.memory.data_dir.to_str(), Some("./data"));
        assert_eq!(config.memory.scope, ScopeKind::Caller);
        assert_eq!(config.memory.time_to_live, None);
        assert_eq!(config.memory.search_limit, 3);
        assert_eq!(config.memory.timeout, Duration::from_secs(5));
        assert_eq!(config.memory.on_failure, OnFailure::Error);
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.rate_limit_per_caller, None);
        assert!(config.identity.default_region.is_none());
    }

    #[test]
    fn without_any_variable_agents_get_a_brief_and_no_greeting() {
        let config = read([]);
        assert!(config.reply.dynamic_variables.is_empty());
        assert_eq!(config.reply.greeting_template, None);
        assert_eq!(config.reply.brief_max_chars, 1_500);
        assert_eq!(config.log.format, LogFormat::Text);
        assert_eq!(config.log.filter, "info");
        assert_eq!(config.mem0.base_url.as_str(), "https://api.mem0.ai/");
    }

    #[test]
    fn a_blank_variable_counts_as_unset() {
        let config = read([
            ("MEM0_TIMEOUT", ""),
            ("ELEVENLABS_WORKSPACE_KEY", "  "),
            ("ELEVENLABS_HMAC_KEY", "\t"),
        ]);
        assert_eq!(config.memory.timeout, Duration::from_secs(5));
        assert!(config.auth.workspace_key.is_none());
        assert!(config.auth.hmac_keys.is_empty());
    }
}

mod accepted {
    use super::*;

    #[test]
    fn several_hmac_keys_are_separated_by_commas() {
        let config = read([("ELEVENLABS_HMAC_KEY", "wsec_new, wsec_old")]);
        let keys: Vec<&str> = config
            .auth
            .hmac_keys
            .iter()
            .map(ExposeSecret::expose_secret)
            .collect();
        assert_eq!(keys, ["wsec_new", "wsec_old"]);
    }

    #[test]
    fn keys_are_taken_as_they_are() {
        let config = read([
            ("ELEVENLABS_WORKSPACE_KEY", "a key: with=signs"),
            ("RETRIEVE_API_KEY", "retrieve"),
            ("CALLER_TOKEN_KEY", LONG_KEY),
        ]);
        let exposed = |key: Option<secrecy::SecretString>| key.unwrap().expose_secret().to_owned();
        assert_eq!(exposed(config.auth.workspace_key), "a key: with=signs");
        assert_eq!(exposed(config.auth.retrieve_api_key), "retrieve");
        assert_eq!(exposed(config.auth.caller_token_key), LONG_KEY);
    }

    #[rstest]
    #[case("0.1", 100)]
    #[case("2.5", 2_500)]
    #[case("60", 60_000)]
    fn the_timeout_is_in_seconds_and_may_have_decimals(#[case] seconds: &str, #[case] millis: u64) {
        let timeout = read([("MEM0_TIMEOUT", seconds)]).memory.timeout;
        assert_eq!(timeout, Duration::from_millis(millis));
    }

    #[test]
    fn memories_are_kept_for_days() {
        let kept = |days| read([("MEMORY_TTL_DAYS", days)]).memory.time_to_live;
        assert_eq!(kept("1"), Some(SignedDuration::from_hours(24)));
        assert_eq!(kept("36500"), Some(SignedDuration::from_hours(876_000)));
    }

    #[test]
    fn words_may_be_in_upper_or_lower_case() {
        let config = read([
            ("MEMORY_STORE", "SQLite"),
            ("MEMORY_SCOPE", "Agent"),
            ("ON_MEMORY_FAILURE", "DEGRADE"),
            ("LOG_FORMAT", "JSON"),
        ]);
        assert_eq!(config.memory.store, StoreKind::Sqlite);
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
    fn the_other_settings_are_read() {
        let config = read([
            ("DATA_DIR", "/var/lib/memories"),
            ("MEM0_SEARCH_LIMIT", "100"),
            ("GREETING_TEMPLATE", "Hello {{ caller_name }}"),
            ("BRIEF_MAX_CHARS", "100"),
            ("DEFAULT_REGION", "gb"),
            ("LISTEN_ADDR", "[::]:80"),
            ("RATE_LIMIT_PER_CALLER", "60"),
            ("RUST_LOG", "warn,service=debug"),
        ]);
        assert_eq!(config.memory.data_dir.to_str(), Some("/var/lib/memories"));
        assert_eq!(config.memory.search_limit, 100);
        assert_eq!(
            config.reply.greeting_template.as_deref(),
            Some("Hello {{ caller_name }}")
        );
        assert_eq!(config.reply.brief_max_chars, 100);
        assert_eq!(config.identity.default_region.unwrap().to_string(), "GB");
        assert_eq!(config.listen.to_string(), "[::]:80");
        assert_eq!(config.rate_limit_per_caller.unwrap().get(), 60);
        assert_eq!(config.log.filter, "warn,service=debug");
    }

    #[test]
    fn what_concerns_mem0_is_kept_for_its_store() {
        let config = read([
            ("MEM0_API_KEY", "m0-key"),
            ("MEM0_ORG_ID", "org"),
            ("MEM0_PROJECT_ID", "project"),
            ("MEM0_DIR", "/tmp/.mem0"),
            ("MEM0_BASE_URL", "http://localhost:8000/gateway"),
        ]);
        assert_eq!(config.mem0.api_key.unwrap().expose_secret(), "m0-key");
        assert_eq!(config.mem0.org_id.as_deref(), Some("org"));
        assert_eq!(config.mem0.project_id.as_deref(), Some("project"));
        assert_eq!(config.mem0.dir.unwrap().to_str(), Some("/tmp/.mem0"));
        assert_eq!(
            config.mem0.base_url.as_str(),
            "http://localhost:8000/gateway"
        );
    }
}

mod refused {
    use super::*;

    #[rstest]
    #[case::header_not_ascii("ELEVENLABS_WORKSPACE_KEY", "schlüssel", "no HTTP header can carry")]
    #[case::header_line_break("RETRIEVE_API_KEY", "a\nb", "no HTTP header can carry")]
    #[case::placeholder(
        "ELEVENLABS_WORKSPACE_KEY",
        "<workspace-secret>",
        "is still a placeholder"
    )]
    #[case::placeholder_of_mem0("MEM0_API_KEY", "<your-mem0-api-key>", "is still a placeholder")]
    #[case::one_placeholder_of_two(
        "ELEVENLABS_HMAC_KEY",
        "wsec_a,<signing-key>",
        "is still a placeholder"
    )]
    #[case::empty_key(
        "ELEVENLABS_HMAC_KEY",
        "wsec_a,,wsec_b",
        "nothing before or after a comma"
    )]
    #[case::only_commas("ELEVENLABS_HMAC_KEY", ",", "nothing before or after a comma")]
    #[case::short("CALLER_TOKEN_KEY", "0123456789abcdef0123456789abcde", "has 31 bytes")]
    #[case::no_requests(
        "RATE_LIMIT_PER_CALLER",
        "0",
        r#"is "0", which is not a whole number from 1"#
    )]
    #[case::mem0("MEMORY_STORE", "mem0", "this version keeps memories in SQLite")]
    #[case::other_store("MEMORY_STORE", "redis", r#"is "redis", but can only be sqlite"#)]
    #[case::scope("MEMORY_SCOPE", "everyone", "can only be caller or agent")]
    #[case::on_failure("ON_MEMORY_FAILURE", "ignore", "can only be error or degrade")]
    #[case::no_days("MEMORY_TTL_DAYS", "0", "from 1 to 36500")]
    #[case::too_many_days("MEMORY_TTL_DAYS", "36501", "from 1 to 36500")]
    #[case::no_results("MEM0_SEARCH_LIMIT", "0", "from 1 to 100")]
    #[case::too_many_results("MEM0_SEARCH_LIMIT", "101", "from 1 to 100")]
    #[case::words_for_results("MEM0_SEARCH_LIMIT", "three", r#"is "three""#)]
    #[case::negative_time("MEM0_TIMEOUT", "-1", "from 0.1 to 60")]
    #[case::too_short_time("MEM0_TIMEOUT", "0.05", "from 0.1 to 60")]
    #[case::too_long_time("MEM0_TIMEOUT", "61", "from 0.1 to 60")]
    #[case::no_time("MEM0_TIMEOUT", "NaN", "from 0.1 to 60")]
    #[case::endless_time("MEM0_TIMEOUT", "inf", "from 0.1 to 60")]
    #[case::with_unit("MEM0_TIMEOUT", "5s", "is not a number of seconds")]
    #[case::no_json("DYNAMIC_VARIABLES", "name=Robin", "is not a JSON object")]
    #[case::no_object("DYNAMIC_VARIABLES", r#"["name"]"#, "is not a JSON object")]
    #[case::null(
        "DYNAMIC_VARIABLES",
        r#"{"name":null}"#,
        "is a string, a number or a boolean"
    )]
    #[case::list(
        "DYNAMIC_VARIABLES",
        r#"{"name":[1]}"#,
        "is a string, a number or a boolean"
    )]
    #[case::object(
        "DYNAMIC_VARIABLES",
        r#"{"name":{}}"#,
        "is a string, a number or a boolean"
    )]
    #[case::system(
        "DYNAMIC_VARIABLES",
        r#"{"system__time":""}"#,
        r#""system__time" cannot name"#
    )]
    #[case::secret(
        "DYNAMIC_VARIABLES",
        r#"{"secret__a":""}"#,
        r#""secret__a" cannot name"#
    )]
    #[case::name(
        "DYNAMIC_VARIABLES",
        r#"{"caller name":""}"#,
        r#""caller name" cannot name"#
    )]
    #[case::template_in_text("DYNAMIC_VARIABLES", r#"{"a":"{{b}}"}"#, r#"has "a" wrong"#)]
    #[case::line_break_in_text("DYNAMIC_VARIABLES", r#"{"a":"b\nc"}"#, r#"has "a" wrong"#)]
    #[case::template("GREETING_TEMPLATE", "Hello {{ name", "is not a template")]
    #[case::too_brief("BRIEF_MAX_CHARS", "99", "from 100 to 10000")]
    #[case::too_long("BRIEF_MAX_CHARS", "10001", "from 100 to 10000")]
    #[case::region("DEFAULT_REGION", "Texas", r#"is "Texas""#)]
    #[case::host_name("LISTEN_ADDR", "localhost:8080", "is not an IP address with a port")]
    #[case::no_port("LISTEN_ADDR", "127.0.0.1", "is not an IP address with a port")]
    #[case::log_format("LOG_FORMAT", "xml", "can only be text or json")]
    #[case::log_filter("RUST_LOG", "service=loud", "is not a log filter")]
    #[case::no_url("MEM0_BASE_URL", "api.mem0.ai", "is not an address")]
    #[case::no_web_url("MEM0_BASE_URL", "ftp://api.mem0.ai", "starts with https://")]
    #[case::password_in_url(
        "MEM0_BASE_URL",
        "https://a:hidden@b.example",
        "user name or a password"
    )]
    #[case::query_in_url("MEM0_BASE_URL", "https://b.example/?a=b", "has a ? or a #")]
    fn a_wrong_value_is_refused(#[case] name: &str, #[case] value: &str, #[case] why: &str) {
        let problem = refusal(name, value);
        assert!(problem.complaint.contains(why), "{problem}");
    }

    #[test]
    fn every_problem_is_told_at_once_with_an_example() {
        let error = Config::read(&environment([
            ("MEM0_TIMEOUT", "soon"),
            ("CALLER_TOKEN_KEY", "short"),
            ("LOG_FORMAT", "xml"),
        ]))
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "3 settings cannot be used:\n  \
             CALLER_TOKEN_KEY has 5 bytes, which is too short: 32 are needed; \
             for example CALLER_TOKEN_KEY=<output of: openssl rand -hex 32>\n  \
             MEM0_TIMEOUT is \"soon\", which is not a number of seconds from 0.1 to 60; \
             for example MEM0_TIMEOUT=2.5\n  \
             LOG_FORMAT is \"xml\", but can only be text or json; for example LOG_FORMAT=json"
        );
    }

    #[test]
    fn every_variable_of_the_table_is_read_and_must_be_text() {
        for variable in variables() {
            let environment =
                Environment::from_iter([(variable.name, OsString::from_vec(vec![0xff]))]);
            let error = Config::read(&environment).unwrap_err();
            let named: Vec<_> = error
                .problems()
                .iter()
                .map(|problem| problem.variable)
                .collect();
            assert_eq!(named, [variable.name]);
            assert!(error.to_string().contains("is not UTF-8 text"));
        }
    }

    #[test]
    fn a_long_value_is_told_shortened_and_on_one_line() {
        let problem = refusal("LOG_FORMAT", &"x\n".repeat(100));
        assert!(problem.complaint.len() < 120, "{problem}");
        assert!(!problem.complaint.contains('\n'));
    }

    #[test]
    fn the_example_of_a_refusal_is_accepted() {
        for variable in variables().filter(|variable| variable.nature != Nature::Secret) {
            read([(variable.name, variable.example)]);
        }
    }
}

mod exposure {
    use super::*;

    const KEYS: [(&str, &str); 2] = [
        ("ELEVENLABS_WORKSPACE_KEY", "workspace"),
        ("ELEVENLABS_HMAC_KEY", "wsec_a"),
    ];

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
        assert_eq!(read([]).warnings(), []);
        assert_eq!(
            read([("MEM0_API_KEY", "m0-key")]).warnings(),
            [Warning::Mem0Unused]
        );
    }
}

mod effective {
    use super::*;

    fn setting(config: &Config, name: &str) -> Setting {
        config
            .effective()
            .iter()
            .find(|setting| setting.variable == name)
            .unwrap()
            .clone()
    }

    #[test]
    fn every_variable_has_a_row_in_the_order_of_the_documentation() {
        let config = read([]);
        let rows: Vec<_> = config
            .effective()
            .iter()
            .map(|row| (row.variable, row.explanation))
            .collect();
        let table: Vec<_> = variables()
            .map(|variable| (variable.name, variable.explanation))
            .collect();
        assert_eq!(rows, table);
    }

    #[test]
    fn a_row_tells_the_value_and_where_it_comes_from() {
        let config = read([("MEM0_TIMEOUT", "2.5"), ("LOG_FORMAT", " ")]);
        let told = |name| {
            let Setting { value, source, .. } = setting(&config, name);
            (value, source)
        };
        assert_eq!(told("MEM0_TIMEOUT"), ("2.5".to_owned(), Source::Set));
        assert_eq!(told("LOG_FORMAT"), ("text".to_owned(), Source::Default));
        assert_eq!(
            told("DEFAULT_REGION"),
            ("not set".to_owned(), Source::Default)
        );
        assert_eq!(
            told("MEM0_API_KEY"),
            ("not set".to_owned(), Source::Default)
        );
    }

    #[test]
    fn of_a_secret_only_its_length_is_told() {
        let config = read([("ELEVENLABS_WORKSPACE_KEY", "twelve signs")]);
        assert_eq!(
            setting(&config, "ELEVENLABS_WORKSPACE_KEY").value,
            "set (12 characters)"
        );
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
        let secrets: Vec<_> = variables().filter(|variable| variable.nature == Nature::Secret).collect();
        let shown = match Config::read(&environment([(which.get(&secrets).name, &value)])) {
            Ok(config) => format!("{config:?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        prop_assert!(!shown.contains("SECRET"), "{}", shown);
    }
}
