use smol_str::SmolStr;

/// A street with its number.
#[derive(Clone, Default)]
pub(in crate::knowledge) struct Address {
    /// The words of the street, without "street".
    pub(super) street: Vec<SmolStr>,
    /// In digits, unless it was spoken.
    pub(super) number: SmolStr,
}

impl Address {
    pub(in crate::knowledge) fn is_same(&self, other: &Self) -> bool {
        let has_digits = |address: &Self| address.number.starts_with(|c: char| c.is_ascii_digit());
        let is_other_number = self.number != other.number && has_digits(self) && has_digits(other);
        !is_other_number && self.street.iter().any(|word| other.street.contains(word))
    }
}
