use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use crate::text::{PhraseSet, STOCK_PHRASES, StockPhrases, Word, phrases_in, terms, words};

/// After these an agent says what it wrote down: "I've noted a penicillin allergy in your chart."
static ACKNOWLEDGEMENTS: LazyLock<PhraseSet> = LazyLock::new(|| {
    "i've noted, i have noted, i've added, i've made a note that, i've put, i've updated, ich habe \
     notiert, ich habe vermerkt, ich habe eingetragen, he anotado, he apuntado, dejo apuntado, j'ai \
     noté, j'ai ajouté, ho annotato, ho aggiunto, anotei, adicionei, ik heb genoteerd, ik heb \
     toegevoegd"
        .split(',')
        .collect()
});

/// One per language with stop words. Building one takes longer than reading a call.
static FILTERS: LazyLock<Mutex<HashMap<Option<String>, Arc<FillerFilter>>>> =
    LazyLock::new(Mutex::default);

/// Separates content words from filler and stop words in the language of a call.
pub(crate) struct FillerFilter {
    /// Conversational filler, greetings and stalling phrases.
    filler: PhraseSet,
    /// Greetings and stalling phrases.
    openers: PhraseSet,
    stop_words: PhraseSet,
    requests_for_a_human: PhraseSet,
}

impl FillerFilter {
    /// `language` is an ISO 639-1 code with or without a region (`pt-br`). English
    /// is always included, because its courtesies occur in calls in any language.
    /// For an unknown language, every language with stock phrases is included.
    pub(crate) fn for_language(language: Option<&str>) -> Arc<Self> {
        let primary = language
            .and_then(|tag| tag.trim().split(['-', '_']).next())
            .map(str::to_ascii_lowercase)
            .filter(|code| stop_words::lookup(code).is_some());
        let mut filters = FILTERS.lock().unwrap_or_else(PoisonError::into_inner);
        let filter = filters
            .entry(primary)
            .or_insert_with_key(|primary| Arc::new(Self::new(primary.as_deref())));
        Arc::clone(filter)
    }

    fn new(primary: Option<&str>) -> Self {
        let codes: Vec<&str> = match primary {
            Some(code) => vec![code, "en"],
            None => STOCK_PHRASES
                .iter()
                .map(|phrases| phrases.language)
                .collect(),
        };
        let languages: Vec<&StockPhrases> = STOCK_PHRASES
            .iter()
            .filter(|phrases| codes.contains(&phrases.language))
            .collect();
        let openers = || {
            let lists = languages
                .iter()
                .flat_map(|phrases| [phrases.greetings, phrases.stalling]);
            lists.flat_map(phrases_in)
        };
        let filler = languages
            .iter()
            .flat_map(|phrases| phrases_in(phrases.filler));
        let requests = languages
            .iter()
            .flat_map(|phrases| phrases_in(phrases.requests_for_a_human));
        let stop_words = codes.iter().filter_map(stop_words::lookup).flatten();
        Self {
            filler: filler.chain(openers()).collect(),
            openers: openers().collect(),
            stop_words: stop_words.copied().collect(),
            requests_for_a_human: requests.collect(),
        }
    }

    /// Whether a lower-case word is neither filler nor a stop word.
    pub(crate) fn is_content(&self, word: &str) -> bool {
        !self.stop_words.contains_word(word) && !self.filler.contains_word(word)
    }

    /// The terms of a text without filler and stop words.
    pub(crate) fn content_terms(&self, text: &str) -> HashSet<String> {
        let without_filler = self.filler.removed_from(&words(text));
        terms(&self.stop_words.removed_from(&without_filler))
    }

    /// Whether a text only asks to speak to a human: "Agent. Representative."
    pub(super) fn only_asks_for_a_human(&self, text: &str) -> bool {
        let words = words(text);
        let others = self.requests_for_a_human.removed_from(&words);
        others.len() < words.len()
            && self
                .stop_words
                .removed_from(&self.filler.removed_from(&others))
                .is_empty()
    }

    /// Whether a sentence starts with a greeting or a stalling phrase, possibly after
    /// other filler: "Sure, let me check …".
    pub(super) fn starts_with_filler(&self, sentence: &str) -> bool {
        let words = words(sentence);
        let mut rest: &[Word] = &words;
        if ACKNOWLEDGEMENTS.longest_prefix(rest) > 0 {
            return false;
        }
        loop {
            if self.openers.longest_prefix(rest) > 0 {
                return true;
            }
            match self.filler.longest_prefix(rest) {
                0 => return false,
                length => rest = rest.get(length..).unwrap_or_default(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_no_content(language: Option<&str>, text: &str) -> bool {
        FillerFilter::for_language(language)
            .content_terms(text)
            .is_empty()
    }

    #[test]
    fn courtesies_have_no_content_in_any_language_with_stock_phrases() {
        for (language, text) in [
            ("en", "No that's it, thanks a lot! Have a great day, bye."),
            (
                "de",
                "Ja genau, das ist alles. Vielen Dank, auf Wiederhören!",
            ),
            ("es", "Sí, perfecto. Muchas gracias, ¡hasta luego!"),
            ("fr", "Oui, c’est parfait, merci beaucoup. Au revoir !"),
            ("pt-BR", "Sim, tudo bem, muito obrigado. Tchau!"),
            ("it", "Sì, va benissimo, grazie mille. Arrivederci!"),
            ("nl", "Ja hoor, helemaal goed. Hartelijk dank, tot ziens!"),
        ] {
            assert!(has_no_content(Some(language), text), "{language}");
            assert!(has_no_content(None, text), "{language}, unknown");
        }
    }

    #[test]
    fn a_request_for_a_human_is_told_from_a_request_with_a_subject() {
        for (language, text) in [
            ("en", "Agent. Representative."),
            ("en", "Speak to a human."),
            ("en", "Can I please talk to a real person?"),
            ("en", "I need an agent."),
            ("de", "Mitarbeiter."),
            ("de", "Ich möchte einen Menschen sprechen."),
            ("es", "Quiero hablar con una persona."),
            ("fr", "Je voudrais parler à un conseiller."),
            ("pt", "Quero falar com um atendente."),
            ("it", "Vorrei parlare con un operatore."),
            ("nl", "Ik wil een medewerker spreken."),
        ] {
            for language in [Some(language), None] {
                let filler = FillerFilter::for_language(language);
                assert!(filler.only_asks_for_a_human(text), "{text}");
            }
        }
        for text in [
            "I want to speak to a human about my boiler.",
            "My insurance agent is Bob.",
            "Two people.",
            "Ihr Mitarbeiter war unfreundlich.",
            "Yes, please.",
            "",
        ] {
            let filler = FillerFilter::for_language(None);
            assert!(!filler.only_asks_for_a_human(text), "{text}");
        }
    }

    #[test]
    fn a_language_without_a_list_of_stop_words_is_treated_as_unknown() {
        assert!(has_no_content(Some("tlh"), "Vielen Dank, merci, gracias."));
    }

    #[test]
    fn content_words_and_numbers_remain() {
        let mut content_terms: Vec<_> = FillerFilter::for_language(Some("en"))
            .content_terms("Oh, and call me on my new number, please: it ends 0 1 7 7.")
            .into_iter()
            .collect();
        content_terms.sort();
        assert_eq!(content_terms, ["0177", "call", "ends", "new", "number"]);
    }

    #[test]
    fn an_opener_is_found_after_filler() {
        let english = FillerFilter::for_language(Some("en"));
        for sentence in [
            "Hi Robin, this is Northwind.",
            "Okay, sure, let me check that.",
            "Got it, I'll note your name.",
        ] {
            assert!(english.starts_with_filler(sentence), "{sentence}");
        }
        assert!(!english.starts_with_filler("Sure, the price is 80."));
        assert!(!english.starts_with_filler(""));
    }
}
