use std::{borrow::Cow, fmt, sync::Arc};

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::ids;

mod address;
mod candidates;
mod channel;
mod characters;
mod field;
mod invalid_caller_id;
mod keypad;
mod kind;
mod mask;
mod nobody;
mod number;
mod region;
mod twins;

#[cfg(test)]
mod tests;

pub use candidates::{CallerCandidates, IdentifiedCaller};
pub use field::CallerField;
pub use invalid_caller_id::InvalidCallerId;
pub use kind::{CallerKind, CallerReading};
pub use region::{Region, UnknownRegion};

use address::Address;

/// The person whose memories a store keeps: a telephone number, an address of the telephone
/// network, an id of a messaging service, or an id of the operator's.
///
/// However it was written, it is one text, its key, and the keys of different
/// [kinds](CallerKind) differ: no id of one kind is ever equal to one of another. `docs/callers.md`
/// has a table of all forms. Callers who withhold their number have no id, so that they do not
/// share one.
///
/// `Debug` shows the [masked](Self::masked) id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallerId(Arc<str>);

/// How often a text may be encoded or be an address within an address.
const MAX_LAYERS: usize = 3;
/// An address with its parameters is shorter; nothing longer is looked at.
const MAX_RAW_BYTES: usize = 1024;

impl CallerId {
    /// Parses an id that an operator gives: [`parse_field`](Self::parse_field) of a `user_id`.
    pub fn parse(raw: &str, region: Option<Region>) -> Result<Self, InvalidCallerId> {
        Self::parse_field(CallerField::UserId, raw, region)
    }

    /// Parses what a field says about the caller, however it is written.
    ///
    /// Numbers in the national format of `region` (`(202) 555-0143`) are recognised; without a
    /// region, a number needs its country code.
    pub fn parse_field(
        field: CallerField,
        raw: &str,
        region: Option<Region>,
    ) -> Result<Self, InvalidCallerId> {
        Self::explain(field, raw, region).map(|(caller, _)| caller)
    }

    /// Like [`parse_field`](Self::parse_field), with the way the text was read.
    pub fn explain(
        field: CallerField,
        raw: &str,
        region: Option<Region>,
    ) -> Result<(Self, CallerReading), InvalidCallerId> {
        if raw.len() > MAX_RAW_BYTES {
            return Err(InvalidCallerId::TooLong);
        }
        let (key, reading) = read(field, raw, region, 0)?;
        let key = ids::validate(&key)?;
        if CallerKind::of_key(key) != reading.kind() {
            return Err(InvalidCallerId::Ambiguous);
        }
        Ok((Self(key.into()), reading))
    }

    /// Restores an id that [`as_str`](Self::as_str) returned, also one of an earlier version.
    pub fn from_stored(text: &str) -> Result<Self, InvalidCallerId> {
        let key = ids::validate(text)?;
        let key = match CallerKind::of_key(key) {
            CallerKind::Number => twins::canonical(key),
            _ => Cow::Borrowed(key),
        };
        Ok(Self(key.as_ref().into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn kind(&self) -> CallerKind {
        CallerKind::of_key(&self.0)
    }

    /// The other forms of the number under which earlier versions kept its memories.
    #[must_use]
    pub fn former_keys(&self) -> Vec<String> {
        match self.kind() {
            CallerKind::Number => twins::others(&self.0),
            _ => Vec::new(),
        }
    }

    /// The id for logs: the ends of a number (`+1202•••0143`), and at most the last two
    /// characters of any other id.
    #[must_use]
    pub fn masked(&self) -> String {
        mask::mask(&self.0)
    }
}

/// The key of a text, and how it was read.
fn read(
    field: CallerField,
    raw: &str,
    region: Option<Region>,
    layer: usize,
) -> Result<(String, CallerReading), InvalidCallerId> {
    let text = characters::trim(raw);
    nobody::check(text, field)?;
    if let Some(number) = number::read(text, field, region)? {
        return Ok(number);
    }
    if let Some(address) = Address::parse(text, field) {
        return read_address(&address, field, region, layer);
    }
    // `%2B12025550143` or `&#43;12025550143`, that arrives still encoded.
    if let Some(decoded) = decoded(text)
        && layer < MAX_LAYERS
    {
        match read(field, &decoded, region, layer + 1) {
            Ok((key, reading)) if reading.kind() == CallerKind::Number => {
                return Ok((key, reading));
            }
            Err(error @ (InvalidCallerId::Withheld | InvalidCallerId::UnfilledTemplate)) => {
                return Err(error);
            }
            _ => {}
        }
    }
    match field {
        CallerField::UserId => Ok((text.to_owned(), CallerReading::UserId)),
        CallerField::Network => {
            if nobody::is_shared_line(text) {
                Err(InvalidCallerId::Withheld)
            } else if is_network_name(text) {
                Ok((address::key(text, ""), CallerReading::NetworkName))
            } else {
                Err(InvalidCallerId::NotAnAddress)
            }
        }
        CallerField::Messaging => messaging_id("whatsapp", text),
    }
}

fn messaging_id(channel: &str, id: &str) -> Result<(String, CallerReading), InvalidCallerId> {
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':' | '@');
    if !id.is_empty() && id.chars().all(is_id) {
        Ok((format!("{channel}:{id}"), CallerReading::MessagingId))
    } else {
        Err(InvalidCallerId::NotAnAddress)
    }
}

fn read_address(
    address: &Address<'_>,
    field: CallerField,
    region: Option<Region>,
    layer: usize,
) -> Result<(String, CallerReading), InvalidCallerId> {
    match address {
        Address::Host(host) => {
            nobody::check(host, CallerField::Network)?;
            number::read(host, CallerField::Network, region)?.ok_or(InvalidCallerId::HostOnly)
        }
        Address::Channel { channel, id } => {
            nobody::check(id, CallerField::Messaging)?;
            let (user, _) = id.split_once([';', '?', '@']).unwrap_or((id, ""));
            nobody::check(user, CallerField::Messaging)?;
            let number = if channel.id_is_number() {
                number::read(user.trim(), CallerField::Messaging, region)?
            } else {
                None
            };
            match number {
                Some(number) => Ok(number),
                None => messaging_id(channel.name(), id),
            }
        }
        Address::WhatsAppId(id) => Ok((
            format!("whatsapp:{id}@{}", address::WHATSAPP_ID_HOST),
            CallerReading::MessagingId,
        )),
        Address::Group => Err(InvalidCallerId::Group),
        Address::Number(text) => match number::read(text, CallerField::Messaging, region)? {
            Some(number) => Ok(number),
            None => Err(InvalidCallerId::NotANumber),
        },
        Address::Bare { display, text } if layer < MAX_LAYERS => {
            // In brackets it came from the telephone network, whichever field passes it on.
            let field = match field {
                CallerField::UserId => CallerField::Network,
                field => field,
            };
            let (key, reading) = read(field, text, region, layer + 1)?;
            if reading.kind() != CallerKind::Number && nobody::is_withheld_name(display) {
                return Err(InvalidCallerId::Withheld);
            }
            Ok((key, reading))
        }
        Address::Bare { .. } => Err(InvalidCallerId::Ambiguous),
        Address::User {
            display,
            user,
            host,
            prefix,
        } => {
            let user = percent_encoding::percent_decode_str(user)
                .decode_utf8()
                .map_err(|_| InvalidCallerId::NotUtf8)?;
            let user = match prefix {
                Some(prefix) if !user.starts_with('+') => Cow::Owned(format!("{prefix}{user}")),
                _ => user,
            };
            let user = characters::trim(&user);
            let host = address::host_name(host);
            if host.is_empty() {
                nobody::check(user, CallerField::Network)?;
            } else if nobody::is_withheld_user(user) {
                return Err(InvalidCallerId::Withheld);
            }
            if let Some((_, name)) = user.rsplit_once(':') {
                // `client:anonymous@example.com`
                nobody::check(name, CallerField::Network)?;
            }
            nobody::check_host(&host)?;
            let number = match number::read(user, CallerField::Network, region)? {
                None if layer < MAX_LAYERS && user.contains([':', '<', '%', '@']) => {
                    read(CallerField::Network, user, region, layer + 1)
                        .ok()
                        .filter(|(_, reading)| reading.kind() == CallerKind::Number)
                }
                number => number,
            };
            if let Some(number) = number {
                return Ok(number);
            }
            // A trunk's own account, behind which every caller is anonymous.
            if nobody::is_withheld_name(display) || nobody::is_shared_line(user) {
                return Err(InvalidCallerId::Withheld);
            }
            Ok((address::key(user, &host), CallerReading::Address))
        }
    }
}

/// A name on the telephone network is one word of ASCII, such as the user of a SIP address. What
/// else is shown in place of a number is a phrase, and says nothing about who calls.
fn is_network_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic()) && !text.starts_with('+')
}

fn decoded(text: &str) -> Option<String> {
    for plus in ["&#43;", "&#x2b;", "&#x2B;", "&plus;"] {
        if let Some(rest) = text.strip_prefix(plus) {
            return Some(format!("+{rest}"));
        }
    }
    if !text.contains('%') {
        return None;
    }
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    (decoded != text).then(|| decoded.into_owned())
}

impl Serialize for CallerId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CallerId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_stored(&text).map_err(D::Error::custom)
    }
}

impl fmt::Debug for CallerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallerId({})", self.masked())
    }
}
