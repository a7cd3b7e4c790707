//! Words that often begin a sentence and are neither names nor parts of one.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static STARTERS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    LISTS
        .iter()
        .flat_map(|list| list.split_whitespace())
        .collect()
});

/// Whether `word`, in lower case, is such a word in any language.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(word)
}

/// Without particles of names ("de", "la", "van", "der") and without words that are
/// also names ("Will", "May", "An").
const LISTS: [&str; 7] = [
    "i i'm i'll i've i'd you you're you'll your he he's she she's it it's its we we're we'll we've
     they they're they'll my our their this that that's these those the there there's here
     here's please thanks thank sorry and but or so if when what what's where who why how which
     can could would should is are was were do does did don't have has had let let's then also
     just now okay ok yes yeah no not if because after before until once could any all at in on
     for from with as bring call see make hello hi hey great alright sure well right",
    "ich wir sie er es mein meine unser unsere ihr ihre das dies diese dieser dann danach davor
     dort hier bitte danke ja nein nicht und aber oder wenn wann was wo wer wie warum ist sind war
     waren hat haben habe kann können könnten könnte soll sollen möchte muss müssen wird werden
     auch jetzt gut okay also vielen rufen kommen bringen melden schicken warten sagen geben
     außerdem bis falls weil dass",
    "yo usted ustedes ella ellos nosotros mi su nuestro nuestra esto eso este esta es son está
     están era fue hay por gracias perdón y pero o si cuando qué dónde quién cómo cuál puede
     podría quiero necesito tengo tiene tenemos voy vamos entonces luego después también ahora sí
     no muy bien hola claro llame traiga venga",
    "je j'ai vous nous il elle ils elles on c'est ce cette ça mon ma mes notre votre merci pardon
     s'il et mais ou si quand quoi où qui comment est sont était avez avons avoir puis ensuite
     après aussi maintenant oui non très bonjour d'accord veuillez pouvez pourriez appelez",
    "eu você vocês ele ela eles nós meu minha nosso nossa isso isto este esta é são está estão
     obrigado obrigada desculpe mas ou se quando onde quem como pode poderia quero preciso tenho
     tem temos vou vamos então depois também agora sim não muito bem por favor",
    "io lei lui noi voi loro mio mia nostro nostra questo questa quello è sono era c'è grazie scusi
     ma se quando dove chi come può potrebbe vorrei voglio devo ho ha abbiamo allora poi dopo
     anche adesso ora sì molto bene per prego ciao",
    "ik wij we jij u uw hij zij ze het mijn onze ons dit dat deze die er hier daar alstublieft
     bedankt dank sorry en maar als wanneer wat waar wie hoe waarom is zijn was waren heeft hebben
     heb kan kunt kunnen moet moeten wil zal zullen dan daarna ook nu goed oké ja nee",
];
