/// What was removed from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Card,
    Expiry,
    SecurityCode,
    SocialSecurity,
    NationalId,
    Passport,
    Tax,
    Bank,
    Pin,
    Password,
    Code,
    Birth,
    Health,
    Email,
    Phone,
}

impl Kind {
    pub(super) const ALL: [Self; 15] = [
        Self::Card,
        Self::Expiry,
        Self::SecurityCode,
        Self::SocialSecurity,
        Self::NationalId,
        Self::Passport,
        Self::Tax,
        Self::Bank,
        Self::Pin,
        Self::Password,
        Self::Code,
        Self::Birth,
        Self::Health,
        Self::Email,
        Self::Phone,
    ];

    /// What stands in the place of the value. In lower case, unlike the placeholders of voice
    /// platforms (`[NAME]`), whose whole sentence is omitted: here the rest of it stays readable.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Card => "[card number removed]",
            Self::Expiry => "[expiry date removed]",
            Self::SecurityCode => "[security code removed]",
            Self::SocialSecurity => "[social security number removed]",
            Self::NationalId => "[id number removed]",
            Self::Passport => "[passport number removed]",
            Self::Tax => "[tax number removed]",
            Self::Bank => "[bank account removed]",
            Self::Pin => "[pin removed]",
            Self::Password => "[password removed]",
            Self::Code => "[code removed]",
            Self::Birth => "[date of birth removed]",
            Self::Health => "[health detail removed]",
            Self::Email => "[email address removed]",
            Self::Phone => "[phone number removed]",
        }
    }

    /// The label that `text` starts with.
    pub(super) fn of_label(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| text.starts_with(kind.label()))
    }

    /// The number of digits a value has that is recognised by the words around it.
    pub(super) const fn has_length(self, digits: usize) -> bool {
        let (min, max) = match self {
            // The last four, or a whole one.
            Self::SocialSecurity if digits < 7 => (4, 4),
            Self::SocialSecurity | Self::Phone => (7, 15),
            Self::Card => (12, 19),
            Self::Expiry => (3, 6),
            Self::SecurityCode => (3, 4),
            Self::NationalId | Self::Passport | Self::Tax => (6, 15),
            Self::Bank => (5, 34),
            Self::Pin | Self::Code => (3, 8),
            Self::Password => (3, 32),
            Self::Birth | Self::Health | Self::Email => (1, 0),
        };
        digits >= min && digits <= max
    }

    /// The number of digits a value has where the kind was only spoken of.
    pub(super) const fn has_length_alone(self, digits: usize) -> bool {
        match self {
            // The last four, American, Portuguese, German, French without and with its key.
            Self::SocialSecurity => matches!(digits, 4 | 9 | 11 | 12 | 13 | 15),
            Self::NationalId | Self::Passport | Self::Tax => 8 <= digits && digits <= 15,
            Self::Card => 4 <= digits && digits <= 19,
            _ => digits >= 4 && self.has_length(digits),
        }
    }

    /// Whether a part of a value can be told before the rest.
    pub(super) const fn is_told_in_parts(self) -> bool {
        self.has_letters() || matches!(self, Self::Card | Self::Pin | Self::Code | Self::Phone)
    }

    /// Whether its values mix letters and digits.
    pub(super) const fn has_letters(self) -> bool {
        matches!(
            self,
            Self::SocialSecurity | Self::NationalId | Self::Passport | Self::Tax | Self::Bank
        )
    }
}
