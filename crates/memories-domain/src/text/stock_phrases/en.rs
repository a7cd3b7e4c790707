use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "en",
    filler: "
        a bit, a little, a lot, actually, all good, all right, alright, also, and you, anything
        else, anyway, awesome, basically, bye, bye bye, can you hear me, can you say that again,
        cheers, come on, cool, could, could you repeat that, didn't catch that, exactly,
        excellent, fantastic, fine, for your help, get, go ahead, gonna, good, good afternoon,
        good bye, good evening, good morning, goodbye, got, got it, great, have a good day, have a
        good one, have a great day, have a lovely day, have a nice day, hello, help, hey, hi, hm,
        hmm, how are you, how are you doing, i guess, i mean, i see, i think, i understand, is
        that okay, kind of, know, let's, like, lovely, makes sense, maybe, mhm, mm hmm, much,
        nice, no problem, no worries, nope, of course, oh, ok, okay, pardon, perfect, please, really, right,
        say that again, see you, so far, so much, sorry, sorry to hear that, sort of, sounds good,
        super, sure, take care, thank, thank you, thank you very much, thanks, thanks a lot, that
        works, there you go, uh, uh huh, um, understood, very much, wait, welcome, well, what
        else, wonderful, would, yeah, yep, yes, you know, you too, you're welcome",
    greetings: "
        good afternoon, good evening, good morning, hello, hey, hi, thank you for calling, thanks
        for calling, welcome, you're welcome",
    stalling: "
        bear with me, give me a moment, give me a second, hold on, i have noted, i will make a
        note, i will note, i will transfer you, i'll check for you, i'll check it, i'll check
        that, i'll check this, i'll have a look, i'll just check, i'll just note, i'll look that
        up, i'll make a note, i'll note, i'll put you through, i'll remember, i'll take a look,
        i'll transfer you, i'll write it down, i'll write that down, i'm noting, i've made a note,
        i've noted, just a moment, just a second, let me check, let me confirm, let me find, let
        me have a look, let me look, let me make a note, let me note, let me pull up, let me see,
        let me transfer you, noted, one moment, one second",
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
