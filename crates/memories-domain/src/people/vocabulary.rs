//! Words by which names are told from other words, folded as in [`fold`].

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::folding::fold;

type Words = LazyLock<FxHashSet<&'static str>>;

/// Builds a set from words separated by spaces.
macro_rules! words {
    ($text:literal) => {
        LazyLock::new(|| $text.split_whitespace().collect())
    };
}

/// Words before a name that are no part of it.
pub(super) static TITLES: Words = words!(
    "mr mrs ms miss mister missus dr doctor prof professor sir madam herr herrn frau fraulein
    senor senora senorita sr sra srta monsieur madame mademoiselle mme mlle signor signore
    signora signorina sig senhor senhora meneer mevrouw mijnheer dhr mevr"
);

/// Lower-case words inside family names.
pub(super) static PARTICLES: Words = words!(
    "de del della dello dei di da do dos das du des la le los las van von vom der den ter ten te zu
    zum y e el al bin ibn af av mc"
);

/// Words that show that a collected value is no name.
pub(super) static ROLES: Words = words!(
    "caller the a an customer patient guest tenant client user agent assistant unknown anonymous not
    no none null mentioned provided given name named is was did my her his their our your self myself me
    i he she they it same someone somebody man woman person mother father husband wife unclear
    cliente paciente kunde kundin anrufer anruferin patientin mieter mieterin gast klant beller
    client cliente inquilino huesped llamante desconocido desconocida unbekannt inconnu sconosciuto
    desconhecido onbekend system instruction discount"
);

/// Words that may stand before somebody's introduction in the same clause, and before an answer.
pub(super) static FILLERS: Words = words!(
    "uh um er erm ah oh eh hm hmm mm mhm yeah yes yep yup no nope nah well so okay ok right sure actually
    and but hi hello hey yo good morning afternoon evening hiya there sorry please like just ja nein
    nee ahm aeh also guten tag abend moin hallo servus gruss gott na naja doch und hola buenas buenos
    dias tardes noches si bueno pues oiga mire perdon vale claro y alo oui non bonjour bonsoir salut
    allo alors euh et merci donc pardon voila ciao buongiorno buonasera salve pronto allora ecco
    senta scusi ehm ola oi bom boa dia tarde noite sim nao entao e dag goedemorgen goedemiddag
    goedenavond goedendag hoi ehh dus nou jawel en thanks thank you of course certainly gladly gracias
    grazie obrigado obrigada danke bitte gerne natuerlich naturlich volontiers certo claro wait"
);

/// Fillers that open a conversation.
pub(super) static GREETINGS: Words = words!(
    "hi hello hey yo hiya morning afternoon evening tag abend moin hallo servus gott morgen hola
    buenas buenos bonjour bonsoir salut allo ciao buongiorno buonasera salve pronto ola oi bom boa
    dag goedemorgen goedemiddag goedenavond goedendag hoi"
);

pub(super) static NEGATIONS: Words = words!("no nope nah nein nee non nao nee actually");

/// Words that confirm a name.
pub(super) static AFFIRMATIONS: Words = words!(
    "yes yeah yep yup speaking correct right sure si oui ja jawohl genau richtig stimmt sim isso
    certo esatto claro exacto exactement soy sono klopt inderdaad am moi-meme mhm"
);

/// Words after a name in an introduction, beside stop words.
pub(super) static FOLLOWERS: Words = words!(
    "again here calling speaking from at in on with and so actually hier nochmal noch wieder schon mal
    am von aus vom nog otra vez nuevamente de del encore ici a l'appareil au di ancora de novo novamente
    aqui van weer nogmaals i i'm i've i'd my we we're returning calling phoning ringing back i'll
    need got wanted want just about regarding for because che che's que qui und ich wir hi hello"
);

/// Capitalised words that are no names of people.
pub(super) static NOT_NAMES: Words = words!(
    "i i'm i've i'd i'll it it's that this what which when where why how who there here then
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december montag dienstag mittwoch donnerstag freitag
    samstag sonnabend sonntag januar februar marz mai juni juli oktober dezember lunes martes
    miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre lundi mardi mercredi jeudi vendredi samedi dimanche
    janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lunedi martedi
    mercoledi giovedi venerdi domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre
    novembre dicembre segunda terca quarta quinta sexta janeiro fevereiro marco maio junho julho
    setembro outubro novembro dezembro maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    januari februari maart mei augustus
    christmas easter halloween thanksgiving weihnachten ostern navidad noel natale natal
    english british irish scottish welsh american canadian australian mexican german french spanish
    italian dutch portuguese polish turkish indian chinese japanese korean african european asian
    italiano italiana espanol espanola aleman alemana frances francesa francais francaise allemand allemande
    anglais anglaise ingles inglesa inglese tedesco tedesca brasileiro brasileira portugues portuguesa mexicano mexicana
    nederlander duitser belg engelsman osterreicher osterreicherin schweizer schweizerin
    jewish catholic muslim christian hindu buddhist brazilian deutscher deutsche
    ok okay yes yeah no nope not sorry thanks thank please hello hi hey god jesus great good sure well
    perfect nothing nobody none maybe absolutely exactly correct speaking agent representative operator
    bank insurance hospital pharmacy inc llc ltd gmbh dental clinic hotel plumbing support service services company
    delivery store office airlines wireless plus premium praxis autohaus hausverwaltung versicherung kanzlei
    department customs police apotheke farmacia clinica banco banca
    internet wifi covid medicare medicaid apple google amazon netflix facebook whatsapp paypal
    mom mum mommy dad daddy grandma grandpa
    kunde kundin patient patientin mieter mieterin gast rentner rentnerin student studentin schuler
    diabetiker diabetikerin allergiker allergikerin vegetarier vegetarierin veganer veganerin
    mitglied lehrer lehrerin arzt arztin besitzer besitzerin eigentumer eigentumerin fahrer chef
    mutter vater mama papa tochter sohn bruder schwester mann wasser stau chaos strom alles feuer
    rauch licht schluss ende neukunde neukundin anrufer anruferin privatpatient privatpatientin
    kassenpatient selbststandiger linkshander raucher nichtraucher ingenieur beamter pflegekraft
    rechnung moment heizung bestellung lieferung auto reifen wohnung problem frage hilfe paket handy telefon
    computer kaffee ruckruf storno nachricht niemand jemand leute
    handwerker bewohner bewohnerin auslander hausmeister termin notfall urlaub
    si oui ja nein nee non sim nao gracias merci danke grazie obrigado bitte genau richtig gut"
);

/// Lower-case words after "my name is" that are no names.
pub(super) static NOT_LOWER_CASE_NAMES: Words = words!(
    "still wrong missing misspelled spelled spelt incorrect correct same also already listed different
    common private first last pronounced tomorrow later back today anytime gone changed long short
    falsch richtig anders equivocado mal incorrecto faux incorrect sbagliato errado verkeerd fout"
);

/// Endings of German nouns that are no names.
const NOUN_ENDINGS: [&str; 10] = [
    "ung", "heit", "keit", "schaft", "tion", "schaden", "bruch", "tat", "wechsel", "problem",
];

/// Whether a word is a German noun by its ending.
pub(super) fn has_noun_ending(folded: &str) -> bool {
    NOUN_ENDINGS.iter().any(|ending| folded.ends_with(ending))
}

/// Names that a list of stop words has too.
const NAMES_AMONG_STOP_WORDS: [&str; 9] = [
    "will", "don", "mia", "ella", "lei", "max", "ma", "sara", "jan",
];

const LANGUAGES: [&str; 7] = ["en", "de", "es", "fr", "pt", "it", "nl"];

static STOP_WORDS: LazyLock<FxHashMap<&'static str, FxHashSet<String>>> = LazyLock::new(|| {
    let of = |code| {
        let words = stop_words::lookup(code).into_iter().flatten();
        words.map(|word| fold(word)).collect()
    };
    LANGUAGES.into_iter().map(|code| (code, of(code))).collect()
});

/// The stop words of a call's language and of English; of all languages if it is not known.
#[derive(Clone, Copy)]
pub(super) struct StopWords {
    language: Option<&'static str>,
}

impl StopWords {
    pub(super) fn for_language(tag: Option<&str>) -> Self {
        let code = tag
            .and_then(|tag| tag.trim().split(['-', '_']).next())
            .map(str::to_ascii_lowercase);
        let language = LANGUAGES
            .into_iter()
            .find(|&language| code.as_deref() == Some(language));
        Self { language }
    }

    pub(super) fn contains(self, folded: &str) -> bool {
        let has = |code: &str| STOP_WORDS.get(code).is_some_and(|set| set.contains(folded));
        match self.language {
            Some(language) => has(language) || has("en"),
            None => LANGUAGES.into_iter().any(has),
        }
    }

    /// Whether German may be spoken, in which every noun has a capital.
    pub(super) fn may_be_german(self) -> bool {
        self.language.is_none_or(|language| language == "de")
    }

    /// Whether a capitalised word can be part of a name.
    pub(super) fn can_be_a_name(self, folded: &str) -> bool {
        NAMES_AMONG_STOP_WORDS.contains(&folded)
            || !(NOT_NAMES.contains(folded)
                || FILLERS.contains(folded)
                || self.contains(folded)
                || folded.ends_with("n't")
                || folded.ends_with("'ll")
                || folded.ends_with("'re")
                || folded.ends_with("'ve"))
    }
}
