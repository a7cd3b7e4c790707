use crate::{parameters::Parameters, speakers::SpeakerAliases, synonyms::Synonyms};

/// How an index ranks.
#[derive(Clone)]
pub struct Options {
    pub parameters: Parameters,
    pub speakers: SpeakerAliases,
    /// `None` matches the query terms only.
    pub synonyms: Option<&'static dyn Synonyms>,
}

impl Default for Options {
    /// With the feature `synonyms`, uses the bundled table.
    fn default() -> Self {
        Self {
            parameters: Parameters::default(),
            speakers: SpeakerAliases::default(),
            #[cfg(feature = "synonyms")]
            synonyms: Some(crate::synonyms::SynonymTable::bundled()),
            #[cfg(not(feature = "synonyms"))]
            synonyms: None,
        }
    }
}
