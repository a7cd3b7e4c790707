//! Texts that stand in the place of a caller id and identify nobody: words for a withheld number,
//! and what software sends for a value that it does not have. All calls that show one are of
//! different people.

use std::{iter, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{CallerField, InvalidCallerId, address::host_name, keypad, number};

mod words;

/// The wildcards of shells and of SQL.
const WILDCARDS: [char; 3] = ['*', '?', '%'];
/// Longer texts are no phrase of these words.
const MAX_KEY_CHARS: usize = 64;
/// A text has no more in front of it: `sip:tel:anonymous`.
const MAX_SCHEMES: usize = 3;
/// What begins or encloses a variable in a template.
const TEMPLATE_STARTS: [&str; 7] = ["${", "#{", "%{", "@{", "<%", "%(", "$("];

pub(super) fn check(text: &str, field: CallerField) -> Result<(), InvalidCallerId> {
    if is_template(text) {
        Err(InvalidCallerId::UnfilledTemplate)
    } else if !text.is_empty() && text.chars().all(|c| WILDCARDS.contains(&c)) {
        Err(InvalidCallerId::Wildcard)
    } else if is_withheld(text, field) {
        Err(InvalidCallerId::Withheld)
    } else {
        Ok(())
    }
}

/// The domain `invalid` belongs to nobody (RFC 2606); anonymous callers get a host in it
/// (RFC 3323, section 4.1.1.3), or a host named "anonymous".
pub(super) fn check_host(host: &str) -> Result<(), InvalidCallerId> {
    let host = host.to_lowercase();
    let is_reserved = host == "invalid" || host.ends_with(".invalid");
    if is_reserved || is_withheld_host(&host) {
        Err(InvalidCallerId::Withheld)
    } else {
        Ok(())
    }
}

/// In a host of several labels, each says so: `private.de` is somebody's.
fn is_withheld_host(host: &str) -> bool {
    if host.contains('.') {
        host.split('.')
            .all(|label| VOCABULARY.naming(&key(label)) == Some(Naming::Withheld))
    } else {
        is_withheld_name(host)
    }
}

/// Whether a text stands for a withheld number or an absent value. Case, accents and punctuation
/// are ignored.
pub(super) fn is_withheld(text: &str, field: CallerField) -> bool {
    // The text, and what follows its schemes.
    iter::successors(Some(text), |text| match user_and_host(text) {
        Some(_) => None,
        None => without_scheme(trim_quotes(text)),
    })
    .take(1 + MAX_SCHEMES)
    .any(|text| is_withheld_as_written(trim_quotes(text), field))
}

fn user_and_host(text: &str) -> Option<(&str, &str)> {
    text.split_once('@')
        .filter(|(user, host)| !user.is_empty() && !host.contains('@'))
}

fn is_withheld_as_written(text: &str, field: CallerField) -> bool {
    if let Some(digits) = number::digits(text) {
        return keypad::is_nobodys(text, &digits, field);
    }
    // The user of an address.
    if let Some((user, host)) = user_and_host(text) {
        return is_withheld_user(user) || check_host(&host_name(host)).is_err();
    }
    let key = key(text);
    key.chars().all(|c| c == '0')
        || words::ABBREVIATIONS.contains(&text.to_lowercase().as_str())
        || VOCABULARY.exact.contains(&key)
        || VOCABULARY.naming(&key) >= Some(Naming::Noun)
}

/// Whether the user of an address stands for a withheld number. `contact@example.com` is somebody.
pub(super) fn is_withheld_user(user: &str) -> bool {
    let user = without_scheme(user).unwrap_or(user);
    if let Some(digits) = number::digits(user) {
        return keypad::is_nobodys(user, &digits, CallerField::Network);
    }
    let key = key(user);
    key.is_empty() || VOCABULARY.naming(&key) == Some(Naming::Withheld)
}

/// Whether a word of the telephone network is that of a line with many callers: also with the
/// number of the line or a port, such as `Anonymous123` and `unknown:5060`.
pub(super) fn is_shared_line(word: &str) -> bool {
    let without_port = word
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(word, |(word, _)| word);
    let key = key(without_port);
    let unnumbered = key.trim_end_matches(char::is_numeric);
    VOCABULARY.shared_lines.contains(&key)
        || VOCABULARY.exact.contains(&key)
        || !unnumbered.is_empty() && VOCABULARY.naming(unnumbered) == Some(Naming::Withheld)
}

/// Whether a name shown beside an address says that it is withheld.
pub(super) fn is_withheld_name(name: &str) -> bool {
    name.contains(char::is_alphabetic) && is_withheld(name, CallerField::Network)
}

fn trim_quotes(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, '"' | '\'' | '`') || c.is_whitespace())
}

fn without_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    scheme
        .chars()
        .all(|c| c.is_ascii_alphabetic())
        .then_some(rest)
}

fn is_template(text: &str) -> bool {
    text.contains("{{")
        || text.contains("}}")
        || TEMPLATE_STARTS.iter().any(|start| text.starts_with(start))
        || text.starts_with('{') && text.ends_with('}')
        || text.contains("system__")
        || is_format(text)
}

/// `%s`, `%d`, `%1$s`, `$1`.
fn is_format(text: &str) -> bool {
    let is_short = text.chars().count() <= 4;
    let percent = text
        .strip_prefix('%')
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphabetic() || c == '@'));
    is_short
        && (percent && !text.bytes().skip(1).take(2).all(|b| b.is_ascii_hexdigit())
            || text.starts_with('$'))
}

/// The letters and digits of a text in lower case, without accents.
fn key(text: &str) -> String {
    text.nfkd()
        .filter(|&c| c.is_alphanumeric() && !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ł' => 'l',
            'ø' => 'o',
            'đ' | 'ð' => 'd',
            'ı' => 'i',
            'ς' => 'σ',
            c => c,
        })
        .collect()
}

/// How much a phrase names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Naming {
    Filler,
    Noun,
    Withheld,
}

struct Vocabulary {
    /// Only as the whole text.
    exact: FxHashSet<String>,
    shared_lines: FxHashSet<String>,
    words: FxHashMap<String, Naming>,
    /// Of the longest word, in characters.
    max_chars: usize,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

impl Vocabulary {
    fn new() -> Self {
        let mut words = FxHashMap::default();
        for (table, naming) in [
            (words::FILLERS, Naming::Filler),
            (words::NOUNS, Naming::Noun),
            (words::ABSENT, Naming::Withheld),
            (words::WITHHELD, Naming::Withheld),
            (words::WITHHELD_ELSEWHERE, Naming::Withheld),
        ] {
            words.extend(table.iter().map(|word| (key(word), naming)));
        }
        let longest = words.keys().map(|word| word.chars().count()).max();
        Self {
            max_chars: longest.unwrap_or_default(),
            exact: words::EXACT.iter().map(|word| key(word)).collect(),
            shared_lines: words::SHARED_LINES.iter().map(|word| key(word)).collect(),
            words,
        }
    }

    /// The most that a phrase names, if a key consists of these words alone.
    fn naming(&self, key: &str) -> Option<Naming> {
        let ends: Vec<usize> = key
            .char_indices()
            .map(|(at, _)| at)
            .chain([key.len()])
            .collect();
        let length = ends.len() - 1;
        if length > MAX_KEY_CHARS {
            return None;
        }
        // For each end, the most that words before it name, if words reach it.
        let mut reached: Vec<Option<Naming>> = vec![None; length + 1];
        if let Some(start) = reached.first_mut() {
            *start = Some(Naming::Filler);
        }
        for from in 0..length {
            let Some(&Some(before)) = reached.get(from) else {
                continue;
            };
            for to in from + 1..=length.min(from + self.max_chars) {
                let word = match (ends.get(from), ends.get(to)) {
                    (Some(&from), Some(&to)) => key.get(from..to).unwrap_or_default(),
                    _ => continue,
                };
                if let (Some(&naming), Some(end)) = (self.words.get(word), reached.get_mut(to)) {
                    *end = (*end).max(Some(naming.max(before)));
                }
            }
        }
        reached.last().copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn check(text: &str) -> Result<(), InvalidCallerId> {
        super::check(text, CallerField::UserId)
    }

    #[rstest]
    #[case::empty(&["", "---", "\u{200b}", "()"])]
    #[case::english(&[
        "anonymous", "+Anonymous", "RESTRICTED", "Private Number", "unknown caller",
        "Unavailable", "No Caller ID", "Caller ID Blocked", "withheld", "Out of area", "N/A",
        "id withheld", "private name", "not provided", "Number not available", "no name",
        "Caller ID unavailable", "Anonymous Caller", "UNKNOWN NAME", "Private/Private", "CLIR",
        "private-number", "privateCaller", "number_withheld", "caller unknown", "Suppressed",
    ])]
    #[case::german(&[
        "Unbekannt", "Privat", "Unbekannte Nummer", "Anonymer Anrufer", "Nummer unterdrückt",
        "Rufnummer unterdrueckt", "Keine Rufnummer", "Unbekannter Teilnehmer", "nicht verfügbar",
    ])]
    #[case::french(&[
        "Anonyme", "Inconnu", "Numéro masqué", "Numéro inconnu", "Appel masqué", "Privé",
        "Numéro privé", "indisponible", "Identité masquée", "Appelant inconnu", "non disponible",
    ])]
    #[case::spanish(&[
        "Desconocido", "Oculto", "Número privado", "Número oculto", "Llamada desconocida",
        "no disponible", "Sin identificar", "Anónimo", "Sin número", "Número desconocido",
    ])]
    #[case::portuguese(&[
        "Desconhecido", "Número desconhecido", "Número privado", "Anônimo", "Confidencial",
        "Não disponível", "Chamada anônima", "Não identificado", "Número oculto", "Restrito",
    ])]
    #[case::italian(&[
        "Sconosciuto", "Riservato", "Numero privato", "Numero sconosciuto", "Anonimo",
        "Non disponibile", "Numero nascosto", "Chiamata anonima", "Senza numero",
    ])]
    #[case::dutch(&[
        "Anoniem", "Onbekend", "Afgeschermd", "Onbekend nummer", "Privénummer", "Geen nummer",
        "Afgeschermd nummer", "Anonieme beller", "Niet beschikbaar", "Verborgen nummer",
    ])]
    #[case::other_languages(&[
        "非通知", "公衆電話", "表示圏外", "未知号码", "私人号码", "발신번호표시제한", "Скрытый номер",
        "Неизвестный", "Аноним", "مجهول", "رقم خاص", "חסוי", "Okänt nummer", "Skjult nummer",
        "Tuntematon numero", "Nieznany numer", "Numer zastrzeżony", "Neznámé číslo", "Ismeretlen",
        "Număr ascuns", "Gizli numara", "Bilinmeyen", "Nepoznat broj", "अज्ञात", "Άγνωστος",
    ])]
    #[case::absent(&[
        "null", "None", "nil", "NaN", "undefined", "[object Object]", "(null)", "<null>", "n.a.",
        "not set", "empty", "-", "\"\"", "[]", "unknown@unknown", "undefined undefined",
    ])]
    #[case::placeholders(&[
        "<caller_id>", "[caller_id]", "caller_id", "CALLER-ID", "userId", "your_user_id",
        "phone_number", "<phone number>", "test", "Test User", "default_user", "guest",
        "%CALLER_ID%", "$caller_id", "example", "string", "<REDACTED>", "[REDACTED]",
    ])]
    #[case::addresses(&[
        "anonymous@192.0.2.7", "anonymous@sip.example.com", "Unavailable@unknown.invalid",
        "x@anonymous.invalid", "restricted@pbx", "client:Anonymous", "whatsapp:anonymous",
        "sip:unavailable", "id: withheld", "tel:+00000",
    ])]
    fn a_text_that_stands_for_nobody_is_recognised_in_any_dress(#[case] texts: &[&str]) {
        for text in texts {
            assert!(check(text).is_err(), "{text:?}");
            assert!(check(&text.to_uppercase()).is_err(), "{text:?}");
            assert!(check(&text.to_lowercase()).is_err(), "{text:?}");
            assert!(check(&format!("\"{text}\"")).is_err(), "{text:?}");
        }
    }

    #[rstest]
    #[case("{{system__caller_id}}")]
    #[case("user {{name}}")]
    #[case("${callerId}")]
    #[case("#{caller}")]
    #[case("{caller_id}")]
    #[case("system__caller_id")]
    #[case("%s")]
    #[case("%1$s")]
    #[case("%(caller)s")]
    fn a_template_is_not_a_caller(#[case] text: &str) {
        assert_eq!(check(text), Err(InvalidCallerId::UnfilledTemplate));
    }

    #[test]
    fn names_ids_and_numbers_are_kept() {
        for text in [
            "+12025550143",
            "8842",
            "anonymous-42",
            "privateer",
            "noah",
            "dela",
            "leid",
            "Ünal",
            "maria",
            "customer-1",
            "user 7",
            "guest-8842",
            "Priya Vates",
            "crm:8842",
            "maria@example.com",
            "maria@private.example.com",
            "Hiddenbrook Farm",
            "contact@example.com",
            "me@example.com",
            "info@private-dental.example",
            "info@private.de",
            "Beller",
            "Deline",
            "line",
            "Ani",
            "Cid",
            "KA",
            "trunk",
            "%41lice",
            "*67",
        ] {
            assert_eq!(check(text), Ok(()), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_withheld_word_is_recognised_between_any_punctuation(
            word in prop::sample::select(words::WITHHELD.to_vec()),
            before in r#"["'(\[<*_ .-]{0,3}"#,
            after in r#"["')\]>*_ .-]{0,3}"#,
        ) {
            let text = format!("{before}{word}{after}");
            prop_assert!(check(&text).is_err(), "{}", text);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = check(&text);
        }
    }
}
