use super::channel::Channel;

/// The kinds of callers. Each has keys of its own form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallerKind {
    /// A telephone number in E.164: `+12025550143`.
    Number,
    /// An address of the telephone network: `sip:maria@pbx.example.com`, or `sip:maria@` where
    /// the network names no host.
    Address,
    /// An id of a messaging service: `messenger:5550143`.
    Messaging,
    /// An id of the operator's: any other text.
    UserId,
}

/// How a text was read as a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallerReading {
    NumberWithCountryCode,
    NumberWithInternationalPrefix,
    NumberWithoutPlus,
    NationalNumber,
    Address,
    NetworkName,
    MessagingId,
    UserId,
}

/// The digits of a number in E.164; fewer are a short code or an id.
pub(super) const E164_DIGITS: std::ops::RangeInclusive<usize> = 4..=15;

impl CallerKind {
    /// The kind of a key.
    pub(super) fn of_key(key: &str) -> Self {
        if let Some(digits) = key.strip_prefix('+')
            && E164_DIGITS.contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
        {
            return Self::Number;
        }
        match key.split_once(':') {
            Some(("sip", _)) => Self::Address,
            Some((scheme, _)) if Channel::of_key(scheme).is_some() => Self::Messaging,
            _ => Self::UserId,
        }
    }

    /// In words, for operators.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "telephone number",
            Self::Address => "address of the telephone network",
            Self::Messaging => "id of a messaging service",
            Self::UserId => "id of the operator's",
        }
    }
}

impl CallerReading {
    #[must_use]
    pub const fn kind(self) -> CallerKind {
        match self {
            Self::NumberWithCountryCode
            | Self::NumberWithInternationalPrefix
            | Self::NumberWithoutPlus
            | Self::NationalNumber => CallerKind::Number,
            Self::Address | Self::NetworkName => CallerKind::Address,
            Self::MessagingId => CallerKind::Messaging,
            Self::UserId => CallerKind::UserId,
        }
    }

    /// The reason, as a sentence for operators.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::NumberWithCountryCode => "it is a number with its plus and country code",
            Self::NumberWithInternationalPrefix => {
                "it is a number after an international prefix (00, 011 or 0011)"
            }
            Self::NumberWithoutPlus => {
                "its digits are a valid number with a country code, and this field names numbers"
            }
            Self::NationalNumber => "it is a valid number in the country of DEFAULT_COUNTRY",
            Self::Address => "it is the address of a user of a host, and the user is no number",
            Self::NetworkName => {
                "the telephone network sent a name or an extension, and no number of a country"
            }
            Self::MessagingId => "a messaging service gave it, and it is no number",
            Self::UserId => "it is kept as it is, for it is in a field of the operator's",
        }
    }
}
