use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

/// When the emulator freezes the function's process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Freeze {
    /// As soon as the function has requested the next event, as Lambda does.
    #[default]
    WhenIdle,
    /// Never, so that measurements do not include stopping and continuing.
    Never,
}

/// The configuration of a function.
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

    /// Appends arguments of the program.
    #[must_use]
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets an environment variable, overriding earlier values and Lambda's own
    /// variables.
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

    /// The handler in the function's configuration, which executables ignore;
    /// `bootstrap` by default.
    #[must_use]
    pub fn handler(mut self, handler: impl Into<String>) -> Self {
        self.handler = handler.into();
        self
    }

    /// The memory in the function's configuration; 256 MiB by default. It is only an
    /// environment variable and not enforced.
    #[must_use]
    pub const fn memory_mib(mut self, memory: u32) -> Self {
        self.memory_mib = memory;
        self
    }

    /// The timeout of initialisation and of each event; 30 s by default. A function
    /// that exceeds it is killed.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whether the process is frozen between events; it is by default.
    #[must_use]
    pub const fn freeze(mut self, freeze: Freeze) -> Self {
        self.freeze = freeze;
        self
    }

    /// The working directory, which contains the unpacked package; `/` by default.
    #[must_use]
    pub fn task_root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.task_root = folder.into();
        self
    }
}
