use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    code: "fr",
    cancels: "annul*, décommand*, résili*, supprim*, tombe à l'eau, laissez tomber,
        n'aura pas lieu, n'a pas lieu, ne se fait pas, désist*, désabonn*",
    removes: "supprim*, retir*",
    books: "et réservé, et _ réservé, et je vous ai réservé, et inscrit, et noté, et je vous
        mets",
    changes: "revenir au, revenir à la, revenir à l'*, revenu au, revenu à la, de retour au, repasser au, repasser à la, repasser à l'*, repassé au, chang*, déplac*, décal*,
        report*, repouss*, avanc*, modifi*, au lieu de, à la place, désormais, à partir de
        maintenant, remplac*, plutôt le, plutôt à, plutôt, rebasc*, passer à, passé à, passée à,
        mis à jour",
    reverts: "revenir au, revenir à la, revenir à l'*, revenu au, revenu à la, de retour au, repasser au, repasser à la, repasser à l'*, repassé au",
    ends: "on arrête, j'arrête, nous arrêtons, laisse tomber, laissons tomber, plus de, ne plus, n'est plus, n'ai plus, n'a plus, n'avons plus, ne prends plus, plus besoin, arrêté, arrêter, mort, morte, décédé, décédée, vendu, vendue, donné, l'a donné,
        déménag*, parti, partie, retraite, terminé, terminée, réparé, réglé, résolu, fini,
        finie, séparé*, divorc*, on l'a donné, ne _ plus, n'* _ plus, plus besoin de, pas
        besoin, remarche, marche à nouveau, fonctionne à nouveau, avons vendu, ai vendu, est
        décédé*, est mort*, expiré, périmé, jeté, quitté, quittés",
    ends_items: "piquer, euthanasier, donner, arrêter",
    only: "plus que, ne reste que, reste que, il reste juste, reste seulement, maintenant juste, maintenant seulement",
    ends_facts: "ne plus, n'est plus, n'ai plus, n'a plus, n'avons plus, n'* _ plus, ne _ plus,
        mort, morte, décédé, décédée, vendu, vendue, il n'y a pas, il n'y a plus,
        annulé, résilié, arrêté",
    pronouns: "le, la, les, il, elle, ils, elles, ça, cela",
    none_of: "pas de, plus de, aucun, aucune, il n'y a pas, il n'y a plus, il n'y a pas de, il n'y a plus de, y a
        pas de, il n'y a pas d', y a plus de",
    kept: "bien reçu, ai reçu, avons reçu, reçu, est arrivé, est arrivée, arrivé, est venu, sont
        venus, m'a rappelé, ont rappelé, a appelé, livré, livrée, remboursé, payé",
    requires: "doit, devez, il faut, faut que, veuillez, envoyez, apportez, signez, il manque",
    done: "ai signé, l'ai signé, ai envoyé, l'ai envoyé, ai rempli, l'ai rempli, ai déposé, ai
        payé, avons signé, avons envoyé",
    settled: "approuvé, approuvée, accepté, acceptée, refusé, refusée, clôturé, clôturée,
        traité, traitée, validé, validée",
    still: "toujours, encore",
    paid: "réglé, réglée, réglés, payé, payée, payés, reçu, encaissé",
    noted: "à partir de maintenant, dorénavant, maintenant, désormais, ajouté, ajoutée, retiré, retirée, supprimé, noté, notée, enregistré, enregistrée, ajouté, ajoute, corrigé, bien reçu, avons
        reçu, validé, validée, payé, un avoir, maintenant",
    withdraws: "non attendez, attendez non, non pardon, pardon non, non non, je veux dire,
        plutôt, enfin, je corrige, non plutôt, ou plutôt",
    not: "pas, ce n'est pas, non",
    but: "mais, c'est, plutôt, est",
    no_cancellation: "n'annulez pas, ne pas annuler, frais d'annulation, annulation gratuite,
        pouvez annuler, si vous annulez",
    appointment_nouns: "rendez, vous, rendez-vous, rdv, réservation*, visite*, commande*,
        séance*, heure, date, jour, annul*, s'il, plaît, aujourd'hui",
    both: "les deux, tous les deux, toutes les deux",
    when: "quand, à quelle heure, quelle heure, quel jour, quelle date, pour quand, quelles
        dates",
    starts: "dès, depuis, à partir de, à partir du, à compter de, à compter du",
    generic: "malheureusement, hélas, nécessaire, prends, prend, prendre, habite, habiter, travaille, travailler,
        utilise, besoin, veux, veut, ai, avoir, viens, vient, venir, fais, fait, faire, chose,
        problème, idée, temps, plus, maintenant, aujourd'hui, semaine, mois, an, jour, jours,
        aussi, encore, nouveau, nouvelle, bien, appeler, appelle, peux, peut, madame, monsieur,
        mademoiselle, mme, mlle, docteur, dr, coûte, coûtent, prix",
    conditions: "si, au cas où, avant de, comment, peut-être",
    requests: "pouvez, pourriez, peux tu, pourrais tu, s'il vous plaît, s'il te plaît, je dois, nous devons, il faut, je veux, je voudrais, j'aimerais, je souhaite, nous voudrions, on voudrait",
    possible: "peux, peut, pouvons, pouvez, pourrais, pourrait, pourriez, pourrions",
    passive: "été, était, étaient",
    agrees: "bien sûr, d'accord, entendu, parfait, c'est fait, c'est noté, pas de problème, aucun problème, oui, très bien, certainement, volontiers, ça marche, avec plaisir, sans problème",
    refuses: "malheureusement, désolé, désolée, pas possible, impossible, complet, complète, complets, plus de place, plus rien, pas de disponibilité, pas disponible, n'ai rien, n'avons rien, ne peux pas, ne pouvons pas, déjà pris, prise, reste le, on garde, trop tard, fermé, fermés",
    other_things: "newsletter*, abonnement*, train*, vol, bus, carte*, contrat*, compte*, assurance*, commande*",
    no_ending: "vous ai donné, vous a donné, vous avons donné, vous avez donné, m'a donné, m'avez donné, nous a donné, donné rendez, n'ai plus en tête, n'ai plus le numéro",
    moved_home: "ai déménagé, avons déménagé, on a déménagé, j'ai déménagé, habite maintenant,
        habitons maintenant, habite désormais, habitons désormais, ma nouvelle adresse, notre
        nouvelle adresse, la nouvelle adresse, changé d'adresse",
    renewed: "changé, nouveau, nouvelle, nouvel, autre, modifié",
    now: "maintenant, désormais",
    instead_of: "au lieu de, au lieu du, à la place de, à la place du",
    tolerated: "tolère maintenant, supporte maintenant, peut de nouveau manger, plus allergique,
        guéri*",
};
