/// A messaging service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Channel {
    name: &'static str,
    id_is_number: bool,
}

/// How Twilio, Vonage, Infobip and others name the services before an id.
const CHANNELS: [(&str, bool); 14] = [
    ("whatsapp", true),
    ("sms", true),
    ("mms", true),
    ("rcs", true),
    ("signal", true),
    ("viber", true),
    ("imessage", true),
    ("messenger", false),
    ("facebook", false),
    ("instagram", false),
    ("telegram", false),
    ("line", false),
    ("wechat", false),
    ("kakao", false),
];

impl Channel {
    pub(super) fn parse(name: &str) -> Option<Self> {
        CHANNELS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|&(name, id_is_number)| Self { name, id_is_number })
    }

    /// The service whose keys begin with this name.
    pub(super) fn of_key(name: &str) -> Option<Self> {
        Self::parse(name).filter(|channel| channel.name == name)
    }

    pub(super) const fn name(self) -> &'static str {
        self.name
    }

    /// Whether digits after it are a telephone number.
    pub(super) const fn id_is_number(self) -> bool {
        self.id_is_number
    }
}
