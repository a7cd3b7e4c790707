use std::{
    io::{self, Write},
    net::SocketAddr,
    time::Duration,
};

use owo_colors::OwoColorize;
use serde_json::Value;

use super::{
    calls::{Delivery, Speaker},
    replies::{ClientDataReply, RetrieveReply},
};
use crate::{elevenlabs_simulator::Endpoint, render};

/// In characters.
const LINE_WIDTH: usize = 100;
/// The column of text, right of the request and its time.
const MARGIN: &str = "                      ";

/// Prints the demo as it is played, and at its end the response times.
pub(super) struct Printer<'o> {
    out: &'o mut dyn Write,
    times: Vec<(Endpoint, Duration)>,
}

impl<'o> Printer<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self {
            out,
            times: Vec::new(),
        }
    }

    pub(super) fn opening(
        &mut self,
        address: SocketAddr,
        mem0_url: Option<&str>,
    ) -> io::Result<()> {
        writeln!(
            self.out,
            "A temporary AgenticMemories listens on http://{address}, as it would for ElevenLabs.",
        )?;
        if let Some(url) = mem0_url {
            writeln!(self.out, "Memories are stored at {url}.")?;
        }
        Ok(())
    }

    pub(super) fn heading(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", title.bold().underline())
    }

    pub(super) fn ring(&mut self, reply: &ClientDataReply) -> io::Result<()> {
        let history = match reply.memory_count() {
            0 => "a new caller".to_owned(),
            count => format!(
                "the agent receives {} from {}",
                render::count(count, "memory", "memories"),
                reply.calls()
            ),
        };
        self.request(Endpoint::ClientData, reply.elapsed, &history)?;
        let facts: Vec<(&str, String)> = reply
            .profile_facts()
            .map(|(name, value)| (name, plain(value)))
            .collect();
        let widest = facts
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or_default();
        for (name, value) in facts {
            self.labelled(&format!("{name:widest$}"), &value)?;
        }
        writeln!(self.out, "{MARGIN}{}", "memory_summary".dimmed())?;
        self.labelled("", reply.summary())
    }

    pub(super) fn search(&mut self, query: &str, reply: &RetrieveReply) -> io::Result<()> {
        self.request(Endpoint::Retrieve, reply.elapsed, &format!("“{query}”"))?;
        if reply.memories.is_empty() {
            writeln!(self.out, "{MARGIN}{}", "nothing on record".dimmed())?;
        }
        for memory in &reply.memories {
            self.labelled(&format!("{:.3}", memory.score), &memory.text)?;
        }
        Ok(())
    }

    pub(super) fn hang_up(&mut self, delivery: &Delivery, elapsed: Duration) -> io::Result<()> {
        writeln!(
            self.out,
            "  {}",
            format!("the call, {} days ago", delivery.days_ago).dimmed()
        )?;
        for (speaker, text) in &delivery.turns {
            let speaker = match speaker {
                Speaker::Agent => " agent",
                Speaker::Caller => "caller",
            };
            self.labelled(speaker, text)?;
        }
        let length = delivery.duration_secs;
        let text = format!("{length} s of talk, signed, acknowledged once on disk");
        self.request(Endpoint::PostCall, elapsed, &text)
    }

    pub(super) fn result(
        &mut self,
        endpoint: Endpoint,
        elapsed: Duration,
        text: &str,
    ) -> io::Result<()> {
        self.request(endpoint, elapsed, text)
    }

    pub(super) fn ending(&mut self) -> io::Result<()> {
        writeln!(
            self.out,
            "\n{} Every step was checked.",
            "Done.".green().bold()
        )?;
        for endpoint in [Endpoint::ClientData, Endpoint::Retrieve, Endpoint::PostCall] {
            let mut times: Vec<Duration> = self
                .times
                .iter()
                .filter(|(of, _)| *of == endpoint)
                .map(|(_, elapsed)| *elapsed)
                .collect();
            times.sort_unstable();
            if let (Some(median), Some(slowest)) = (times.get(times.len() / 2), times.last()) {
                let (count, median, slowest) = (
                    times.len(),
                    render::elapsed(*median),
                    render::elapsed(*slowest),
                );
                writeln!(
                    self.out,
                    "  {:<8} {count} requests, median {median}, slowest {slowest}",
                    name(endpoint)
                )?;
            }
        }
        Ok(())
    }

    fn request(&mut self, endpoint: Endpoint, elapsed: Duration, text: &str) -> io::Result<()> {
        self.times.push((endpoint, elapsed));
        let (name, elapsed) = (
            format!("{:<8}", name(endpoint)),
            format!("{:>9}", render::elapsed(elapsed)),
        );
        writeln!(self.out, "  {} {}  {text}", name.cyan(), elapsed.dimmed())
    }

    /// Prints a label and wrapped text beside it.
    fn labelled(&mut self, label: &str, text: &str) -> io::Result<()> {
        let indent = format!("{MARGIN}{:width$}", "", width = label.chars().count() + 2);
        let wrapped = textwrap::fill(
            &text.replace('\n', " · "),
            textwrap::Options::new(LINE_WIDTH)
                .initial_indent(&indent)
                .subsequent_indent(&indent),
        );
        // The label replaces the indent of the first line.
        let text = wrapped.strip_prefix(indent.as_str()).unwrap_or(&wrapped);
        writeln!(self.out, "{MARGIN}{}  {text}", label.dimmed())
    }
}

const fn name(endpoint: Endpoint) -> &'static str {
    match endpoint {
        Endpoint::ClientData => "ring",
        Endpoint::Retrieve => "search",
        Endpoint::PostCall => "hang-up",
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
