//! Abbreviations that are written with a full stop, by what follows them.
//!
//! The lists of all languages are used together, because callers mix languages and
//! the language of a call is often unknown. So a list contains no abbreviation that
//! is also a common word of another language ("rep.", "art.", "set.").
//! Abbreviations are in lower case and without their last full stop.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Where a sentence may end after an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Never: a title before a name ("Mrs. Smith"), or a word that needs another one
    /// ("approx. 20").
    Never,
    /// Unless a number or a letter follows: "No. 5", "Apt. B".
    UnlessNumber,
    /// Unless a number follows; otherwise it is a word that ends like any other:
    /// "Jan. 6", "Tues. 9".
    UnlessDay,
    /// Before a word that often begins a sentence and is no name: "Main St. Please",
    /// but "Main St. Bridge".
    BeforeStarter,
    /// Before any capitalised word that does not belong to a time: "9 a.m. Robin will",
    /// but "9 a.m. Monday".
    BeforeCapital,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, Ending>> = LazyLock::new(|| {
    let lists = [
        (Ending::Never, TITLES),
        (Ending::Never, CONTINUED),
        (Ending::UnlessNumber, BEFORE_NUMBERS),
        (Ending::UnlessDay, BEFORE_DAYS),
        (Ending::BeforeStarter, NAMES_AND_STREETS),
        (Ending::BeforeCapital, CLOSING),
    ];
    lists
        .into_iter()
        .flat_map(|(ending, list)| list.split_whitespace().map(move |word| (word, ending)))
        .collect()
});

/// Where a sentence may end after `word`, which is in lower case; `None` if it is not
/// an abbreviation.
pub(super) fn ending_after(word: &str) -> Option<Ending> {
    ABBREVIATIONS.get(word).copied()
}

/// Whether `word`, in lower case, names a month or a day of the week, or a time zone.
pub(super) fn belongs_to_a_time(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&'static str>> =
        LazyLock::new(|| TIME_WORDS.split_whitespace().collect());
    WORDS.contains(word)
}

const TITLES: &str = "
    mr mrs ms messrs prof capt lt sgt pvt cmdr
    hrn frl dipl ing mag
    sra sras srta srtas dña dñª d.ª lic lcda lcdo excmo excma ilmo ilma sto sta
    mme mmes mlle mlles mgr
    exmo exma dra drs profa engª dom
    sig sig.ra sig.na sigg dott dott.ssa avv geom prof.ssa egr gent.ma
    dhr mevr mej mw ds ir bc
";

const CONTINUED: &str = "
    approx e.g i.e vs viz cf incl excl esp
    z.b bzw ca d.h inkl exkl zzgl zzgl evtl ggf bspw sog vgl z.zt i.d.r u.u m.e v.a z.t lt geb
    p.ej ej aprox p.e
    env c.-à-d p.ex apr.-j.-c av.-j.-c
    p.es es ecc.ma
    bijv d.w.z m.b.t t.a.v i.v.m o.a t.n.v z.g.a.n resp d.m.v
";

const BEFORE_NUMBERS: &str = "
    no nos nr nrs fig figs pp ext tel apt ste rm flr unit. bldg
    hausnr hsnr whg abs ziff rufnr
    núm núms n.º pág págs apdo teléf tfno
    bât appt
    núms apto ap
    pag pagg int
    blz hnr postbus
";

const BEFORE_DAYS: &str = "
    jan feb mar apr jun jul aug sep sept oct nov dec
    mon tue tues wed weds thu thur thurs fri
    jän mär mrz okt dez
    ene abr ago dic
    janv févr avr juil déc
    fev mai dez
    gen mag giu lug ott
    mrt
";

const NAMES_AND_STREETS: &str = "
    dr st ave blvd rd ln ct sq mt ft hwy pkwy jr sr inc ltd co corp bros dept gov gen hon col rev
    str hr fr
    avda pza plza ctra urb ud uds vd vds ee uu
    bd pl
    av pç trav
    l.go p.zza v.le c.so
    dhr.
";

const CLOSING: &str = "
    a.m p.m etc hrs mins
    usw std u.ä o.ä u.a
    ecc
    enz e.d
";

const TIME_WORDS: &str = "
    monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
    est edt et cst cdt ct mst mdt mt pst pdt pt gmt bst utc cet cest
    eastern central mountain pacific
    montag dienstag mittwoch donnerstag freitag samstag sonntag uhr
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_in_lower_case() {
        for word in ABBREVIATIONS.keys() {
            assert_eq!(*word, word.to_lowercase());
        }
    }

    #[test]
    fn common_words_are_no_abbreviations() {
        for word in [
            "rep", "set", "out", "me", "so", "sat", "sun", "may", "to", "die",
        ] {
            assert_eq!(ending_after(word), None, "{word}");
        }
    }
}
