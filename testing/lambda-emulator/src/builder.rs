use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{Error, Function};

/// Whether a function is frozen between events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Freeze {
    /// As soon as it has asked for the next event, as Lambda does it.
    #[default]
    WhenIdle,
    /// It goes on running, so that stopping and continuing is not measured.
    Never,
}

/// A function that is about to be started.
#[derive(Debug, Clone)]
pub struct Builder {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) variables: Vec<(OsString, OsString)>,
    pub(crate) name: String,
    pub(crate) handler: String,
    pub(crate) memory_mib: u32,
    pub(crate) timeout: Duration,
    pub(crate) freeze: Freeze,
    pub(crate) task_root: PathBuf,
}

impl Builder {
    pub(crate) fn new(program: &Path) -> Self {
        Self {
            program: program.to_owned(),
            arguments: Vec::new(),
            variables: Vec::new(),
            name: "function".to_owned(),
            handler: "bootstrap".to_owned(),
            memory_mib: 256,
            timeout: Duration::from_secs(30),
            freeze: Freeze::default(),
            task_root: PathBuf::from("/"),
        }
    }

    /// Arguments of the program, after those given before.
    #[must_use]
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// A variable of its environment. The last value of a name counts, also over
    /// what Lambda sets.
    #[must_use]
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// The function's name; `function` by default.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The handler in the function's configuration, of which executables take no
    /// notice; `bootstrap` by default.
    #[must_use]
    pub fn handler(mut self, handler: impl Into<String>) -> Self {
        self.handler = handler.into();
        self
    }

    /// The memory in the function's configuration; 256 MiB by default. It is told
    /// to the function, and not enforced.
    #[must_use]
    pub const fn memory_mib(mut self, memory: u32) -> Self {
        self.memory_mib = memory;
        self
    }

    /// How long starting may take, and each event; 30 s by default. A function
    /// that takes longer is killed.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whether it is frozen between events; it is by default.
    #[must_use]
    pub const fn freeze(mut self, freeze: Freeze) -> Self {
        self.freeze = freeze;
        self
    }

    /// The folder in which the function runs, where its package is unpacked; `/`
    /// by default.
    #[must_use]
    pub fn task_root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.task_root = folder.into();
        self
    }

    /// Starts the process, and does not wait for it.
    pub async fn start(self) -> Result<Function, Error> {
        Function::start(self).await
    }
}
