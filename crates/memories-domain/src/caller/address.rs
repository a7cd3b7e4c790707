//! Addresses, as SIP trunks and messaging services write them.

use std::net::Ipv6Addr;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{CallerField, channel::Channel, number};

/// A text that is not just a number or an id.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'t> {
    /// `sip:user@host`, `tel:` with a local number, or `user@host` from the telephone network.
    User {
        /// The name before the angle brackets; empty without one.
        display: &'t str,
        /// Percent-encoded.
        user: &'t str,
        /// With its port and parameters; empty without one.
        host: &'t str,
        /// The `phone-context` of a local number (RFC 3966, section 5.1.5), if it is a number.
        prefix: Option<&'t str>,
    },
    /// `sip:host`: some gateways put a number or a word such as "anonymous" there.
    Host(&'t str),
    /// `whatsapp:+12025550143`, `messenger:5550143`.
    Channel { channel: Channel, id: &'t str },
    /// The digits of a WhatsApp id that hides the number: `12025550143@lid`.
    WhatsAppId(&'t str),
    /// A group or a broadcast list of WhatsApp.
    Group,
    /// A number with its country code, with or without the plus.
    Number(&'t str),
    /// What remains without brackets or parameters.
    Bare { display: &'t str, text: &'t str },
}

/// What the host of a WhatsApp id says about the digits before it.
#[derive(Clone, Copy)]
enum WhatsAppHost {
    Number,
    Hidden,
    Group,
}

/// The host of WhatsApp ids that hide the number.
pub(super) const WHATSAPP_ID_HOST: &str = "lid";

impl WhatsAppHost {
    fn parse(host: &str) -> Option<Self> {
        match host_name(host).as_str() {
            "s.whatsapp.net" | "c.us" | "whatsapp.net" => Some(Self::Number),
            WHATSAPP_ID_HOST | "hosted.lid" => Some(Self::Hidden),
            "g.us" | "broadcast" | "newsletter" => Some(Self::Group),
            _ => None,
        }
    }

    /// `None` if no such id has this user.
    fn address(self, user: &str) -> Option<Address<'_>> {
        // `12025550143:7@s.whatsapp.net` names one of its devices.
        let id = until(user, &[':', ';']).trim();
        match self {
            Self::Number => Some(Address::Number(id)),
            Self::Hidden => {
                let is_id = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
                is_id.then_some(Address::WhatsAppId(id))
            }
            Self::Group => Some(Address::Group),
        }
    }
}

impl<'t> Address<'t> {
    /// Parses SIP and SIPS URIs (RFC 3261), `tel` URIs (RFC 3966), and ids after the name of a
    /// messaging service, also in angle brackets after a display name. `None` if the text is not an
    /// address.
    pub(super) fn parse(text: &'t str, field: CallerField) -> Option<Self> {
        let (display, inner) = name_and_address(text);
        let bracketed = inner.len() < text.len();
        if let Some(number) = whatsapp_link(inner) {
            return Some(Self::Number(number));
        }
        if let Some((scheme, rest)) = inner.split_once(':') {
            let scheme = scheme.trim();
            let rest = rest.trim_start_matches(['/', ' ']);
            if scheme.eq_ignore_ascii_case("sip") || scheme.eq_ignore_ascii_case("sips") {
                return Some(sip(display, rest));
            }
            if ["tel", "callto", "phone", "fax"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(scheme))
            {
                return Some(tel(display, rest));
            }
            if let Some(channel) = Channel::parse(scheme) {
                let at_host = rest
                    .rsplit_once('@')
                    .filter(|_| channel.name() == "whatsapp")
                    .and_then(|(user, host)| WhatsAppHost::parse(host)?.address(user));
                // What follows may be the id: `imessage:robin@a.com`, `whatsapp://send?phone=…`.
                let id = rest.trim();
                return Some(at_host.unwrap_or(Self::Channel { channel, id }));
            }
            let is_word = scheme.bytes().all(|b| b.is_ascii_alphabetic());
            if is_word && number::is_international(rest) {
                return Some(Self::Number(rest));
            }
        }
        if let Some((user, host)) = inner.rsplit_once('@') {
            if let Some(address) =
                WhatsAppHost::parse(host).and_then(|whatsapp| whatsapp.address(user))
            {
                return Some(address);
            }
            let is_address = bracketed
                || field != CallerField::UserId
                || number::is_international(until(user, &[';', ':']));
            if is_address {
                return Some(match user.split_once(':') {
                    // Without `sip:` there is no password: the user of `client:robin@example.com`
                    // is not "client".
                    Some((before, _)) if !number::is_international(until(before, &[';'])) => {
                        Self::User {
                            display,
                            user: until(user, &[';', '?']),
                            host,
                            prefix: None,
                        }
                    }
                    _ => with_user(display, user, host),
                });
            }
        }
        if bracketed {
            return Some(Self::Bare {
                display,
                text: inner,
            });
        }
        // `+12025550143;ext=5`, without a scheme.
        let (user, _) = inner.split_once(';')?;
        number::is_international(user).then_some(Self::Bare {
            display,
            text: user,
        })
    }
}

/// The key of a user at a host.
pub(super) fn key(user: &str, host: &str) -> String {
    format!("sip:{}@{host}", utf8_percent_encode(user, RESERVED))
}

/// What would end a user of an address.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'@');

/// A host without its port and parameters, in lower case. An IPv6 address is in brackets, so that
/// a key is read as itself.
pub(super) fn host_name(host: &str) -> String {
    let host = until(host, &[';', '?', '>', '/', ' ', ',']).trim();
    let in_brackets = host
        .strip_prefix('[')
        .and_then(|rest| Some(rest.split_once(']')?.0));
    if let Ok(address) = in_brackets.unwrap_or(host).parse::<Ipv6Addr>() {
        return format!("[{address}]");
    }
    match in_brackets {
        Some("") => String::new(),
        Some(name) => format!("[{}]", name.to_lowercase()),
        None => until(host, &[':']).trim_end_matches('.').to_lowercase(),
    }
}

/// The parts of `"Name" <uri>;parameters`; without brackets, the whole text is the address.
fn name_and_address(text: &str) -> (&str, &str) {
    text.rsplit_once('<')
        .and_then(|(name, rest)| {
            let (address, _) = rest.split_once('>')?;
            Some((name.trim(), address.trim()))
        })
        .unwrap_or(("", text))
}

fn sip<'t>(display: &'t str, rest: &'t str) -> Address<'t> {
    match rest.rsplit_once('@') {
        Some((user, host)) => with_user(display, user, host),
        None => Address::Host(until(rest, &[':', ';', '?'])),
    }
}

fn tel<'t>(display: &'t str, rest: &'t str) -> Address<'t> {
    match rest.rsplit_once('@') {
        Some((user, host)) => with_user(display, user, host),
        None => with_user(display, rest, ""),
    }
}

/// Splits off the password and the parameters of a user.
fn with_user<'t>(display: &'t str, user: &'t str, host: &'t str) -> Address<'t> {
    let context = user
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("phone-context"))
        .map(|(_, value)| value.trim());
    let prefix = context.filter(|context| number::is_international(context));
    let host = match context {
        Some(context) if prefix.is_none() && host.is_empty() => context,
        _ => host,
    };
    Address::User {
        display,
        user: until(user, &[';', '?', ':']),
        host,
        prefix,
    }
}

/// The number of a link to a chat: `https://wa.me/12025550143`.
fn whatsapp_link(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    if !matches!(scheme, "https" | "http") {
        return None;
    }
    let number = [
        "wa.me/",
        "api.whatsapp.com/send?phone=",
        "web.whatsapp.com/send?phone=",
    ]
    .iter()
    .find_map(|link| rest.strip_prefix(link))?;
    let number = until(number, &['?', '&', '/', '#']);
    number::digits(number).map(|_| number)
}

fn until<'a>(text: &'a str, ends: &[char]) -> &'a str {
    text.split(ends).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn user(text: &str) -> Option<(String, String)> {
        match Address::parse(text, CallerField::Network)? {
            Address::User { user, host, .. } => Some((user.to_owned(), host_name(host))),
            _ => None,
        }
    }

    #[rstest]
    #[case("sip:maria@example.com")]
    #[case("SIPS:maria@Example.com:5061;transport=tls?subject=hi")]
    #[case("sip:maria:secret@example.com")]
    #[case(r#""Maria <M.>" <sip:maria@example.com>;tag=1"#)]
    #[case("maria@example.com")]
    #[case("Maria <maria@example.com>")]
    fn the_user_and_the_host_of_an_address_are_parsed(#[case] text: &str) {
        let expected = Some(("maria".to_owned(), "example.com".to_owned()));
        assert_eq!(user(text), expected);
    }

    #[test]
    fn an_ip_address_keeps_its_colons_and_loses_its_port() {
        assert_eq!(host_name("[2001:DB8::1]:5060"), "[2001:db8::1]");
        assert_eq!(host_name("[2001:db8:0::0001]"), "[2001:db8::1]");
        assert_eq!(host_name("2001:db8::1"), "[2001:db8::1]");
        assert_eq!(host_name("[fe80::1%eth0]"), "[fe80::1%eth0]");
        assert_eq!(host_name("192.0.2.1:5060;lr"), "192.0.2.1");
    }

    #[test]
    fn an_id_without_a_scheme_is_not_an_address() {
        for text in ["maria@example.com", "8842", "crm:8842"] {
            assert_eq!(Address::parse(text, CallerField::UserId), None, "{text}");
        }
    }

    #[test]
    fn what_would_end_a_user_is_encoded_in_its_key() {
        assert_eq!(key("client:maria", ""), "sip:client%3Amaria@");
        assert_eq!(key("maria", "example.com"), "sip:maria@example.com");
    }
}
