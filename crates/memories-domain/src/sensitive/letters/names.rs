//! The names of letters in each language that are other words, too.

use crate::sensitive::language::Language;

type Names = &'static [(&'static str, char)];

/// Names that are letters only beside letters or digits of a code.
pub(super) const fn of(language: Language) -> Names {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::Spanish => SPANISH,
        Language::French => FRENCH,
        Language::Portuguese => PORTUGUESE,
        Language::Italian => ITALIAN,
        Language::Dutch => DUTCH,
    }
}

const ENGLISH: Names = &[
    ("aitch", 'h'),
    ("bee", 'b'),
    ("cee", 'c'),
    ("cue", 'q'),
    ("dee", 'd'),
    ("eff", 'f'),
    ("ell", 'l'),
    ("em", 'm'),
    ("ess", 's'),
    ("gee", 'g'),
    ("jay", 'j'),
    ("kay", 'k'),
    ("pee", 'p'),
    ("tee", 't'),
    ("vee", 'v'),
];

const GERMAN: Names = &[
    ("be", 'b'),
    ("ce", 'c'),
    ("de", 'd'),
    ("eff", 'f'),
    ("ell", 'l'),
    ("emm", 'm'),
    ("enn", 'n'),
    ("err", 'r'),
    ("ess", 's'),
    ("ge", 'g'),
    ("ha", 'h'),
    ("ix", 'x'),
    ("jot", 'j'),
    ("ka", 'k'),
    ("pe", 'p'),
    ("te", 't'),
    ("vau", 'v'),
    ("we", 'w'),
];

const SPANISH: Names = &[
    ("be", 'b'),
    ("ce", 'c'),
    ("cu", 'q'),
    ("de", 'd'),
    ("ele", 'l'),
    ("ere", 'r'),
    ("ese", 's'),
    ("ge", 'g'),
    ("ka", 'k'),
    ("pe", 'p'),
    ("te", 't'),
    ("ve", 'v'),
    ("ye", 'y'),
];

const FRENCH: Names = &[
    ("ache", 'h'),
    ("be", 'b'),
    ("ce", 'c'),
    ("de", 'd'),
    ("elle", 'l'),
    ("esse", 's'),
    ("ge", 'g'),
    ("ixe", 'x'),
    ("ji", 'j'),
    ("ka", 'k'),
    ("ku", 'q'),
    ("pe", 'p'),
    ("te", 't'),
    ("ve", 'v'),
    ("zede", 'z'),
];

const PORTUGUESE: Names = &[
    ("be", 'b'),
    ("ca", 'k'),
    ("ce", 'c'),
    ("dablio", 'w'),
    ("de", 'd'),
    ("ele", 'l'),
    ("esse", 's'),
    ("ge", 'g'),
    ("pe", 'p'),
    ("que", 'q'),
    ("te", 't'),
    ("ve", 'v'),
    ("ze", 'z'),
];

const ITALIAN: Names = &[
    ("bi", 'b'),
    ("ci", 'c'),
    ("cu", 'q'),
    ("di", 'd'),
    ("elle", 'l'),
    ("esse", 's'),
    ("gi", 'g'),
    ("pi", 'p'),
    ("qu", 'q'),
    ("ti", 't'),
    ("vi", 'v'),
    ("vu", 'v'),
];

const DUTCH: Names = &[
    ("bee", 'b'),
    ("cee", 'c'),
    ("dee", 'd'),
    ("ef", 'f'),
    ("el", 'l'),
    ("em", 'm'),
    ("es", 's'),
    ("gee", 'g'),
    ("haa", 'h'),
    ("iks", 'x'),
    ("jee", 'j'),
    ("kaa", 'k'),
    ("pee", 'p'),
    ("tee", 't'),
    ("vee", 'v'),
    ("wee", 'w'),
    ("zet", 'z'),
];
