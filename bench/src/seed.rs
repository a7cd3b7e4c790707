//! Deterministic synthetic memories.

use std::path::Path;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use memories_domain::{
    Annotations, CallerId, Memory, MemoryId, MemoryKind, Neighbours, PrivateText, Scope, Speaker,
    ports::MemoryAdmin,
};
use memories_store_sqlite::{Options, SqliteStore};

const WORDS: &str = "boiler noise morning afternoon invoice garden dog daughter kitchen window tuesday friday plumber \
    whistling radiator pressure thermostat engineer visit letter phone office station holiday doctor school concert \
    bicycle train supper recipe onion bread coffee table carpet lamp blue green broken repaired late early expensive \
    cheap loud quiet heavy light summer winter spring autumn birthday neighbour sister brother account contract";

/// A text generator with a fixed seed (xorshift).
struct TextGenerator(u64);

impl TextGenerator {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap_or_default()
    }

    /// A sentence of 100 to 250 characters; the first words of the list are more frequent, as in
    /// natural language.
    fn sentence(&mut self) -> PrivateText {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let target = 100 + self.next(150);
        let mut sentence = String::new();
        while sentence.len() < target {
            let rank = self.next(words.len()) * self.next(words.len()) / words.len();
            sentence.push_str(words.get(rank).unwrap_or(&"boiler"));
            sentence.push_str(if self.next(4) == 0 { " and the " } else { " " });
        }
        sentence.trim_end().into()
    }
}

/// The caller whose requests are measured.
pub const CALLER: &str = "+12025550143";

/// Fills a data folder with `own` memories of one caller and `others` memories of
/// other callers, who have 50 each.
pub async fn seed(folder: &Path, own: usize, others: usize) -> Result<()> {
    const PER_CALLER: usize = 50;
    let store = SqliteStore::open(folder, Options::default())?;
    let mut text = TextGenerator(0x9E37_79B9_7F4A_7C15);
    // The caller's memories are written between those of others, as in production.
    for number in 0..others.div_ceil(PER_CALLER) / 2 {
        import(&store, &format!("other-{number}"), PER_CALLER, &mut text).await?;
    }
    import(&store, CALLER, own, &mut text).await?;
    for number in others.div_ceil(PER_CALLER) / 2..others.div_ceil(PER_CALLER) {
        import(&store, &format!("other-{number}"), PER_CALLER, &mut text).await?;
    }
    store.shutdown().await;
    Ok(())
}

async fn import(
    store: &SqliteStore,
    caller: &str,
    count: usize,
    text: &mut TextGenerator,
) -> Result<()> {
    let scope = Scope::for_caller(CallerId::parse(caller, None)?);
    let now = Timestamp::now();
    let mut previous: Option<PrivateText> = None;
    let mut memories = Vec::with_capacity(count);
    for number in 0..count {
        let sentence = text.sentence();
        let at = now - SignedDuration::from_mins(i64::try_from(count - number)?);
        let neighbours = Neighbours {
            prev: previous.replace(sentence.clone()),
            ..Neighbours::default()
        };
        memories.push(Memory {
            id: MemoryId::generate(),
            text: sentence,
            kind: MemoryKind::Semantic {
                speaker: Some(Speaker::Caller),
                neighbours,
            },
            created_at: at,
            updated_at: at,
            expires_at: None,
            source: None,
            confirmations: 0,
            annotations: Annotations::default(),
        });
    }
    store.import(&scope, memories).await?;
    Ok(())
}
