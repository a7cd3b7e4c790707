use std::collections::HashSet;

use super::{
    idioms::{IDIOMS, Idioms, listed},
    phrases::Phrases,
    words::{Word, terms, words},
};

/// What words are worth in the language of a call.
pub(super) struct Lexicon {
    /// Conversational filler, greetings and stalling.
    idle: Phrases,
    /// How an idle sentence begins.
    openers: Phrases,
    stop_words: Phrases,
}

impl Lexicon {
    /// The lexicon of a language, named by its ISO 639-1 code with or without a
    /// region (`pt-br`). English is spoken everywhere and always part of it;
    /// where the language is unknown, every language with idioms is.
    pub(super) fn of(language: Option<&str>) -> Self {
        let primary = language
            .and_then(|tag| tag.trim().split(['-', '_']).next())
            .map(str::to_ascii_lowercase)
            .filter(|code| stop_words::lookup(code).is_some());
        let codes: Vec<&str> = match &primary {
            Some(code) => vec![code, "en"],
            None => IDIOMS.iter().map(|idioms| idioms.language).collect(),
        };
        let spoken = |idioms: &&Idioms| codes.contains(&idioms.language);
        let idioms: Vec<&Idioms> = IDIOMS.iter().filter(spoken).collect();
        let openers = || {
            let lists = idioms
                .iter()
                .flat_map(|idioms| [idioms.greetings, idioms.stalling]);
            lists.flat_map(listed)
        };
        let filler = idioms.iter().flat_map(|idioms| listed(idioms.filler));
        let stop_words = codes.iter().filter_map(stop_words::lookup).flatten();
        Self {
            idle: filler.chain(openers()).collect(),
            openers: openers().collect(),
            stop_words: stop_words.copied().collect(),
        }
    }

    /// What a text tells once filler and stop words are taken away.
    pub(super) fn telling(&self, text: &str) -> HashSet<String> {
        let without_filler = self.idle.removed_from(&words(text));
        terms(&self.stop_words.removed_from(&without_filler))
    }

    /// Whether a sentence begins, after filler, with a greeting or a stalling
    /// phrase: "Sure, let me check …".
    pub(super) fn opens_idly(&self, sentence: &str) -> bool {
        let words = words(sentence);
        let mut rest: &[Word] = &words;
        loop {
            if self.openers.begin(rest) > 0 {
                return true;
            }
            match self.idle.begin(rest) {
                0 => return false,
                filler => rest = rest.get(filler..).unwrap_or_default(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tells_nothing(language: Option<&str>, text: &str) -> bool {
        Lexicon::of(language).telling(text).is_empty()
    }

    #[test]
    fn courtesies_tell_nothing_in_any_language_with_idioms() {
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
        ] {
            assert!(tells_nothing(Some(language), text), "{language}");
            assert!(tells_nothing(None, text), "{language} unannounced");
        }
    }

    #[test]
    fn a_language_without_a_list_of_stop_words_is_treated_as_unknown() {
        assert!(tells_nothing(Some("tlh"), "Vielen Dank, merci, gracias."));
    }

    #[test]
    fn content_words_and_numbers_are_what_is_left() {
        let mut telling: Vec<_> = Lexicon::of(Some("en"))
            .telling("Oh, and call me on my new number, please: it ends 0 1 7 7.")
            .into_iter()
            .collect();
        telling.sort();
        assert_eq!(telling, ["0177", "call", "ends", "new", "number"]);
    }

    #[test]
    fn an_idle_opening_is_found_behind_filler() {
        let english = Lexicon::of(Some("en"));
        for idle in [
            "Hi Robin, this is Northwind.",
            "Okay, sure, let me check that.",
            "Got it, I'll note your name.",
        ] {
            assert!(english.opens_idly(idle), "{idle}");
        }
        assert!(!english.opens_idly("Sure, the price is 80."));
        assert!(!english.opens_idly(""));
    }
}
