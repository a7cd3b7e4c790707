use foldhash::{HashMap, HashMapExt};

use crate::text::{fold, language::Language, tokenize_word, words};

/// The words by which queries refer to speakers.
///
/// A speaker's own name, as in [`Document::speaker`](crate::Document::speaker),
/// always refers to that speaker. Speaker words in a query select the speaker
/// and are not matched against the text: callers do not call themselves
/// "customer".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpeakerAliases {
    /// Keys of words with the keys of the speakers' names.
    speakers: HashMap<String, String>,
}

impl SpeakerAliases {
    /// The caller's name in [`for_phone_calls`](Self::for_phone_calls).
    pub const CALLER: &'static str = "caller";
    /// The agent's name in [`for_phone_calls`](Self::for_phone_calls).
    pub const AGENT: &'static str = "agent";

    /// The two sides of a call as English, Spanish and German queries name them:
    /// "I", "the customer", "mein Kunde" are the [`CALLER`](Self::CALLER), "you",
    /// "usted" are the [`AGENT`](Self::AGENT).
    ///
    /// Not German "Sie" and Spanish "su", which mean "she" and "her" as often.
    #[must_use]
    pub fn for_phone_calls() -> Self {
        const CALLER_WORDS: &str = "i me my mine myself caller callers customer customers client \
            clients user users yo mi mis mio mia mios mias conmigo cliente clientes usuario \
            ich mich mir mein meine meinen meinem meiner meines anrufer anruferin anrufers kunde \
            kundin kunden patient patients guest guests tenant tenants resident residents member \
            members subscriber subscribers policyholder passenger passengers shopper buyer \
            visitor patienten patientin gast gastes mieter mieterin mandant \
            mandantin paciente pacientes clienta clientas huesped huespedes inquilino inquilina \
            socio socia llamante moi mon ma mes client cliente clients patiente locataire abonne \
            abonnee appelant appelante eu meu minha meus minhas utente hospede io mio mia miei \
            mie paziente pazienti ospite ospiti inquilina chiamante ik mij mijn klant klanten \
            patient beller huurder gasten";
        const AGENT_WORDS: &str = "you your yours yourself agent assistant tu tus te ti contigo \
            usted ustedes agente asistente du dich dir dein deine deinen deinem deiner deines \
            mitarbeiter mitarbeiterin";
        let mut aliases = Self {
            speakers: HashMap::with_capacity(80),
        };
        aliases.add(Self::CALLER, CALLER_WORDS);
        aliases.add(Self::AGENT, AGENT_WORDS);
        aliases
    }

    /// Makes every word of `aliases` ("Anna Berger") refer to `speaker`.
    pub fn add(&mut self, speaker: &str, aliases: &str) {
        let speaker = speaker_key(speaker);
        for word in words(aliases) {
            self.speakers.insert(speaker_key(word), speaker.clone());
        }
    }

    /// The key of the speaker to whom a folded word refers.
    pub(crate) fn resolve(&self, word: &str) -> Option<&str> {
        self.speakers.get(word).map(String::as_str)
    }
}

/// The form in which names are compared.
pub(crate) fn speaker_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    tokenize_word(name, Language::for_tag(None), |part| {
        key.push_str(&fold(part));
    });
    key
}
