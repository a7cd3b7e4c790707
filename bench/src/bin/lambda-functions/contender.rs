//! The two sides, and what each of their functions needs.

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

use crate::platform::{FOUND, MEMORIES, Platform, ROBIN};

const WORKSPACE_KEY: &str = "workspace-key-of-the-bench";
const HMAC_KEY: &str = "wsec_of_the_bench";
const FINISHED_CALL: &str =
    include_str!("../../../../fixtures/elevenlabs/spec_flat_post_call.json");

/// The functions of the stack, the one that no call waits for included.
const OUR_FUNCTIONS: [&str; 4] = ["ClientData", "Retrieve", "PostCall", "PostCallWorker"];

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Ours,
    Python,
}

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Ring,
    Search,
    HangUp,
}

/// The built functions of both sides.
pub(crate) struct Contenders {
    folder: PathBuf,
    home: TempDir,
}

impl Side {
    pub(crate) const BOTH: [Self; 2] = [Self::Ours, Self::Python];
}

impl Call {
    pub(crate) const ALL: [Self; 3] = [Self::Ring, Self::Search, Self::HangUp];

    const fn path(self) -> &'static str {
        match self {
            Self::Ring => "/client-data",
            Self::Search => "/retrieve",
            Self::HangUp => "/post-call",
        }
    }

    /// The name of our function in the stack.
    const fn function(self) -> &'static str {
        match self {
            Self::Ring => "ClientData",
            Self::Search => "Retrieve",
            Self::HangUp => "PostCall",
        }
    }

    /// The name of the Python function with its module.
    const fn handler(self) -> &'static str {
        match self {
            Self::Ring => "client_data.handler",
            Self::Search => "retrieve.handler",
            Self::HangUp => "post_call.handler",
        }
    }

    /// A request to the function that answers it.
    pub(crate) fn request(self) -> Result<Value> {
        let event = HttpEvent::new("POST", self.path()).header("content-type", "application/json");
        Ok(match self {
            Self::Ring => event
                .header("x-workspace-key", WORKSPACE_KEY)
                .text(format!(r#"{{"caller_id":"{ROBIN}","agent_id":"agent_1","called_number":"+12025550199","call_sid":"CA1"}}"#)),
            Self::Search => event.text(format!(
                r#"{{"query":"whistling noise of the boiler","user_id":"{ROBIN}"}}"#
            )),
            Self::HangUp => {
                let secret = SigningSecret::new(HMAC_KEY)?;
                let now = Timestamp::now().as_second();
                event
                    .header("elevenlabs-signature", sign(&secret, now, FINISHED_CALL.as_bytes()))
                    .text(FINISHED_CALL)
            }
        }
        .build())
    }

    /// Fails unless the answer is the one that was asked for.
    pub(crate) fn check(self, answer: &Value) -> Result<()> {
        let memories = || answer["memories"].as_array().map_or(0, Vec::len);
        let right = match self {
            Self::Ring => memories() == MEMORIES,
            Self::Search => memories() == FOUND,
            Self::HangUp => answer["status"] == "ok",
        };
        ensure!(right, "an answer that was not asked for: {answer}");
        Ok(())
    }
}

impl Contenders {
    pub(crate) fn in_folder(folder: &Path) -> Result<Self> {
        let folder = folder
            .canonicalize()
            .with_context(|| format!("{}: run bench/lambda-functions", folder.display()))?;
        let home = tempfile::tempdir()?;
        Ok(Self { folder, home })
    }

    /// The Python interpreter with Lambda's runtime.
    pub(crate) fn python(&self) -> PathBuf {
        self.folder.join("runtime/bin/python")
    }

    /// The unpacked package of the Python functions.
    pub(crate) fn python_package(&self) -> PathBuf {
        self.folder.join("package")
    }

    /// Where the SDK may write.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// A function that is about to be started. It is never frozen, so that warm
    /// replies do not have the time in which the kernel continues a process.
    pub(crate) fn function(&self, side: Side, call: Call, platform: &Platform) -> Builder {
        let function = match side {
            Side::Ours => {
                let folder = self.folder.join(call.function());
                Function::at(folder.join("bootstrap")).task_root(folder)
            }
            Side::Python => {
                let handler = call.handler();
                Function::at(self.python())
                    .args(["-m", "awslambdaric", handler])
                    .handler(handler)
                    .task_root(self.python_package())
            }
        };
        let home = self.home();
        function
            .freeze(Freeze::Never)
            .env("AWS_ENDPOINT_URL", &platform.queue)
            .env("ELEVENLABS_HMAC_KEY", HMAC_KEY)
            .env("ELEVENLABS_WORKSPACE_KEY", WORKSPACE_KEY)
            .env("HOME", home)
            .env("MEM0_API_KEY", "m0-bench-key")
            .env("MEM0_BASE_URL", platform.mem0.url())
            .env("MEM0_DIR", home)
            .env("MEM0_LOCAL_SEARCH", "false")
            // Without this the SDK reports to its makers.
            .env("MEM0_TELEMETRY", "false")
            .env("MEMORY_STORE", "mem0")
            .env("PAYLOAD_BUCKET", "payloads")
            .env(
                "POST_CALL_QUEUE_URL",
                format!("{}/queue.fifo", platform.queue),
            )
            .env("PYTHONDONTWRITEBYTECODE", "1")
    }

    /// The bytes of a side's largest package.
    pub(crate) fn largest_package(&self, side: Side) -> Result<u64> {
        let names = match side {
            Side::Ours => OUR_FUNCTIONS.as_slice(),
            Side::Python => &["python"],
        };
        let mut largest = 0;
        for name in names {
            let package = self.folder.join(format!("{name}.zip"));
            largest = largest.max(fs::metadata(package)?.len());
        }
        Ok(largest)
    }

    /// What the Python side is made of.
    pub(crate) fn versions(&self) -> Result<String> {
        let script = "import platform\n\
            from importlib.metadata import version\n\
            of = lambda name: f'{name} {version(name)}'\n\
            print(of('mem0ai'), of('awslambdaric'), f'Python {platform.python_version()}', sep=', ')";
        let output = Command::new(self.python())
            .env("PYTHONPATH", self.python_package())
            .args(["-c", script])
            .output()?;
        ensure!(output.status.success(), "Python does not tell its version");
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }
}

impl fmt::Display for Side {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Ours => "ours",
            Self::Python => "Python",
        })
    }
}

impl fmt::Display for Call {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Ring => "ring",
            Self::Search => "search",
            Self::HangUp => "hang-up",
        })
    }
}
