use std::{io, path::PathBuf};

/// Why a model could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("cannot read {}", path.display())]
    Unreadable {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("{file} does not have the format of a BERT model")]
    InvalidJson {
        file: &'static str,
        #[source]
        cause: serde_json::Error,
    },
    #[error("{file}: {reason}")]
    Unsupported { file: &'static str, reason: String },
    #[error("model.safetensors is damaged or not in the safetensors format")]
    InvalidSafetensors(#[source] safetensors::SafeTensorError),
    #[error("model.safetensors has no usable tensor {name}: {reason}")]
    InvalidTensor { name: String, reason: String },
}
