//! What an agent says should not be told, or that it will not repeat.

use super::{
    kind::Kind,
    tokens::{Gap, Joint, Token, tokens},
    vocabulary::{Class, Marks},
};

pub(super) const PRONOUNS: [&str; 14] = [
    "den", "die", "diesen", "gliela", "he", "het", "ihn", "it", "lo", "me", "mi", "nous", "that",
    "them",
];

/// "Please don't tell me that."
const DEMONSTRATIVES: [&str; 11] = [
    "ca", "cela", "cio", "dat", "das", "dit", "eso", "esto", "isso", "questo", "this",
];

/// "Never tell anybody your PIN."
pub(super) const NEVER: [&str; 8] = [
    "jamais", "mai", "never", "nie", "niemals", "nooit", "nunca", "niemand",
];

pub(super) const NOT: [&str; 12] = [
    "cannot",
    "don",
    "kein",
    "nadie",
    "nao",
    "nicht",
    "niemandem",
    "niet",
    "no",
    "non",
    "not",
    "pas",
];

const WITHOUT: [&str; 7] = ["ohne", "sans", "sem", "senza", "sin", "without", "zonder"];

/// What one should not do with a secret.
pub(super) const TELL: [&str; 71] = [
    "communiquez",
    "compartas",
    "comparta",
    "compartilhe",
    "comunichi",
    "condivida",
    "deel",
    "deelt",
    "delen",
    "dica",
    "digas",
    "diga",
    "dire",
    "dirlo",
    "dites",
    "divulguez",
    "disclose",
    "donnez",
    "facilite",
    "geef",
    "geeft",
    "give",
    "mention",
    "nennen",
    "partagez",
    "partilhe",
    "reveal",
    "revele",
    "riveli",
    "sagen",
    "say",
    "share",
    "tell",
    "vertel",
    "verrate",
    "verraten",
    "weitergeben",
    "zeg",
    "zeggen",
    "noemen",
    "geven",
    "doorgeven",
    "decir",
    "decirme",
    "decirlo",
    "decirla",
    "dizer",
    "donner",
    "dar",
    "darmelo",
    "dirmelo",
    "dirmela",
    "dirla",
    "durchgeben",
    "geben",
    "nenne",
    "read",
    "lire",
    "lisez",
    "leer",
    "lea",
    "leggere",
    "legga",
    "ler",
    "leia",
    "lees",
    "voorlezen",
    "lese",
    "spell",
    "dico",
    "digo",
];

/// "Thank you, I won't repeat it": what was told is no order number.
const REPEAT: [&str; 32] = [
    "repeat",
    "repeating",
    "wiederhole",
    "wiederholen",
    "wiederholt",
    "vorlesen",
    "repetir",
    "repito",
    "repetirlo",
    "repetirla",
    "repetirei",
    "repita",
    "repeter",
    "repete",
    "repetition",
    "ripetere",
    "ripeterlo",
    "ripeterla",
    "ripeto",
    "herhalen",
    "herhaal",
    "aloud",
    "relis",
    "relire",
    "rileggo",
    "rileggere",
    "rileggerlo",
    "releo",
    "releer",
    "releio",
    "reler",
    "vorlese",
];

/// Where one should not tell a secret: "not over the phone, please".
const LINE: [&str; 11] = [
    "leitung",
    "ligne",
    "line",
    "linea",
    "linha",
    "lijn",
    "phone",
    "telefon",
    "telefone",
    "telefono",
    "telephone",
];

/// What an agent does not do with a secret: "I can't take that down".
pub(super) const ACCEPT: [&str; 38] = [
    "accept",
    "accepter",
    "aceptar",
    "aceitar",
    "accettare",
    "annehmen",
    "annotare",
    "annoto",
    "anotar",
    "anoto",
    "aufnehmen",
    "aufschreiben",
    "confirm",
    "confirmar",
    "confirmer",
    "confermare",
    "confermo",
    "bestatigen",
    "bevestigen",
    "notare",
    "note",
    "noteer",
    "noter",
    "noteren",
    "notiere",
    "notieren",
    "opschrijven",
    "prendre",
    "registrar",
    "registrare",
    "segno",
    "segnare",
    "speichern",
    "take",
    "noted",
    "notiert",
    "genoteerd",
    "notato",
];

/// "That stays between us."
const IN_CONFIDENCE: [&[&str]; 26] = [
    &["em", "seguranca"],
    &["between", "us"],
    &["entre", "nous"],
    &["entre", "nosotros"],
    &["entre", "nos"],
    &["tra", "noi"],
    &["unter", "uns"],
    &["onder", "ons"],
    &["for", "security"],
    &["for", "security", "reasons"],
    &["por", "seguridad"],
    &["por", "motivos", "de", "seguridad"],
    &["par", "securite"],
    &["pour", "des", "raisons", "de", "securite"],
    &["per", "sicurezza"],
    &["per", "motivi", "di", "sicurezza"],
    &["por", "seguranca"],
    &["por", "motivos", "de", "seguranca"],
    &["aus", "sicherheitsgrunden"],
    &["om", "veiligheidsredenen"],
    &["behalte", "ich", "fur", "mich"],
    &["keep", "it", "to", "myself"],
    &["keep", "that", "to", "myself"],
    &["je", "le", "garde", "pour", "moi"],
    &["lo", "tengo", "per", "me"],
    &["hou", "ik", "voor", "me"],
];

/// "You don't need to tell me anything else."
const MORE: [&str; 9] = [
    "altro",
    "anders",
    "anything",
    "autre",
    "else",
    "everything",
    "mas",
    "mehr",
    "more",
];

/// "I've passed it on confidentially."
const CONFIDENTIAL: [&str; 16] = [
    "confidencial",
    "confidencialmente",
    "confidential",
    "confidentially",
    "confidentiel",
    "confidentielle",
    "confidentiellement",
    "confidenziale",
    "discretamente",
    "riservata",
    "riservato",
    "securely",
    "vertraulich",
    "vertraulichen",
    "vertrouwelijk",
    "vertrouwelijke",
];

/// "I'll pass it on without writing it down."
const WRITE_DOWN: [&str; 40] = [
    "annotare",
    "annotarlo",
    "anotar",
    "anotarlo",
    "apuntar",
    "apuntarlo",
    "aufschreiben",
    "aufzuschreiben",
    "conservarlo",
    "enregistrer",
    "escrever",
    "escribir",
    "escribirlo",
    "gravar",
    "gravarlo",
    "guardar",
    "guardarlo",
    "keeping",
    "notare",
    "noter",
    "noteren",
    "notieren",
    "noting",
    "opschrijven",
    "opslaan",
    "recording",
    "registar",
    "registrar",
    "registrare",
    "registrarlo",
    "salvare",
    "salvarlo",
    "saving",
    "scriverlo",
    "segnarlo",
    "speichern",
    "storing",
    "vermerken",
    "writing",
    "ecrire",
];

/// "That goes to the fitter only."
const ONLY: [&str; 18] = [
    "alleen",
    "apenas",
    "ausschliesslich",
    "enkel",
    "exclusivamente",
    "nur",
    "only",
    "seulement",
    "so",
    "solamente",
    "solo",
    "soltanto",
    "somente",
    "uitsluitend",
    "unicamente",
    "uniquement",
    "esclusivamente",
    "exclusivement",
];

const PASS_ON: [&str; 38] = [
    "comunico",
    "doy",
    "gaat",
    "gebe",
    "geef",
    "geht",
    "give",
    "given",
    "gives",
    "goes",
    "pasa",
    "pasare",
    "paso",
    "pass",
    "passa",
    "passe",
    "passed",
    "passerei",
    "passes",
    "passo",
    "reaches",
    "reciben",
    "recibe",
    "recebe",
    "recoit",
    "riceve",
    "sees",
    "sieht",
    "transmets",
    "transmettrai",
    "va",
    "vai",
    "ve",
    "vede",
    "voit",
    "weitergegeben",
    "ziet",
    "bekommt",
];

/// What an agent warns of telling.
const WARNED_OF: [Class; 10] = [
    Class::Code,
    Class::Pin,
    Class::SecurityCode,
    Class::SocialSecurity,
    Class::NationalId,
    Class::Passport,
    Class::Tax,
    Class::Bank,
    Class::Card,
    Class::Password,
];

/// What is switched off with a code.
const ALARMS: [&str; 5] = ["alarm", "alarma", "alarmanlage", "alarme", "allarme"];

/// What a turn of the agent warns of telling: "Please never tell anybody your PIN." `told` is the
/// turn of the caller before it.
pub(super) fn warned_of(text: &str, told: &str) -> Vec<Kind> {
    let tokens = tokens(text);
    let mut warned = Vec::new();
    let mut start = 0;
    let mut marks = None;
    let mut named_before = None;
    for sentence in tokens.chunk_by(|_, next| next.gap < Gap::Sentence) {
        let end = start + sentence.len();
        let range = start..end;
        start = end;
        let denies = is_any(sentence, &NEVER)
            || is_any(sentence, &NOT)
            || is_any(sentence, &WITHOUT)
            || sentence.iter().any(is_contracted_not);
        let is_on_line = is_any(sentence, &LINE);
        let forbids = is_any(sentence, &TELL) || is_any(sentence, &REPEAT);
        let refers_back = is_any(sentence, &PRONOUNS) || is_any(sentence, &DEMONSTRATIVES);
        let is_confidential = is_any(sentence, &CONFIDENTIAL)
            || is_in_confidence(sentence)
            || is_any(sentence, &WITHOUT) && is_any(sentence, &WRITE_DOWN)
            || refers_back && is_any(sentence, &ONLY) && is_any(sentence, &PASS_ON);
        let warns = denies && (forbids || is_on_line || is_any(sentence, &ACCEPT));
        if !warns && !is_confidential {
            continue;
        }
        let marks = marks.get_or_insert_with(|| Marks::new(&tokens));
        let named = WARNED_OF
            .into_iter()
            .filter(|class| marks.any_between(*class, range.start, range.end));
        let named: Vec<Kind> = named.filter_map(Class::kind).collect();
        if !named.is_empty() {
            warned.extend(named);
            continue;
        }
        let refers = refers_back || is_any(sentence, &REPEAT);
        if refers || is_on_line || is_confidential {
            let named: &Vec<Kind> = named_before.get_or_insert_with(|| named_in(told));
            warned.extend(named);
        }
        let is_about_more = is_any(sentence, &MORE);
        if warns && refers && forbids && !is_about_more && !warned.contains(&Kind::Code) {
            warned.extend([Kind::Password, Kind::Pin, Kind::NationalId]);
        }
    }
    warned.dedup();
    warned
}

/// "don't", "can't", "won't"
pub(super) fn is_contracted_not(token: &Token) -> bool {
    token.folded == "t" && token.joint == Joint::Apostrophe
}

fn is_in_confidence(sentence: &[Token]) -> bool {
    IN_CONFIDENCE.iter().any(|phrase| {
        sentence.windows(phrase.len()).any(|words| {
            let mut pairs = words.iter().zip(*phrase);
            pairs.all(|(token, word)| token.folded == *word)
        })
    })
}

/// The secrets that a turn names.
fn named_in(told: &str) -> Vec<Kind> {
    let tokens = tokens(told);
    let marks = Marks::new(&tokens);
    let named = WARNED_OF.into_iter().filter(|class| marks.any(*class));
    let mut kinds: Vec<Kind> = named.filter_map(Class::kind).collect();
    if marks.any(Class::Site) || is_any(&tokens, &ALARMS) {
        kinds.push(Kind::Code);
    }
    kinds
}

pub(super) fn is_any(words: &[Token], list: &[&str]) -> bool {
    let folded = words.iter().map(|token| token.folded.as_str());
    folded.into_iter().any(|word| list.contains(&word))
}
