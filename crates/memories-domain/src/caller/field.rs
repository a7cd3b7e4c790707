/// Who says who is calling: this decides how a text without any mark is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallerField {
    /// The operator (`user_id`): a bare text is an id of the operator's.
    UserId,
    /// The telephone network (`caller_id`, `external_number` …): a bare text is a number, an
    /// extension or the user of a SIP address.
    Network,
    /// A messaging service (`whatsapp_user_id`): bare digits are a number with its country code.
    Messaging,
}
