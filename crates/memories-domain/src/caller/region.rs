use std::{fmt, str::FromStr};

/// A country, as the plan by which its telephone numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Region(rlibphonenumber::Region);

/// A text that is no country's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected the two-letter ISO 3166-1 code of a country, such as US or GB")]
pub struct UnknownRegion;

impl Region {
    pub(super) const fn plan(self) -> rlibphonenumber::Region {
        self.0
    }
}

impl FromStr for Region {
    type Err = UnknownRegion;

    /// Reads an ISO 3166-1 alpha-2 code in either case.
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let code = code.trim().to_ascii_uppercase();
        if !CODES.split_ascii_whitespace().any(|known| known == code) {
            return Err(UnknownRegion);
        }
        rlibphonenumber::Region::from_code(&code)
            .map(Self)
            .map_err(|_| UnknownRegion)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.as_region_str())
    }
}

/// The regions with a numbering plan. To ask the library takes it milliseconds
/// to load all the plans, in every start of a process that may never need them.
const CODES: &str = "\
    AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO \
    DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU \
    GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW \
    KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
    MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT \
    PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA \
    TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK \
    YE YT ZA ZM ZW";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rlibphonenumber::PHONE_NUMBER_UTIL;

    use super::*;

    #[test]
    fn a_code_is_read_in_either_case() {
        assert_eq!("us".parse::<Region>(), "US".parse());
        assert_eq!(" gb ".parse::<Region>().unwrap().to_string(), "GB");
    }

    #[test]
    fn a_text_that_is_no_code_is_refused_with_what_is_expected() {
        for text in ["", "UK", "USA", "001", "ZZ", "U S", "é"] {
            let error = text.parse::<Region>().unwrap_err();
            assert!(error.to_string().contains("ISO 3166"), "{text}");
        }
    }

    #[test]
    fn the_codes_are_those_the_library_has_plans_for() {
        let ours: BTreeSet<String> = CODES.split_ascii_whitespace().map(str::to_owned).collect();
        let theirs = PHONE_NUMBER_UTIL
            .get_supported_regions()
            .map(|region| region.as_region_str().to_string())
            .collect();
        assert_eq!(ours, theirs);
    }
}
