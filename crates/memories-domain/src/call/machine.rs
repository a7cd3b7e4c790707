//! A machine that answered, or took over after a person.

use std::sync::LazyLock;

use super::{Call, CallOutcome, Turn};
use crate::{
    Speaker,
    extract::is_yes_or_no_alone,
    text::{PhraseSet, Utterance, is_courtesy, is_speech, words},
};

/// A greeting may be transcribed in two turns, of which only the second is recognised:
/// "Hi, this is Bob." "Leave a message after the beep."
pub(super) const MAX_TURNS_BEFORE_ANNOUNCEMENT: usize = 1;
const MAX_WORDS_BEFORE_ANNOUNCEMENT: usize = 15;
/// An unrecognised greeting is rarely interrupted twice by the agent.
const MIN_UNRECOGNISED_REPLIES: usize = 3;

impl Call {
    /// Takes into account that a machine is known to have answered. What a person said before it
    /// stays, without the machine's words and what the agent told it; without a person the outcome
    /// is [`CallOutcome::Voicemail`].
    pub fn set_machine_answered(&mut self) {
        if self.machine_answered {
            return;
        }
        let end = self.end_of_a_persons_turns();
        self.machine_answered = true;
        match end {
            Some(end) => {
                self.turns.truncate(end);
                if self.outcome == CallOutcome::Voicemail {
                    self.outcome = CallOutcome::Answered;
                }
            }
            None => self.outcome = CallOutcome::Voicemail,
        }
    }

    /// Leaves out a machine that took over from a person for the rest of the call, where only its
    /// words tell, and what the agent told it.
    pub fn leave_out_machine(&mut self) {
        let Some(machine) = self.machine_at_the_end() else {
            return;
        };
        let before = self.turns.get(..machine).unwrap_or_default();
        if is_person(before) {
            self.turns.truncate(machine);
        }
    }

    /// How many of the turns with words stay if a machine is reported to have answered this call; 0
    /// if nobody else was on the line.
    #[must_use]
    pub fn spoken_turns_of_a_person(&self) -> usize {
        let end = if self.machine_answered {
            self.turns.len()
        } else {
            self.end_of_a_persons_turns().unwrap_or_default()
        };
        let turns = self.turns.iter().take(end);
        turns.filter(|turn| is_speech(&turn.text)).count()
    }

    /// The number of turns before the machine, if a person was on the line.
    fn end_of_a_persons_turns(&self) -> Option<usize> {
        let Some(machine) = self.turns.iter().position(is_announcement) else {
            return (self.replies() >= MIN_UNRECOGNISED_REPLIES).then_some(self.turns.len());
        };
        is_person(self.turns.get(..machine)?).then_some(machine)
    }

    /// Where a machine begins to speak after which no person does.
    fn machine_at_the_end(&self) -> Option<usize> {
        let mut machine = None;
        for (index, turn) in self.turns.iter().enumerate().rev() {
            if turn.speaker == Speaker::Agent {
                continue;
            }
            match Utterance::of(&turn.text) {
                Utterance::Voicemail | Utterance::Menu => machine = Some(index),
                Utterance::Speech => break,
                Utterance::Noise | Utterance::Hesitation | Utterance::Ambiguous => {}
            }
        }
        machine
    }

    /// How often the other side says something after the agent.
    fn replies(&self) -> usize {
        let mut replies = 0;
        let mut agent_spoke = false;
        for turn in &self.turns {
            match turn.speaker {
                Speaker::Agent => agent_spoke = true,
                Speaker::Caller if agent_spoke && is_spoken(turn) => {
                    replies += 1;
                    agent_spoke = false;
                }
                Speaker::Caller => {}
            }
        }
        replies
    }
}

/// Whether a person was on the line in the turns before a machine's announcement, which may be its
/// beginning.
pub(super) fn is_person(before: &[Turn]) -> bool {
    let spoken: Vec<usize> = before
        .iter()
        .enumerate()
        .filter(|(_, turn)| is_spoken(turn))
        .map(|(index, _)| index)
        .take(MAX_TURNS_BEFORE_ANNOUNCEMENT + 1)
        .collect();
    let [only] = spoken[..] else {
        return !spoken.is_empty();
    };
    let Some((turn, after)) = before.get(only..).and_then(<[Turn]>::split_first) else {
        return false;
    };
    let is_answered = after.iter().any(|turn| turn.speaker == Speaker::Agent);
    words(&turn.text).len() > MAX_WORDS_BEFORE_ANNOUNCEMENT
        || begins_with_yes_or_no(&turn.text)
        || is_answered && !is_greeting(&turn.text)
}

fn is_announcement(turn: &Turn) -> bool {
    turn.speaker == Speaker::Caller && Utterance::of(&turn.text).is_announcement()
}

fn is_spoken(turn: &Turn) -> bool {
    turn.speaker == Speaker::Caller && Utterance::of(&turn.text) == Utterance::Speech
}

/// "No, she moved." A machine answers nothing.
fn begins_with_yes_or_no(turn: &str) -> bool {
    clauses(turn).next().is_some_and(is_yes_or_no_alone)
}

/// Whether a turn is no more than the beginning of a greeting: who was reached.
fn is_greeting(turn: &str) -> bool {
    clauses(turn).all(|clause| is_courtesy(clause) || names_who_was_reached(clause))
}

fn clauses(turn: &str) -> impl Iterator<Item = &str> {
    turn.split([',', '.', '!', '?', ';', ':'])
        .filter(|clause| is_speech(clause))
}

/// "This is Bob", "you've reached the Millers", "Bob Miller".
fn names_who_was_reached(clause: &str) -> bool {
    /// "Hi, good morning, …"
    const MAX_WORDS_BEFORE: usize = 3;
    let tokens: Vec<&str> = clause.split_whitespace().collect();
    let words = words(clause);
    let is_name = |tokens: &[&str]| {
        !tokens.is_empty()
            && tokens.len() <= 3
            && tokens
                .iter()
                .all(|token| token.chars().next().is_some_and(char::is_uppercase))
    };
    let begins = |skipped: usize| {
        let rest = words.get(skipped..).unwrap_or_default();
        let length = INTRODUCTIONS.longest_prefix(rest);
        REACHED.longest_prefix(rest) > 0
            || length > 0 && is_name(tokens.get(skipped + length..).unwrap_or_default())
    };
    is_name(&tokens) || (0..=MAX_WORDS_BEFORE).any(begins)
}

/// How greetings say who was reached, before a name or a description.
static REACHED: LazyLock<PhraseSet> = LazyLock::new(|| {
    "you've reached, you have reached, you are connected to, sie haben, ihr habt, du hast, \
     hier ist der anschluss, das ist der anschluss, dies ist der anschluss, ha llamado a, \
     has llamado a, habéis llamado a, es el teléfono de, este es el teléfono, vous êtes bien, \
     vous êtes chez, vous êtes sur, tu es bien, avete chiamato, hai chiamato, ha chiamato, \
     risponde la segreteria, você ligou para, ligou para, este é o telefone, u bent verbonden, \
     je bent verbonden, dit is het nummer, u belt met, je belt met"
        .split(',')
        .collect()
});

/// How people say who they are, before their name.
static INTRODUCTIONS: LazyLock<PhraseSet> = LazyLock::new(|| {
    "this is, it's, i'm, my name is, here is, hier ist, hier spricht, hier sind, ich bin, \
     mein name ist, sie sprechen mit, soy, habla, le habla, mi nombre es, c'est, ici, je suis, \
     je m'appelle, sono, qui è, parla, mi chiamo, sou, sou o, sou a, é o, é a, fala, fala o, \
     fala a, aqui é, aqui é o, aqui é a, aqui fala, meu nome é, met, dit is, hier is, je spreekt met, \
     u spreekt met, mijn naam is, ik ben"
        .split(',')
        .collect()
});
