use std::{io, path::PathBuf};

/// Why a folder holds no encoder that can be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A file is missing or cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A file is not JSON of the expected form.
    #[error("{file} is not what a BERT model has")]
    NotJson {
        /// Which one.
        file: &'static str,
        /// Where it goes wrong.
        #[source]
        cause: serde_json::Error,
    },
    /// A file asks for what this encoder does not do.
    #[error("{file}: {what}")]
    Unsupported {
        /// Which one.
        file: &'static str,
        /// What it asks for.
        what: String,
    },
    /// The weights are not in the safetensors format.
    #[error("model.safetensors is damaged or not in the safetensors format")]
    NotSafetensors(#[source] safetensors::SafeTensorError),
    /// The weights lack one that the configuration needs.
    #[error("model.safetensors has no usable {name}: {what}")]
    Tensor {
        /// Its name.
        name: String,
        /// What is wrong with it.
        what: String,
    },
}
