//! How dates are written.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

/// The language and order in which dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// 1 October 2026
    #[default]
    BritishEnglish,
    /// October 1, 2026
    AmericanEnglish,
    /// 1. Oktober 2026
    German,
    /// 1 de octubre de 2026
    Spanish,
    /// 1 octobre 2026
    French,
    /// 1 ottobre 2026
    Italian,
    /// 1 de outubro de 2026
    Portuguese,
    /// 1 oktober 2026
    Dutch,
    /// 2026-10-01
    Iso,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown locale {0:?}; known are en-GB, en-US, de, es, fr, it, pt and nl, each also with \
     another region such as de-AT, and iso"
)]
pub struct UnknownLocale(String);

impl Locale {
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let (day, year) = (date.day(), date.year());
        let month = self.month(date);
        match self {
            Self::Iso => date.to_string(),
            Self::AmericanEnglish => format!("{month} {day}, {year}"),
            Self::German => format!("{day}. {month} {year}"),
            Self::Spanish | Self::Portuguese => format!("{day} de {month} de {year}"),
            Self::BritishEnglish | Self::French | Self::Italian | Self::Dutch => {
                format!("{day} {month} {year}")
            }
        }
    }

    /// The date after its weekday: "Thursday 1 October 2026".
    #[must_use]
    pub fn weekday_date(self, date: Date) -> String {
        let weekday = self.weekday(date);
        let written = self.date(date);
        match self {
            Self::AmericanEnglish | Self::German | Self::Spanish | Self::Portuguese => {
                format!("{weekday}, {written}")
            }
            Self::BritishEnglish | Self::French | Self::Italian | Self::Dutch | Self::Iso => {
                format!("{weekday} {written}")
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn month(self, date: Date) -> &'static str {
        let names = match self {
            Self::BritishEnglish | Self::AmericanEnglish | Self::Iso => [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
            Self::German => [
                "Januar",
                "Februar",
                "März",
                "April",
                "Mai",
                "Juni",
                "Juli",
                "August",
                "September",
                "Oktober",
                "November",
                "Dezember",
            ],
            Self::Spanish => [
                "enero",
                "febrero",
                "marzo",
                "abril",
                "mayo",
                "junio",
                "julio",
                "agosto",
                "septiembre",
                "octubre",
                "noviembre",
                "diciembre",
            ],
            Self::French => [
                "janvier",
                "février",
                "mars",
                "avril",
                "mai",
                "juin",
                "juillet",
                "août",
                "septembre",
                "octobre",
                "novembre",
                "décembre",
            ],
            Self::Italian => [
                "gennaio",
                "febbraio",
                "marzo",
                "aprile",
                "maggio",
                "giugno",
                "luglio",
                "agosto",
                "settembre",
                "ottobre",
                "novembre",
                "dicembre",
            ],
            Self::Portuguese => [
                "janeiro",
                "fevereiro",
                "março",
                "abril",
                "maio",
                "junho",
                "julho",
                "agosto",
                "setembro",
                "outubro",
                "novembro",
                "dezembro",
            ],
            Self::Dutch => [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ],
        };
        usize::try_from(date.month() - 1)
            .ok()
            .and_then(|index| names.get(index).copied())
            .unwrap_or_default()
    }

    fn weekday(self, date: Date) -> &'static str {
        let names = match self {
            Self::BritishEnglish | Self::AmericanEnglish | Self::Iso => [
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ],
            Self::German => [
                "Montag",
                "Dienstag",
                "Mittwoch",
                "Donnerstag",
                "Freitag",
                "Samstag",
                "Sonntag",
            ],
            Self::Spanish => [
                "lunes",
                "martes",
                "miércoles",
                "jueves",
                "viernes",
                "sábado",
                "domingo",
            ],
            Self::French => [
                "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
            ],
            Self::Italian => [
                "lunedì",
                "martedì",
                "mercoledì",
                "giovedì",
                "venerdì",
                "sabato",
                "domenica",
            ],
            Self::Portuguese => [
                "segunda-feira",
                "terça-feira",
                "quarta-feira",
                "quinta-feira",
                "sexta-feira",
                "sábado",
                "domingo",
            ],
            Self::Dutch => [
                "maandag",
                "dinsdag",
                "woensdag",
                "donderdag",
                "vrijdag",
                "zaterdag",
                "zondag",
            ],
        };
        usize::try_from(date.weekday().to_monday_zero_offset())
            .ok()
            .and_then(|index| names.get(index).copied())
            .unwrap_or_default()
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownLocale(tag.to_owned());
        let lower = tag.to_ascii_lowercase();
        let (language, region) = lower.split_once('-').unwrap_or((&lower, ""));
        let is_region = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if !region.is_empty() && !region.split('-').all(is_region) || lower.ends_with('-') {
            return Err(unknown());
        }
        match language {
            "en" if region == "us" => Ok(Self::AmericanEnglish),
            "en" => Ok(Self::BritishEnglish),
            "de" => Ok(Self::German),
            "es" => Ok(Self::Spanish),
            "fr" => Ok(Self::French),
            "it" => Ok(Self::Italian),
            "pt" => Ok(Self::Portuguese),
            "nl" => Ok(Self::Dutch),
            "iso" if region.is_empty() => Ok(Self::Iso),
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BritishEnglish => "en-GB",
            Self::AmericanEnglish => "en-US",
            Self::German => "de",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Italian => "it",
            Self::Portuguese => "pt",
            Self::Dutch => "nl",
            Self::Iso => "iso",
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn each_locale_writes_dates_in_its_way() {
        for (tag, expected) in [
            ("en-GB", "Thursday 1 October 2026"),
            ("en-US", "Thursday, October 1, 2026"),
            ("de-AT", "Donnerstag, 1. Oktober 2026"),
            ("es", "jueves, 1 de octubre de 2026"),
            ("fr-CA", "jeudi 1 octobre 2026"),
            ("it", "giovedì 1 ottobre 2026"),
            ("pt-BR", "quinta-feira, 1 de outubro de 2026"),
            ("nl", "donderdag 1 oktober 2026"),
            ("iso", "Thursday 2026-10-01"),
        ] {
            let locale: Locale = tag.parse().unwrap();
            assert_eq!(locale.weekday_date(date(2026, 10, 1)), expected);
            assert!(expected.ends_with(&locale.date(date(2026, 10, 1))));
        }
    }

    #[test]
    fn a_locale_is_parsed_from_what_it_displays() {
        for tag in ["en-GB", "en-US", "de", "es", "fr", "it", "pt", "nl", "iso"] {
            assert_eq!(tag.parse::<Locale>().unwrap().to_string(), tag);
        }
        assert_eq!("EN-us".parse(), Ok(Locale::AmericanEnglish));
        assert_eq!("en".parse(), Ok(Locale::BritishEnglish));
        assert_eq!(Locale::default(), Locale::BritishEnglish);
    }

    #[test]
    fn an_unknown_locale_is_an_error_that_lists_the_known_ones() {
        for tag in ["", "xx", "en_US", "de-", "iso-8601", "english"] {
            let error = tag.parse::<Locale>().unwrap_err().to_string();
            assert!(error.contains("en-GB") && error.contains("iso"), "{error}");
        }
    }
}
