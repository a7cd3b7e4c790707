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
#[case::other_store(
    "MEMORY_STORE",
    "redis",
    r#"is "redis", but can only be sqlite or mem0"#
)]
#[case::local_search("MEM0_LOCAL_SEARCH", "yes", "can only be true or false")]
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
#[case::log_filter("RUST_LOG", "memories=loud", "is not a log filter")]
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
        let environment = Environment::from_iter([(variable.name, OsString::from_vec(vec![0xff]))]);
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
