use std::{fmt, str::FromStr};

/// A country with its telephone numbering plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Region(rlibphonenumber::Region);

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

    /// Parses an ISO 3166-1 alpha-2 code, ignoring case.
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let code = code.trim().to_ascii_uppercase();
        if !SUPPORTED_CODES
            .split_ascii_whitespace()
            .any(|supported| supported == code)
        {
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

/// The regions with a numbering plan. Asking the library would make it load all
/// plans, which takes milliseconds at every start of the process.
const SUPPORTED_CODES: &str = "\
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
    fn a_code_is_parsed_in_either_case() {
        assert_eq!("us".parse::<Region>(), "US".parse());
        assert_eq!(" gb ".parse::<Region>().unwrap().to_string(), "GB");
    }

    #[test]
    fn an_unknown_code_is_rejected_with_the_expected_format() {
        for text in ["", "UK", "USA", "001", "ZZ", "U S", "é"] {
            let error = text.parse::<Region>().unwrap_err();
            assert!(error.to_string().contains("ISO 3166"), "{text}");
        }
    }

    #[test]
    fn the_supported_codes_are_those_of_the_library() {
        let listed: BTreeSet<String> = SUPPORTED_CODES
            .split_ascii_whitespace()
            .map(str::to_owned)
            .collect();
        let supported = PHONE_NUMBER_UTIL
            .get_supported_regions()
            .map(|region| region.as_region_str().to_string())
            .collect();
        assert_eq!(listed, supported);
    }
}
