use super::*;

#[rstest]
#[case::header_not_ascii(
    "ELEVENLABS_WORKSPACE_KEY",
    "schlüssel",
    "not allowed in an HTTP header"
)]
#[case::header_line_break("RETRIEVE_API_KEY", "a\nb", "not allowed in an HTTP header")]
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
    "empty item before or after a comma"
)]
#[case::only_commas("ELEVENLABS_HMAC_KEY", ",", "empty item before or after a comma")]
#[case::short("CALLER_TOKEN_KEY", "0123456789abcdef0123456789abcde", "has 31 bytes")]
#[case::no_requests(
    "RATE_LIMIT_PER_CALLER",
    "0",
    r#"is "0", which is not an integer from 1"#
)]
#[case::other_store("MEMORY_STORE", "redis", r#"is "redis", but must be sqlite or mem0"#)]
#[case::cache("MEM0_CACHE", "yes", "must be true or false")]
#[case::scope("MEMORY_SCOPE", "everyone", "must be caller or agent")]
#[case::on_failure("ON_MEMORY_FAILURE", "ignore", "must be error or degrade")]
#[case::no_days("MEMORY_TTL_DAYS", "0", "from 1 to 36500")]
#[case::sensitive_data("SENSITIVE_DATA", "health=mask", "health must be keep or drop")]
#[case::too_many_days("MEMORY_TTL_DAYS", "36501", "from 1 to 36500")]
#[case::no_results("MEMORY_SEARCH_LIMIT", "0", "from 1 to 100")]
#[case::too_many_results("MEMORY_SEARCH_LIMIT", "101", "from 1 to 100")]
#[case::results_in_words("MEMORY_SEARCH_LIMIT", "three", r#"is "three""#)]
#[case::negative_time("MEMORY_TIMEOUT", "-1", "from 0.1 to 60")]
#[case::too_short_time("MEMORY_TIMEOUT", "0.05", "from 0.1 to 60")]
#[case::too_long_time("MEMORY_TIMEOUT", "61", "from 0.1 to 60")]
#[case::no_time("MEMORY_TIMEOUT", "NaN", "from 0.1 to 60")]
#[case::endless_time("MEMORY_TIMEOUT", "inf", "from 0.1 to 60")]
#[case::with_unit("MEMORY_TIMEOUT", "5s", "is not a number of seconds")]
#[case::no_json("DYNAMIC_VARIABLES", "name=Robin", "is not a JSON object")]
#[case::no_object("DYNAMIC_VARIABLES", r#"["name"]"#, "is not a JSON object")]
#[case::null(
    "DYNAMIC_VARIABLES",
    r#"{"name":null}"#,
    "must be a string, a number or a boolean"
)]
#[case::list(
    "DYNAMIC_VARIABLES",
    r#"{"name":[1]}"#,
    "must be a string, a number or a boolean"
)]
#[case::object(
    "DYNAMIC_VARIABLES",
    r#"{"name":{}}"#,
    "must be a string, a number or a boolean"
)]
#[case::system(
    "DYNAMIC_VARIABLES",
    r#"{"system__time":""}"#,
    r#""system__time" is not a valid variable name"#
)]
#[case::secret(
    "DYNAMIC_VARIABLES",
    r#"{"secret__a":""}"#,
    r#""secret__a" is not a valid variable name"#
)]
#[case::name(
    "DYNAMIC_VARIABLES",
    r#"{"caller name":""}"#,
    r#""caller name" is not a valid variable name"#
)]
#[case::template_in_text("DYNAMIC_VARIABLES", r#"{"a":"{{b}}"}"#, r#"invalid value of "a""#)]
#[case::line_break_in_text("DYNAMIC_VARIABLES", r#"{"a":"b\nc"}"#, r#"invalid value of "a""#)]
#[case::template("GREETING_TEMPLATE", "Hello {{ name", "is not a template")]
#[case::too_short("MEMORY_SUMMARY_MAX_CHARS", "99", "from 100 to 10000")]
#[case::too_long("MEMORY_SUMMARY_MAX_CHARS", "10001", "from 100 to 10000")]
#[case::country("DEFAULT_COUNTRY", "Texas", r#"is "Texas""#)]
#[case::host_name("LISTEN_ADDR", "localhost:8080", "is not an IP address with a port")]
#[case::no_port("LISTEN_ADDR", "127.0.0.1", "is not an IP address with a port")]
#[case::log_format("LOG_FORMAT", "xml", "must be text or json")]
#[case::log_filter("RUST_LOG", "memories=loud", "is not a log filter")]
#[case::no_url("MEM0_BASE_URL", "api.mem0.ai", "is not a URL")]
#[case::no_web_url("MEM0_BASE_URL", "ftp://api.mem0.ai", "starts with https://")]
#[case::password_in_url(
    "MEM0_BASE_URL",
    "https://a:hidden@b.example",
    "user name or a password"
)]
#[case::query_in_url("MEM0_BASE_URL", "https://b.example/?a=b", "contains a query (?)")]
fn an_invalid_value_is_rejected(#[case] name: &str, #[case] value: &str, #[case] why: &str) {
    let problem = problem_with(name, value);
    assert!(problem.message.contains(why), "{problem}");
}

#[test]
fn all_problems_are_reported_at_once_with_examples() {
    let error = Config::read(&environment([
        ("MEMORY_TIMEOUT", "soon"),
        ("CALLER_TOKEN_KEY", "short"),
        ("LOG_FORMAT", "xml"),
    ]))
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "3 settings are invalid:\n  \
         CALLER_TOKEN_KEY has 5 bytes, but must have at least 32; \
         for example CALLER_TOKEN_KEY=<output of: openssl rand -hex 32>\n  \
         MEMORY_TIMEOUT is \"soon\", which is not a number of seconds from 0.1 to 60; \
         for example MEMORY_TIMEOUT=2.5\n  \
         LOG_FORMAT is \"xml\", but must be text or json; for example LOG_FORMAT=json"
    );
}

#[test]
fn every_variable_of_the_table_is_read_and_must_be_text_under_each_of_its_names() {
    for name in variables().flat_map(Variable::names) {
        let environment = Environment::from_iter([(name, OsString::from_vec(vec![0xff]))]);
        let error = Config::read(&environment).unwrap_err();
        let named: Vec<_> = error
            .problems()
            .iter()
            .map(|problem| problem.variable)
            .collect();
        assert_eq!(named, [name]);
        assert!(error.to_string().contains("is not UTF-8 text"));
    }
}

#[test]
fn a_long_value_is_quoted_shortened_and_on_one_line() {
    let problem = problem_with("LOG_FORMAT", &"x\n".repeat(100));
    assert!(problem.message.len() < 120, "{problem}");
    assert!(!problem.message.contains('\n'));
}

#[test]
fn the_example_of_every_variable_is_valid() {
    for variable in variables().filter(|variable| variable.kind != VariableKind::Secret) {
        read([(variable.name, variable.example)]);
    }
}

#[test]
fn a_problem_names_the_alias_under_which_a_value_was_set() {
    let problem = problem_with("MEM0_TIMEOUT", "soon");
    assert_eq!(
        problem.to_string(),
        "MEM0_TIMEOUT is \"soon\", which is not a number of seconds from 0.1 to 60; \
         for example MEM0_TIMEOUT=2.5"
    );
}

#[test]
fn a_variable_and_its_alias_with_different_values_are_rejected_by_both_names() {
    let pairs = [("MEMORY_TIMEOUT", "2"), ("MEM0_TIMEOUT", "3")];
    let error = Config::read(&environment(pairs)).unwrap_err().to_string();
    let message = "MEMORY_TIMEOUT and its alias MEM0_TIMEOUT have different values";
    assert!(error.contains(message), "{error}");
}

#[test]
fn a_worker_id_that_is_too_long_is_rejected() {
    let problem = problem_with("WORKER_ID", &"x".repeat(256));
    assert!(problem.message.contains("longer than 255"), "{problem}");
}
