use std::fmt;

use super::exposure::Unprotected;

/// A setting that may not have the intended effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// An API key of Mem0 is set, but another store was selected.
    Mem0Unused,
    /// A model is configured, but the Mem0 Platform searches by itself.
    EmbeddingModelUnused,
    Unprotected(Unprotected),
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mem0Unused => formatter
                .write_str("MEM0_API_KEY is set, but not used with MEMORY_STORE=sqlite"),
            Self::EmbeddingModelUnused => formatter.write_str(
                "EMBEDDING_MODEL is set, but not used: the Mem0 Platform has a semantic search of its own",
            ),
            Self::Unprotected(unprotected) => unprotected.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Config, Environment};
    use super::*;

    fn read<const N: usize>(pairs: [(&str, &str); N]) -> Config {
        Config::read(&Environment::from_iter(pairs)).unwrap()
    }

    #[test]
    fn an_unused_mem0_key_is_a_warning() {
        let key = ("MEM0_API_KEY", "m0-key");
        assert_eq!(read([]).warnings(), []);
        assert_eq!(read([key]).warnings(), []);
        assert_eq!(read([key, ("MEMORY_STORE", "mem0")]).warnings(), []);
        assert_eq!(
            read([key, ("MEMORY_STORE", "sqlite")]).warnings(),
            [Warning::Mem0Unused]
        );
    }

    #[test]
    fn an_unused_embedding_model_is_a_warning() {
        let (model, key) = (("EMBEDDING_MODEL", "/model"), ("MEM0_API_KEY", "m0-key"));
        assert_eq!(read([model]).warnings(), []);
        assert_eq!(
            read([model, key]).warnings(),
            [Warning::EmbeddingModelUnused]
        );
    }
}
