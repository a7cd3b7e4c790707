use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    cancels: "cancel*, anul*, desmarc*, retir*, rescind*, não vai acontecer, desist*, não vou
        poder ir",
    books: "e _ reservei, e reservei, e marquei, e reservado, e marcado",
    changes: "voltar a, voltar para, voltou para, de volta a, de volta ao, mud*, alter*,
        remarc*, adi*, antecip*, troc*, reagend*, em vez de, no lugar de, a partir de agora,
        agora é, passou para, passar para, passado para, substitu*, atualiz*, prefiro",
    reverts: "voltar a, voltar para, voltou para, de volta a, de volta ao",
    ends: "já não, não mais, deixei de, parei de, deixou de, morreu, faleceu, vendi, vendido,
        vendemos, dei, se mudou, nos mudamos, mudámos, mudamos, reformou, aposent*, terminou,
        terminado, consertado, arranjado, resolvido, resolvida, tirei, não tenho, não temos,
        divorci*, não _ mais, não precis*, não é preciso, não é necessário, voltou a funcionar,
        já funciona, doámos, doamos, doei, vendeu, expirou, caducou, devolvi, devolvido,
        separei, separámos, separamos",
    ends_items: "abater, largar, deixar de",
    pronouns: "o, a, os, as, ele, ela, eles, elas, ambos, ambas, lo, la",
    none_of: "não há, não tem, nenhum, nenhuma, não tenho",
    kept: "recebi, recebido, chegou, já chegou, me ligaram, ligaram, veio, vieram, foi entregue,
        foi pago, reembols*, obrigado por enviar",
    requires: "tem de, tem que, deve, é preciso, traga, envie, assine, falta",
    done: "assinei, já assinei, enviei, já enviei, mandei, preenchi, paguei, entreguei",
    settled: "aprovado, aprovada, recusado, recusada, aceite, aceito, fechado, fechada,
        concluído, concluída",
    still: "ainda, continua",
    paid: "pago, paga, pagos, recebemos, recebido, recebida",
    noted: "a partir de agora, daqui em diante, de agora em diante,
        anotado, anotada, registado, registada, registrado, registrada, acrescentei,
        adicionei, recebemos, aprovado, aprovada, pago, agora é",
    withdraws: "não espere, espere não, não desculpe, desculpe não, quer dizer, aliás, melhor
        dizendo, corrijo, não não, ou melhor",
    not: "não, não é",
    but: "mas, é, sim",
    no_cancellation: "não cancele, não cancelar, taxa de cancelamento, cancelamento gratuito,
        pode cancelar, se cancelar",
    appointment_nouns: "consulta*, marcação, marcações, reserva*, visita*, encomenda*, pedido*,
        horário, hora, data, dia, cancel*, desmarc*, favor, hoje",
    both: "ambas, ambos, as duas, os dois",
    when: "quando, a que horas, que horas, que dia, em que dia, qual dia, para quando",
    generic: "necessário, necessária, tomo, toma, tomar, moro, mora, morar, trabalho, trabalha,
        uso, usar, preciso, precisa, quero, quer, tenho, tem, ter, vou, vai, ir, faço, faz,
        fazer, coisa, problema, ideia, tempo, mais, agora, hoje, semana, mês, ano, dia, dias,
        também, ainda, novo, nova, bem, ligar, posso, pode, senhor, senhora, dona, doutor,
        doutora, dr, dra, sr, sra, custa, custam, preço",
    moved_home: "mudei de casa, mudámos de casa, mudamos de casa, mudei me, mudámo nos, me
        mudei, nos mudamos, já mudei, já mudámos, agora moro, agora moramos, moro agora, moramos
        agora, vivo agora, vivemos agora, agora vivo, agora vivemos, minha nova morada, nossa
        nova morada, a nova morada, meu novo endereço, o novo endereço, morada mudou, endereço
        mudou",
    renewed: "mudou, mudaram, mudado, novo, nova, outro, trocado, alterado, trocaram",
    now: "agora",
    instead_of: "em vez de, em vez da, em vez do, em lugar de, ao invés de",
};
