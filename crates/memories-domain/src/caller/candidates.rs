use super::{CallerField, CallerId, CallerKind, InvalidCallerId, Region, characters, number};

/// What a request or an event says about its caller.
#[derive(Clone, Default)]
pub struct CallerCandidates<'t> {
    /// Most reliable first.
    fields: Vec<(CallerField, &'t str)>,
    /// The agent's own numbers.
    own: Vec<&'t str>,
}

/// The caller of a request or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentifiedCaller {
    pub caller: CallerId,
    /// The number or address from which somebody called whom the operator knows by another id.
    pub called_from: Option<CallerId>,
}

impl<'t> CallerCandidates<'t> {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, less reliable than those before.
    #[must_use]
    pub fn with(mut self, field: CallerField, text: Option<&'t str>) -> Self {
        self.fields.extend(text.map(|text| (field, text)));
        self
    }

    /// Adds a number of the agent's, which is nobody's.
    #[must_use]
    pub fn without_own(mut self, number: Option<&'t str>) -> Self {
        self.own.extend(number);
        self
    }

    /// The first candidate that identifies a caller. If none does, the error says that a number
    /// was withheld or is the agent's own, if any was; otherwise it is that of the first candidate,
    /// or [`InvalidCallerId::Missing`] without candidates.
    ///
    /// Digits without a plus in the operator's field are a number if another field has the same
    /// number with its plus.
    pub fn identify(&self, region: Option<Region>) -> Result<IdentifiedCaller, InvalidCallerId> {
        let own: Vec<CallerId> = self
            .own
            .iter()
            .filter_map(|text| CallerId::parse_field(CallerField::Network, text, region).ok())
            .collect();
        let parsed: Vec<_> = self
            .fields
            .iter()
            .map(|&(field, text)| {
                let caller = CallerId::parse_field(field, text, region)?;
                Ok(if field == CallerField::UserId {
                    self.same_number(text, &caller, &own, region)
                        .unwrap_or(caller)
                } else {
                    caller
                })
            })
            .map(|parsed| match parsed {
                Ok(caller) if own.contains(&caller) => Err(InvalidCallerId::OwnNumber),
                parsed => parsed,
            })
            .collect();
        let mut callers = parsed.iter().filter_map(|parsed| parsed.as_ref().ok());
        let Some(caller) = callers.next() else {
            return Err(most_informative(
                parsed.iter().filter_map(|parsed| parsed.as_ref().err()),
            ));
        };
        Ok(IdentifiedCaller {
            caller: caller.clone(),
            called_from: (caller.kind() == CallerKind::UserId)
                .then(|| callers.find(|other| other.kind() != CallerKind::UserId))
                .flatten()
                .cloned(),
        })
    }

    /// The number that the first id of the operator's is if it is read like a field of the
    /// telephone network: operators also bind `user_id` to what the network sends.
    #[must_use]
    pub fn as_number(&self, region: Option<Region>) -> Option<CallerId> {
        let (_, text) = self
            .fields
            .iter()
            .find(|(field, _)| *field == CallerField::UserId)?;
        if !is_digits(text) {
            return None;
        }
        CallerId::parse_field(CallerField::Network, text, region)
            .ok()
            .filter(|caller| caller.kind() == CallerKind::Number)
    }

    /// The number that an operator's id of digits is, because another field says so.
    fn same_number(
        &self,
        text: &str,
        caller: &CallerId,
        own: &[CallerId],
        region: Option<Region>,
    ) -> Option<CallerId> {
        if caller.kind() != CallerKind::UserId || !is_digits(text) {
            return None;
        }
        let number = CallerId::parse_field(CallerField::Messaging, text, region)
            .ok()
            .filter(|number| number.kind() == CallerKind::Number)?;
        let is_named = self
            .fields
            .iter()
            .filter(|(field, _)| *field != CallerField::UserId)
            .filter_map(|&(field, text)| CallerId::parse_field(field, text, region).ok())
            .any(|other| other == number);
        (is_named || own.contains(&number)).then_some(number)
    }
}

/// The digits of `12025550143@example.com` are not a number.
fn is_digits(text: &str) -> bool {
    number::digits(characters::trim(text)).is_some()
}

fn most_informative<'e>(errors: impl Iterator<Item = &'e InvalidCallerId>) -> InvalidCallerId {
    let rank = |error: &InvalidCallerId| match error {
        InvalidCallerId::Withheld => 0,
        InvalidCallerId::OwnNumber => 1,
        InvalidCallerId::NotAnAddress => 2,
        _ => 3,
    };
    // Of several errors of a rank, the first.
    errors
        .copied()
        .min_by_key(rank)
        .unwrap_or(InvalidCallerId::Missing)
}
