//! What people say before and after a name, in the supported languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::spoken::{Gap, SpokenTurn};

/// How surely a phrase is followed by the speaker's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lead {
    /// "It's", "soy", "ich bin": anything may follow.
    Being,
    /// "This is", "hier spricht".
    Speaking,
    /// "My name is".
    Naming,
}

const NAMING: &str = "
    my name is; my name's; my full name is; my first name is; the name is; the name's; name is; name's;
    i am called; i'm called; call me;
    mein name ist; mein name lautet; ich heisse; der name ist; mein name war;
    mi nombre es; me llamo; mi nombre completo es; a nombre de;
    je m'appelle; mon nom est; mon nom c'est; je me nomme; mon prenom est;
    mi chiamo; il mio nome e; mi nome e;
    meu nome e; o meu nome e; me chamo; chamo-me; chamo me; o nome e;
    mijn naam is; ik heet; de naam is";

const SPEAKING: &str = "
    this is; you're speaking with; you're speaking to; you are speaking with;
    hier ist; hier spricht; hier ist der; hier ist die; hier spricht die; hier spricht der; am apparat ist;
    sie sprechen mit; hier ist nochmal; hier ist noch mal; hier ist wieder;
    habla; le habla; te habla; al habla; aqui habla; aqui; le saluda; habla usted con; le atiende;
    parla; qui parla; sono sempre; sono ancora; sono di nuovo;
    aqui e o; aqui e a; aqui quem fala e o; aqui quem fala e a; aqui fala o; aqui fala a; aqui e;
    quem fala e o; quem fala e a; fala o; fala a; aqui quem fala e;
    ici; vous parlez avec; ici c'est;
    u spreekt met; je spreekt met; met; hier is; dit is; hier spreekt; spreekt u met; nog een keer met";

const BEING: &str = "
    it's; it is; i'm; i am; its;
    hier; ich bin; ich bin der; ich bin die; ich bin's; ich bins;
    soy; yo soy; es;
    je suis; c'est; moi c'est; c'est encore;
    sono; io sono; e;
    sou; eu sou; sou o; sou a; eu sou o; eu sou a; e o; e a;
    ik ben; ik ben het; het is";

/// Words after a name that make the clause an introduction: "Hövelmann hier", "Robin speaking".
const TAILS: &str = "
    is my name; mein name; ist mein name; is mijn naam; here; speaking; again; calling; hier; nochmal; noch mal; am apparat; am telefon; al habla; al aparato;
    otra vez; a l'appareil; au telephone; a l'appareil a nouveau; all'apparecchio; al telefono;
    aan de lijn; aan het woord; aan de telefoon; nogmaals; falando; na linha; ao telefone";

/// An agent's questions that are answered with the caller's name.
const NAME_QUESTIONS: &str = "
    your name; your full name; your first name; your first and last name; your last name; your surname;
    who am i speaking with; who am i speaking to; who i'm speaking with; who i'm speaking to; who's calling;
    who is calling; who is this; who's this; whom am i speaking with; what name; a name for; which name;
    name for the booking; name for the reservation; name on the reservation; name on the booking; speaking with today;
    who do i have; who am i talking to; who am i talking with; who's this please; and you are; pleasure of speaking with;
    ihr name; ihren namen; ihr vorname; ihr nachname; ihren nachnamen; ihren vollstandigen namen; wie heissen sie; mit wem spreche ich; auf welchen namen; welchen namen;
    wer spricht; wer ist am apparat; unter welchem namen;
    su nombre; tu nombre; su nombre completo; a nombre de quien; a que nombre; con quien hablo; quien habla; quien llama; como te llamas; como se llama usted;
    con quien tengo el gusto; su apellido; sus apellidos;
    votre nom; votre prenom; votre nom complet; a quel nom; qui est a l'appareil; comment vous appelez-vous; c'est de la part de qui; qui dois-je annoncer; qui ai-je;
    suo nome; come si chiama lei; a nome di chi; a che nome; con chi parlo; chi parla; suo cognome; nome e cognome;
    seu nome; em nome de quem; com quem falo; com quem eu falo; quem fala; em que nome; seu sobrenome; o seu apelido;
    uw naam; je naam; met wie spreek ik; met wie heb ik; op welke naam; hoe heet u; wie bent u; uw voornaam; uw achternaam; wie spreek ik; onder welke naam";

/// Questions for a name that is the caller's only if the question ends there: not "the name of
/// your dog".
const OPEN_NAME_QUESTIONS: &str = "
    the name; the name please; have a name; a name; the name again; first and last name; full name;
    wie ist der name; der name; den namen; el nombre; como se llama; le nom; quel est le nom; il nome; come si chiama;
    o nome; qual o nome; como se chama; de naam";

/// Questions for the family name.
const FAMILY_QUESTIONS: &str = "
    last name; surname; family name; nachname; nachnamen; familienname; apellido; apellidos;
    nom de famille; cognome; sobrenome; apelido; achternaam";

const BOTH_QUESTIONS: &str = "
    first and last name; first name and last name; vor und nachname; vor und nachnamen; nombre y apellido; nombre y apellidos; nom et prenom;
    prenom et nom; nom et le prenom; nome e cognome; nome e sobrenome; voor en achternaam";

/// The caller's words before their family name.
const FAMILY_NAMINGS: &str = "
    last name is; last name; last name's; surname is; surname; family name is; nachname ist; nachname; familienname ist;
    mi apellido es; apellido es; apellido; nom de famille est; nom de famille; nom de famille c'est; cognome e; cognome;
    sobrenome e; sobrenome; apelido e; achternaam is; achternaam";

/// The caller's words that confirm who they are.
const CONFIRMATIONS: &str = "
    this is she; this is he; this is her; this is him; that's me; that is me; it's me; soy yo; al habla; con ella; con el mismo; c'est moi; c'est moi-meme;
    c'est lui-meme; c'est elle-meme; sono io; sou eu; e ele; e ela; am apparat; der bin ich; die bin ich; das bin ich;
    daar spreekt u mee; dat ben ik; daar spreek je mee";

/// An agent's questions that name whom it believes to speak with.
const IDENTITY_QUESTIONS: &str = "
    am i speaking with; am i speaking to; am i talking to; am i talking with; is this; speaking with; do i have;
    may i speak with; may i speak to; can i speak to; could i speak with;
    spreche ich mit; spreche ich da mit; sind sie; kann ich mit; hablo con; estoy hablando con; es usted; puedo hablar con; podria hablar con;
    suis-je bien avec; suis je bien avec; je parle bien a; est-ce bien; etes-vous; puis-je parler a; c'est bien; je parle a;
    parlo con; sto parlando con; lei e; e lei; posso parlare con;
    falo com; estou falando com; posso falar com; estou a falar com; eu falo com;
    spreek ik met; ben ik verbonden met; bent u; mag ik spreken met";

/// The agent's words before the name of the person it talks to.
const ADDRESSES: &str = "
    hi; hello; hey; hi there; sure; thanks; thank you; thanks so much; thank you so much; thank you very much; welcome back; welcome; good morning;
    good afternoon; good evening; sorry; i'm sorry; my apologies; apologies; i apologize; okay; of course; alright; certainly; perfect; great; nice to hear from you;
    hallo; guten tag; guten morgen; guten abend; danke; vielen dank; gern; gerne; alles klar; hola; gracias; muchas gracias; perfecto; buenos dias; buenas tardes; claro; de acuerdo;
    bonjour; bonsoir; merci; tres bien; d'accord; buongiorno; buonasera; grazie; ciao; certo; perfetto; ola; bom dia; boa tarde; boa noite; obrigado; obrigada; claro; perfeito;
    dag; goedemorgen; goedemiddag; goedenavond; dank u; dank u wel; bedankt; prima; goed";

/// Words before what a name is not, or is wrongly said to be.
const MISNAMINGS: &str = "
    not; calling me; call me; keep saying; called me; nicht; kein; no es; no soy; no; me llaman;
    pas; ce n'est pas; m'appelle toujours; non; non e; non sono; mi chiamano; nao e; nao sou; niet";

/// Whether an agent's turn asks for the caller's name.
pub(super) fn asks_for_name(turn: &SpokenTurn<'_>) -> bool {
    const MAX_WORDS_WITHOUT_QUESTION_MARK: usize = 12;
    let count = turn.words.len();
    // "I've put your name on the list" asks for nothing.
    let may_ask = count <= MAX_WORDS_WITHOUT_QUESTION_MARK
        || (0..=count).any(|index| turn.gap_before(index) == Gap::QuestionMark);
    may_ask
        && (ASKS_FOR_NAME.occur_in(turn)
            || (0..count).any(|index| {
                ASKS_OPENLY
                    .at(turn, index)
                    .is_some_and(|(end, ())| turn.gap_before(end) >= Gap::Comma)
            }))
}

/// Phrases found by their first word.
pub(super) struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new(lists: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (list, value) in lists {
            for phrase in list.split(';') {
                // As spoken words are split: "comment vous appelez-vous" are four.
                let words: Vec<&str> = phrase
                    .split([' ', '\n', '-'])
                    .filter(|word| !word.is_empty())
                    .collect();
                if let Some(&first) = words.first() {
                    by_first.entry(first).or_default().push((words, value));
                }
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    /// The longest phrase at `index`: the index after it, and its value.
    pub(super) fn at(&self, turn: &SpokenTurn<'_>, index: usize) -> Option<(usize, T)> {
        let phrases = self.by_first.get(turn.folded(index)?)?;
        let (words, value) = phrases
            .iter()
            .find(|(words, _)| turn.phrase_at(index, words))?;
        Some((index + words.len(), *value))
    }

    pub(super) fn occur_in(&self, turn: &SpokenTurn<'_>) -> bool {
        (0..turn.words.len()).any(|index| self.at(turn, index).is_some())
    }
}

pub(super) static LEADS: LazyLock<Phrases<Lead>> = LazyLock::new(|| {
    Phrases::new([
        (NAMING, Lead::Naming),
        (SPEAKING, Lead::Speaking),
        (BEING, Lead::Being),
    ])
});
pub(super) static TAILS_OF_NAMES: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(TAILS, ())]));
static ASKS_OPENLY: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(OPEN_NAME_QUESTIONS, ())]));
static ASKS_FOR_NAME: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(NAME_QUESTIONS, ())]));
pub(super) static ASKS_FOR_FAMILY_NAME: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(FAMILY_QUESTIONS, ())]));
pub(super) static ASKS_FOR_BOTH: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(BOTH_QUESTIONS, ())]));
pub(super) static NAMES_FAMILY: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(FAMILY_NAMINGS, ())]));
pub(super) static CONFIRMS: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(CONFIRMATIONS, ())]));
pub(super) static ASKS_WHETHER: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(IDENTITY_QUESTIONS, ())]));
pub(super) static ADDRESSING: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(ADDRESSES, ())]));
pub(super) static MISNAMING: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new([(MISNAMINGS, ())]));

/// Whether a clause starts at `index`.
pub(super) fn starts_clause(turn: &SpokenTurn<'_>, index: usize) -> bool {
    index == 0 || turn.gap_before(index) >= Gap::Comma
}
