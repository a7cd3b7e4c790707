//! Particles of Korean nouns.

use std::sync::LazyLock;

use foldhash::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Korean particles and endings of nouns.
const PARTICLES: &str = "은 는 이 가 을 를 의 에 에서 에게 에게서 한테 한테서 께 께서 로 으로 와 과 랑 이랑 \
    하고 도 만 까지 부터 마다 조차 마저 보다 처럼 같이 밖에 나 이나 라 이라 라고 이라고 라는 이라는 야 이야 예요 \
    이에요 입니다 이다 인데 씨 님 들";

static PARTICLES_IN_JAMO: LazyLock<HashSet<Vec<char>>> =
    LazyLock::new(|| PARTICLES.split(' ').map(|it| it.nfd().collect()).collect());

/// The longest particle, in syllables.
const MAX_PARTICLE: usize = 3;
/// As in "서울에서는", "친구들한테는".
const MAX_PARTICLES: usize = 3;

/// In jamo; `None` if a word ends with no particle.
pub(super) fn length_without_particles(word: &str) -> Option<usize> {
    let syllables: Vec<Vec<char>> = word
        .chars()
        .map(|c| std::iter::once(c).nfd().collect())
        .collect();
    let mut noun = &*syllables;
    for _ in 0..MAX_PARTICLES {
        let longest = (1..=MAX_PARTICLE.min(noun.len().saturating_sub(1)))
            .rev()
            .find_map(|length| {
                let (rest, particle) = noun.split_at_checked(noun.len() - length)?;
                PARTICLES_IN_JAMO
                    .contains(&particle.concat())
                    .then_some(rest)
            });
        match longest {
            Some(rest) => noun = rest,
            None => break,
        }
    }
    (noun.len() < syllables.len()).then(|| noun.iter().map(Vec::len).sum())
}
