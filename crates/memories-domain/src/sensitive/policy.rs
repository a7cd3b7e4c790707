//! The setting `SENSITIVE_DATA`.

use std::{fmt, str::FromStr};

/// What happens to one category of sensitive data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Treatment {
    #[default]
    Keep,
    /// A part stays: of a date of birth the year.
    Mask,
    Drop,
}

/// What else is removed from calls, beside the secrets that are never kept.
///
/// Written as `health=drop,date_of_birth=mask`; a category that is not named is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SensitiveDataPolicy {
    health: Treatment,
    date_of_birth: Treatment,
    email: Treatment,
    phone: Treatment,
}

/// A text that is no [`SensitiveDataPolicy`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSensitiveDataPolicy {
    #[error("{0:?} is not CATEGORY=TREATMENT, such as health=drop")]
    NotAnAssignment(String),
    #[error("{0:?} is no category; there are health, date_of_birth, email and phone")]
    UnknownCategory(String),
    #[error("{category} must be {}, not {treatment:?}", allowed(category))]
    UnknownTreatment {
        category: &'static str,
        treatment: String,
    },
    #[error("{0} is set twice")]
    SetTwice(&'static str),
}

const CATEGORIES: [&str; 4] = ["health", "date_of_birth", "email", "phone"];
const MAX_QUOTED_CHARS: usize = 40;

fn allowed(category: &str) -> &'static str {
    match category {
        "date_of_birth" => "keep, mask or drop",
        _ => "keep or drop",
    }
}

impl SensitiveDataPolicy {
    pub(super) const fn drops_health(self) -> bool {
        matches!(self.health, Treatment::Drop)
    }

    pub(super) const fn drops_email(self) -> bool {
        matches!(self.email, Treatment::Drop)
    }

    pub(super) const fn drops_phone(self) -> bool {
        matches!(self.phone, Treatment::Drop)
    }

    pub(super) const fn keeps_birth(self) -> bool {
        matches!(self.date_of_birth, Treatment::Keep)
    }

    pub(super) const fn masks_birth(self) -> bool {
        matches!(self.date_of_birth, Treatment::Mask)
    }

    const fn treatments(self) -> [Treatment; 4] {
        [self.health, self.date_of_birth, self.email, self.phone]
    }
}

impl FromStr for SensitiveDataPolicy {
    type Err = InvalidSensitiveDataPolicy;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut policy = Self::default();
        let mut seen = Vec::new();
        for assignment in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let quoted = |text: &str| text.chars().take(MAX_QUOTED_CHARS).collect::<String>();
            let (name, treatment) = assignment
                .split_once('=')
                .map(|(name, treatment)| {
                    (name.trim().to_lowercase(), treatment.trim().to_lowercase())
                })
                .ok_or_else(|| InvalidSensitiveDataPolicy::NotAnAssignment(quoted(assignment)))?;
            let category = CATEGORIES
                .into_iter()
                .find(|category| *category == name)
                .ok_or_else(|| InvalidSensitiveDataPolicy::UnknownCategory(quoted(&name)))?;
            if seen.contains(&category) {
                return Err(InvalidSensitiveDataPolicy::SetTwice(category));
            }
            seen.push(category);
            let treatment = match treatment.as_str() {
                "keep" => Treatment::Keep,
                "mask" if category == "date_of_birth" => Treatment::Mask,
                "drop" => Treatment::Drop,
                _ => {
                    let treatment = quoted(&treatment);
                    return Err(InvalidSensitiveDataPolicy::UnknownTreatment {
                        category,
                        treatment,
                    });
                }
            };
            match category {
                "health" => policy.health = treatment,
                "date_of_birth" => policy.date_of_birth = treatment,
                "email" => policy.email = treatment,
                _ => policy.phone = treatment,
            }
        }
        Ok(policy)
    }
}

impl fmt::Display for SensitiveDataPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (category, treatment)) in CATEGORIES.iter().zip(self.treatments()).enumerate() {
            let separator = if index == 0 { "" } else { "," };
            let treatment = match treatment {
                Treatment::Keep => "keep",
                Treatment::Mask => "mask",
                Treatment::Drop => "drop",
            };
            write!(f, "{separator}{category}={treatment}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_kept() {
        let policy: SensitiveDataPolicy = " Health = drop, date_of_birth=mask,".parse().unwrap();
        assert_eq!(
            policy.to_string(),
            "health=drop,date_of_birth=mask,email=keep,phone=keep"
        );
        assert_eq!(policy.to_string().parse(), Ok(policy));
        assert_eq!("".parse(), Ok(SensitiveDataPolicy::default()));
    }

    #[test]
    fn an_error_says_what_is_allowed() {
        for (text, expected) in [
            ("health", "CATEGORY=TREATMENT"),
            ("income=drop", "health, date_of_birth, email and phone"),
            ("health=mask", "health must be keep or drop"),
            ("date_of_birth=hide", "keep, mask or drop"),
            ("health=drop,health=keep", "twice"),
        ] {
            let error = text.parse::<SensitiveDataPolicy>().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
