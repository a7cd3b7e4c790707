//! The environment variables that Lambda sets.

use std::{ffi::OsString, net::SocketAddr, path::Path};

pub(crate) const REGION: &str = "eu-central-1";

/// The variables of a function with the runtime `provided.al2023`, with AWS' example
/// credentials.
pub(crate) fn for_function(
    name: &str,
    handler: &str,
    memory_mib: u32,
    task_root: &Path,
    api: SocketAddr,
) -> Vec<(&'static str, OsString)> {
    let variables = [
        ("_HANDLER", handler.to_owned()),
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE".to_owned()),
        ("AWS_DEFAULT_REGION", REGION.to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory_mib.to_string()),
        ("AWS_LAMBDA_FUNCTION_NAME", name.to_owned()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST".to_owned()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand".to_owned()),
        ("AWS_LAMBDA_LOG_FORMAT", "JSON".to_owned()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", format!("/aws/lambda/{name}")),
        ("AWS_LAMBDA_LOG_LEVEL", "INFO".to_owned()),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "loopback".to_owned()),
        ("AWS_LAMBDA_RUNTIME_API", api.to_string()),
        ("AWS_REGION", REGION.to_owned()),
        (
            "AWS_SECRET_ACCESS_KEY",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned(),
        ),
        ("AWS_SESSION_TOKEN", "example-session".to_owned()),
        ("HOME", "/tmp".to_owned()),
        ("LANG", "en_US.UTF-8".to_owned()),
        ("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin".to_owned()),
        ("TZ", ":UTC".to_owned()),
    ];
    variables
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .chain([("LAMBDA_TASK_ROOT", task_root.into())])
        .collect()
}

pub(crate) fn arn(name: &str) -> String {
    format!("arn:aws:lambda:{REGION}:123456789012:function:{name}")
}
