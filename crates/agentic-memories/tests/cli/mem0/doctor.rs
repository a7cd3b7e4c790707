use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_good_account_is_told_with_the_times_of_the_platforms_own_lists_and_searches() {
    let platform = platform().await;
    let sandbox = customer(&platform).with("MEM0_PROJECT_ID", "proj_example");
    let told = sandbox.run(&["doctor", "--samples", "4", "--json"]).json();
    assert_eq!(told["healthy"], true, "{told:#}");
    for subject in ["file", "key", "organisation", "project", "list", "search"] {
        assert_eq!(finding(&told, subject)["verdict"], "good", "{told:#}");
    }
    for subject in ["list", "search"] {
        let says = finding(&told, subject)["says"].as_str().unwrap();
        assert!(says.contains("p50") && says.contains("p95") && says.contains("of 4"));
    }
    let asked = |path: &str| paths(&platform).iter().filter(|own| *own == path).count();
    assert_eq!(
        (asked("/v3/memories/"), asked("/v3/memories/search/")),
        (4, 4)
    );
    assert_eq!(asked("/v3/memories/add/"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_is_told_and_nothing_is_timed() {
    let platform = platform().await;
    let ran = customer(&platform)
        .with("MEM0_API_KEY", "m0-another-key")
        .run(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!ran.out.contains("m0-another-key"));
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["healthy"], false);
    let key = finding(&told, "key");
    assert_eq!(key["verdict"], "wrong");
    assert!(key["remedy"].as_str().unwrap().contains("MEM0_API_KEY"));
    assert_eq!(paths(&platform), ["/v1/ping/"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_another_organisation_or_project_is_told_with_both_names() {
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
        assert!(line.starts_with("wrong"), "{line}");
        assert!(line.contains("another") && line.contains(actual), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_is_not_there_is_told() {
    let platform = platform().await;
    let sandbox = customer(&platform);
    platform.plan(Fault::new(Failure::Reset));
    let ran = sandbox.run(&["doctor"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("MEM0_BASE_URL"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_list_is_told_although_the_key_is_good() {
    let platform = platform().await;
    let down = Fault::new(Failure::Status(503)).on("/v3/memories/");
    platform.plan(down);
    let ran = customer(&platform).run(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(finding(&told, "key")["verdict"], "good");
    let list = finding(&told, "list");
    assert_eq!(list["verdict"], "wrong");
    assert!(list["says"].as_str().unwrap().contains("503"), "{list}");
}
