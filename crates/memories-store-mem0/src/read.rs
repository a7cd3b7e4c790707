pub(crate) mod convert;
mod ports;
mod reader;
pub(crate) mod record;

pub use reader::Mem0Reader;
