use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{InvalidCallerId, number, withheld::is_withheld};

/// The host of anonymous addresses (RFC 3323, section 4.1.1.3).
const ANONYMOUS_HOST: &str = "anonymous.invalid";

/// Parses the user of an address; `None` if the text is not an address.
///
/// Supports SIP and SIPS URIs (RFC 3261) and `tel` URIs (RFC 3966), both also in
/// angle brackets after a display name, and a number after its channel
/// (`whatsapp:+12025550143`, as Twilio writes it).
pub(super) fn parse_user(text: &str) -> Result<Option<Cow<'_, str>>, InvalidCallerId> {
    let address = angle_bracketed(text);
    if let Some((scheme, rest)) = address.split_once(':') {
        match Scheme::parse(scheme) {
            Some(Scheme::Sip) => return sip_user(rest).map(Some),
            Some(Scheme::Tel) => return subscriber(rest).map(Some),
            Some(Scheme::Channel) if is_withheld(rest) => return Err(InvalidCallerId::Withheld),
            Some(Scheme::Channel) if number::is_international(rest) => {
                return Ok(Some(rest.into()));
            }
            Some(Scheme::Channel) | None => {}
        }
    }
    match text.rsplit_once('@') {
        Some((_, host)) if is_anonymous(host) => Err(InvalidCallerId::Withheld),
        _ => Ok(None),
    }
}

enum Scheme {
    Sip,
    Tel,
    Channel,
}

impl Scheme {
    fn parse(text: &str) -> Option<Self> {
        let is_word = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic());
        match text.to_ascii_lowercase().as_str() {
            "sip" | "sips" => Some(Self::Sip),
            "tel" => Some(Self::Tel),
            _ => is_word.then_some(Self::Channel),
        }
    }
}

/// The URI of `"Name" <uri>;parameters`, or else the whole text.
fn angle_bracketed(text: &str) -> &str {
    text.rsplit_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(text, |(address, _)| address.trim())
}

fn sip_user(rest: &str) -> Result<Cow<'_, str>, InvalidCallerId> {
    let rest = rest.trim_start_matches('/');
    match rest.split_once('@') {
        Some((_, host)) if is_anonymous(host) => Err(InvalidCallerId::Withheld),
        Some((user_and_password, _)) => subscriber(until(user_and_password, &[':'])),
        None => host_only(until(rest, &[':', ';', '?'])),
    }
}

/// A SIP URI without `@` has only a host. Some gateways put a number or a word such
/// as "anonymous" there.
fn host_only(host: &str) -> Result<Cow<'_, str>, InvalidCallerId> {
    let is_number = host.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-'));
    if is_anonymous(host) || is_withheld(host) {
        Err(InvalidCallerId::Withheld)
    } else if is_number {
        Ok(host.into())
    } else {
        Err(InvalidCallerId::HostOnly)
    }
}

/// A user without its parameters. A number in `phone-context` is the prefix of a
/// local number (RFC 3966, section 5.1.5).
fn subscriber(text: &str) -> Result<Cow<'_, str>, InvalidCallerId> {
    let mut parts = text.trim_start_matches('/').split(';');
    let user = percent_decode(until(parts.next().unwrap_or_default(), &['?']))?;
    let context = parts
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.eq_ignore_ascii_case("phone-context"))
        .map(|(_, value)| value);
    match context {
        Some(context) if number::is_international(context) && !user.starts_with('+') => {
            Ok(format!("{context}{user}").into())
        }
        _ => Ok(user),
    }
}

fn percent_decode(text: &str) -> Result<Cow<'_, str>, InvalidCallerId> {
    percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| InvalidCallerId::NotUtf8)
}

fn is_anonymous(host: &str) -> bool {
    until(host, &[':', ';', '?', '>'])
        .trim()
        .eq_ignore_ascii_case(ANONYMOUS_HOST)
}

fn until<'a>(text: &'a str, ends: &[char]) -> &'a str {
    text.split(ends).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(text: &str) -> Option<String> {
        parse_user(text).unwrap().map(Cow::into_owned)
    }

    #[test]
    fn the_user_of_a_sip_address_is_parsed() {
        for address in [
            "sip:maria@example.com",
            "SIPS:maria@example.com:5061;transport=tls?subject=hi",
            "sip:maria:secret@example.com",
            "sip:mari%61@example.com",
            r#""Maria <M.>" <sip:maria@example.com>;tag=1"#,
            "<sip:maria@[2001:db8::1]:5060>",
        ] {
            assert_eq!(user(address).as_deref(), Some("maria"), "{address}");
        }
    }

    #[test]
    fn the_number_of_a_tel_address_is_parsed() {
        let number = "+1-202-555-0143";
        for address in [
            "tel:+1-202-555-0143",
            "TEL:+1-202-555-0143;ext=7",
            "tel://+1-202-555-0143",
            "tel:-555-0143;phone-context=+1-202",
        ] {
            assert_eq!(user(address).as_deref(), Some(number), "{address}");
        }
        assert_eq!(
            user("tel:8842;phone-context=example.com").as_deref(),
            Some("8842")
        );
    }

    #[test]
    fn a_channel_before_a_number_is_dropped() {
        assert_eq!(
            user("whatsapp:+12025550143").as_deref(),
            Some("+12025550143")
        );
        assert_eq!(user("crm:8842"), None);
        assert_eq!(
            parse_user("client:Anonymous"),
            Err(InvalidCallerId::Withheld)
        );
    }

    #[test]
    fn an_id_without_a_scheme_is_not_an_address() {
        assert_eq!(user("maria@example.com"), None);
        assert_eq!(user("8842"), None);
    }

    #[test]
    fn a_user_of_the_anonymous_host_is_withheld() {
        for address in [
            "maria@anonymous.invalid",
            "sip:maria@Anonymous.Invalid:5060;user=phone",
            "sip:anonymous.invalid",
            r#""Maria" <maria@anonymous.invalid>"#,
        ] {
            assert_eq!(
                parse_user(address),
                Err(InvalidCallerId::Withheld),
                "{address}"
            );
        }
    }

    #[test]
    fn an_address_without_a_user_is_rejected() {
        for address in ["sip:192.0.2.1:5060", "sip:pbx.example.com;lr"] {
            let rejected = Err(InvalidCallerId::HostOnly);
            assert_eq!(parse_user(address), rejected, "{address}");
        }
        assert_eq!(
            user("sip:+12025550143:5060").as_deref(),
            Some("+12025550143")
        );
    }

    #[test]
    fn a_user_that_is_not_utf8_is_rejected() {
        assert_eq!(
            parse_user("sip:%FF@example.com"),
            Err(InvalidCallerId::NotUtf8)
        );
    }
}
