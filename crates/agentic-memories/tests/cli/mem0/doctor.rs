use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_valid_account_passes_and_the_platforms_lists_and_searches_are_timed() {
    let platform = platform().await;
    let sandbox = customer(&platform).with("MEM0_PROJECT_ID", "proj_example");
    let output = sandbox.run(&["doctor", "--samples", "4", "--json"]).json();
    assert_eq!(output["healthy"], true, "{output:#}");
    for subject in ["file", "key", "organisation", "project", "list", "search"] {
        assert_eq!(check(&output, subject)["status"], "ok", "{output:#}");
    }
    for subject in ["list", "search"] {
        let message = check(&output, subject)["message"].as_str().unwrap();
        assert!(message.contains("p50") && message.contains("p95") && message.contains("of 4"));
    }
    let asked = |path: &str| paths(&platform).iter().filter(|own| *own == path).count();
    assert_eq!(
        (asked("/v3/memories/"), asked("/v3/memories/search/")),
        (4, 4)
    );
    assert_eq!(asked("/v3/memories/add/"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_key_fails_and_nothing_is_timed() {
    let platform = platform().await;
    let ran = customer(&platform)
        .with("MEM0_API_KEY", "m0-another-key")
        .run(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!ran.out.contains("m0-another-key"));
    let output: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(output["healthy"], false);
    let key = check(&output, "key");
    assert_eq!(key["status"], "fail");
    assert!(key["remedy"].as_str().unwrap().contains("MEM0_API_KEY"));
    assert_eq!(paths(&platform), ["/v1/ping/"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_another_organisation_or_project_fails_naming_both() {
    let platform = platform().await;
    for (variable, subject, actual) in [
        ("MEM0_ORG_ID", "organisation", "org_example"),
        ("MEM0_PROJECT_ID", "project", "proj_example"),
    ] {
        let ran = customer(&platform)
            .with(variable, "another")
            .run(&["doctor"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let line = ran.out.lines().find(|line| line.contains(subject)).unwrap();
        assert!(line.starts_with("fail"), "{line}");
        assert!(line.contains("another") && line.contains(actual), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_platform_fails_the_check() {
    let platform = platform().await;
    let sandbox = customer(&platform);
    platform.plan(Fault::new(Failure::Reset));
    let ran = sandbox.run(&["doctor"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("MEM0_BASE_URL"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_list_fails_its_check_although_the_key_is_valid() {
    let platform = platform().await;
    let down = Fault::new(Failure::Status(503)).on("/v3/memories/");
    platform.plan(down);
    let ran = customer(&platform).run(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let output: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(check(&output, "key")["status"], "ok");
    let list = check(&output, "list");
    assert_eq!(list["status"], "fail");
    assert!(list["message"].as_str().unwrap().contains("503"), "{list}");
}
