use super::{
    Redactor, birth,
    context::{Access, Situation, Telling},
    dialogue::Dialogue,
    item::Item,
    kind::Kind,
    numbers,
    policy::SensitiveDataPolicy,
    tokens::tokens,
    warning::warned_of,
    without_labels,
};
use crate::{
    Call, CollectedFact, PrivateText, ProfileValue, Speaker, Turn,
    text::{collapse_whitespace, has_words},
};

impl Call {
    /// Removes what must not be kept from every text, and collected facts whose name or value is
    /// of that kind.
    ///
    /// What the caller answers to a question for a secret is removed without a word around it, and
    /// so is each repetition, such as the agent's. Takes time linear in the size of the call: not
    /// for the async runtime.
    pub fn redact(&mut self, policy: &SensitiveDataPolicy) {
        let language = self.language.clone();
        let mut redactor = Redactor::new(language.as_deref(), *policy);
        redactor.redact_turns(&mut self.turns);
        redactor.redact_facts(&mut self.collected);
        let rationales = self
            .evaluations
            .iter_mut()
            .map(|evaluation| &mut evaluation.rationale);
        let texts = self
            .summary
            .iter_mut()
            .chain(&mut self.title)
            .chain(rationales);
        for text in texts.chain(&mut self.injected_context) {
            redactor.redact_text(text, &Situation::default());
        }
        // What was removed late may have been said early.
        if !redactor.known.is_empty() {
            for turn in &mut self.turns {
                redactor.redact_text(&mut turn.text, &Situation::default());
            }
            for text in self.summary.iter_mut().chain(&mut self.title) {
                redactor.redact_text(text, &Situation::default());
            }
        }
    }
}

impl Redactor<'_> {
    fn redact_turns(&mut self, turns: &mut [Turn]) {
        let mut dialogue = Dialogue::new(self.policy);
        for at in 0..turns.len() {
            self.redact_before_warning(turns, at);
            let Some(turn) = turns.get_mut(at) else { break };
            let situation = dialogue.situation(turn.speaker);
            let redacted = self.redact(&turn.text, &situation);
            dialogue.observe(turn.speaker, &turn.text, &redacted.kinds, &redacted.numbers);
            if let Some((kind, digits)) = dialogue.told() {
                self.known.remember(kind, digits);
            }
            self.known.next_turn();
            if let std::borrow::Cow::Owned(text) = redacted.text {
                turn.text = text.into();
            } else if redacted.text != *turn.text {
                turn.text = redacted.text.into_owned().into();
            }
        }
        self.known.forget_parts();
    }

    /// What the agent says should not be told was told in the turn before.
    fn redact_before_warning(&mut self, turns: &mut [Turn], at: usize) {
        let (before, rest) = turns.split_at_mut_checked(at).unwrap_or_default();
        let (Some(told), Some(turn)) = (before.last_mut(), rest.first()) else {
            return;
        };
        if (told.speaker, turn.speaker) != (Speaker::Caller, Speaker::Agent) {
            return;
        }
        let warned_of = warned_of(&turn.text, &told.text);
        if warned_of.is_empty() {
            return;
        }
        let warned_of_password = warned_of.contains(&Kind::Password);
        let (asked, mentioned) = warned_of
            .into_iter()
            .partition(|kind| *kind == Kind::Password);
        let situation = Situation {
            asked,
            mentioned,
            access: if warned_of_password {
                Access::Password
            } else {
                Access::Unmentioned
            },
            telling: Telling::WarnedOf,
            ..Situation::default()
        };
        self.redact_text(&mut told.text, &situation);
    }

    fn redact_text(&mut self, text: &mut PrivateText, situation: &Situation) {
        let redacted = self.redact(text, situation).text;
        if redacted != **text {
            *text = redacted.into_owned().into();
        }
    }

    fn redact_facts(&mut self, facts: &mut Vec<CollectedFact>) {
        facts.retain_mut(|fact| self.keeps(fact));
    }

    /// Whether a fact stays; redacts its value.
    fn keeps(&mut self, fact: &mut CollectedFact) -> bool {
        let value = match &fact.value {
            // "password_reset: yes" is no secret.
            ProfileValue::Bool(_) if !self.policy.drops_health() => return true,
            value => value.to_text(),
        };
        match Item::new(&fact.key, self.policy) {
            Item::Secret => return false,
            Item::Birth => {
                let tokens = tokens(&value);
                let years = numbers::languages(&tokens, self.language);
                let Some(year) = years
                    .into_iter()
                    .find_map(|words| birth::year_in(&tokens, words))
                else {
                    return false;
                };
                fact.value = ProfileValue::Text(year.into());
                return true;
            }
            Item::Other => {}
        }
        // The name tells what the value is, as in "code: 737".
        let name = fact.key.to_text();
        let named = format!("{name}: {}", &*value);
        let redacted = self.redact(&named, &Situation::default()).text;
        if redacted == named {
            return true;
        }
        let remaining = redacted
            .strip_prefix(&name)
            .and_then(|rest| rest.strip_prefix(": "));
        // A value can be spoken, and a label says nothing there.
        match remaining.map(without_labels).filter(|rest| has_words(rest)) {
            Some(rest) => {
                fact.value = ProfileValue::Text(tidy(&rest).into());
                true
            }
            None => false,
        }
    }
}

/// The value without what a removed part leaves beside it: "red, [code removed]" is "red".
fn tidy(value: &str) -> String {
    let is_rest = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '(');
    let parts = value.split(", ").map(|part| part.trim_matches(is_rest));
    let parts: Vec<_> = parts.filter(|part| has_words(part)).collect();
    collapse_whitespace(&parts.join(", "))
}
