//! Explains whose call it is.

mod links;

use std::io::Write;

use clap::{Args, Subcommand, ValueEnum, builder::PossibleValue};
use memories_domain::{CallerField, CallerId};
use serde_json::json;

use crate::{environment::configuration, render};

/// Explain who a caller is, and which callers are one person
#[derive(Debug, Subcommand)]
pub(crate) enum Callers {
    Explain(Explain),
    Links(links::Links),
    Link(links::Link),
    Unlink(links::Unlink),
}

impl Callers {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        match self {
            Self::Explain(explain) => explain.run(out),
            Self::Links(links) => links.run(out).await,
            Self::Link(link) => link.run(out).await,
            Self::Unlink(unlink) => unlink.run(out).await,
        }
    }
}

/// Tell which caller a text names, whose memories it opens, and why
#[derive(Debug, Args)]
#[command(after_help = "\
The same text can name different callers in different fields: what you pass is user_id,
what the telephone network passes is caller_id. Without --field, all are explained.
DEFAULT_COUNTRY counts as in a call. Nothing is looked up in the store.

Examples:
  agentic-memories callers explain '+1 (202) 555-0143'
  agentic-memories callers explain --field caller_id 'sip:customer-1@pbx.example.com'
  agentic-memories callers explain --json 'Número privado'

Exit codes: 0 also for a text that names nobody; 2 wrong usage or settings.")]
pub(crate) struct Explain {
    /// What arrives in a request or an event
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    text: String,
    /// The field that it arrives in
    #[arg(long, value_name = "FIELD")]
    field: Option<FieldArg>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy)]
struct FieldArg(CallerField);

impl ValueEnum for FieldArg {
    fn value_variants<'a>() -> &'a [Self] {
        const VARIANTS: [FieldArg; 3] = [
            FieldArg(CallerField::UserId),
            FieldArg(CallerField::Network),
            FieldArg(CallerField::Messaging),
        ];
        &VARIANTS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.name());
        Some(match self.0 {
            CallerField::Network => value.aliases([
                "external_number",
                "system__caller_id",
                "metadata.caller_id",
                "sms_user_phone_number",
            ]),
            CallerField::UserId | CallerField::Messaging => value,
        })
    }
}

impl FieldArg {
    const fn name(self) -> &'static str {
        match self.0 {
            CallerField::UserId => "user_id",
            CallerField::Network => "caller_id",
            CallerField::Messaging => "whatsapp_user_id",
        }
    }
}

/// What a text is in one field.
struct Explanation {
    field: &'static str,
    kind: &'static str,
    /// `None` if it names nobody.
    caller: Option<CallerId>,
    reason: String,
}

impl Explain {
    fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let region = configuration([])?.identity.default_country;
        let explanations: Vec<Explanation> = FieldArg::value_variants()
            .iter()
            .filter(|field| self.field.is_none_or(|chosen| chosen.0 == field.0))
            .map(
                |field| match CallerId::explain(field.0, &self.text, region) {
                    Ok((caller, reading)) => Explanation {
                        field: field.name(),
                        kind: caller.kind().name(),
                        caller: Some(caller),
                        reason: reading.explanation().to_owned(),
                    },
                    Err(reason) => Explanation {
                        field: field.name(),
                        kind: "nobody",
                        caller: None,
                        reason: reason.to_string(),
                    },
                },
            )
            .collect();
        if self.json {
            let rows: Vec<_> = explanations.iter().map(Explanation::to_json).collect();
            render::json(out, &rows)?;
        } else {
            let mut table = render::table(["field", "kind", "memories of", "because"]);
            for explanation in &explanations {
                table.add_row([
                    explanation.field,
                    explanation.kind,
                    explanation.key().unwrap_or("–"),
                    &explanation.reason,
                ]);
            }
            writeln!(out, "{}", table.trim_fmt())?;
        }
        Ok(())
    }
}

impl Explanation {
    fn key(&self) -> Option<&str> {
        self.caller.as_ref().map(CallerId::as_str)
    }

    fn to_json(&self) -> serde_json::Value {
        json!({
            "field": self.field,
            "kind": self.kind,
            "caller": self.key(),
            "reason": self.reason,
        })
    }
}
