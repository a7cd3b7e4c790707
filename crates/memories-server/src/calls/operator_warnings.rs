use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use memories_domain::{
    AgentId, OperatorWarning, ProjectId, WarningCause,
    ports::{InboxError, WarningLog},
};
use tokio_util::task::TaskTracker;

use crate::error_chain::format_chain;

/// So many warnings are enough to know of; a service that runs for years needs no more memory.
const MAX_WARNINGS: usize = 10_000;
/// How often a warning that still holds is recorded again.
const RECORD_INTERVAL: Duration = Duration::from_hours(1);

/// Tells the operator what only the operator can mend: in the log, once for as long as the process
/// runs, and where warnings are kept, every hour in which it holds. A call never waits for it.
#[derive(Clone, Default)]
pub struct OperatorWarnings {
    /// When each warning was recorded last. Hashes, so that nothing about a caller stays in memory.
    told: Arc<Mutex<HashMap<u64, Instant>>>,
    hasher: RandomState,
    /// `None` where warnings are only logged.
    recorder: Option<Recorder>,
}

#[derive(Clone)]
struct Recorder {
    log: Arc<dyn WarningLog>,
    tasks: TaskTracker,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    First,
    /// Long enough ago to be recorded again.
    Again,
    Recently,
}

impl OperatorWarnings {
    /// Records warnings in `log` as well; shutdown waits for `tasks`.
    #[must_use]
    pub fn recorded_in(log: Arc<dyn WarningLog>, tasks: TaskTracker) -> Self {
        Self {
            recorder: Some(Recorder { log, tasks }),
            ..Self::default()
        }
    }

    pub(crate) fn tell(&self, project: &ProjectId, warning: OperatorWarning) {
        match self.note(project, &warning, Instant::now()) {
            Told::Recently => return,
            Told::Again => {}
            Told::First => log(&warning),
        }
        if let Some(recorder) = &self.recorder {
            recorder.record(project.clone(), warning);
        }
    }

    fn note(&self, project: &ProjectId, warning: &OperatorWarning, now: Instant) -> Told {
        let hash = self.hasher.hash_one((project, warning));
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = told.len() >= MAX_WARNINGS;
        match told.get_mut(&hash) {
            Some(at) if now.duration_since(*at) < RECORD_INTERVAL => Told::Recently,
            Some(at) => {
                *at = now;
                Told::Again
            }
            None if is_full => Told::Recently,
            None => {
                told.insert(hash, now);
                Told::First
            }
        }
    }
}

impl Recorder {
    fn record(&self, project: ProjectId, warning: OperatorWarning) {
        let log = Arc::clone(&self.log);
        self.tasks.spawn(async move {
            match log.record(&project, warning).await {
                Ok(()) => {}
                Err(InboxError::Overloaded) => tracing::debug!("a warning was not recorded"),
                Err(error) => {
                    let error = format_chain(&error);
                    tracing::error!(error, "a warning for the operator cannot be recorded");
                }
            }
        });
    }
}

fn log(OperatorWarning { agent, cause }: &OperatorWarning) {
    let agent_id = agent.as_ref().map(AgentId::as_str);
    let remedy = cause.remedy();
    let (variable, people) = match cause {
        WarningCause::BlankInGreeting { variable } => (Some(variable), None),
        WarningCause::GreetingFailed { .. } => (None, None),
        WarningCause::SharedLine { people, .. } => (None, Some(people)),
    };
    tracing::warn!(
        agent_id,
        variable,
        people,
        remedy,
        "{cause}; not logged again while this process runs"
    );
}

#[cfg(test)]
mod tests {
    use memories_domain::Platform;

    use super::*;

    fn blank(agent: &str, variable: &str) -> OperatorWarning {
        OperatorWarning {
            agent: AgentId::new(Platform::ElevenLabs, agent).ok(),
            cause: WarningCause::BlankInGreeting {
                variable: variable.to_owned(),
            },
        }
    }

    #[test]
    fn a_warning_is_logged_once_and_recorded_every_hour() {
        let (warnings, project) = (OperatorWarnings::default(), ProjectId::default());
        let start = Instant::now();
        let later = start + RECORD_INTERVAL;
        for (warning, at, expected) in [
            (blank("agent_1", "caller_name"), start, Told::First),
            (blank("agent_1", "caller_name"), start, Told::Recently),
            (blank("agent_1", "plan"), start, Told::First),
            (blank("agent_2", "caller_name"), start, Told::First),
            (blank("agent_1", "caller_name"), later, Told::Again),
            (blank("agent_1", "caller_name"), later, Told::Recently),
        ] {
            assert_eq!(warnings.clone().note(&project, &warning, at), expected);
        }
    }

    #[test]
    fn the_number_of_warnings_is_limited() {
        let (warnings, project) = (OperatorWarnings::default(), ProjectId::default());
        let now = Instant::now();
        let first = (0..2 * MAX_WARNINGS)
            .map(|number| blank(&format!("agent_{number}"), "plan"))
            .filter(|warning| warnings.note(&project, warning, now) == Told::First)
            .count();
        assert_eq!(first, MAX_WARNINGS);
    }
}
