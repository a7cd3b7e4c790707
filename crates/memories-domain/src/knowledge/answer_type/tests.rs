use super::{
    AnswerType::{self, *},
    AnswerTypes, asked_by,
    held::types_of_text,
    plain_words,
};

type Examples<'e> = &'e [(AnswerType, &'e [&'e str])];

fn asked(question: &str) -> AnswerTypes {
    asked_by(&plain_words(question)).types
}

/// The examples in which a type is not found.
fn missed(examples: Examples<'_>, types: impl Fn(&str) -> AnswerTypes) -> Vec<String> {
    let mut missed = Vec::new();
    for (kind, texts) in examples {
        for text in *texts {
            if !types(text).contains(*kind) {
                missed.push(format!("{kind:?}: {text}"));
            }
        }
    }
    missed
}

const QUESTIONS: Examples<'_> = &[
    (
        Frequency,
        &[
            "how often is the pool cleaned",
            "wie oft kommt der Gärtner",
            "cada cuánto viene el jardinero",
            "à quelle fréquence passe le jardinier",
            "com que frequência vem o jardineiro",
            "ogni quanto viene il giardiniere",
            "hoe vaak komt de tuinman",
        ],
    ),
    (
        Duration,
        &[
            "notice period",
            "how much notice does she have to give",
            "cancellation policy",
            "Kündigungsfrist",
            "plazo de preaviso",
            "délai de préavis",
            "prazo de cancelamento",
            "durata del contratto",
            "opzegtermijn",
        ],
    ),
    (
        Hours,
        &[
            "best time to call him",
            "when should we call",
            "when can she be reached",
            "wann ist sie am besten erreichbar",
            "mejor hora para llamar",
            "quand appeler le client",
            "melhor hora para ligar",
            "quando chiamare il cliente",
            "beste tijd om te bellen",
        ],
    ),
    (
        Contact,
        &[
            "how does she want to be contacted",
            "preferred contact method",
            "wie möchte er kontaktiert werden",
            "medio de contacto preferido",
            "moyen de contact",
            "forma de contacto preferida",
            "come contattare il cliente",
            "hoe wil ze benaderd worden",
        ],
    ),
    (
        Address,
        &[
            "billing address",
            "adresse de facturation",
            "Rechnungsadresse",
            "factuuradres",
        ],
    ),
    (
        Intolerance,
        &[
            "allergies",
            "Allergien der Patientin",
            "what the guest cannot eat",
            "qué alergias tiene",
            "intolérances du client",
            "è allergico a qualcosa",
            "intolerâncias alimentares",
            "waar is hij allergisch voor",
        ],
    ),
    (
        Time,
        &[
            "Termin Zahnreinigung",
            "rendez-vous chez le dentiste",
            "cita con la dermatóloga",
        ],
    ),
    (
        Phone,
        &[
            "callback number",
            "what is the customer's mobile",
            "best number to reach her",
            "numéro de téléphone du client",
            "unter welcher Nummer ist er erreichbar",
            "Rückrufnummer",
            "número de contacto",
            "recapito telefonico",
            "telefoonnummer van de klant",
            "contacto telefónico",
        ],
    ),
    (
        Email,
        &[
            "where should the invoice be emailed",
            "E-Mail-Adresse von Frau Weber",
            "adresse mail",
            "correo electrónico de la clienta",
            "indirizzo e-mail",
            "endereço de e-mail",
            "e-mailadres",
        ],
    ),
    (
        Age,
        &[
            "how old is the daughter",
            "age of the child",
            "wie alt ist der Hund",
            "qué edad tiene el niño",
            "quel âge a le patient",
            "quanti anni ha il figlio",
            "que idade tem a filha",
            "hoe oud is de hond",
        ],
    ),
    (
        Money,
        &[
            "how much is the rent",
            "price of the repair",
            "what did the repair cost",
            "monthly payment",
            "total bill",
            "refund amount",
            "how much does she owe",
            "was kostet die Reparatur",
            "wie hoch ist die Miete",
            "Höhe der Anzahlung",
            "Monatsbeitrag",
            "Kostenvoranschlag",
            "cuánto cuesta la revisión",
            "cuánto debe",
            "precio de la reparación",
            "combien coûte la séance",
            "montant de la facture",
            "prix du menu",
            "quanto costa la visita",
            "prezzo a persona",
            "quanto custa a consulta",
            "valor da renda",
            "wat kost de reparatie",
            "hoeveel kost het onderhoud",
            "bedrag van de factuur",
        ],
    ),
    (
        Count,
        &[
            "how many guests",
            "number of bags",
            "party size",
            "wie viele Gäste",
            "Anzahl der Personen",
            "cuántas personas",
            "combien de personnes",
            "nombre d'invités",
            "quante persone",
            "quantas pessoas",
            "hoeveel personen",
            "aantal gasten",
        ],
    ),
    (
        Reference,
        &[
            "booking reference",
            "confirmation number",
            "claim number",
            "gate code",
            "Vorgangsnummer",
            "número de expediente",
            "numéro de dossier",
            "numero di pratica",
            "número da encomenda",
            "ordernummer",
        ],
    ),
    (
        Address,
        &[
            "customer's current address",
            "where does the customer live",
            "wo wohnt die Kundin",
            "Lieferadresse",
            "Anschrift des Kunden",
            "dónde vive el cliente",
            "dirección de entrega",
            "où habite le client",
            "adresse de livraison",
            "indirizzo di consegna",
            "morada do cliente",
            "afleveradres",
            "bezorgadres",
        ],
    ),
    (
        Relation,
        &[
            "how is Marcus related to Dana",
            "in welchem Verhältnis steht Eva zu Tom",
            "qué relación tiene con Rosa",
        ],
    ),
    (
        Reason,
        &[
            "why was the visit moved",
            "warum wurde der Termin verschoben",
            "Grund der Absage",
            "por qué canceló",
            "motivo de la llamada",
            "pourquoi a-t-il annulé",
            "perché ha disdetto",
            "por que cancelou",
            "waarom is de afspraak verzet",
        ],
    ),
    (
        Place,
        &[
            "where is the key",
            "wo liegt der Schlüssel",
            "dónde está la llave",
            "où se trouve la clé",
            "dove si trova la chiave",
            "onde está a chave",
            "waar ligt de sleutel",
        ],
    ),
    (
        Person,
        &[
            "who picks up the dog",
            "name of the dog",
            "dog's name",
            "wer holt das Kind ab",
            "wie heißt der Hund",
            "Name der Tochter",
            "quién recoge el coche",
            "cómo se llama el perro",
            "qui vient chercher la commande",
            "comment s'appelle le chien",
            "chi ritira l'ordine",
            "come si chiama il cane",
            "quem vai buscar",
            "como se chama o cão",
            "wie haalt de hond op",
            "hoe heet de hond",
        ],
    ),
    (
        Professional,
        &[
            "which technician is coming",
            "who is the instructor",
            "name of the driver",
            "welcher Techniker kommt",
            "bei welchem Arzt ist der Termin",
            "con qué médico tiene la cita",
            "quel médecin suit le patient",
            "quale medico lo segue",
            "qual é o médico",
            "welke monteur komt er",
        ],
    ),
    (
        Time,
        &[
            "when is the next delivery",
            "what time does the class start",
            "date of the exam",
            "wann ist die Prüfung",
            "um wie viel Uhr kommt der Monteur",
            "Datum der Prüfung",
            "cuándo es el examen",
            "a qué hora llega el técnico",
            "quand a lieu l'examen",
            "à quelle heure vient le technicien",
            "quando è la visita",
            "a che ora arriva",
            "quando é a consulta",
            "wanneer is de keuring",
            "hoe laat komt de monteur",
        ],
    ),
    (
        Promise,
        &[
            "what was promised to the caller",
            "was haben wir versprochen",
            "qué le prometimos",
            "qu'avons-nous promis",
            "cosa abbiamo promesso",
            "o que prometemos",
            "wat hebben we beloofd",
        ],
    ),
];

#[test]
fn a_question_asks_for_a_type_in_every_language() {
    assert_eq!(missed(QUESTIONS, asked), Vec::<String>::new());
}

#[test]
fn other_questions_ask_for_no_type() {
    for question in [
        "is the dog vaccinated",
        "does she still want the window seat",
        "preferencias de mesa",
        "roommate",
    ] {
        assert_eq!(asked(question), AnswerTypes::NONE, "{question}");
    }
}

const TEXTS: Examples<'_> = &[
    (
        Intolerance,
        &[
            "My daughter is allergic to shellfish.",
            "Sie hat eine Laktoseintoleranz und eine Haselnussallergie.",
            "Er kan geen gluten tegen, nee, hij kan er niet tegen.",
            "Mi hijo no puede comer huevo.",
            "Il ne supporte pas le lait.",
            "Non può mangiare i crostacei.",
            "Ela não pode comer camarão.",
        ],
    ),
    (
        Age,
        &[
            "She's six and she loves it.",
            "He was seventy-nine.",
            "Er wird acht im März.",
            "Ze wordt vijf.",
        ],
    ),
    (
        Address,
        &[
            "Wir wohnen jetzt Am Anger 4.",
            "Ahora vivimos en Los Olmos 31.",
            "We moved to Elmhurst 12.",
        ],
    ),
    (
        Money,
        &[
            "That would be at 5.9 percent.",
            "Der Zins liegt bei 4 Prozent.",
        ],
    ),
    (Time, &["She swims on Thursdays.", "Los lunes y viernes."]),
    (
        Money,
        &[
            "She pays 890 dollars a month.",
            "It's $45.50.",
            "Das macht 1.240 Euro.",
            "Son cincuenta y cinco euros.",
            "C'est 35 euros la séance.",
            "Fica a 31 euros por mês.",
            "Sono 40 euro a persona.",
            "Dat kost 119 euro.",
        ],
    ),
    (
        Phone,
        &[
            "Please use 202 555 0188.",
            "It's two oh two, five five five, oh one eight eight.",
            "202-555-0177, bitte.",
            "C'est le deux zéro deux, cinq cinq cinq, zéro un sept quatre.",
        ],
    ),
    (
        Email,
        &[
            "It's fern dot delacroix at example dot com.",
            "anselm punkt kroeger at example punkt com",
            "rosa@example.com",
            "robin punto castro arroba example punto es",
        ],
    ),
    (
        Frequency,
        &[
            "Twice a week.",
            "Every six months is enough.",
            "Alle drei Wochen.",
            "Cada quince días.",
            "Toutes les deux semaines.",
            "Uma vez por mês.",
            "Una volta al mese.",
            "Elke drie weken.",
        ],
    ),
    (
        Duration,
        &[
            "Two months' notice.",
            "Mit drei Monaten Frist.",
            "Con quince días de antelación.",
            "Un préavis de trois mois.",
            "Com trinta dias de antecedência.",
            "Con due mesi di preavviso.",
            "Twee maanden van tevoren.",
        ],
    ),
    (
        Hours,
        &[
            "Only after six, please.",
            "Mornings are fine.",
            "Nicht vor neun.",
            "Nachmittags passt es.",
            "A partir de las cinco.",
            "Pas avant dix heures.",
            "Só de tarde.",
            "Dopo le sette.",
            "Na vieren niet, voor twaalf wel.",
        ],
    ),
    (
        Contact,
        &[
            "Text me, don't call.",
            "Bitte nur per Mail.",
            "Mejor por correo.",
            "Plutôt un SMS.",
            "Prefiro uma mensagem.",
            "Meglio un messaggio.",
            "Liever een appje.",
        ],
    ),
    (
        Place,
        &[
            "Put it in the shed.",
            "Im Schuppen.",
            "Déjelo en la portería.",
            "Sur le palier.",
            "Na portaria.",
            "In portineria.",
            "In de schuur.",
        ],
    ),
    (
        Address,
        &[
            "It's Alder Court nine.",
            "Fliederweg dreiundvierzig.",
            "Wir wohnen jetzt Am Anger zwölf.",
            "Es la calle Olmo, veintitrés.",
            "C'est le quai Voltaire, dix-huit.",
            "É a Rua Direita, quarenta e dois.",
            "Via Dante, ventidue.",
            "Beukenstraat zesendertig.",
            "PO box 14.",
            "Postfach 920.",
        ],
    ),
    (
        Address,
        &[
            "From 12 Fenwick Road.",
            "Wir wohnen in der Lindenstraße 14.",
            "Abholung im Birkenweg 7.",
            "C'est 11 quai des Brumes.",
            "Vivo en la calle del Molino 8.",
            "Abito in via Garibaldi 12.",
            "Moro na Rua das Flores, 19.",
            "Ik woon op Kanaalstraat 88.",
        ],
    ),
    (
        Count,
        &[
            "We'll be seventy.",
            "Put us down for 12.",
            "Siebzehn Personen.",
            "Somos seis.",
            "Soixante-dix personnes.",
            "Siamo in otto.",
            "Somos sete.",
            "We zijn met zes.",
        ],
    ),
    (
        Age,
        &[
            "He's nine years old.",
            "Sie ist siebzehn Jahre alt.",
            "Tiene seis años.",
            "Il a huit ans.",
            "Ha sei anni.",
            "Tem sete anos.",
            "Hij is negen jaar.",
        ],
    ),
    (
        Reference,
        &[
            "Claim D4481 is open.",
            "It's Q R 7 W 2 L.",
            "You have seat 14C.",
            "Vorgang 55182.",
        ],
    ),
    (
        Relation,
        &[
            "He's my brother.",
            "Das ist meine Schwägerin, die Frau von Tom.",
            "Es mi hija.",
            "C'est mon mari.",
            "È mia moglie.",
            "É o meu filho.",
            "Dat is mijn zus.",
        ],
    ),
    (
        Person,
        &[
            "My sister Carla will open.",
            "Ihre Tochter Eva kommt mit.",
            "On a un chien, Filou.",
            "Mi hija Nuria irá.",
            "Mio figlio Matteo viene.",
            "A minha filha Inês vai.",
            "Mijn zoon Daan komt.",
        ],
    ),
    (
        Professional,
        &[
            "I'll send Keisha.",
            "You're with Dr. Osei.",
            "Frau Aydin kann kommen.",
            "Le atenderá doña Pilar.",
            "C'est Mme Besson qui vous suit.",
            "La segue la dottoressa Conti.",
            "Fica com a doutora Matos.",
            "Ik stuur meneer De Groot.",
        ],
    ),
    (
        Reason,
        &[
            "I can't, because I work.",
            "Weil ich arbeite.",
            "Porque trabajo.",
            "Parce que je travaille.",
            "Perché lavoro.",
            "Porque trabalho.",
            "Omdat ik werk.",
        ],
    ),
];

#[test]
fn a_text_has_a_type_in_every_language() {
    let types = |text: &str| {
        let is_german = text.contains("Frau") || text.contains("Tochter");
        types_of_text(text, &[], is_german)
    };
    assert_eq!(missed(TEXTS, types), Vec::<String>::new());
}

#[test]
fn a_text_has_no_type_that_it_only_resembles() {
    for (kind, text) in [
        (Phone, "It's 1,240 dollars, valid for 30 days."),
        (Address, "We're on our way."),
        (Email, "It comes from Delft."),
        (Person, "Is it on Monday? Yes. On Monday in May."),
        (Money, "Fifty gallon."),
        (Reference, "At 9 AM on the 16th."),
        (Hours, "Good afternoon, it's Robin."),
        (Hours, "From two weeks on."),
        (Frequency, "In three weeks."),
        (Contact, "I don't like apples."),
    ] {
        assert!(!types_of_text(text, &[], false).contains(kind), "{text}");
    }
    assert!(!types_of_text("Der Hund mag den Garten.", &[], true).contains(Person));
}

#[test]
fn a_street_that_nobody_lives_in_is_no_address() {
    for text in [
        "Without the street side it's 20 panels.",
        "She's in St. Anne's, ward 4.",
    ] {
        assert!(!types_of_text(text, &[], false).contains(Address), "{text}");
    }
}
