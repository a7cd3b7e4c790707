use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{InvalidCallerId, Unusable, number, withheld::is_withheld};

/// The host of every address that is nobody's (RFC 3323, section 4.1.1.3).
const ANONYMOUS_HOST: &str = "anonymous.invalid";

/// Whom an address names; `None` when the text is no address but an id.
///
/// Read are SIP and SIPS URIs (RFC 3261), `tel` URIs (RFC 3966), either of them
/// in angle brackets after a name, and a number after its channel
/// (`whatsapp:+12025550143`, as Twilio writes it).
pub(super) fn user_of(text: &str) -> Result<Option<Cow<'_, str>>, InvalidCallerId> {
    let address = in_brackets(text);
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

/// The URI of `"Name" <uri>;parameters`; the whole text when it is not of that form.
fn in_brackets(text: &str) -> &str {
    text.rsplit_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(text, |(address, _)| address.trim())
}

fn sip_user(rest: &str) -> Result<Cow<'_, str>, InvalidCallerId> {
    let rest = rest.trim_start_matches('/');
    match rest.split_once('@') {
        Some((_, host)) if is_anonymous(host) => Err(InvalidCallerId::Withheld),
        Some((user_and_password, _)) => subscriber(before(user_and_password, &[':'])),
        None => lone_host(before(rest, &[':', ';', '?'])),
    }
}

/// A SIP URI without `@` names a host. Some gateways write a number or a word
/// for "withheld" there.
fn lone_host(host: &str) -> Result<Cow<'_, str>, InvalidCallerId> {
    let is_number = host.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-'));
    if is_anonymous(host) || is_withheld(host) {
        Err(InvalidCallerId::Withheld)
    } else if is_number {
        Ok(host.into())
    } else {
        Err(Unusable::HostOnly.into())
    }
}

/// A user without its parameters. A number that is local to the number in
/// `phone-context` follows it (RFC 3966, section 5.1.5).
fn subscriber(text: &str) -> Result<Cow<'_, str>, InvalidCallerId> {
    let mut parts = text.trim_start_matches('/').split(';');
    let user = decoded(before(parts.next().unwrap_or_default(), &['?']))?;
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

fn decoded(text: &str) -> Result<Cow<'_, str>, Unusable> {
    percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| Unusable::NotUtf8)
}

fn is_anonymous(host: &str) -> bool {
    before(host, &[':', ';', '?', '>'])
        .trim()
        .eq_ignore_ascii_case(ANONYMOUS_HOST)
}

fn before<'a>(text: &'a str, ends: &[char]) -> &'a str {
    text.split(ends).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(text: &str) -> Option<String> {
        user_of(text).unwrap().map(Cow::into_owned)
    }

    #[test]
    fn a_sip_address_names_its_user() {
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
    fn a_tel_address_names_its_number() {
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
        assert_eq!(user_of("client:Anonymous"), Err(InvalidCallerId::Withheld));
    }

    #[test]
    fn an_id_without_a_scheme_is_no_address() {
        assert_eq!(user("maria@example.com"), None);
        assert_eq!(user("8842"), None);
    }

    #[test]
    fn the_anonymous_host_withholds_its_users() {
        for address in [
            "maria@anonymous.invalid",
            "sip:maria@Anonymous.Invalid:5060;user=phone",
            "sip:anonymous.invalid",
            r#""Maria" <maria@anonymous.invalid>"#,
        ] {
            assert_eq!(
                user_of(address),
                Err(InvalidCallerId::Withheld),
                "{address}"
            );
        }
    }

    #[test]
    fn a_host_alone_is_nobody_in_particular() {
        for address in ["sip:192.0.2.1:5060", "sip:pbx.example.com;lr"] {
            let refused = Err(Unusable::HostOnly.into());
            assert_eq!(user_of(address), refused, "{address}");
        }
        assert_eq!(
            user("sip:+12025550143:5060").as_deref(),
            Some("+12025550143")
        );
    }

    #[test]
    fn a_user_that_is_not_utf8_is_refused() {
        assert_eq!(
            user_of("sip:%FF@example.com"),
            Err(Unusable::NotUtf8.into())
        );
    }
}
