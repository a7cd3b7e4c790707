//! Collected items whose name says that their value must not be kept.

use std::sync::LazyLock;

use super::{policy::SensitiveDataPolicy, tokens::fold};
use crate::{
    ProfileKey,
    text::{PhraseSet, words},
};

/// In the supported languages, without accents, as names of variables are written.
const SECRETS: &str = "
    card number, cardnumber, credit card, credit card number, debit card, card no, cc number, ccn,
    card details, pan, cvv, cvv2, cvc, csc, security code, card code, card cvv, card expiry,
    card expiration, card exp, expiry date card, ssn, social security, social security number,
    ssn last4, ssn last 4, last four ssn, iban, bic, account iban, bank account, bank account number,
    routing number, sort code, pin, pin code, pin number, pincode, passcode, password, passphrase,
    secret word, security answer, mothers maiden name, tax id, tax number, itin, taxpayer id, passport,
    passport number, national id, national insurance, national insurance number, ni number, id number,
    drivers license, driver license, driver license number, driving licence, otp, one time code,
    one time password, verification code, two factor code,
    kartennummer, kreditkarte, kreditkartennummer, prufziffer, pruefziffer, sicherheitscode,
    kartenprufnummer, kontonummer, bankverbindung, bankleitzahl, geheimzahl, passwort, kennwort,
    steuer id, steuernummer, steuerid, sozialversicherungsnummer, personalausweis, personalausweisnummer,
    ausweisnummer, reisepass, reisepassnummer, fuhrerscheinnummer, fuehrerscheinnummer, einmalcode, tan,
    tarjeta, numero tarjeta, numero de tarjeta, codigo seguridad, codigo de seguridad, contrasena, clave,
    dni, nie, nif, pasaporte, cuenta bancaria, numero cuenta, numero de cuenta, seguridad social,
    carte bancaire, numero carte, numero de carte, cryptogramme, code securite, code de securite, mot de passe,
    code secret, code confidentiel, numero fiscal, securite sociale, numero securite sociale, nir, passeport,
    carte identite, rib, compte bancaire,
    cartao, numero cartao, numero do cartao, codigo seguranca, codigo de seguranca, senha, palavra passe,
    cpf, contribuinte, passaporte, conta bancaria, nib, cartao de cidadao,
    numero carta, numero della carta, carta di credito, codice sicurezza, codice di sicurezza, codice fiscale,
    passaporto, carta identita, conto corrente, parola chiave, codice segreto,
    kaartnummer, creditcard, creditcardnummer, veiligheidscode, wachtwoord, bsn, burgerservicenummer, paspoort,
    paspoortnummer, rekeningnummer, bankrekening, rijbewijs, rijbewijsnummer, pasnummer";

const BIRTH: &str = "
    date of birth, dob, birth date, birthdate, birthday, birth day, geburtsdatum, geburtstag,
    fecha nacimiento, fecha de nacimiento, cumpleanos, date naissance, date de naissance,
    data nascimento, data de nascimento, data nascita, data di nascita, geboortedatum, verjaardag";

const HEALTH: &str = "
    allergy, allergies, medication, medications, medicine, medicines, diagnosis, diagnoses, insurance,
    insurance id, insurance number, insurance member id, member id, health, health condition, condition,
    conditions, symptom, symptoms, prescription, prescriptions, dosage, dose, dietary, diet,
    medical history, treatment, disability, blood type, pregnancy, pregnant, doctor, physician,
    allergie, allergien, medikament, medikamente, diagnose, diagnosen, krankenkasse, krankenversicherung,
    versichertennummer, beschwerden, symptome, erkrankung, erkrankungen, unvertraglichkeit,
    alergia, alergias, medicacion, medicamento, medicamentos, diagnostico, seguro medico, sintomas, enfermedad,
    allergies, medicament, medicaments, diagnostic, mutuelle, symptomes, maladie, traitement,
    medicacao, remedio, remedios, plano de saude, seguro de saude, doenca,
    allergia, allergie, farmaco, farmaci, diagnosi, sintomi, malattia, assicurazione sanitaria, terapia,
    medicijn, medicijnen, medicatie, zorgverzekering, klachten, ziekte";

const EMAIL: &str =
    "email, e mail, email address, mail, correo, correo electronico, courriel, emailadres";
const PHONE: &str = "phone, phone number, telephone, mobile, mobile number, callback number, telefon,
    telefonnummer, handynummer, telefono, numero telefono, telefone, telemovel, celular, cellulare, telefoon,
    telefoonnummer";

/// Names that only say something about a value: "card last4", "password reset".
const HARMLESS: &str =
    "last4, last 4, last four, last digits, type, brand, reset, verified, status, country,
    provider, company, carrier, confirmed";

fn phrases(list: &'static str) -> PhraseSet {
    list.split(',').map(str::trim).collect()
}

static SECRET_NAMES: LazyLock<PhraseSet> = LazyLock::new(|| phrases(SECRETS));
static BIRTH_NAMES: LazyLock<PhraseSet> = LazyLock::new(|| phrases(BIRTH));
static HEALTH_NAMES: LazyLock<PhraseSet> = LazyLock::new(|| phrases(HEALTH));
static EMAIL_NAMES: LazyLock<PhraseSet> = LazyLock::new(|| phrases(EMAIL));
static PHONE_NAMES: LazyLock<PhraseSet> = LazyLock::new(|| phrases(PHONE));
static HARMLESS_NAMES: LazyLock<PhraseSet> = LazyLock::new(|| phrases(HARMLESS));

/// What a name says about the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// Must not be kept.
    Secret,
    /// Of a date only the year is kept.
    Birth,
    Other,
}

impl Item {
    pub(super) fn new(key: &ProfileKey, policy: SensitiveDataPolicy) -> Self {
        let name = words(&fold(&in_words(key.as_str())));
        let is = |phrases: &PhraseSet| phrases.matches_anywhere(&name);
        let is_social = name.iter().any(|word| word.text == "ssn");
        if is(&SECRET_NAMES) && (is_social || !is(&HARMLESS_NAMES))
            || policy.drops_health() && is(&HEALTH_NAMES)
            || policy.drops_email() && is(&EMAIL_NAMES)
            || policy.drops_phone() && is(&PHONE_NAMES)
        {
            Self::Secret
        } else if !policy.keeps_birth() && is(&BIRTH_NAMES) {
            if policy.masks_birth() {
                Self::Birth
            } else {
                Self::Secret
            }
        } else {
            Self::Other
        }
    }
}

/// `cardNumber` and `card_number` in words.
fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 8);
    let mut was_lower = false;
    for c in name.chars() {
        if c == '_' || c.is_ascii_uppercase() && was_lower {
            words.push(' ');
        }
        if c != '_' {
            words.push(c);
        }
        was_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str, policy: &str) -> Item {
        Item::new(&ProfileKey::parse(name).unwrap(), policy.parse().unwrap())
    }

    #[test]
    fn secrets_are_recognised_by_the_names_of_their_items() {
        for name in [
            "card_number",
            "cardNumber",
            "CVV",
            "caller_ssn",
            "ssn_last4",
            "iban",
            "pin",
            "password",
            "tax_id",
            "Kreditkartennummer",
            "numero_de_tarjeta",
            "mot_de_passe",
            "senha",
            "codice_fiscale",
            "wachtwoord",
            "passport_number",
        ] {
            assert_eq!(item(name, ""), Item::Secret, "{name}");
        }
    }

    #[test]
    fn other_items_are_kept() {
        for name in [
            "gate_code",
            "card_last4",
            "card_type",
            "password_reset",
            "order_number",
            "phone",
            "opinion",
            "date_of_birth",
            "allergies",
            "policy_expiry",
            "spin_class",
        ] {
            assert_eq!(item(name, ""), Item::Other, "{name}");
        }
    }

    #[test]
    fn the_policy_decides_about_health_and_dates_of_birth() {
        assert_eq!(item("medikamente", "health=drop"), Item::Secret);
        assert_eq!(item("dob", "date_of_birth=mask"), Item::Birth);
        assert_eq!(item("fecha_nacimiento", "date_of_birth=drop"), Item::Secret);
        assert_eq!(item("email", "email=drop"), Item::Secret);
    }
}
