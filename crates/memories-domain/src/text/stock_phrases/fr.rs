use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "fr",
    filler: "
        ah, allô, alors, au revoir, aucun problème, avec plaisir, ben, bien, bien sûr, bon, c'est
        bon, c'est tout, ça marche, ça va, d'accord, donc, euh, exactement, excusez-moi, génial,
        hum, merci, merci beaucoup, merci bien, non, ok, okay, ouais, oui, pardon, parfait,
        peut-être, rien d'autre, s'il vous plaît, super, tout à fait, très, très bien, voilà, très
        bonne journée, bon après midi, bon week end, puis je vous aider avec autre chose, autre
        chose, avez vous d'autres questions, à bientôt, à la prochaine, à tout à l'heure, à demain,
        avec grand plaisir, c'est un plaisir, ce fut un plaisir, ravi de vous avoir aidé, ravie de
        vous avoir aidé, je suis désolé, je suis désolée, désolé, désolée, toutes mes excuses,
        excusez moi, veuillez m'excuser, êtes vous toujours là, vous êtes toujours là, prenez soin
        de vous, portez vous bien, n'hésitez pas à nous rappeler, n'hésitez pas à rappeler,
        je vais vous mettre en attente, je vais vous mettre en attente un instant, vous mettre en
        attente, vous mettre en attente quelques instants, merci d'avoir attendu, je vous remercie
        de votre patience, je vous remercie pour votre patience, je suis toujours avec vous, je
        suis toujours là, je suis toujours en ligne, au service concerné, vers le service
        concerné, je vous transfère au service concerné, je vous passe un de mes collègues, je
        vous passe une de mes collègues, un conseiller va prendre le relais, un collègue va
        prendre le relais, c'était un plaisir, c'était un plaisir de vous aider, c'était un
        plaisir d'échanger avec vous, excellente fin de journée, une excellente fin de journée, je
        vous souhaite une excellente fin de journée, je vous souhaite une bonne fin de journée,
        passez une très bonne soirée, passez une très bonne journée, pas de souci, pas de
        problème, aucun souci, prenez votre temps, merci de l'avoir confirmé, merci pour la
        confirmation, merci d'avoir confirmé, merci de confirmer, je comprends, je comprends tout
        à fait, je comprends parfaitement, je comprends votre frustration, je comprends votre
        agacement, et à très bientôt, à très bientôt, comment allez vous, j'attends, oui
        j'attends, je patiente, merci pour votre aide, pour votre aide, vous aussi, à vous aussi,
        je n'ai pas compris, je n'ai pas bien compris, je ne vous ai pas compris, vous pouvez
        répéter, pouvez vous répéter, vous pouvez répéter s'il vous plaît, ça me va, ça me
        convient, c'est parfait, est ce que je peux faire autre chose pour vous, comment puis je
        vous aider",
    greetings: "
        bienvenue, bonjour, bonsoir, de rien, je vous en prie, merci d'avoir appelé, merci de votre
        appel, salut, bonne journée, bonne soirée, passez une bonne journée, passez une excellente
        journée, passez une belle journée, passez une agréable journée, passe une bonne journée, je
        vous souhaite une bonne journée, je vous souhaite une excellente journée, je vous souhaite
        une belle journée, excellente journée, belle journée, bonne fin de journée, passez une bonne
        soirée, je vous souhaite une bonne soirée, belle soirée, excellente soirée, bonne nuit,
        passez un bon week end, bonne continuation, merci pour votre appel, merci de votre patience,
        merci pour votre patience, merci d'avoir patienté, merci pour votre temps, merci de nous
        avoir contactés",
    stalling: "
        c'est noté, j'ai noté, je consulte, je le note, je note, je regarde, je vais noter, je vais
        regarder, je vais vérifier, je vérifie, je vous transfère, laissez-moi, noté, ne quittez
        pas, un instant, un moment, une seconde, veuillez patienter, veuillez patienter un instant,
        merci de patienter, patientez, patientez s'il vous plaît, patientez un instant, un instant
        s'il vous plaît, un moment s'il vous plaît, un petit instant, un petit moment, un tout petit
        instant, donnez moi un instant, donnez moi une seconde, accordez moi un instant, restez en
        ligne, restez en ligne s'il vous plaît, veuillez rester en ligne, ne raccrochez pas, je vous
        mets en relation, je vous mets en attente, je vous transfère maintenant, je vais vous
        transférer, je vais vous mettre en relation, je vous passe un collègue, je vous passe une
        collègue, je vous bascule, je transfère votre appel, transfert en cours, pendant que je vous
        transfère, pendant que je transfère, pendant que je vérifie, pendant que je regarde, pendant
        que je consulte, le temps que je vous transfère, le temps que je vérifie, je suis en train
        de vérifier, laissez moi vérifier, laissez moi regarder, permettez moi de vérifier, je vous
        passe un conseiller, je vous passe le service",
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
