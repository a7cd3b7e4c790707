//! What is told turn by turn, in every language: `dialogues/*.txt`.
//!
//! `A:` is the agent and `C:` the caller. `removed:` lists what no turn may contain, `kept:` what
//! one must, and `unchanged` says that nothing is removed.

use rstest::rstest;

use super::calls::call_of;
use crate::Speaker;

struct Dialogue<'t> {
    policy: &'t str,
    turns: Vec<(Speaker, &'t str)>,
    removed: Vec<&'t str>,
    kept: Vec<&'t str>,
}

impl<'t> Dialogue<'t> {
    fn parse(lines: &'t str) -> Self {
        let mut dialogue = Self {
            policy: "",
            turns: vec![],
            removed: vec![],
            kept: vec![],
        };
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let (name, rest) = line.split_once(':').unwrap_or((line, ""));
            let list = || rest.split(';').map(str::trim);
            match name {
                "A" => dialogue.turns.push((Speaker::Agent, rest.trim())),
                "C" => dialogue.turns.push((Speaker::Caller, rest.trim())),
                "SENSITIVE_DATA" => dialogue.policy = rest.trim(),
                "removed" => dialogue.removed.extend(list()),
                "kept" => dialogue.kept.extend(list()),
                "unchanged" => {
                    let turns = dialogue.turns.iter().map(|(_, text)| *text);
                    dialogue.kept.extend(turns.collect::<Vec<_>>());
                }
                _ => panic!("{line}"),
            }
        }
        dialogue
    }

    /// What is wrong, with the turns as they are kept.
    fn faults(&self, language: &str) -> Option<String> {
        let mut call = call_of(language, &self.turns);
        call.redact(&self.policy.parse().unwrap());
        let turns: Vec<&str> = call.turns.iter().map(|turn| &*turn.text).collect();
        let after = turns.join("\n");
        let lower = after.to_lowercase();
        let mut told = self.removed.iter();
        let leaks = told.any(|secret| lower.contains(&secret.to_lowercase()));
        let loses = self.kept.iter().any(|kept| !after.contains(kept));
        (leaks || loses).then_some(after)
    }
}

#[rstest]
#[case("de", include_str!("dialogues/de.txt"))]
#[case("en", include_str!("dialogues/en.txt"))]
#[case("es", include_str!("dialogues/es.txt"))]
#[case("fr", include_str!("dialogues/fr.txt"))]
#[case("it", include_str!("dialogues/it.txt"))]
#[case("nl", include_str!("dialogues/nl.txt"))]
#[case("pt", include_str!("dialogues/pt.txt"))]
fn what_is_told_in_dialogues_is_removed_and_the_rest_stays(
    #[case] language: &str,
    #[case] dialogues: &str,
) {
    let dialogues = dialogues.split("\n\n").map(Dialogue::parse);
    let faults: Vec<String> = dialogues
        .filter_map(|dialogue| dialogue.faults(language))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}
