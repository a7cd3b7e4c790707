//! Who can be asked about, and by which words.

use std::collections::BTreeMap;

use crate::{
    analysis::{self, fold},
    language::Language,
};

/// The words by which a query means one of the speakers.
///
/// A speaker's own name, as in [`Document::speaker`](crate::Document::speaker),
/// always means that speaker. Words that mean a speaker do not have to be in
/// what is found: nobody says "customer" of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpeakerAliases {
    /// Folded words with the folded name of the speaker they mean.
    names: BTreeMap<String, String>,
}

impl SpeakerAliases {
    /// The name of the person on the line, in [`SpeakerAliases::of_a_call`].
    pub const CALLER: &'static str = "caller";
    /// The name of whoever answers, in [`SpeakerAliases::of_a_call`].
    pub const AGENT: &'static str = "agent";

    /// The two sides of a call as English, Spanish and German questions name
    /// them: "I", "the customer", "mein Kunde" are the [`CALLER`](Self::CALLER),
    /// "you", "usted" are the [`AGENT`](Self::AGENT).
    ///
    /// German "Sie" and Spanish "su" are left out: they are as often "she" and
    /// "her".
    #[must_use]
    pub fn of_a_call() -> Self {
        const CALLER_WORDS: &str = "i me my mine myself caller callers customer customers client \
            clients user users yo mi mis mio mia mios mias conmigo cliente clientes usuario \
            ich mich mir mein meine meinen meinem meiner meines anrufer anruferin anrufers kunde \
            kundin kunden";
        const AGENT_WORDS: &str = "you your yours yourself agent assistant tu tus te ti contigo \
            usted ustedes agente asistente du dich dir dein deine deinen deinem deiner deines \
            mitarbeiter mitarbeiterin";
        let mut speakers = Self::default();
        speakers.add(Self::CALLER, CALLER_WORDS);
        speakers.add(Self::AGENT, AGENT_WORDS);
        speakers
    }

    /// Every word of `words` means `speaker`, too: "Anna Berger".
    pub fn add(&mut self, speaker: &str, words: &str) {
        let speaker = key(speaker);
        for word in analysis::words(words) {
            self.names.insert(key(word), speaker.clone());
        }
    }

    /// The speaker whom a folded word means.
    pub(crate) fn meant_by(&self, word: &str) -> Option<&str> {
        self.names.get(word).map(String::as_str)
    }
}

/// A name in the form that is compared.
pub(crate) fn key(name: &str) -> String {
    let parts = analysis::parts(name, Language::of(None));
    fold(&parts.concat())
}
