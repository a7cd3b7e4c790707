//! Finds the types of answers that a memory has, cheaply: by the shape of its words.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    AnswerKinds, AnswerType, AnswerTypes,
    asked::Asked,
    asked_by,
    habits::types_of_habits,
    tokens::{DIGITS, Token, is_number_word, tokens},
    vocabulary::{CANNOT_HAVE, INTOLERANT},
};
use crate::{
    Memory, MemoryKind, Speaker, TimeMention,
    text::{Word, is_number, is_question, sentences, words},
    without_labels,
};

/// A longer time, such as "this year", says on no day when something is.
const MAX_DAYS: i32 = 26;
const MIN_PHONE_DIGITS: usize = 7;
/// How far the number of a house is from the word for the street.
const HOUSE_NUMBER_DISTANCE: usize = 3;
const MIN_REFERENCE_DIGITS: usize = 4;

type Words = LazyLock<FxHashSet<&'static str>>;

macro_rules! words {
    ($text:literal) => {
        LazyLock::new(|| $text.split_whitespace().collect())
    };
}

static CURRENCIES: Words = words!(
    "euro euros eur dollar dollars usd buck bucks pound pounds quid cent cents franken chf franc
     francs dólar dólares céntimos reais real pesos dollari centesimi gulden percent prozent procent"
);
static STREETS: Words = words!(
    "street road avenue lane drive court boulevard highway terrace crescent close square row way
     place st ave rd blvd apartment apt unit flat suite rue quai chemin impasse allée place cours
     calle avenida plaza paseo camino carrer via viale piazza corso vicolo rua praça travessa largo
     estrada"
);
/// Where things are left: "by the shed".
static SPOTS: Words = words!(
    "porch shed garage doorstep doormat letterbox mailbox reception lobby locker counter carport
     veranda balcony terrasse schuppen briefkasten empfang rezeption hausflur treppenhaus fußmatte
     carport porche cobertizo garaje buzón portería conserjería recepción felpudo rellano abri
     paillasson boîte loge palier réception alpendre barracão garagem receção portaria tapete
     portico capanno portineria cassetta zerbino ripostiglio schuur brievenbus receptie voordeur deurmat
     berging neighbour neighbours neighbor neighbors nachbar nachbarin nachbarn vecino vecina portero voisin
     voisine gardien gardienne concierge vizinho vizinha vicino vicina vicini buurman buurvrouw buren"
);
/// A number after them is an age, if nothing follows: "he's sixteen".
const BE: [&str; 12] = [
    "is", "was", "he's", "she's", "turns", "turning", "turned", "ist", "wird", "wurde", "wordt",
    "werd",
];
/// Words that go on after an age, but not after another number: "he's nine by the way".
const AFTER_AN_AGE: [&str; 22] = [
    "by",
    "and",
    "but",
    "now",
    "already",
    "so",
    "next",
    "in",
    "und",
    "aber",
    "jetzt",
    "schon",
    "seit",
    "übrigens",
    "im",
    "am",
    "en",
    "maar",
    "nu",
    "al",
    "op",
    "trouwens",
];
const STREET_ENDINGS: [&str; 13] = [
    "straße", "strasse", "weg", "platz", "gasse", "allee", "ufer", "damm", "straat", "laan",
    "plein", "gracht", "kade",
];
/// Beginnings of words for living somewhere, or moving there.
const LIVES: [&str; 22] = [
    "wohn",
    "umgezogen",
    "zieh",
    "umzieh",
    "live",
    "living",
    "moved",
    "moving",
    "vivo",
    "vivimos",
    "mudé",
    "mudamos",
    "mudado",
    "habit",
    "déménag",
    "abit",
    "trasfer",
    "moro",
    "moramos",
    "mudei",
    "woon",
    "verhuis",
];
/// So many words later the name of the street is found.
const LIVES_DISTANCE: usize = 7;
static YEARS_OLD: Words = words!(
    "old years jahre jahren alt años ans anni anos jaar birthday geburtstag cumpleaños anniversaire
     compleanno aniversário verjaardag"
);
static TITLES: Words = words!(
    "mr mrs ms miss dr doctor father sister coach nurse herr herrn frau doktor señor señora sr sra
     don doña doctora dra monsieur madame mme mlle docteur maître signor signora dottor dottoressa
     dott dottore avvocato senhor senhora doutor doutora meneer mevrouw dokter"
);
/// They stand before the name of somebody who comes or helps.
static BEFORE_NAMES: Words = words!("with named send by con avec com met");
static RELATIONS: Words = words!(
    "husband wife partner fiancé fiancée boyfriend girlfriend spouse son daughter child mother mom
     mum father dad parent brother sister grandson granddaughter grandmother grandma grandfather
     grandpa aunt uncle niece nephew cousin friend neighbour neighbor colleague roommate assistant
     boss carer law
     mann ehemann ehefrau frau partner partnerin sohn tochter mutter vater bruder schwester enkel
     enkelin oma opa tante onkel nichte neffe freund freundin nachbar nachbarin kollege kollegin
     marido mujer esposo esposa pareja hijo hija madre padre hermano hermana nieto nieta abuela
     abuelo tía tío sobrina sobrino amigo amiga vecino vecina
     mari femme époux épouse compagnon compagne fils fille mère père frère sœur soeur voisin voisine
     ami amie collègue
     marito moglie compagno compagna figlio figlia madre padre fratello sorella nonna nonno zia zio
     nipote amico amica vicino vicina
     mulher filho filha mãe pai irmão irmã neto neta avó avô tia tio sobrinho sobrinha namorado
     namorada vizinho vizinha
     man vrouw echtgenoot echtgenote zoon dochter moeder vader broer zus kleinzoon vriend vriendin
     buurman buurvrouw"
);
static BECAUSE: Words = words!(
    "because cause can't cannot couldn't weil nämlich deshalb deswegen porque parce puisque perché
     siccome poiché pois omdat want doordat"
);
/// Days on which something takes place every week.
static WEEKDAYS: Words = words!(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays montags dienstags mittwochs
     donnerstags freitags samstags sonntags lunes martes miércoles jueves viernes sábados domingos
     lundis mardis mercredis jeudis vendredis samedis dimanches segundas terças quartas quintas sextas
     segunda terça quarta quinta sexta lunedì martedì mercoledì giovedì venerdì maandag dinsdag
     woensdag donderdag vrijdag zaterdag zondag"
);
static CALENDAR: Words = words!(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
     fridays saturdays sundays january february march april may june july august september october
     november december jan feb mar apr jun jul aug sep sept oct nov dec i i'm i've i'll i'd ok okay
     christmas easter"
);

impl AnswerKinds {
    /// "Sixty" is a number of guests after "How many guests?"
    pub(in crate::knowledge) fn of(memory: &Memory) -> Self {
        let replies_to = match &memory.kind {
            MemoryKind::Semantic { neighbours, .. } => neighbours
                .question()
                .map(|question| asked_by(&plain_words(question)))
                .unwrap_or_default(),
            MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => Asked::default(),
        };
        // "Not yet" to "have you received the invoice" is no amount.
        let told_by_yes = replies_to.yes_or_no;
        let replies_to = replies_to.types;
        let named = match &memory.kind {
            MemoryKind::Profile { key, .. } => asked_by(&plain_words(&key.to_text())).types,
            MemoryKind::Semantic { .. } | MemoryKind::Factual { .. } if told_by_yes => {
                replies_to.intersection(TOLD_BY_YES)
            }
            MemoryKind::Semantic { .. } | MemoryKind::Factual { .. } => replies_to,
        };
        let is_agents = matches!(
            memory.kind,
            MemoryKind::Semantic {
                speaker: Some(Speaker::Agent),
                ..
            }
        );
        let types = |text: &str| types_of_text(text, &memory.annotations.times, is_german(memory));
        let said = if is_agents && memory.text.contains('?') {
            // An offer tells a price, whether or not it is accepted.
            let offered = types(&memory.text).intersection(OFFERED);
            types(&without_questions(&memory.text)).union(offered)
        } else {
            types(&memory.text)
        };
        // "Who comes?" "Keisha."
        let is_sent = is_agents
            && replies_to.contains(AnswerType::Person)
            && said.contains(AnswerType::Person);
        let sent = AnswerTypes::from_iter(is_sent.then_some(AnswerType::Professional));
        Self {
            has: named.union(said).union(confirmed_by(memory)).union(sent),
            replies_to,
        }
    }
}

/// The kinds of things that an agent's question contains even without an answer.
const OFFERED: AnswerTypes = AnswerTypes::NONE
    .with(AnswerType::Money)
    .with(AnswerType::Count);
/// What yes or no tells, or what follows it.
const TOLD_BY_YES: AnswerTypes = AnswerTypes::NONE
    .with(AnswerType::Intolerance)
    .with(AnswerType::Promise);
/// What an agent asks somebody to confirm.
const CONFIRMED: AnswerTypes = AnswerTypes::NONE
    .with(AnswerType::Address)
    .with(AnswerType::Email)
    .with(AnswerType::Phone)
    .with(AnswerType::Age)
    .with(AnswerType::Reference);
/// A reply with no more words says yes to all of a question, or no.
const MAX_WORDS_OF_A_REPLY: usize = 3;

/// A text with blanks in place of its questions, so that all other words stay where they are.
fn without_questions(text: &str) -> String {
    sentences(text)
        .map(|sentence| {
            if is_question(sentence) {
                " ".repeat(sentence.len())
            } else {
                sentence.to_owned()
            }
        })
        .collect()
}

/// "Yes" tells the address in "Are you still at 3 Priory Close?"
fn confirmed_by(memory: &Memory) -> AnswerTypes {
    let MemoryKind::Semantic {
        neighbours,
        speaker: Some(Speaker::Caller),
    } = &memory.kind
    else {
        return AnswerTypes::NONE;
    };
    neighbours
        .question()
        .filter(|_| words(&memory.text).len() <= MAX_WORDS_OF_A_REPLY)
        .and_then(|turn| {
            sentences(turn)
                .filter(|sentence| is_question(sentence))
                .last()
        })
        .map(|question| types_of_text(question, &[], is_german(memory)))
        .unwrap_or_default()
        .intersection(CONFIRMED)
}

/// The words of a text, with those before and after an apostrophe by themselves: "d'invités",
/// "Agnes's". Not those of the labels of removed values, which nobody said.
pub(in crate::knowledge) fn plain_words(text: &str) -> Vec<Word> {
    words(&without_labels(text).replace(['\'', '’'], " "))
}

pub(super) fn types_of_text(
    text: &str,
    times: &[TimeMention],
    nouns_are_capitalised: bool,
) -> AnswerTypes {
    let tokens = tokens(text);
    let is_quantity = |token: &Token<'_>| {
        (is_number(&token.lower) || is_number_word(&token.lower)) && !is_in_a_time(token, times)
    };
    let mut types = AnswerTypes::NONE;
    let mut add = |kind, holds: bool| {
        if holds {
            types = types.with(kind);
        }
    };
    let has = |list: &Words| tokens.iter().any(|token| list.contains(&*token.lower));
    let quantities = tokens.iter().filter(|token| is_quantity(token)).count();
    add(AnswerType::Count, quantities > 0);
    let is_said_to_be = |[verb, token]: &[Token<'_>; 2]| {
        let rest = text.get(token.start + token.text.len()..).map(|rest| {
            // "Seventy-nine"
            rest.strip_prefix('-')
                .map_or(rest, |rest| rest.trim_start_matches(char::is_alphabetic))
        });
        is_quantity(token)
            && BE.contains(&&*verb.lower)
            && rest.is_some_and(|rest| {
                rest.is_empty()
                    || rest.starts_with(['.', ',', '!', ';'])
                    || rest
                        .trim_start()
                        .split(' ')
                        .next()
                        .is_some_and(|next| AFTER_AN_AGE.contains(&next))
            })
    };
    add(
        AnswerType::Age,
        quantities > 0 && (has(&YEARS_OLD) || tokens.array_windows().any(is_said_to_be)),
    );
    add(
        AnswerType::Money,
        text.contains(['$', '€', '£', '%']) || quantities > 0 && has(&CURRENCIES),
    );
    add(AnswerType::Email, is_email(text, &tokens));
    add(AnswerType::Phone, is_phone(text, &tokens, times));
    let is_address = has_address(&tokens);
    let is_for_letters = is_post_box(&tokens);
    add(AnswerType::PostBox, is_for_letters);
    add(AnswerType::Address, is_address || is_for_letters);
    add(
        AnswerType::Reference,
        tokens
            .iter()
            .any(|token| is_reference(token.text) && !is_in_a_time(token, times))
            || is_spelled_code(&tokens),
    );
    add(AnswerType::Intolerance, is_about_intolerance(text, &tokens));
    add(AnswerType::Relation, has(&RELATIONS));
    add(AnswerType::Reason, has(&BECAUSE));
    add(
        AnswerType::Time,
        times
            .iter()
            .any(|time| (time.until - time.from).get_days() <= MAX_DAYS)
            || has(&WEEKDAYS),
    );
    types = types.union(types_of_habits(&tokens, |token| is_in_a_time(token, times)));
    let mut add = |kind, holds: bool| {
        if holds {
            types = types.with(kind);
        }
    };
    for name in names(text, &tokens, times, nouns_are_capitalised) {
        add(AnswerType::Person, true);
        add(AnswerType::Professional, name.is_introduced);
        add(AnswerType::Place, true);
    }
    add(AnswerType::Place, is_address || has(&SPOTS));
    types
}

/// A word that looks like somebody's name.
struct Name<'t> {
    word: &'t str,
    /// By a title, or by a word such as "with".
    is_introduced: bool,
}

fn names<'t>(
    text: &str,
    tokens: &'t [Token<'_>],
    times: &[TimeMention],
    nouns_are_capitalised: bool,
) -> impl Iterator<Item = Name<'t>> {
    tokens
        .iter()
        .enumerate()
        .filter(move |(_, token)| {
            starts_with_capital(token.text)
                && token.text.chars().any(char::is_lowercase)
                && !CALENDAR.contains(&*token.lower)
                && !is_in_a_time(token, times)
        })
        .filter_map(move |(position, token)| {
            let before = position
                .checked_sub(1)
                .and_then(|position| tokens.get(position));
            let follows = |list: &Words| before.is_some_and(|before| list.contains(&*before.lower));
            let is_introduced = follows(&TITLES) || follows(&BEFORE_NAMES);
            let is_name = is_introduced
                || follows(&RELATIONS)
                || !nouns_are_capitalised && !begins_a_sentence(text, token.start);
            is_name.then_some(Name {
                word: &token.lower,
                is_introduced,
            })
        })
}

/// Whether a memory names somebody beside those whom a question names.
pub(in crate::knowledge) fn names_another(memory: &Memory, asked: &[SmolStr]) -> bool {
    let tokens = tokens(&memory.text);
    names(
        &memory.text,
        &tokens,
        &memory.annotations.times,
        is_german(memory),
    )
    .any(|name| {
        let word = name.word.split(['\'', '’']).next().unwrap_or(name.word);
        !asked.iter().any(|asked| asked == word)
    })
}

pub(super) fn is_calendar_word(word: &str) -> bool {
    CALENDAR.contains(word)
}

/// Whether a word is what somebody is to another: "sister".
pub(in crate::knowledge) fn names_a_relation(word: &str) -> bool {
    RELATIONS.contains(word)
}

fn is_german(memory: &Memory) -> bool {
    memory
        .source
        .as_ref()
        .and_then(|source| source.language.as_deref())
        .is_some_and(|language| language.starts_with("de"))
}

fn is_in_a_time(token: &Token<'_>, times: &[TimeMention]) -> bool {
    times
        .iter()
        .any(|time| (time.start as usize..time.end as usize).contains(&token.start))
}

pub(super) fn starts_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn begins_a_sentence(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    before.chars().next_back().is_none_or(|last| {
        !last.is_alphanumeric() && !matches!(last, ',' | ';' | ':' | '(' | '’' | '\'')
    })
}

/// "She's allergic to eggs", "eine Nussallergie", "kan niet tegen melk".
fn is_about_intolerance(text: &str, tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        INTOLERANT
            .iter()
            .any(|beginning| token.lower.contains(beginning))
    }) || CANNOT_HAVE.matches_anywhere(&words(text))
}

/// With the sign, or said aloud: "fern dot delacroix at example dot com".
fn is_email(text: &str, tokens: &[Token<'_>]) -> bool {
    const DOTS: [&str; 5] = ["dot", "punkt", "punto", "point", "ponto"];
    const ENDINGS: [&str; 14] = [
        "com", "de", "es", "fr", "pt", "it", "nl", "net", "org", "edu", "uk", "eu", "info", "br",
    ];
    text.contains('@')
        || tokens
            .array_windows()
            .any(|[dot, ending]| DOTS.contains(&&*dot.lower) && ENDINGS.contains(&&*ending.lower))
}

/// Seven or more digits in a row, in figures or words.
fn is_phone(text: &str, tokens: &[Token<'_>], times: &[TimeMention]) -> bool {
    let (mut digits, mut previous_end) = (0, 0);
    for token in tokens {
        let between = text.get(previous_end..token.start).unwrap_or_default();
        previous_end = token.start + token.text.len();
        if between.contains(['.', ';', ':', '€', '$']) {
            digits = 0;
        }
        if is_in_a_time(token, times) {
            digits = 0;
        } else if token.text.bytes().all(|byte| byte.is_ascii_digit()) {
            digits += token.text.len();
        } else if DIGITS.contains(&*token.lower) {
            digits += 1;
        } else {
            digits = 0;
        }
        if digits >= MIN_PHONE_DIGITS {
            return true;
        }
    }
    false
}

/// "12 Fenwick Road", "Lindenstraße 14", "quai des Brumes 11".
fn has_address(tokens: &[Token<'_>]) -> bool {
    tokens.iter().enumerate().any(|(position, token)| {
        let is_street = STREETS.contains(&*token.lower)
            || STREET_ENDINGS
                .iter()
                .any(|ending| token.lower.ends_with(ending) && token.lower.len() > ending.len());
        let start = position.saturating_sub(HOUSE_NUMBER_DISTANCE);
        let end = (position + 1 + HOUSE_NUMBER_DISTANCE).min(tokens.len());
        let next = tokens.get(position + 1);
        let is_saint =
            token.lower == "st" && next.is_some_and(|next| starts_with_capital(next.text));
        is_street
            && !is_saint
            && (start..end).any(|number| {
                let number_token = tokens.get(number).filter(|_| number != position);
                let is_spoken = number_token.is_some_and(|token| is_number_word(&token.lower));
                let is_number =
                    is_spoken || number_token.is_some_and(|token| is_number(&token.lower));
                // "Without the street side it's 20 panels" names no street.
                let between = tokens.get(number.min(position)..=number.max(position));
                is_number
                    && (number.abs_diff(position) == 1
                        && (!is_spoken || starts_with_capital(token.text))
                        || between.is_some_and(|between| {
                            between.iter().any(|token| starts_with_capital(token.text))
                        }))
            })
    }) || tokens
        .iter()
        .position(|token| LIVES.iter().any(|verb| token.lower.starts_with(verb)))
        .is_some_and(|verb| {
            // "Wir wohnen jetzt Am Mühlbach 12": a name and a number.
            let after = tokens.get(verb + 1..).unwrap_or_default();
            after
                .array_windows()
                .take(LIVES_DISTANCE)
                .any(|[name, number]| {
                    starts_with_capital(name.text)
                        && !CALENDAR.contains(&*name.lower)
                        && (is_number(&number.lower) || is_number_word(&number.lower))
                })
        })
}

/// "PO box 88", "Postfach 12": for letters.
fn is_post_box(tokens: &[Token<'_>]) -> bool {
    const BOXES: [&str; 4] = ["postbus", "postfach", "apartado", "postale"];
    let is_quantity = |token: &Token<'_>| is_number(&token.lower) || is_number_word(&token.lower);
    tokens
        .array_windows()
        .any(|[name, number]| BOXES.contains(&&*name.lower) && is_quantity(number))
        || tokens.array_windows().any(|[post, name, number]| {
            matches!(&*post.lower, "po" | "p.o" | "post")
                && name.lower == "box"
                && is_quantity(number)
        })
}

/// Four or more digits, or letters and digits together: "D4481", "14C".
fn is_reference(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    digits >= MIN_REFERENCE_DIGITS || digits >= 2 && capitals > 0
}

/// Letters and digits said one by one: "Q R 7 W 2 L".
fn is_spelled_code(tokens: &[Token<'_>]) -> bool {
    tokens
        .chunk_by(|a, b| is_single(a) && is_single(b))
        .any(|run| {
            run.len() >= MIN_REFERENCE_DIGITS
                && run.iter().any(|token| is_number(token.text))
                && run.iter().any(|token| !is_number(token.text))
        })
}

fn is_single(token: &Token<'_>) -> bool {
    token.text.chars().count() == 1
}
