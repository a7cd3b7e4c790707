//! Compression, and decompression that knows when to stop.

use std::io::{self, Read, Write};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};

/// Why there is nothing decompressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failed {
    /// It is not compressed, or damaged.
    NotGzip,
    /// It is larger than the limit.
    TooLarge,
}

pub(crate) fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The bytes that were compressed, if they are no more than `limit`.
pub(crate) fn decompressed(gzip: &[u8], limit: usize) -> Result<Vec<u8>, Failed> {
    let one_more = u64::try_from(limit).map_or(u64::MAX, |limit| limit.saturating_add(1));
    let mut bytes = Vec::new();
    GzDecoder::new(gzip)
        .take(one_more)
        .read_to_end(&mut bytes)
        .map_err(|_| Failed::NotGzip)?;
    if bytes.len() > limit {
        return Err(Failed::TooLarge);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_does_not_go_off() {
        let bomb = compressed(&vec![0; 50_000_000]).unwrap();
        assert!(bomb.len() < 100_000);
        assert_eq!(decompressed(&bomb, 1_000), Err(Failed::TooLarge));
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let gzip = compressed(b"0123456789").unwrap();
        assert_eq!(decompressed(&gzip, 10).unwrap(), b"0123456789");
        assert_eq!(decompressed(&gzip, 9), Err(Failed::TooLarge));
    }

    #[test]
    fn what_was_cut_off_is_noticed() {
        let gzip = compressed(b"0123456789").unwrap();
        assert_eq!(
            decompressed(&gzip[..gzip.len() - 4], 10),
            Err(Failed::NotGzip)
        );
        assert_eq!(decompressed(b"0123456789", 10), Err(Failed::NotGzip));
        assert_eq!(decompressed(b"", 10), Err(Failed::NotGzip));
    }
}
