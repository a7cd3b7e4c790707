use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "en",
    filler: "
        a bit, a little, a lot, actually, all good, all right, alright, also, and you, anything
        else, anyway, awesome, basically, bye, bye bye, can you hear me, can you say that again,
        cheers, come on, cool, could, could you repeat that, didn't catch that, exactly, excellent,
        fantastic, fine, for your help, get, go ahead, gonna, good, good bye, goodbye, got, got it,
        great, help, hm, hmm, how are you, how are you doing, i guess, i mean, i see, i think, i
        understand, is that okay, kind of, know, let's, like, lovely, makes sense, maybe, mhm, mm
        hmm, much, nice, no problem, no worries, nope, of course, oh, ok, okay, pardon, perfect,
        please, really, right, say that again, see you, so far, so much, sorry, sorry to hear that,
        sort of, sounds good, super, sure, take care, thank, thank you, thank you very much, thanks,
        thanks a lot, that works, there you go, uh, uh huh, um, understood, very much, wait, well,
        what else, wonderful, would, yeah, yep, yes, you know, you too, happy to help, glad i could
        help, glad to help, my pleasure, it was my pleasure, it's my pleasure, thank you so much for
        calling, is there anything else, anything else i can help you with, anything else i can do
        for you, talk to you soon, speak to you soon, talk soon, speak soon, bye for now, bye now,
        good night, until next time, all the best, best of luck, are you still there, sorry about
        that, my apologies, i apologize, i apologise, apologies, nice talking to you, nice speaking
        with you, it was nice talking to you, it was nice speaking with you, feel free to call,
        don't hesitate to call, call us any time, call us anytime,
        take your time, happy to wait, i'm happy to wait, thank you for confirming, thanks for
        confirming, thank you for confirming that, thanks for confirming that, i completely
        understand, i totally understand, i fully understand, i understand completely, how
        frustrating that must be, how frustrating this must be, i understand how frustrating, i
        understand your frustration, that must be frustrating, i appreciate your patience, i
        appreciate your time, we appreciate your patience, for your patience there, still here
        with you, i'm still here, i'm still with you, just one more moment, one more moment, give
        me just a second here, put you on a brief hold, put you on hold, put you on hold for a
        moment, place you on hold, place you on a brief hold, do you mind if i, mind if i put you
        on hold, transfer you to the right department, transfer you to the right person, pass you
        over to a colleague, pass you over to one of my colleagues, one of my colleagues will be
        right with you, a colleague will be right with you, a pleasure speaking with you, a
        pleasure talking to you, a pleasure helping you, it was a pleasure, rest of your day, rest
        of your evening, enjoy the rest of your evening, how's it going, i'll hold, i can hold, i
        can wait, i'll wait, i don't mind waiting, one more time, you cut out, you cut out for a
        second, you're breaking up, i didn't catch that, how may i help you today, how can i help
        you today, sure thing, go ahead and, that's everything, have a great day too, you have a
        great day too",
    greetings: "
        good afternoon, good evening, good morning, hello, hey, hi, thank you for calling, thanks
        for calling, welcome, you're welcome, have a good day, have a good one, have a great day,
        have a lovely day, have a nice day, have a good evening, have a great evening, have a nice
        evening, have a lovely evening, have a wonderful day, have a pleasant day, have a great
        weekend, have a good weekend, have a nice weekend, have a great rest of your day, have a
        good rest of your day, enjoy your day, enjoy the rest of your day, enjoy your weekend, thank
        you for your time, thank you for your patience, thanks for your patience, thank you for
        reaching out, thanks for reaching out, thank you for holding, thanks for holding, thank you
        for waiting, thanks for waiting",
    stalling: "
        bear with me, give me a moment, give me a second, hold on, i have noted, i will make a note,
        i will note, i will transfer you, i'll check for you, i'll check it, i'll check that, i'll
        check this, i'll have a look, i'll just check, i'll just note, i'll look that up, i'll make
        a note, i'll note, i'll put you through, i'll remember, i'll take a look, i'll transfer you,
        i'll write it down, i'll write that down, i'm noting, i've made a note, i've noted, just a
        moment, just a second, let me check, let me confirm, let me find, let me have a look, let me
        look, let me make a note, let me note, let me pull up, let me see, let me transfer you,
        noted, one moment, one second, please hold, please hold on, please hold while i, please hold
        while we, please hold while, hold the line, please hold the line, please wait, please wait
        while i, please wait while, please wait a moment, one moment please, just one moment, just
        one second, give me one moment, give me one second, give me just a moment, give me just a
        second, i'm transferring you, i am transferring you, i'm going to transfer you, i am going
        to transfer you, i will transfer you now, i'll transfer you now, transferring you,
        transferring your call, i'm connecting you, i am connecting you, i'll connect you, i will
        connect you, let me connect you, connecting you, connecting you now, i'm putting you
        through, i am putting you through, putting you through, stay on the line, please stay on the
        line, let me put you through, let me pass you, i'm looking that up, i'm checking that, i'm
        just checking, let me take a look, let me pull that up, let me look into, while i look,
        while i check, while i transfer, while i connect, while we connect, allow me a moment, allow
        me to check, please allow me, transfer you, transferring you now, connect you, connect you
        now, transfer you now, put you through",
    commitments: "
        all set for, appointment is, arranged, be in touch, booked, call you back, confirmed,
        down for, get back to you, going to, guarantee, he'll, i'll, it'll, let you know,
        penciled in, pencilled in, promise, put you down, put you in for, reserved, ring you
        back, scheduled, send you, she'll, that'll, they'll, we'll, will, you'll",
    noted_bookings: "signed you up, down on, got you on",
    requests_for_a_human: "
        agent, an agent, live agent, real agent, representative, representatives, operator,
        human, human being, real human, actual human, real person, actual person, live
        person, person, people, speak to, speak with, speak, speaking to, talk to, talk
        with, talk, talking to, connect me, connect me to, transfer me, transfer me to, put
        me through, put me through to, get me, give me, want, wanna, need, someone,
        somebody, anyone, real, live, actual, customer service, customer support, robot,
        bot, machine",
};
