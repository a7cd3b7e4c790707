//! The built functions of both implementations and their configuration.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use elevenlabs::signature::{SigningSecret, sign};
use jiff::Timestamp;
use lambda_emulator::{Builder, Freeze, Function, HttpEvent};
use serde_json::Value;
use tempfile::TempDir;

use crate::backends::{Backends, CALLER, MEMORY_COUNT, RESULT_COUNT};

const WORKSPACE_KEY: &str = "workspace-key-of-the-bench";
const HMAC_KEY: &str = "wsec_of_the_bench";
const FINISHED_CALL: &str =
    include_str!("../../../../fixtures/elevenlabs/spec_flat_post_call.json");

/// All functions of the stack, including the worker.
const RUST_FUNCTIONS: [&str; 4] = ["ClientData", "Retrieve", "PostCall", "PostCallWorker"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Implementation {
    Rust,
    Python,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    ClientData,
    Retrieve,
    PostCall,
}

/// The built packages of both implementations.
pub(crate) struct Packages {
    folder: PathBuf,
    home: TempDir,
}

impl Implementation {
    pub(crate) const ALL: [Self; 2] = [Self::Rust, Self::Python];
}

impl Endpoint {
    pub(crate) const ALL: [Self; 3] = [Self::ClientData, Self::Retrieve, Self::PostCall];

    const fn path(self) -> &'static str {
        match self {
            Self::ClientData => "/client-data",
            Self::Retrieve => "/retrieve",
            Self::PostCall => "/post-call",
        }
    }

    /// The name of the Rust function in the stack.
    const fn function(self) -> &'static str {
        match self {
            Self::ClientData => "ClientData",
            Self::Retrieve => "Retrieve",
            Self::PostCall => "PostCall",
        }
    }

    /// The Python handler.
    const fn handler(self) -> &'static str {
        match self {
            Self::ClientData => "client_data.handler",
            Self::Retrieve => "retrieve.handler",
            Self::PostCall => "post_call.handler",
        }
    }

    /// A request to the endpoint.
    pub(crate) fn request(self) -> Result<Value> {
        let event = HttpEvent::new("POST", self.path()).header("content-type", "application/json");
        Ok(match self {
            Self::ClientData => event
                .header("x-workspace-key", WORKSPACE_KEY)
                .text(format!(r#"{{"caller_id":"{CALLER}","agent_id":"agent_1","called_number":"+12025550199","call_sid":"CA1"}}"#)),
            Self::Retrieve => event.text(format!(
                r#"{{"query":"whistling noise of the boiler","user_id":"{CALLER}"}}"#
            )),
            Self::PostCall => {
                let secret = SigningSecret::new(HMAC_KEY)?;
                let now = Timestamp::now().as_second();
                event
                    .header("elevenlabs-signature", sign(&secret, now, FINISHED_CALL.as_bytes()))
                    .text(FINISHED_CALL)
            }
        }
        .build())
    }

    /// Fails unless the reply is correct.
    pub(crate) fn check(self, reply: &Value) -> Result<()> {
        let memory_count = || reply["memories"].as_array().map_or(0, Vec::len);
        let is_correct = match self {
            Self::ClientData => memory_count() == MEMORY_COUNT,
            Self::Retrieve => memory_count() == RESULT_COUNT,
            Self::PostCall => reply["status"] == "ok",
        };
        ensure!(is_correct, "unexpected reply: {reply}");
        Ok(())
    }
}

impl Packages {
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let folder = folder
            .canonicalize()
            .with_context(|| format!("{}: run bench/lambda-functions", folder.display()))?;
        let home = tempfile::tempdir()?;
        Ok(Self { folder, home })
    }

    /// The Python interpreter with Lambda's runtime client.
    pub(crate) fn python(&self) -> PathBuf {
        self.folder.join("runtime/bin/python")
    }

    /// The unpacked package of the Python functions.
    pub(crate) fn python_package(&self) -> PathBuf {
        self.folder.join("package")
    }

    /// A folder that the SDK may write to.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The configuration of a function. It is never frozen, so that warm latencies do
    /// not include the continuation of the process.
    pub(crate) fn function(
        &self,
        implementation: Implementation,
        endpoint: Endpoint,
        backends: &Backends,
    ) -> Builder {
        let function = match implementation {
            Implementation::Rust => {
                let folder = self.folder.join(endpoint.function());
                Function::builder(folder.join("bootstrap")).task_root(folder)
            }
            Implementation::Python => {
                let handler = endpoint.handler();
                Function::builder(self.python())
                    .args(["-m", "awslambdaric", handler])
                    .handler(handler)
                    .task_root(self.python_package())
            }
        };
        let home = self.home();
        function
            .freeze(Freeze::Never)
            .env("AWS_ENDPOINT_URL", &backends.queue_url)
            .env("ELEVENLABS_HMAC_KEY", HMAC_KEY)
            .env("ELEVENLABS_WORKSPACE_KEY", WORKSPACE_KEY)
            .env("HOME", home)
            .env("MEM0_API_KEY", "m0-bench-key")
            .env("MEM0_BASE_URL", backends.mem0.url())
            .env("MEM0_DIR", home)
            .env("MEM0_CACHE", "false")
            // Otherwise the SDK sends telemetry.
            .env("MEM0_TELEMETRY", "false")
            .env("MEMORY_STORE", "mem0")
            .env("PAYLOAD_BUCKET", "payloads")
            .env(
                "POST_CALL_QUEUE_URL",
                format!("{}/queue.fifo", backends.queue_url),
            )
            .env("PYTHONDONTWRITEBYTECODE", "1")
    }

    /// The size of an implementation's largest package, in bytes.
    pub(crate) fn largest_package(&self, implementation: Implementation) -> Result<u64> {
        let names = match implementation {
            Implementation::Rust => RUST_FUNCTIONS.as_slice(),
            Implementation::Python => &["python"],
        };
        let mut largest = 0;
        for name in names {
            let package = self.folder.join(format!("{name}.zip"));
            largest = largest.max(fs::metadata(package)?.len());
        }
        Ok(largest)
    }

    /// The versions of the Python implementation's components.
    pub(crate) fn versions(&self) -> Result<String> {
        let script = "import platform\n\
            from importlib.metadata import version\n\
            component = lambda name: f'{name} {version(name)}'\n\
            print(component('mem0ai'), component('awslambdaric'), f'Python {platform.python_version()}', sep=', ')";
        let output = Command::new(self.python())
            .env("PYTHONPATH", self.python_package())
            .args(["-c", script])
            .output()?;
        ensure!(
            output.status.success(),
            "cannot determine the Python versions"
        );
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }
}

impl fmt::Display for Implementation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Rust => "ours",
            Self::Python => "Python",
        })
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::ClientData => "ring",
            Self::Retrieve => "search",
            Self::PostCall => "hang-up",
        })
    }
}
