use super::phrases::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    card: "carte, carte bancaire, carte bleue, carte de crédit, numéro de carte, numéro de la carte,
        numéro de ma carte, cb, seize chiffres, 16 chiffres, numéro long, numéro à seize chiffres,
        visa",
    expiry: "expire, expiration, date d'expiration, date de validité, valable jusqu'au, valide jusqu'au,
        expire fin, validité",
    security_code: "cryptogramme, cryptogramme visuel, code de sécurité, code de vérification de la carte,
        trois chiffres au dos, numéro au dos, chiffres au dos, code au dos, les trois au dos,
        les trois derrière, les trois de derrière, trois chiffres derrière, trois chiffres de
        derrière, trois numéros au dos, numéros au dos, trois derniers au dos",
    code: "code, codes, code de vérification, code de confirmation, code sms, code à usage unique, code reçu",
    site: "portail, porte, digicode, entrée, immeuble, garage, bâtiment, ascenseur, interphone,
        boîte à clés, parking, barrière, code d'accès",
    reference: "affiche, écran, clignote, panne, code postal, indicatif, promo, réduction, bon d'achat, bon de réduction, bon cadeau, bon de
        commande, réservation,
        commande, dossier, référence, facture, erreur, produit, client, contrat, appartement,
        chambre, étage, rue, avenue, compteur, poste, wifi, code promo, carte de fidélité, carte
        cadeau, carte de membre, carte d'adhérent, carte client, carte de visite, carte grise, carte
        de bibliothèque, numéro d'adhérent, numéro de membre, immatriculation, parcelle,
        emplacement, numéro de série, casier, suivi, colis",
    last_four: "quatre derniers, quatre derniers chiffres, 4 derniers chiffres, se termine par",
    social_security: "sécurité sociale, numéro de sécurité sociale, numéro de sécu, sécu, nir, numéro de la sécu,
        numéro de sécurité, n° de sécu",
    national_id: "carte d'identité, numéro de carte d'identité, carte nationale d'identité, permis de
        conduire, pièce d'identité, numéro d'identité, carte vitale, numéro de permis, numéro du
        permis, numéro de carte vitale, numéro de la carte vitale, numéro d'assuré, numéro
        d'assurée, numéro de mutuelle, numéro insee, titre de séjour, numéro de titre de séjour,
        cni, numéro de cni, numéro national, registre national, numéro de registre national, numéro
        avs, numéro de pièce d'identité",
    passport: "passeport, numéro de passeport",
    tax: "numéro fiscal, identifiant fiscal, numéro d'identification fiscale, numéro d'impôt, numéro
        d'imposition, numéro fiscal de référence, référence fiscale, spi",
    bank: "iban, mon rib, le rib, un rib, votre rib, notre rib, du rib, compte bancaire, numéro de compte, compte courant, numéro du compte, relevé
        d'identité bancaire, coordonnées bancaires",
    account: "compte",
    banking: "banque, prélèvement, virement, bancaire",
    pin: "pin, code de l'alarme, code d'alarme, code pour désarmer, code pour désactiver, code de
        désactivation, code pour éteindre, code pin, code secret, code confidentiel, code personnel",
    password: "mot de passe, mot secret, mot-clé, réponse secrète, réponse de sécurité, réponse à la
        question de sécurité, réponse à la question secrète, mot de code, mot codé, mots de passe,
        phrase secrète, phrase de passe, nom de jeune fille de ma mère, nom de jeune fille de votre
        mère, nom de jeune fille de la mère, mot code",
    birth: "date de naissance, né le, née le, né, née, anniversaire",
    months: "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    date_words: "le, premier, du, de",
    copula: "c'est marqué, c'est écrit, ça dit, est, c'est, sont, était, serait",
    connectors: "c, est, le, la, les, l, mon, ma, mes, votre, numéro, de, du, des, oui, euh, alors,
        bon, attendez, voilà, carte, et, au, dos, que, j, ai, reçu, d, chiffres, sont, donc, ce, un, sur, était",
    units: "litres, euros, euro, centimes, heures, heure, minutes, jours, semaines, mois, ans, pour cent,
        kilomètres, mètres, personnes, milligrammes",
    request: "il me faut, il me faudrait, il nous faut, il nous faudrait, j'ai besoin, j'aurais besoin, faudrait,
        quel est, quelle est, quel, quelle, quels, quelles, donnez, donner, dites, pouvez vous,
        pourriez vous, puis je, s'il vous plaît, confirmer, besoin, me communiquer, indiquer, épeler",
    no_password: "pas, incorrect, faux, expiré, bloqué, le, la, un, une, trop, de, en, dans, pour, que,
        correct, bon, mauvais, oublié, perdu, toujours, invalide, obligatoire, important, n",
    health: "allergie, allergies, allergique, médicament, médicaments, ordonnance, diagnostic,
        diabète, diabétique, asthme, asthmatique, cancer, arthrite, arthrose, dialyse,
        chirurgie, opération, opéré, opérée, enceinte, grossesse, maladie, malade, symptôme,
        symptômes, hypertension, tension artérielle, épilepsie, dépression, anxiété, démence,
        avc, infarctus, chimiothérapie, insuline, antibiotique, antibiotiques, pénicilline,
        ibuprofène, fauteuil roulant, handicap, handicapé, handicapée, coeliaque, cœliaque,
        migraine, douleur, douleurs, infection, blessure, fièvre, vaccin, mutuelle, traitement,
        thérapie, intolérance, intolérant, dyslexie, dyslexique, autisme, autiste, pacemaker,
        stimulateur cardiaque, sourd, sourde, malentendant, malentendante, déambulateur,
        béquilles, parkinson",
    email: "adresse mail, email, e-mail, courriel, mail",
    phone: "téléphone, numéro de téléphone, portable, numéro de portable, rappelez-moi, appelez-moi,
        joindre, joignable, rappeler, mobile",
    login: "espace client, espace personnel, me connecter, connexion, connecter, identifiant,
        identifiants, compte en ligne, portail client",
    security_question: "question de sécurité, question secrète, questions de sécurité",
    letters: "lettre, lettres, caractère, caractères",
    continues: "clé, reste, suite, suivants, suivant, continuez, allez-y, ensuite, puis, après, je vous écoute,
        je note, et après",
    chosen: "j'avais mis, j'ai mis, on avait mis, on a mis, j'avais choisi, j'ai choisi, on avait
        choisi, nous avons choisi, nous avions mis, j'avais pris, j'ai pris, changé en, changé
        pour, modifié en, remplacé par, commence par, finit par, je prends, prenons, je mets,
        mettons, mettez, j'avais enregistré, j'ai enregistré, il y avait, je tape, j'ai tapé, je
        saisis, j'ai saisi, je rentre, j'ai rentré",
    entered: "j'utilise, j'utilisais, j'ai utilisé, j'ai entré, j'ai essayé, c'était, ça doit être, ce
        doit être, ça devrait être, j'avais noté, j'ai noté, j'avais écrit, on utilise, on
        utilisait",
    chosen_after: "",
    auxiliaries: "",
    password_parts: "majuscule, majuscules, minuscule, minuscules, étoile, dièse, tiret, tiret du bas, point
        d'exclamation, arobase, tout attaché, en un mot",
};
