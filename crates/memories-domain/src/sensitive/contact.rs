//! E-mail addresses and telephone numbers, which are removed only if the operator says so.

use super::{
    finding::Finding,
    kind::Kind,
    letters::letter_at,
    numbers::Run,
    tokens::{Gap, Sign, Token},
    vocabulary::{Class, Marks},
};

/// The sign of an address, in words that mean nothing else.
const AT_SIGNS: [&str; 7] = [
    "apenstaartje",
    "arobase",
    "arroba",
    "chiocciola",
    "klammeraffe",
    "klammeraffen",
    "kringel",
];
/// The sign, where a dot or a provider follows.
const AT: [&str; 2] = ["at", "chez"];
const DOTS: [&str; 6] = ["dot", "point", "ponto", "punkt", "punt", "punto"];
/// Other signs between the words of an address.
const JOINTS: [&str; 20] = [
    "bajo",
    "bas",
    "basso",
    "bindestrich",
    "dash",
    "guion",
    "hifen",
    "hyphen",
    "laag",
    "liggend",
    "minus",
    "moins",
    "plus",
    "streepje",
    "sublinhado",
    "tiret",
    "traco",
    "trattino",
    "underscore",
    "unterstrich",
];
const PROVIDERS: [&str; 18] = [
    "aol",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "kpn",
    "libero",
    "outlook",
    "proton",
    "protonmail",
    "sapo",
    "uol",
    "wanadoo",
    "web",
    "yahoo",
    "ziggo",
];

/// Plain words before the sign: "robin vale at example dot com".
const MAX_WORDS_BEFORE: usize = 3;
/// With what is spelled.
const MAX_TOKENS_BEFORE: usize = 40;
/// Of the name of a server.
const MAX_WORDS_AFTER: usize = 10;
/// An answer to the question for an address.
const MAX_ANSWER: usize = 10;
/// Spoken numbers without a word for them have so many digits, like those of telephones.
const SPOKEN_DIGITS: std::ops::RangeInclusive<usize> = 9..=14;
/// Around a number, to find out what it is.
const MAX_DISTANCE: usize = 8;

fn is_any(token: Option<&Token>, words: &[&str]) -> bool {
    token.is_some_and(|token| words.contains(&token.folded.as_str()))
}

fn is_dot(token: Option<&Token>) -> bool {
    is_any(token, &DOTS)
}

fn is_joint(token: Option<&Token>) -> bool {
    is_dot(token) || is_any(token, &JOINTS)
}

/// Addresses with a sign or spoken: "robin dot vale at example dot com".
pub(super) fn emails(text: &str, tokens: &[Token], marks: &Marks, findings: &mut Vec<Finding>) {
    for at in 1..tokens.len() {
        let between = |left: usize, right: usize| {
            let range = tokens.get(left)?.end..tokens.get(right)?.start;
            text.get(range)
        };
        let joins = |gap: Option<&str>| gap.is_some_and(|gap| matches!(gap, "." | "-" | "_" | "+"));
        if between(at - 1, at).is_some_and(|gap| gap.trim() == "@") {
            let (mut start, mut end) = (at - 1, at + 1);
            while start > 0 && joins(between(start - 1, start)) {
                start -= 1;
            }
            while end < tokens.len() && joins(between(end - 1, end)) {
                end += 1;
            }
            findings.push(address(tokens, start, end));
        } else if is_sign(tokens, at) {
            let start = start_of_name(tokens, marks, at);
            let end = end_of_server(tokens, at + 1);
            findings.push(address(tokens, start, end));
        }
    }
}

fn address(tokens: &[Token], start: usize, end: usize) -> Finding {
    let words = tokens.get(start..end).unwrap_or_default();
    Finding {
        value: Some(words.iter().map(|token| token.folded.as_str()).collect()),
        ..Finding::new(Kind::Email, start, end)
    }
}

fn is_sign(tokens: &[Token], at: usize) -> bool {
    let following = || {
        let rest = tokens.get(at + 1..).unwrap_or_default();
        rest.iter()
            .take(5)
            .take_while(|token| token.gap < Gap::Sentence && token.label.is_none())
    };
    is_any(tokens.get(at), &AT_SIGNS)
        || is_any(tokens.get(at), &AT)
            && (following().any(|token| is_dot(Some(token)))
                || is_any(tokens.get(at + 1), &PROVIDERS))
}

/// Where the name before the sign begins.
fn start_of_name(tokens: &[Token], marks: &Marks, sign: usize) -> usize {
    let mut start = sign;
    let mut words = 0;
    while let Some(token) = start.checked_sub(1).and_then(|before| tokens.get(before)) {
        let is_close = tokens
            .get(start)
            .is_some_and(|next| next.gap < Gap::Sentence);
        if token.label.is_some() || !is_close || sign - start >= MAX_TOKENS_BEFORE {
            break;
        }
        let is_spelled = letter_at(tokens, start - 1).is_some() || token.has_digit();
        let is_joined = is_joint(Some(token)) || is_joint(tokens.get(start)) || is_spelled;
        if !is_joined {
            let classes = marks.at(start - 1);
            let is_other = classes.has(Class::Copula)
                || classes.has(Class::Email)
                || classes.has(Class::Connector)
                || classes.has(Class::NoPassword);
            let is_after_pause =
                start < sign && tokens.get(start).is_some_and(|next| next.gap > Gap::Close);
            if words > 0 && (is_other || is_after_pause) || words >= MAX_WORDS_BEFORE {
                break;
            }
        }
        words += usize::from(!is_joined);
        start -= 1;
    }
    start
}

/// Where the server after the sign ends.
fn end_of_server(tokens: &[Token], start: usize) -> usize {
    let mut end = start;
    while let Some(token) = tokens.get(end) {
        let is_inside = token.label.is_none() && token.gap < Gap::Sentence;
        if !is_inside || end - start >= MAX_WORDS_AFTER {
            break;
        }
        let continues = end == start
            || is_joint(Some(token))
            || is_joint(tokens.get(end - 1))
            || (1..=2).any(|next| is_dot(tokens.get(end + next))) && token.gap == Gap::Close;
        if !continues {
            break;
        }
        end += 1;
    }
    end
}

/// What is told of an address when the agent asks for it: "robin dot vale", or letter by letter.
pub(super) fn answer(tokens: &[Token], marks: &Marks, findings: &mut Vec<Finding>) {
    let is_removed = |token: &Token| token.label == Some(Kind::Email);
    if tokens.iter().any(is_removed) || !findings.is_empty() {
        return;
    }
    let is_spelled = |at: usize| {
        is_joint(tokens.get(at)) || tokens.get(at).is_some_and(|token| token.folded.len() == 1)
    };
    let is_address = (0..tokens.len()).filter(|&at| is_spelled(at)).count() > 0;
    if !is_address || tokens.len() > 4 * MAX_ANSWER {
        return;
    }
    let is_beside = |at: &usize| {
        let classes = marks.at(*at);
        classes.has(Class::Copula) || classes.has(Class::Connector) || classes.has(Class::Email)
    };
    if let Some(start) = (0..tokens.len()).find(|at| !is_beside(at)) {
        findings.push(address(tokens, start, tokens.len()));
    }
}

/// Numbers with a plus sign, after a word such as "phone", grouped like an American number, or
/// as long as one and spoken digit by digit.
pub(super) fn phones(tokens: &[Token], marks: &Marks, runs: &[Run], findings: &mut Vec<Finding>) {
    for run in runs {
        let digits = run.digits();
        let start = run.start();
        let earliest = start.saturating_sub(MAX_DISTANCE);
        let is_in_sentence = |from: usize| {
            let words = tokens.get(from + 1..=start).unwrap_or_default();
            words.iter().all(|token| token.gap < Gap::Sentence)
        };
        let is_announced = || {
            (earliest..start).any(|at| marks.at(at).has(Class::Phone) && is_in_sentence(at))
                || is_any(
                    start.checked_sub(1).and_then(|at| tokens.get(at)),
                    &["plus"],
                )
        };
        let groups: Vec<usize> = run
            .elements
            .iter()
            .map(|element| element.digits.len())
            .take(5)
            .collect();
        let is_grouped = groups.ends_with(&[3, 3, 4]) || groups == [10] || groups == [1, 10];
        let is_spoken = || {
            SPOKEN_DIGITS.contains(&digits.len())
                && (digits.starts_with('0')
                    || run.elements.iter().all(|element| element.digits.len() == 1))
                && !marks.any_between(Class::Reference, earliest, start)
        };
        let is_phone = Kind::Phone.has_length(digits.len())
            && run.sign != Sign::Currency
            && (run.sign == Sign::Plus || is_grouped || is_announced() || is_spoken());
        if is_phone {
            findings.push(Finding::of_number(Kind::Phone, &run.elements));
        }
    }
}
