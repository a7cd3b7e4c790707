use std::io::{self, Read, Write};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecompressError {
    /// It is not gzip data, or it is truncated or damaged.
    NotGzip,
    TooLarge,
}

pub(super) fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

pub(super) fn decompress(gzip: &[u8], max_bytes: usize) -> Result<Vec<u8>, DecompressError> {
    let one_more = u64::try_from(max_bytes).map_or(u64::MAX, |max| max.saturating_add(1));
    let mut bytes = Vec::new();
    GzDecoder::new(gzip)
        .take(one_more)
        .read_to_end(&mut bytes)
        .map_err(|_| DecompressError::NotGzip)?;
    if bytes.len() > max_bytes {
        return Err(DecompressError::TooLarge);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decompression_bomb_is_too_large() {
        let bomb = compress(&vec![0; 50_000_000]).unwrap();
        assert!(bomb.len() < 100_000);
        assert_eq!(decompress(&bomb, 1_000), Err(DecompressError::TooLarge));
    }

    #[test]
    fn the_limit_is_inclusive() {
        let gzip = compress(b"0123456789").unwrap();
        assert_eq!(decompress(&gzip, 10).unwrap(), b"0123456789");
        assert_eq!(decompress(&gzip, 9), Err(DecompressError::TooLarge));
    }

    #[test]
    fn truncated_or_other_data_is_not_gzip() {
        let gzip = compress(b"0123456789").unwrap();
        for bytes in [&gzip[..gzip.len() - 4], b"0123456789", b""] {
            assert_eq!(decompress(bytes, 10), Err(DecompressError::NotGzip));
        }
    }
}
