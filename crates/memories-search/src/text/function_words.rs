//! Function words of languages for which the `stop-words` crate has no list
//! of NLTK.

/// By primary subtag; words separated by spaces.
const FUNCTION_WORDS: [(&str, &str); 16] = [
    (
        "bg",
        "а ако ала без беше би бъде в вас ви вие във все да до едно един за и или им има как какво \
         кога когато които кой къде ли ме ми мен мен моя моята моят моето на не него нея ни ние но \
         нещо о от по под при с са само се си след със съм сме сте също тази такъв те тези ти това \
         той тя тук у че ще я",
    ),
    (
        "cs",
        "a aby ale ani ano asi až bez bude být byl byla bylo by bych chci co což do ho i já jak jako \
         je jeho její jejich jen jenom ještě jestli ji jich jim jsem jsi jsme jsou jste k kam kde kdo \
         kdy když ke která které který ku má mám máme máte mají mě mi mně mnou moje moji můj mu my \
         na nad nám nás náš ne nebo než není o od on ona oni ono pak po pod podle pro proč proto \
         protože před při s se si sice svůj ta tak také tam te ten teď tím to tohle toho tom tu tuto \
         ty u už v ve vám vás váš však vy z za ze že",
    ),
    (
        "et",
        "aga ei et ja ju ka kas kes kui kuidas kus kust kuhu kõik ma me meie meil meile mida millal \
         mille mina mind minu mis miks mu mul mulle mult nad need neil neid neile ning nii oli oled \
         olen oleme olete olid olnud oma on pole sa see seda selle sellel siin siis sina sind sinu \
         su sul sulle ta te teie teil teile tema temal teda või välja ära üks",
    ),
    (
        "fa",
        "از اگر ام است اند او اي ای این آن ان آنها با باید بر برای به بود بودم تا تو چه چی چرا چند \
         خود در را روی شد شما شده ش که کی کجا کدام ما مال مرا من مي می نه نیست هم هر های ها هست هستم و \
         ولی یا یک ی",
    ),
    (
        "hi",
        "अपना अपनी अपने आप आपका आपकी आपके इस इसका इसकी इसके इसे उस उसका उसकी उसके उसे उन उनका उनकी \
         उनके और एक का कि की के को कब कहाँ कहां किस कैसे कौन क्या क्यों जब जो तक तो था थी थे ने नहीं \
         पर भी मुझे मुझको मे में मैं मेरा मेरी मेरे यह ये रहा रही रहे लिए वह वे से हम हमारा हमारी हमारे \
         ही हूँ हूं है हैं हो होता होती",
    ),
    (
        "hr",
        "a ako ali bi bih bila bile bili bilo bio biti će ću da do ga gdje i ih ili im iz ja je jer \
         jesam jesi jest još kad kada kako kao koja koje koji koju li me meni mi mene moj moja moje \
         moju mu na nam nas ne nego ni nije nisam njegov njegova njen o od on ona oni ono pa po pod \
         s sa sam samo se si smo su sve svoj što šta ta taj te ti to tko ko tu u uz vam vas vi za \
         zašto",
    ),
    (
        "ja",
        "の は が を に で と も か へ や ね よ な さ です ます した して いる ある する こと これ それ \
         あれ ここ そこ この その あの どこ だれ 誰 何 なに いつ から まで では には とは ため よう \
         ない なる れる られ せる たい てい った って いま まし ませ せん でし いう うで すか",
    ),
    (
        "ko",
        "나 나는 난 내 내가 나의 나를 나한테 저 저는 전 제 제가 저의 저를 저한테 너 너는 네 네가 우리 \
         우리가 우리는 당신 그 그는 그녀 그의 이 이것 그것 저것 것 거 게 건 수 등 및 또 또는 그리고 \
         그런데 하지만 그래서 좀 더 잘 안 못 는 은 가 를 을 의 에 와 과 도 로 무엇 뭐 뭐야 뭐예요 뭔가요 \
         무슨 어떤 어디 어디야 어디에 어디예요 언제 누구 왜 어떻게 얼마 몇 있어 있어요 있습니다 있는 \
         있나요 없어요 이에요 예요 입니다 입니까 이다 야 해요 합니다 했어요 했습니다 하는 한 할",
    ),
    (
        "lt",
        "aš ar apie bei bet būti buvo būna dar dėl esame esate esi esu gal į ir iš ja jai jais jam jas \
         jau jei jeigu ji jie jiems jis jo jos joje jog juos jų jums jūs jūsų jums kad kai kaip kam kas \
         katras kieno ką kodėl koks kokia kol kur kuri kurie kuris man mane manęs mano manimi mes mūsų \
         mums mus ne nei nėra nes net nors nuo o per po prie prieš su sau savo ši šis šią šį šio ta \
         tada tai taip tam tas tau tave tavo tą tie tik to todėl tu turi turiu už vis yra",
    ),
    (
        "lv",
        "ap ar arī bet bez bija biju būs būt caur cik es esam esat esi esmu gan gar ir jā ja jau jo jūs \
         jūsu jums ka kad kā kam kas kāds kāda ko kopš kur kura kurš lai man mana manā manas mani mans \
         manu mēs mums mūsu ne nē nav no par pa pār pat pēc pie pirms pret sava savs savu šeit šis šī \
         šo tā tad tādēļ tai tam tas tava tavs te tie tik to tu un uz vai var vēl vien viņa viņai viņam \
         viņi viņš viņu zem",
    ),
    (
        "pl",
        "a aby albo ale ani bardzo bez bo być będzie był była było były by chcę ci co coś czy dla do \
         gdy gdzie go i ich ile im ja jak jako je jego jej jemu jest jestem jestes jesteś jesteśmy są \
         jeszcze już kiedy kogo komu która które którego której który ku lub ma mam mamy mają masz mi \
         mną mnie moi moim moja moje mojego mojej mój mu my na nad nam nami nas nasz nasza nich nie nim \
         niż no o od on ona one oni ono oraz po pod poza przed przez przy się są skąd sobie swoje swój \
         ta tak także tam te tego tej ten to tobie tu tutaj twoja twoje twój ty tych tylko tym u w wam \
         was we więc wy z za ze że żeby",
    ),
    (
        "sk",
        "a aby ak ako ale alebo ani áno asi až bez bol bola bolo bude by byť čo či do ho i ich im ja \
         je jeho jej ju k kam kde kedy kto ktorá ktoré ktorý ku len ma má mám máme mi mne mňa mnou moja \
         moje môj mu my na nad nám nás náš ne nebo nie než o od on ona oni ono po pod podľa pre prečo \
         pred pri s sa si so som sme ste sú svoj ta tak tam ten teraz tí to toho tom tu ty už v vám vás \
         váš však vo vy z za zo že",
    ),
    (
        "sr",
        "а ако али би бих била били било био бити ће ћу да до га где и их или им из ја је јер јесам још \
         кад када како као која које који коју ли ме мени ми мене мој моја моје моју му на нам нас не \
         него ни није нисам његов његова њен о од он она они оно па по под с са сам само се си смо су \
         све свој што шта та тај те ти то ко ту у уз вам вас ви за зашто",
    ),
    (
        "th",
        "ที่ และ ของ ใน เป็น มี ได้ ให้ ไป มา ว่า จะ กับ แต่ ก็ ค่ะ ครับ คะ",
    ),
    (
        "uk",
        "а або адже але без би був була були було бути в вам вас весь ви від він вона вони воно все всі \
         до де для ж з за зі і із й її його їх його їм к коли кого кому котрий який яка яке які якого \
         лише ми мене мені мною мій моя моє мої моєї моєму мого на над нам нас наш не неї нього ним них \
         ні о об він однак от по при про під саме себе свій своя свою та так також там те тебе тобі ти \
         тим то того той тому тут тільки у усе хто це цей ця ці цього цій чи чому що щоб я як якщо є",
    ),
    (
        "vi",
        // Without accents most are also words for something: "tỏi", "cua".
        "những được không đang cũng nếu hoặc nhưng với",
    ),
];

pub(super) fn function_words(code: &str) -> impl Iterator<Item = &'static str> {
    FUNCTION_WORDS
        .iter()
        .filter(move |(language, _)| *language == code)
        .flat_map(|(_, words)| words.split(' '))
}
