//! Invented memories, the same in every run.

use std::path::Path;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use memories_domain::{
    CallerId, Memory, MemoryAdmin, MemoryId, MemoryKind, Neighbours, PrivateText, Scope, Speaker,
};
use memories_store_sqlite::{Options, SqliteStore};

const WORDS: &str = "boiler noise morning afternoon invoice garden dog daughter kitchen window tuesday friday plumber \
    whistling radiator pressure thermostat engineer visit letter phone office station holiday doctor school concert \
    bicycle train supper recipe onion bread coffee table carpet lamp blue green broken repaired late early expensive \
    cheap loud quiet heavy light summer winter spring autumn birthday neighbour sister brother account contract";

/// A generator of words (xorshift), so that every run sees the same text.
struct Words(u64);

impl Words {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap_or_default()
    }

    /// A sentence of 100 to 250 characters; small ranks are likelier, as in speech.
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

/// The caller that is measured.
pub const CALLER: &str = "+12025550143";

/// Fills a data folder: one caller with `own` memories, and others with 50 each
/// until there are `others` of them.
pub async fn seed(folder: &Path, own: usize, others: usize) -> Result<()> {
    const EACH: usize = 50;
    let store = SqliteStore::open(folder, Options::default())?;
    let mut words = Words(0x9E37_79B9_7F4A_7C15);
    // The caller's own memories come between those of others, as in life.
    for number in 0..others.div_ceil(EACH) / 2 {
        import(&store, &format!("other-{number}"), EACH, &mut words).await?;
    }
    import(&store, CALLER, own, &mut words).await?;
    for number in others.div_ceil(EACH) / 2..others.div_ceil(EACH) {
        import(&store, &format!("other-{number}"), EACH, &mut words).await?;
    }
    store.shutdown().await;
    Ok(())
}

async fn import(store: &SqliteStore, caller: &str, count: usize, words: &mut Words) -> Result<()> {
    let scope = Scope {
        caller: CallerId::parse(caller, None)?,
        agent: None,
    };
    let now = Timestamp::now();
    let mut before: Option<PrivateText> = None;
    let mut memories = Vec::with_capacity(count);
    for number in 0..count {
        let text = words.sentence();
        let at = now - SignedDuration::from_mins(i64::try_from(count - number)?);
        let context = Neighbours {
            before: before.replace(text.clone()),
            ..Neighbours::default()
        };
        memories.push(Memory {
            id: MemoryId::generate(),
            text,
            kind: MemoryKind::Semantic {
                speaker: Some(Speaker::Caller),
                context,
            },
            created_at: at,
            updated_at: at,
            expires_at: None,
            source: None,
            reinforced: 0,
        });
    }
    store.import(&scope, memories).await?;
    Ok(())
}
