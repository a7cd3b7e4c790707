//! The words by which questions ask for a type, in every language, separated by commas. Several
//! words are a phrase.

use std::sync::LazyLock;

use super::AnswerType;
use crate::text::PhraseSet;

/// What a question asks for that begins with them.
pub(super) static INTERROGATIVES: LazyLock<[(AnswerType, PhraseSet); 10]> = LazyLock::new(|| {
    [
        (
            AnswerType::Frequency,
            "how often, how frequently, every how many, wie oft, wie häufig, in welchem abstand, alle wie
             viele, cada cuánto, cada cuántos, cada cuántas, con qué frecuencia, à quelle fréquence,
             quelle fréquence, tous les combien, com que frequência, de quanto em quanto, ogni quanto,
             con che frequenza, con quale frequenza, hoe vaak, hoe dikwijls, om de hoeveel",
        ),
        (
            AnswerType::Duration,
            "how long, how much notice, for how long, wie lange, seit wie lange, cuánto tiempo, cuánto
             dura, combien de temps, combien dure, quanto tempo, quanto dura, per quanto tempo, hoe
             lang, hoelang",
        ),
        (
            AnswerType::Hours,
            "what is the best time, when is the best time, best time, good time, preferred time, best
             hours, wann am besten, beste zeit, mejor hora, mejor momento, meilleur moment, meilleure
             heure, melhor hora, melhor altura, melhor momento, momento migliore, orario migliore, ora
             migliore, beste tijd, beste moment, best moment, at what time of day, what time of day, zu
             welcher tageszeit, welche tageszeit, a qué horas, quali orari, in che orari",
        ),
        (
            AnswerType::Contact,
            "how to contact, how to reach, how should we contact, how should we reach, how can we contact,
             how do we contact, how do we reach, wie erreichen, wie kontaktieren, cómo contactar, cómo
             avisar, comment joindre, comment contacter, como contactar, come contattare, hoe contact",
        ),
        (
            AnswerType::Reason,
            "why, how come, warum, wieso, weshalb, por qué, pourquoi, perché, por que, porquê, porque,
             waarom",
        ),
        (
            AnswerType::Time,
            "when, what time, what day, which day, what date, which date, until when, since when, wann,
             bis wann, seit wann, wie viel uhr, wieviel uhr, welchem tag, welcher tag, wie spät, cuándo,
             qué hora, qué día, qué fecha, hasta cuándo, quand, quelle heure, quel jour, quelle date,
             quando, che ora, che giorno, quale giorno, que horas, que dia, wanneer, hoe laat,
             welke dag, welke datum",
        ),
        (
            AnswerType::Age,
            "how old, wie alt, cuántos años, qué edad, quel âge, quanti anni, quantos anos, que idade,
             hoe oud",
        ),
        (
            AnswerType::Count,
            "how many, wie viele, wieviele, cuántos, cuántas, combien de, combien d, quanti, quante,
             quantos, quantas, hoeveel",
        ),
        (
            AnswerType::Money,
            "how much, how expensive, was kostet, was kosten, wie teuer, wie viel kostet, wieviel
             kostet, wie viel, wieviel, cuánto, combien, combien coûte, quanto, hoe duur, wat kost,
             wat kosten, hoeveel kost, hoeveel kosten, hoeveel betaalt",
        ),
        (
            AnswerType::Person,
            "who, whom, whose, wer, wen, wem, wessen, quién, quiénes, quien, qui, chi, quem, wie is,
             wie komt, wie heeft, wie belt, wie rijdt, wie haalt, wie gaat, wie mag, met wie, voor wie,
             door wie, van wie",
        ),
    ]
    .map(|(kind, phrases)| (kind, set(phrases)))
});

/// What else the words of a question ask for. The longest phrase counts; of equally long ones, that
/// of the first type.
pub(super) static ASKED: LazyLock<[(AnswerType, PhraseSet); 20]> = LazyLock::new(|| {
    [
        (
            AnswerType::Promise,
            "promise, promised, promises, commitment, commitments, follow up, followup, versprochen,
             zugesagt, zusage, zusagen, prometido, prometimos, promesa, promesas, promis, promise,
             promesse, promesses, promesso, promessa, promesse, prometeu, prometemos, beloofd,
             belofte, toegezegd",
        ),
        (
            AnswerType::Intolerance,
            "allergy, allergies, allergic, allergic to, intolerance, intolerances, intolerant, dietary,
             dietary restrictions, dietary requirements, food restrictions, cannot have, can not have,
             can t have, cannot eat, can t eat, not eat, not tolerate, allergie, allergien, allergisch,
             allergisch gegen, unverträglichkeit, unverträglichkeiten, nicht essen, nicht vertragen,
             verträgt, alergia, alergias, alérgico, alérgica, alergia a, intolerancia, intolerancias, no
             puede comer, no puede tomar, allergique, allergique à, intolérance, intolérances, ne peut
             pas manger, pas manger, allergia, allergico, allergica, intolleranza, intolleranze, non può
             mangiare, intolerância, intolerâncias, não pode comer, allergieën, allergisch voor,
             intolerantie, intoleranties, niet eten, niet tegen",
        ),
        (
            AnswerType::Frequency,
            "how often, frequency, interval, cadence, wie oft, häufigkeit, frequenz, intervall, turnus,
             rhythmus, abstand, frecuencia, periodicidad, fréquence, périodicité, frequência,
             periodicidade, frequenza, periodicità, hoe vaak, frequentie",
        ),
        (
            AnswerType::Duration,
            "how long, notice period, notice, duration, kündigungsfrist, frist, dauer, preaviso, plazo,
             plazo de preaviso, duración, cuánto tiempo, préavis, délai, délai de préavis, durée,
             combien de temps, aviso prévio, prazo, duração, quanto tempo, preavviso, durata, hoe lang,
             opzegtermijn, termijn, duur, cancellation period, cancellation policy, refund policy,
             return policy, cancellation deadline, cancellation terms, stornofrist, stornobedingungen,
             rückgabefrist, política de cancelación, plazo de cancelación, plazo de devolución,
             conditions d'annulation, politique d'annulation, délai d'annulation, política de
             cancelamento, condizioni di cancellazione, termini di disdetta, annuleringsvoorwaarden,
             annuleringstermijn",
        ),
        (
            AnswerType::Hours,
            "best time, best time to, good time to, preferred time, time of day, availability, available
             times, when to call, when not to call, when not to ring, when can we call, when should we
             call, hours, uhrzeiten, tageszeit, erreichbarkeit, beste zeit, beste uhrzeit, wann
             anrufen, wann nicht anrufen, wann erreichbar, horario, horario de contacto, mejor hora,
             cuándo llamar, cuándo no llamar, disponibilidad, disponibilité, disponibilités, meilleur
             moment, meilleure heure, quand appeler, quand ne pas appeler, horaire, horário,
             disponibilidade, melhor hora, melhor altura, quando ligar, quando não ligar, disponibilità,
             orario, orari, quando chiamare, quando non chiamare, beste tijd, beste moment,
             beschikbaarheid, wanneer bellen, wanneer niet bellen, tijdstip",
        ),
        (
            AnswerType::Payment,
            "payment method, method of payment, payment methods, means of payment, how to pay, how does she
             pay, how does he pay, paid by, pay by, zahlungsart, zahlungsweise, zahlungsmethode, zahlweise,
             forma de pago, método de pago, medio de pago, moyen de paiement, mode de paiement, forma de
             pagamento, método de pagamento, meio de pagamento, metodo di pagamento, modalità di
             pagamento, betaalwijze, betaalmethode, betalingswijze",
        ),
        (
            AnswerType::Contact,
            "way of contact, way to contact, ways to contact, way to reach, contacted, be contacted, be reached, contact preference, contact preferences, contact method,
             preferred contact, preferred contact method, communication preference, preferred channel,
             how to contact, kontaktiert, kontaktiert werden, erreicht werden, kontaktaufnahme,
             kontaktweg, bevorzugter kontaktweg, contactado, contactada, medio de contacto, forma de
             contacto, contacté, contactée, être contacté, mode de contact, moyen de contact,
             contattato, contattata, essere contattato, modalità di contatto, meio de contacto,
             forma de contacto, gecontacteerd, benaderd, bereikt worden, contactvoorkeur, contactwijze",
        ),
        (
            AnswerType::Email,
            "email, emails, emailed, email address, e mail, e mail address, mail address, mail adresse,
             e mail adresse, emailadresse, mailadresse, correo, correo electrónico, dirección de
             correo, courriel, adresse mail, adresse e mail, adresse email, mail, mailadres, e
             mailadres, emailadres, indirizzo email, indirizzo e mail, indirizzo mail, posta
             elettronica, endereço de email, endereço de e mail",
        ),
        (
            AnswerType::Phone,
            "phone, phone number, number to reach, number to call, best number, reach, reachable, erreichbar,
             erreichen, rufnummer, festnetznummer, número de contacto, contacto telefónico, numéro de
             contact, joindre, joignable, recapito, recapito telefonico, contacto telefónico, bereikbaar,
             bereiken, telephone, telephone number, callback number, call back number,
             mobile, mobile number, cell number, cell phone, contact number, telefon,
             telefonnummer, handynummer, handy, rückrufnummer, mobilnummer, teléfono, móvil,
             número de teléfono, número de móvil, téléphone, numéro de téléphone, portable, numéro
             de portable, telefono, numero di telefono, cellulare, telefone, número de telefone,
             telemóvel, celular, telefoon, telefoonnummer, mobiel nummer, mobiele nummer, gsm",
        ),
        (
            AnswerType::Age,
            "how old, age, wie alt, alter, cuántos años, qué edad, edad, quel âge, âge, quanti anni,
             età, quantos anos, que idade, idade, hoe oud, leeftijd",
        ),
        (
            AnswerType::Reference,
            "reference, reference number, confirmation number, confirmation code, booking
             reference, booking number, booking code, case number, claim number, ticket number,
             order number, policy number, tracking number, complaint number, aktenzeichen,
             vorgangsnummer, buchungsnummer, kundennummer, ticketnummer, schadensnummer,
             auftragsnummer, bestellnummer, sendungsnummer, referencia, número de reserva, número
             de expediente, número de pedido, localizador, référence, numéro de dossier, numéro de
             réservation, numéro de commande, numéro de suivi, riferimento, numero di prenotazione,
             numero di pratica, codice di prenotazione, referência, número do pedido, número da
             reserva, protocolo, referentie, referentienummer, boekingsnummer, dossiernummer,
             ordernummer",
        ),
        (
            AnswerType::Count,
            "how many, party size, group size, head count, headcount, number of, wie viele, wieviele, anzahl, anzahl der, cuántos, cuántas, número
             de, combien de, combien d, nombre de, nombre d, quanti, quante, numero di, quantos,
             quantas, hoeveel, aantal",
        ),
        (
            AnswerType::Money,
            "how much, payment, payments, monthly payment, bill, invoice, total, instalment, instalments,
             installment, kostenvoranschlag, beitrag, summe, rate, raten, rechnung, factura, pago, pagos,
             mensualidad, facture, paiement, mensualité, fattura, pagamento, rata, fatura, prestação,
             factuur, betaling, price, prices, cost, costs, fee, fees, quote, quoted, rent, deposit, amount,
             charge, rate, balance, refund, worth, value, copay, premium, budget, owe, owed, owes,
             preis, preise, kosten, kostet, wie viel, wieviel, betrag, miete, kaution, anzahlung,
             gebühr, precio, precios, cuánto, cuánto cuesta, cuesta, coste, importe, cuota, fianza,
             depósito, tarifa, presupuesto, alquiler, prix, coûte, coût, combien coûte, tarif,
             tarifs, loyer, caution, acompte, montant, devis, remboursement, prezzo, quanto costa,
             quanto, costo, costa, importo, tariffa, canone, affitto, caparra, cauzione,
             preventivo, quanto custa, quanto paga, custo, custa, preço, valor, mensalidade, renda,
             caução, orçamento, prijs, kost, hoeveel kost, tarief, huur, huurprijs, borg, bedrag",
        ),
        (
            AnswerType::Reference,
            "number, code, nummer, kennung, número, código, numéro, numero, codice",
        ),
        (
            AnswerType::Address,
            "address, addresses, live, lives, living, reside, adresse, anschrift, wohnt, wohnort,
             dirección, domicilio, vive, habite, indirizzo, abita, endereço, morada, mora, adres,
             woont, woonadres",
        ),
        (
            AnswerType::Relation,
            "related, related to, relation, relationship, verwandt, verwandtschaft, verhältnis, parentesco,
             relación, parenté, lien de parenté, parentela, relazione, relação, verwant, relatie",
        ),
        (
            AnswerType::Reason,
            "why, how come, reason, warum, wieso, weshalb, grund, por qué, motivo, razón, pourquoi,
             raison, perché, motivo, por que, porquê, razão, waarom, reden",
        ),
        (
            AnswerType::Place,
            "where, location, destination, wo, wohin, dónde, adónde, où, lieu, dove, luogo, onde,
             waar, waarheen, waarnaartoe",
        ),
        (
            AnswerType::Person,
            "who, whom, whose, wer, wen, wem, wessen, quién, quiénes, quien, qui, chi, quem, wie
             is, wie komt, wie heeft, wie belt, wie rijdt, wie haalt, met wie, voor wie, door wie,
             name, names, named, called, name of, nom, nom de, nom du, prénom, nombre, nombre del,
             nombre de la, nombre de su, nombre de los, nombre de las, nombre de mi,
             nome, nome del, heißt, heisst, llama, appelle, chiama, chama, naam, naam van, heet",
        ),
        (
            AnswerType::Time,
            "when, what time, what day, which day, date, dates, day, time, deadline, wann, datum,
             uhrzeit, tag, cuándo, fecha, fechas, hora, día, quand, heure, jour, quando, data, ora,
             giorno, dia, wanneer, tijd, dag, hoe laat, until when, bis wann, hasta cuándo, jusqu à
             quand, fino a quando, até quando, tot wanneer",
        ),
    ]
    .map(|(kind, phrases)| (kind, set(phrases)))
});

/// People who work for the side of the agent.
pub(super) static PROFESSIONS: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "technician, engineer, plumber, electrician, doctor, physician, dentist, hygienist, nurse,
         vet, veterinarian, therapist, physiotherapist, physio, driver, courier, teacher, tutor,
         instructor, trainer, coach, mechanic, stylist, hairdresser, barber, groomer, lawyer,
         attorney, solicitor, paralegal, adjuster, adviser, advisor, accountant, manager,
         supervisor, surgeon, specialist, cardiologist, pharmacist, priest, handyman, contractor,
         cleaner, gardener, counsellor, counselor, contact person,
         techniker, technikerin, monteur, monteurin, handwerker, elektriker, arzt, ärztin,
         zahnarzt, zahnärztin, tierarzt, tierärztin, fahrlehrer, fahrlehrerin, lehrer, lehrerin,
         trainerin, friseur, friseurin, fahrer, fahrerin, mechaniker, anwalt, anwältin, berater,
         beraterin, sachbearbeiter, sachbearbeiterin, therapeut, therapeutin, physiotherapeut,
         ansprechpartner, ansprechpartnerin, steuerberater,
         técnico, técnica, médico, médica, doctora, dentista, veterinario, veterinaria, profesor,
         profesora, monitor, monitora, conductor, conductora, mecánico, peluquero, peluquera,
         abogado, abogada, gestor, gestora, asesor, asesora, fisioterapeuta, fontanero,
         electricista, entrenador, entrenadora, cardiólogo,
         technicien, technicienne, médecin, docteur, dentiste, vétérinaire, kiné,
         kinésithérapeute, professeur, moniteur, monitrice, chauffeur, livreur, mécanicien,
         coiffeur, coiffeuse, avocat, avocate, conseiller, conseillère, plombier, électricien,
         infirmier, infirmière,
         doutor, doutora, veterinário, professor, professora, instrutor, instrutora, motorista,
         mecânico, cabeleireiro, cabeleireira, advogado, advogada, consultor, canalizador,
         encanador, eletricista, treinador,
         tecnico, medico, dottore, dottoressa, insegnante, istruttore, istruttrice, autista,
         meccanico, parrucchiere, parrucchiera, avvocato, consulente, fisioterapista, idraulico,
         elettricista, allenatore, cardiologo,
         technicus, arts, dokter, tandarts, dierenarts, fysiotherapeut, leraar, lerares,
         instructeur, bezorger, kapper, kapster, advocaat, adviseur, loodgieter, elektricien,
         contactpersoon",
    )
});

/// Words with which a question for yes or no begins.
pub(super) const YES_OR_NO: [&str; 91] = [
    "avez", "avons", "as", "hast", "habt", "avete", "hai", "heb", "hebt", "tienes", "tenéis",
    "tens", "foi", "fue", "êtes", "bent", "bist", "seid", "is", "are", "was", "were", "does", "do",
    "did", "has", "have", "had", "can", "could", "will", "would", "should", "may", "ist", "sind",
    "war", "hat", "haben", "kann", "darf", "wird", "wurde", "soll", "braucht", "nimmt", "möchte",
    "gibt", "es", "son", "está", "están", "tiene", "tienen", "ha", "han", "puede", "toma", "hay",
    "sigue", "est", "sont", "a", "ont", "peut", "prend", "doit", "è", "sono", "hanno", "può",
    "prende", "deve", "é", "são", "tem", "têm", "pode", "há", "ainda", "heeft", "hebben", "kan",
    "mag", "zijn", "moet", "wil", "neemt", "todavía", "toujours", "ancora",
];

/// What somebody is to somebody else answers it as well as a name.
pub(super) static WHO_IS: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "who is, who s, who was, wer ist, wer war, quién es, quién era, qui est, c est qui, chi è,
         chi era, quem é, quem era, wie is",
    )
});

/// Words for what holds now.
pub(super) static PRESENT: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "current, currently, now, latest, newest, new, still, recent, status, active,
         aktuell, aktuelle, aktuellen, aktueller, aktuelles, derzeit, momentan, jetzige, jetzt,
         noch, neueste, neue, neuer, neues, stand,
         actual, actuales, ahora, todavía, actualmente, nuevo, nueva, estado, aún,
         actuel, actuelle, actuellement, maintenant, encore, toujours, nouveau, nouvelle, statut,
         atual, atualmente, agora, ainda, novo, nova,
         attuale, attualmente, adesso, ora, ancora, nuovo, nuova, stato,
         huidig, huidige, momenteel, nu, nog, nieuw, nieuwe",
    )
});

/// Words of a question that say nothing of what it is about.
pub(super) static EMPTY: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "what, which, how, next, upcoming, appointment, contact, first, last, full, customer,
         caller, client, user, patient, tenant, guest, student, member, passenger, person,
         spelled, spelling, spell, written, actually, sent, send, should, planned, scheduled,
         monthly, daily, weekly, yearly, annual, hourly, nightly, per, total, right, want, wants, wanted,
         wish, wishes, need, needs, like, likes, preference, preferences, preferred, policy, details,
         information, any, kind of, kinds of, what kind, which kind, type of, sort of,
         was, welche, welcher, welches, welchen, wie, nächste, nächster, nächsten, nächstes,
         termin, kunde, kundin, kunden, anrufer, anruferin, patientin, mieter, mieterin, gast,
         möchte, will, wünscht, braucht, wunsch, präferenz, vorliebe, vorlieben, schüler, schülerin, kommt,
         zum, zur, beim, soll, geschrieben, offener, offene,
         qué, cuál, cómo, próxima, próximo, cita, cliente, clienta, paciente, huésped, inquilino,
         inquilina, viene, escribe, quiere, necesita, prefiere, preferencia, preferencias,
         quel, quelle, quels, quelles, comment, prochain, prochaine, rendez, vous, patiente,
         locataire, vient, suit, écrit, veut, souhaite, préfère, préférence, préférences, quer, precisa,
         prefere, preferência, preferências, vuole, preferisce, preferenza, preferenze, wil, wenst,
         voorkeur, voorkeuren,
         qual, quais, como, próxima, consulta, marcação, utente, mês,
         quale, quali, che, come, prossimo, prossima, appuntamento, ospite, paziente, scrive,
         welk, welke, hoe, volgende, eerstvolgende, afspraak, klant, beller, gespeld, komt, moet",
    )
});

fn set(phrases: &str) -> PhraseSet {
    phrases.split(',').map(str::trim).collect()
}

/// Of money they ask whether it was paid.
pub(super) static PAID: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "paid, received, settled, transferred, bezahlt, überwiesen, eingegangen, pagado, pagada, pagados,
         payé, payée, versé, versée, réglé, réglée, pagato, pagata, versato, versata, pago, paga,
         betaald, overgemaakt",
    )
});

/// Words that ask for a type and say what it is about as well: an invoice is no deposit.
pub(super) static SPECIFIC: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "notice, notice period, cancellation policy, cancellation period, cancellation terms, cancellation
         deadline, refund policy, return policy, kündigungsfrist, frist, stornofrist, stornobedingungen,
         rückgabefrist, preaviso, préavis, aviso, preavviso, opzegtermijn, cancelación, devolución,
         annulation, cancelamento, cancellazione, disdetta, annuleringstermijn,
         annuleringsvoorwaarden, cancellation, return, fee, quote, quoted, rent, deposit, balance, refund, copay, premium, bill, invoice,
         instalment, miete, kaution, anzahlung, gebühr, kostenvoranschlag, beitrag, rechnung,
         cuota, fianza, depósito, presupuesto, alquiler, factura, mensualidad, loyer, caution,
         acompte, devis, remboursement, facture, mensualité, canone, affitto, caparra, cauzione,
         preventivo, fattura, mensalidade, renda, caução, orçamento, fatura, prestação, huur,
         borg, factuur",
    )
});

/// Of two words that ask for a type, these are what is asked for where they come last: "invoice
/// address".
pub(super) const HEADS: [&str; 21] = [
    "dates", "times", "fees", "prices", "numbers", "address", "date", "number", "time", "price",
    "fee", "cost", "amount", "name", "email", "phone", "code", "day", "deadline", "location",
    "reason",
];

/// Words between what is asked for and what it belongs to: "adresse de facturation".
pub(super) const OF: [&str; 17] = [
    "of", "for", "de", "del", "des", "du", "d", "do", "da", "di", "della", "dell", "van", "von",
    "für", "voor", "per",
];

/// With them, a question when somebody can be called is about the hours that suit.
pub(super) static MAY_BE_CALLED: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "can, could, should, may, not, best, good, to, kann, darf, soll, sollte, nicht, puedo, puede,
         podemos, se puede, no, para, peut, peut on, ne, posso, podemos, pode, não, para, può, possiamo,
         si, non, per, kan, mag, niet, om, te, besten, anrufen, llamar, appeler, joindre, ligar, chiamare,
         bellen",
    )
});

/// Questions whether something has been done begin with them, which ask for no amount of it.
pub(super) const HAS_BEEN: [&str; 24] = [
    "has", "have", "had", "was", "were", "did", "hat", "haben", "wurde", "wurden", "ha", "han",
    "fue", "fueron", "a", "ont", "foi", "foram", "hanno", "heeft", "hebben", "werd", "werden",
    "been",
];

/// Words by which one asks when somebody can be called.
pub(super) static CALLED: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "call, called, ring, phone, phoned, reach, reached, reachable, contact, contacted, anrufen,
         angerufen, erreichen, erreichbar, erreicht, llamar, llamarle, llamarla, llamarlo, localizar,
         appeler, joindre, joignable, rappeler, ligar, telefonar, contactar, chiamare, chiamarlo,
         chiamarla, telefonare, reperibile, bellen, gebeld, bereikbaar, bereiken",
    )
});

/// What the last part of a compound asks for: "Lieferadresse", "afleveradres".
pub(super) const COMPOUNDS: [(AnswerType, &[&str]); 6] = [
    (AnswerType::Address, &["adresse", "anschrift", "adres"]),
    (
        AnswerType::Money,
        &[
            "preis", "kosten", "beitrag", "betrag", "gebühr", "miete", "summe", "kaution", "prijs",
            "bedrag", "tarief", "huur",
        ],
    ),
    (
        AnswerType::Phone,
        &[
            "telefonnummer",
            "rufnummer",
            "handynummer",
            "telefoonnummer",
        ],
    ),
    (AnswerType::Reference, &["nummer", "code", "zeichen"]),
    (
        AnswerType::Time,
        &["datum", "uhrzeit", "tijd", "zeit", "termin", "afspraak"],
    ),
    (
        AnswerType::Professional,
        &[
            "arzt",
            "ärztin",
            "lehrer",
            "lehrerin",
            "fahrer",
            "fahrerin",
            "berater",
            "beraterin",
            "monteur",
            "techniker",
            "technikerin",
            "therapeut",
            "therapeutin",
            "trainer",
            "trainerin",
            "anwalt",
            "anwältin",
            "leraar",
            "lerares",
            "arts",
        ],
    ),
];

/// Beginnings of words for what somebody does not tolerate; also of the last part of a compound:
/// "Nussallergie".
pub(super) const INTOLERANT: [&str; 10] = [
    "allerg",
    "alerg",
    "alérg",
    "intoler",
    "intolér",
    "intoller",
    "unverträg",
    "celiac",
    "coeliac",
    "zöliakie",
];

/// What somebody must not have is also said so.
pub(super) static CANNOT_HAVE: LazyLock<PhraseSet> = LazyLock::new(|| {
    set(
        "can't have, cannot have, can't eat, cannot eat, can't take, cannot take, doesn't tolerate,
         don't tolerate, can't tolerate, no nuts, reacts to, reacted to, a rash, swells up, verträgt,
         vertrage, vertragen, kein gluten, ausschlag, no tolera, no puede comer, no puede tomar, no
         puedo comer, no puedo tomar, le sienta mal, me sienta mal, supporte pas, tolère pas, peut pas
         manger, peux pas manger, non tollera, non può mangiare, non posso mangiare, não tolera, não
         pode comer, não posso comer, niet tegen, verdraagt, verdraag, mag geen, uitslag",
    )
});

/// They ask for a time where a question begins with them.
pub(super) static APPOINTMENTS: LazyLock<PhraseSet> = LazyLock::new(|| {
    set("appointment, termin, cita, rdv, rendez, appuntamento, marcação, consulta, afspraak")
});
