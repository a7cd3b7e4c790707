use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "fr",
    filler: "
        ah, allô, alors, au revoir, aucun problème, avec plaisir, ben, bien, bien sûr, bon,
        bonjour, bonne journée, bonne soirée, bonsoir, c'est bon, c'est tout, ça marche, ça va,
        d'accord, de rien, donc, euh, exactement, excusez-moi, génial, hum, je vous en prie,
        merci, merci beaucoup, merci bien, non, ok, okay, ouais, oui, pardon, parfait, peut-être,
        rien d'autre, s'il vous plaît, salut, super, tout à fait, très, très bien, voilà",
    greetings: "
        bienvenue, bonjour, bonsoir, de rien, je vous en prie, merci d'avoir appelé, merci de
        votre appel, salut",
    stalling: "
        c'est noté, j'ai noté, je consulte, je le note, je note, je regarde, je vais noter, je
        vais regarder, je vais vérifier, je vérifie, je vous transfère, laissez-moi, noté, ne
        quittez pas, un instant, un moment, une seconde",
    commitments: "
        ai bloqué, j'ai bloqué, arrivera, confirmé, confirmée, enverra, enverrai, enverrons, fixé, fixée, je
        réserve, je vais, je vous confirme, je vous fixe, je vous réserve, nous allons, on va,
        passera, planifié, planifiée, pris rendez vous pour vous, programmé, promets,
        rappellera, rappellerai, rappellerons, recevrez, réservé, réservée, va vous, viendra",
    noted_bookings:
        "j'ai noté, j'ai inscrit, j'ai mis, ai noté, vous ai mis, vous ai mise, vous ai inscrit, vous ai inscrite, avons noté, ai
        inscrit, vous note, vous inscris, vous mets, ai mis",
    requests_for_a_human: "
        agent, un agent, conseiller, un conseiller, conseillère, opérateur, opératrice,
        humain, un humain, être humain, une personne, personne réelle, vraie personne,
        personne, quelqu'un, parler à, parler avec, parler, passez moi, transférez moi,
        veux, voudrais, souhaite, service client, robot, machine",
};
