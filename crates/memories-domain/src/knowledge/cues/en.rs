use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    code: "en",
    cancels: "cancel, cancels, cancelled, canceled, cancelling, canceling, call off, called off,
        drop the appointment, withdrawn, withdraw, take it off, taken off, scrap, scrapped,
        won't be coming, can't make it, scratch the, scratch my, calling it off, fell through,
        has fallen through, opt out, unsubscribe*, i won't make it, pull out of, dinner is off,
        lunch is off, party is off, wedding is off, trip is off, training is off, meeting is
        off, deal is off, class is off, lesson is off, visit is off, appointment is off, booking
        is off, reservation is off, move is off, it's all off, tour is off, game is off",
    removes: "take it off, taken off, withdrawn, withdraw, scrap, scrapped, scratch the, scratch my",
    books: "and booked, and reserved, and put you, and moved you, and rebooked, and scheduled,
        booked you, and signed you, and set up",
    changes: "changed _ to, changed _ from, changed from, changed to, changed it, changed your, change it to, change to, moved it, moved to,
        moved you, moved your, move it, move to, moving it, reschedul*, rebook*, switched,
        switch to, switch me, go back to, going back to, went back to, switch back to, back to the old, back on the old, put me back on, back on my, upgraded, downgraded, instead of,
        instead, postponed, brought forward, pushed to, push it, make that, swapped, swap,
        updated to, updated your, from now on, transferred to, replaced by, replaced with",
    reverts: "go back to, going back to, went back to, switch back to, back to the old, back on the old, put me back on, back on my",
    ends: "taken _ off, took _ off, take _ off, doesn't want _ after all,
        don't want _ after all, don't need _ after all, crossed _ off, struck _ off, no longer, not anymore, not any more, anymore, any more, any longer, stopped, stop
        taking, quit, gave up, given up, got rid of, gave it away, gave him away, gave her away,
        gave them away, given away, gave away, we gave, sold, passed away, died, is dead, has
        died, is gone, are gone, was put down, put to sleep, moved out, moved away, left the
        company, retired, resigned, used to, don't have, doesn't have, haven't got, off the
        list, removed, finished with, is over, are over, ran out, closed the, has been fixed, is
        fixed, got fixed, is resolved, has been resolved, is solved, was repaired, has been
        repaired, broke up, divorced, discontinued, taken off, came off, off the, not on, don't
        need _ any more, no need for, is working again, works again, are working again, we gave
        him, we gave her, came off of, took me off, taken me off, took him off, took her off, no
        more, rehomed, donated, returned it, threw out, thrown out, expired, has ended, is done
        with, stopping with, moved out of, split up",
    ends_items: "off, put _ down, had to put, let go of",
    only: "only _ left, just _ left, only _ now, just _ now, so it's just, so it's only, so just, down to, only one left, left is",
    ends_facts: "no longer, not anymore, not any more, anymore, any more, any longer, passed
        away, died, is dead, has died, was put down, put to sleep, sold, got rid of,
        gave up, given up, don't have any, there's no, there is no, there isn't a,
        cancel, cancelled, canceled, divorced, resigned, quit, moved out of",
    pronouns: "it, him, them, he, she, they, that, those, both, his, hers",
    none_of: "no, there's no, there is no, don't have any, no more, there isn't a, there isn't
        any, there's no more, there's no longer a",
    requires: "has to, have to, must, need to, needs to, please bring, please send, please sign,
        please email, please fill",
    done: "i signed, i've signed, signed it, i sent, i've sent, sent it, i dropped, i've
        dropped, i filled, i've filled, i paid, i've paid, i mailed, mailed it, i brought, i
        emailed, i've emailed",
    settled: "approved, granted, rejected, denied, accepted, closed, resolved, completed,
        processed",
    still: "still",
    paid: "received, has come through, have come through, been paid, is paid, was paid, have
        paid, paid in full, i paid, i've paid, we paid, we've paid, went through, cleared",
    noted: "from now on, now, is removed, is added, are added, are removed, noted, i've added, i've updated, i've corrected, i've changed, is approved, was
        approved, we've received, we received, have received, has been received, is paid, on
        file, is now, are now, instead",
    withdraws: "no wait, no sorry, sorry no, wait no, scratch that, no actually, no make that,
        make that, i mean, correction, or rather, rather, no no, let me correct, on second
        thought, strike that, no not",
    not: "not, isn't, it's not, wasn't, don't call me, calling me",
    but: "but, it's, it is, rather, is, actually, they're, i'm",
    no_cancellation: "don't cancel, not cancel, do not cancel, no cancellation, cancellation
        fee, cancellation policy, free cancellation, can cancel, could cancel, to cancel you, if
        you cancel, cancel at any time, cancel anytime, cancelled by, need to cancel please,
        noise cancelling, if you need to cancel, cancel or",
    appointment_nouns: "appointment*, booking*, reservation*, visit*, meeting*, slot*, session*,
        time, date, cancel*, call, day, order, please, today",
    both: "both, both of them, all of them, all three",
    when: "when, what time, which day, what day, which date, how about, what date",
    starts: "from, starting, starting on, starting from, beginning, effective, as of, since, from about",
    generic: "unfortunately, sadly, take, takes, taking, took, live, lives, living, work, works, working, use, uses,
        using, used, need, needs, want, wants, like, likes, come, comes, coming, get, gets,
        getting, got, make, makes, see, say, said, know, think, thing, things, one, way,
        problem, idea, worries, rush, time, thanks, need, needed, required, matter, wanna,
        gonna, longer, issue, anymore, any, more, now, here, today, week, month, year, day,
        days, really, just, also, still, yet, call, calls, called, calling, people, bit, lot,
        sorry, question, questions, phone, number, new, old, good, actually, since, back, give,
        gave, put, keep, look, feel, help, able, change, changed, moved, move, please, mr, mrs,
        ms, miss, mister, madam, sir, dr, doctor, cost, costs, price",
    conditions: "if, unless, whether, in case, when i, when you, before i, how do, how can, how would, how to, thinking about, thinking of, thought about, might, was going to",
    requests: "can you, could you, would you, will you, please, i need to, i have to, we need to, we have to, let's, i want to, i'd like to, i would like to, we'd like to, we want to, gotta, have got to, go ahead and",
    possible: "can, could, may, might, would",
    passive: "was, were, got, been, get, had",
    agrees: "sure, of course, certainly, absolutely, done, okay, ok, all right, alright, no problem, you're all set, yes, got it, will do, that works, perfect, great, consider it, it is, see you",
    refuses: "i'm afraid, unfortunately, can't, cannot, unable to, not able to, not possible, isn't possible, is full, we're full, fully booked, booked up, booked out, no availability, nothing available, nothing on, nothing free, nothing that, nothing left, no openings, no slots, no room, already taken, is taken, not available, isn't available, aren't available, unavailable, don't have anything, too late to, won't be able, stays, no sorry, sorry no, we're closed, doesn't work, won't work",
    other_things: "newsletter*, subscription*, membership*, train*, flight*, bus, card*, contract*, policy, account*, insurance, order*",
    no_ending: "we gave you, i gave you, stopped by, stopped in, stopped at, stopped over, don't have _ with me, don't have _ on me, don't have _ handy, don't have _ yet, don't have _ right now, don't have _ in front, don't have time, don't have any questions, don't have a question, don't have to, doesn't have to, don't have much, gave you, is over the, are over the, is over there, is over here, over the phone, not on file, not on time, used to it, off the top, off the phone, sold out, removed by, not on purpose, long time no see, long time no talk, long time no chat, long time no speak, long time no hear, show off the, showing off the, shows off the, showed off the, drop off the, dropping off the, drops off the, dropped off the, pay off the, paying off the, pays off the, paid off the, turn off the, turning off the, turns off the, turned off the, switch off the, switching off the, switched off the, set off the, cut off the, cutting off the, finish off the, finishing off the, kick off the, kicking off the",
    moved_home: "i moved, we moved, i've moved, we've moved, i have moved, we have moved, just
        moved, live _ now, now live, we're now at, i'm now at, my new address, our new address,
        the new address, address has changed, address changed, new place is",
    renewed: "changed, new, different, updated, switched, replaced",
    now: "now",
    instead_of: "instead of, rather than, in place of",
    tolerated: "fine with, okay with, ok with, outgrown, outgrew, grown out of, not allergic to,
        isn't allergic to, tolerates",
    wishes: "please don't, don't call, don't ring, don't let, don't mail, not before, not after, prefer*, rather not, would rather, only call, make sure, always, easiest, best time, by email, by text, by mail, text me, email me, leave it, leave them, knock, has to be, have to be, no later than, ring first, call first, call ahead, use the, allergic, can't have, can't eat",
    asides: "lovely weather, nice weather, terrible weather, awful weather, been so dry, been so wet, been so cold, been so hot, quick question, just a question, just asking, only asking, i'm asking, just wondering, just curious, was only asking, just so i know, just checking",
    remains: "continues, continue, you have, you now have, you still have, stays, stay, remain, remains, that leaves, leaves you with, left with, it's down for, is down for, are down for, confirmed",
    after_all: "after all, changed my mind, changed our minds, on second thoughts, on second thought",
};
