//! Years after a date: "2026", "nineteen fifty-eight", ", fifty-five".

use super::{Parser, cardinal};
use crate::times::meaning::Meaning;

impl Parser<'_> {
    /// A year after a date, and the token after both.
    pub(super) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let next = self.skip(self.skip_comma(at), Meaning::Of);
        if let Some((year, end)) = self.year(next) {
            return (Some(year), end);
        }
        // "July second, fifty-five".
        if self.lexicon.words.code == "en"
            && self.tokens.mark(at) == Some(',')
            && self.find(next, cardinal).is_none()
            && let Some((year @ 40.., end)) = self.two_digits(next)
            && self.may_end_day(end)
        {
            return (Some(1900 + year), end);
        }
        (None, at)
    }

    /// "2026", "nineteen fifty-eight", "two thousand and nine".
    fn year(&self, at: usize) -> Option<(i16, usize)> {
        if let Some((number, digits)) = self.tokens.number(at) {
            let year = i16::try_from(number).ok()?;
            let is_year = digits == 4
                && (1900..=2100).contains(&year)
                && self.tokens.adjacent_mark(at + 1) != Some(':');
            return is_year.then_some((year, at + 1));
        }
        if self.lexicon.words.code != "en" {
            return None;
        }
        let (century, next) = self.find(at, cardinal)?;
        if century == 2 && self.tokens.folded(next) == "thousand" {
            let next = next + 1;
            let rest = self.skip(next, Meaning::And);
            return Some(match self.two_digits(rest) {
                Some((number, end)) => (2000 + number, end),
                None => (2000, next),
            });
        }
        let century = match century {
            19 => 1900,
            20 => 2000,
            _ => return None,
        };
        let (number, end) = self.two_digits(next)?;
        Some((century + number, end))
    }

    /// "Fifty-eight", "oh five", "twenty-six".
    fn two_digits(&self, at: usize) -> Option<(i16, usize)> {
        let digit = |at| {
            self.find(at, cardinal)
                .filter(|&(number, _)| number < 10)
                .map(|(number, end)| (i16::from(number), end))
        };
        let tens = match self.tokens.folded(at) {
            "oh" | "o" => return digit(at + 1),
            "thirty" => 30,
            "forty" => 40,
            "fifty" => 50,
            "sixty" => 60,
            "seventy" => 70,
            "eighty" => 80,
            "ninety" => 90,
            _ => {
                return self
                    .find(at, cardinal)
                    .map(|(number, end)| (i16::from(number), end));
            }
        };
        Some(match digit(at + 1) {
            Some((number, end)) => (tens + number, end),
            None => (tens, at + 1),
        })
    }
}
