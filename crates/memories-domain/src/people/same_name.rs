//! When two spellings are one name.

use std::{collections::HashMap, sync::LazyLock};

use super::folding::fold;

/// Short forms that do not begin like the long one, or that several names share.
const SHORT_FORMS: &str = "
    robert bob bobby rob robbie; richard dick rick rich; william bill billy will liam;
    elizabeth liz lizzie beth betty eliza lisa; margaret maggie peggy meg greta; james jim jimmy jamie;
    john jack johnny; jonathan jon johnny; michael mike mick mickey; edward ed eddie ted ned;
    theodore ted theo; anthony tony; katherine catherine kate katie kathy cathy kit;
    kathryn kate katie kathy; susan sue suzie; patricia pat patty trish; patrick pat paddy;
    charles charlie chuck; henry harry hank; dorothy dot dottie; deborah deb debbie;
    alexander alex sasha xander sandy; alexandra alex sasha sandra sandy; samuel sam sammy;
    samantha sam sammy; christopher chris kit; christine chris chrissy tina; christina chris tina;
    nicholas nick; rebecca becky; jennifer jenny jen; lawrence larry; gerald jerry gerry;
    francis frank; frances fran; stephen steve; steven steve; walter walt wally; andrew andy drew;
    barbara barb; victoria vicky tori; abigail abby; daniel dan danny; thomas tom tommy;
    joseph joe joey; gregory greg; peter pete; david dave; kenneth ken; ronald ron; donald don;
    matthew matt; timothy tim; benjamin ben; leonard len lenny leo;
    jose pepe; francisco paco fran curro; ignacio nacho; dolores lola; concepcion concha conchi;
    mercedes merche; jesus chus; enrique quique kike; guadalupe lupe; rosario charo; pilar pili;
    manuel manolo manu; alberto beto; guillermo memo; isabel isa chabela; teresa tere;
    johannes hans jan; hans-jurgen hajo; wilhelm willi helmut; friedrich fritz; heinrich heinz heiner;
    josef sepp jupp; elisabeth lisa elli sissi; margarete grete gretel; katharina kathi katja kathrin;
    sebastian basti; giuseppe beppe peppe pino; luigi gigi; giovanni gianni vanni nanni;
    francesco franco checco; domenico mimmo; antonio tonino toni; lorenzo renzo; vincenzo enzo;
    salvatore toto turi; joao jao joaozinho; francisco chico xico; jose ze; antonio toninho to;
    luiz lula; maria mariazinha; pieter piet; cornelis kees cees; willem wim pim; hendrik henk;
    gerardus gerrit gerard; jacobus jaap; johanna joke jo; wilhelmina mien willy;
    jean-pierre jp; philippe phil; frederic fred; emmanuel manu";

static GROUPS: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<_, Vec<_>> = HashMap::new();
    for (index, group) in SHORT_FORMS.split(';').enumerate() {
        for name in group.split_whitespace() {
            groups.entry(name).or_default().push(index);
        }
    }
    groups
});

/// What turns a man's name into a woman's, or one name into another: not a long form.
const ENDINGS_OF_ANOTHER_NAME: [&str; 18] = [
    "a", "e", "o", "i", "le", "la", "lle", "lla", "ia", "ina", "ine", "ette", "etta", "ella",
    "elle", "na", "ne", "us",
];

/// Whether two given names may be of one person. `agree_on_family` is `None` where a family name
/// is missing.
pub(super) fn same_given(one: &str, other: &str, agree_on_family: Option<bool>) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (fold(one), fold(other));
    if one == other {
        return true;
    }
    match agree_on_family {
        Some(false) => false,
        Some(true) => {
            is_short_form(&one, &other) || is_misspelling(&one, &other) || is_initial(&one, &other)
        }
        None => is_short_form(&one, &other),
    }
}

/// Whether two family names agree, by words: "Ferrer" and "Ferrer Ibáñez". `None` if one is missing.
pub(super) fn agree_on_family(one: Option<&str>, other: Option<&str>) -> Option<bool> {
    let (one, other) = (one?, other?);
    if one == other {
        return Some(true);
    }
    let (one, other) = (fold(one), fold(other));
    let words = |name: &str| -> Vec<String> { name.split([' ', '-']).map(str::to_owned).collect() };
    let (mut shorter, mut longer) = (words(&one), words(&other));
    if shorter.len() > longer.len() {
        std::mem::swap(&mut shorter, &mut longer);
    }
    Some(shorter.iter().all(|word| {
        longer
            .iter()
            .any(|others| word == others || (word.len() >= 5 && is_one_letter_apart(word, others)))
    }))
}

fn is_one_letter_apart(one: &str, other: &str) -> bool {
    // A letter has at most 4 bytes.
    one.len().abs_diff(other.len()) <= 4 && distance(one, other) <= 1
}

fn is_short_form(one: &str, other: &str) -> bool {
    let groups = |name: &str| GROUPS.get(name).map(Vec::as_slice).unwrap_or_default();
    if groups(one)
        .iter()
        .any(|group| groups(other).contains(group))
    {
        return true;
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.chars().count() >= 3
        && long.strip_prefix(short).is_some_and(|rest| {
            !ENDINGS_OF_ANOTHER_NAME.contains(&rest) && (rest.len() >= 2 || rest == "y")
        })
}

fn is_initial(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.chars().count() == 1 && long.starts_with(short)
}

/// One letter apart, as speech recognition mistakes names; not at the end, where a letter makes
/// another name of it ("Mario", "Maria").
pub(super) fn is_misspelling(one: &str, other: &str) -> bool {
    let ends = |name: &str| (name.chars().next(), name.chars().next_back());
    let (start, end) = ends(one);
    let (others_start, others_end) = ends(other);
    let sounds_like = |a: Option<char>, b: Option<char>| {
        a == b
            || matches!(
                (a, b),
                (Some('c'), Some('k'))
                    | (Some('k'), Some('c'))
                    | (Some('s'), Some('z'))
                    | (Some('z'), Some('s'))
            )
    };
    sounds_like(start, others_start) && sounds_like(end, others_end) && distance(one, other) == 1
}

/// The edit distance, or 3 if it is more than 2. Names have at most 60 characters.
pub(super) fn distance(one: &str, other: &str) -> usize {
    const TOO_FAR: usize = 3;
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) >= TOO_FAR {
        return TOO_FAR;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (pair, b) in row.windows(2).zip(&other) {
            if let (&[diagonal, above], Some(&left)) = (pair, next.last()) {
                next.push(
                    (diagonal + usize::from(a != b))
                        .min(above + 1)
                        .min(left + 1),
                );
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or(TOO_FAR).min(TOO_FAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_changed_letters() {
        for (one, other, expected) in [
            ("glen", "glenn", 1),
            ("gwen", "glenn", 2),
            ("a", "", 1),
            ("helen", "walt", 3),
            ("jon", "jon", 0),
        ] {
            assert_eq!(distance(one, other), expected, "{one}, {other}");
        }
    }

    #[test]
    fn a_short_form_is_shared_only_by_its_names() {
        assert!(is_short_form("alex", "alexander") && is_short_form("alex", "alexandra"));
        assert!(!is_short_form("alexander", "alexandra"));
        assert!(!is_short_form("paul", "paula") && !is_short_form("victor", "victoria"));
    }
}
