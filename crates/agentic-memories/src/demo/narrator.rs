use std::{
    io::{self, Write},
    time::Duration,
};

use owo_colors::OwoColorize;
use serde_json::Value;

use super::{
    exchange::{Found, Rung},
    recording::{Delivery, Voice},
    stage::Stage,
};
use crate::{platform::Moment, render};

/// The widest line, in characters.
const LINE: usize = 100;
/// Where words begin, right of the moment and the time it took.
const MARGIN: &str = "                      ";

/// Tells the story, and keeps the times.
pub(super) struct Narrator<'o> {
    out: &'o mut dyn Write,
    times: Vec<(Moment, Duration)>,
}

impl<'o> Narrator<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self {
            out,
            times: Vec::new(),
        }
    }

    pub(super) fn opening(&mut self, stage: &Stage) -> io::Result<()> {
        writeln!(
            self.out,
            "A throw-away AgenticMemories answers on http://{}, as it would for ElevenLabs.",
            stage.address
        )?;
        if let Some(url) = &stage.platform_url {
            writeln!(self.out, "Memories are kept at {url} meanwhile.")?;
        }
        Ok(())
    }

    /// A new scene.
    pub(super) fn scene(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", title.bold().underline())
    }

    /// The phone rang.
    pub(super) fn ring(&mut self, rung: &Rung) -> io::Result<()> {
        let known = match rung.memory_count() {
            0 => "nobody the agent knows".to_owned(),
            count => format!(
                "the agent knows {} from {}",
                render::count(count, "memory", "memories"),
                rung.calls()
            ),
        };
        self.moment(Moment::Ring, rung.took, &known)?;
        let facts: Vec<(&str, String)> = rung
            .profile()
            .map(|(name, value)| (name, plain(value)))
            .collect();
        let widest = facts
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or_default();
        for (name, value) in facts {
            self.words(&format!("{name:widest$}"), &value)?;
        }
        writeln!(self.out, "{MARGIN}{}", "memory_summary".dimmed())?;
        self.words("", &rung.summary())
    }

    /// The agent searched.
    pub(super) fn search(&mut self, query: &str, found: &Found) -> io::Result<()> {
        self.moment(Moment::Search, found.took, &format!("“{query}”"))?;
        if found.memories.is_empty() {
            writeln!(self.out, "{MARGIN}{}", "nothing on record".dimmed())?;
        }
        for memory in &found.memories {
            self.words(&format!("{:.3}", memory.score), &memory.text)?;
        }
        Ok(())
    }

    /// The call itself, and its end.
    pub(super) fn hang_up(&mut self, delivery: &Delivery, took: Duration) -> io::Result<()> {
        writeln!(
            self.out,
            "  {}",
            format!("the call, {} days ago", delivery.days_ago).dimmed()
        )?;
        for (voice, text) in &delivery.said {
            let voice = match voice {
                Voice::Agent => " agent",
                Voice::Caller => "caller",
            };
            self.words(voice, text)?;
        }
        let length = delivery.duration_secs;
        let text = format!("{length} s of talk, signed, acknowledged once on disk");
        self.moment(Moment::HangUp, took, &text)
    }

    /// Something that was tried, and what came of it.
    pub(super) fn remark(&mut self, moment: Moment, took: Duration, text: &str) -> io::Result<()> {
        self.moment(moment, took, text)
    }

    /// How fast it was, in one line for each moment.
    pub(super) fn ending(&mut self) -> io::Result<()> {
        writeln!(
            self.out,
            "\n{} Every step was checked as it was played.",
            "Done.".green().bold()
        )?;
        for moment in [Moment::Ring, Moment::Search, Moment::HangUp] {
            let mut times: Vec<Duration> = self
                .times
                .iter()
                .filter(|(of, _)| *of == moment)
                .map(|(_, took)| *took)
                .collect();
            times.sort_unstable();
            if let (Some(median), Some(slowest)) = (times.get(times.len() / 2), times.last()) {
                let (count, median, slowest) =
                    (times.len(), render::took(*median), render::took(*slowest));
                writeln!(
                    self.out,
                    "  {:<8} {count} answered, median {median}, slowest {slowest}",
                    name(moment)
                )?;
            }
        }
        Ok(())
    }

    fn moment(&mut self, moment: Moment, took: Duration, text: &str) -> io::Result<()> {
        self.times.push((moment, took));
        let (name, took) = (
            format!("{:<8}", name(moment)),
            format!("{:>9}", render::took(took)),
        );
        writeln!(self.out, "  {} {}  {text}", name.cyan(), took.dimmed())
    }

    /// A name and wrapped words beside it.
    fn words(&mut self, name: &str, text: &str) -> io::Result<()> {
        let indent = format!("{MARGIN}{:width$}", "", width = name.chars().count() + 2);
        let wrapped = textwrap::fill(
            &text.replace('\n', " · "),
            textwrap::Options::new(LINE)
                .initial_indent(&indent)
                .subsequent_indent(&indent),
        );
        // The name takes the place of the first line's indent.
        let words = wrapped.strip_prefix(indent.as_str()).unwrap_or(&wrapped);
        writeln!(self.out, "{MARGIN}{}  {words}", name.dimmed())
    }
}

const fn name(moment: Moment) -> &'static str {
    match moment {
        Moment::Ring => "ring",
        Moment::Search => "search",
        Moment::HangUp => "hang-up",
    }
}

/// A value without the quotes of JSON.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
