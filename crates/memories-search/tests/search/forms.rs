//! Memories in languages that inflect words or write them together are found by
//! other forms of their words.

use memories_search::{Document, DocumentUpdate, Index, Options, Parameters};
use proptest::{collection::vec, prelude::*, sample::select};
use rstest::rstest;

use crate::{document, every_match, positions};

/// Sentences, each with words in other forms than it has.
type Forms = [(&'static str, &'static [&'static str])];

const KOREAN: &Forms = &[
    (
        "지난주에 대전에서 이사했어요.",
        &["대전", "대전은", "대전으로 이사"],
    ),
    (
        "제 강아지가 닭고기를 못 먹어요.",
        &["강아지", "강아지는 무엇을 먹나요", "닭고기"],
    ),
    (
        "보일러에서 이상한 소리가 나요.",
        &["보일러", "보일러의 소리", "소리는"],
    ),
    (
        "따님의 결혼식은 토요일입니다.",
        &["결혼식", "결혼식이 언제예요", "토요일에"],
    ),
    (
        "계약서를 우편으로 보내 주세요.",
        &["계약서", "계약서는 어떻게", "우편"],
    ),
    (
        "남편은 병원에 예약했어요.",
        &["병원", "병원에서 예약을", "남편이"],
    ),
];

const HEBREW: &Forms = &[
    ("עברנו לחיפה בשנה שעברה.", &["חיפה", "בחיפה", "מחיפה"]),
    ("הכלבה שלי אלרגית לעוף.", &["כלבה", "עוף", "לכלבה"]),
    ("השכנים מתלוננים על הרעש.", &["שכנים", "שכן", "רעש"]),
    ("קבעתי תור לרופא ביום שלישי.", &["רופא", "הרופא", "התור"]),
    ("המפתח נמצא במשרד.", &["משרד", "מפתח", "מהמשרד"]),
    ("בעלי עובד כטבח ובנו לומד.", &["טבח", "הטבח", "שעובד"]),
];

const ARABIC: &Forms = &[
    (
        "انتقلنا إلى الإسكندرية في الصيف.",
        &["إسكندرية", "بالإسكندرية", "والصيف"],
    ),
    (
        "ابنتي تدرس في المدرسة الجديدة.",
        &["مدرسة", "مدرستها", "ومدرسة"],
    ),
    ("القطة مريضة منذ أسبوع.", &["قطة", "للقطة", "قطتي"]),
    (
        "أريد تغيير موعد الطبيب.",
        &["طبيب", "للطبيب", "مواعيد الطبيب"],
    ),
    ("المفتاح عند الجيران.", &["مفتاح", "بالمفتاح", "جيران"]),
    ("أرسلوا الفاتورة بالبريد.", &["فاتورة", "بريد", "والفاتورة"]),
];

const HUNGARIAN: &Forms = &[
    (
        "Szabónak mondtam, hogy később jövök.",
        &["Szabó", "Szabót", "Szabóval"],
    ),
    (
        "A kutyámat Debrecenben kezelik.",
        &["kutya", "kutyáról", "Debrecen"],
    ),
    (
        "A lányom az egyetemre jár.",
        &["egyetem", "egyetemen", "lánya"],
    ),
    (
        "A fürdőszobában csöpög a csap.",
        &["fürdőszoba", "csapot", "fürdőszobából"],
    ),
    (
        "Szerdán a fogorvoshoz megyek.",
        &["fogorvos", "fogorvosnál", "szerda"],
    ),
    (
        "Kérem, küldjék el a számlát levélben.",
        &["számla", "számlák", "levél"],
    ),
];

const FINNISH: &Forms = &[
    (
        "Muutimme Tampereelle keväällä.",
        &["Tampere", "Tampereella", "kevät"],
    ),
    ("Koirani ei syö kanaa.", &["koira", "koiran", "kana"]),
    (
        "Virtaselle pitää soittaa takaisin.",
        &["Virtanen", "Virtasen", "soitto"],
    ),
    (
        "Kylpyhuoneessa on vesivuoto.",
        &["kylpyhuone", "kylpyhuoneen", "vesivuodon"],
    ),
    (
        "Varasin ajan hammaslääkäriltä.",
        &["hammaslääkäri", "hammaslääkärille", "varaus"],
    ),
    ("Laskut lähetetään postissa.", &["lasku", "laskun", "posti"]),
];

const CZECH: &Forms = &[
    (
        "Prosím, vyřiďte to panu Dvořákovi.",
        &["Dvořák", "Dvořáka", "od Dvořáka"],
    ),
    (
        "Bydlíme v Ostravě od jara.",
        &["Ostrava", "do Ostravy", "jaro"],
    ),
    (
        "Náš pes nesnáší kuřecí maso.",
        &["kuřecího masa", "psovi nesnáší", "maso"],
    ),
    (
        "V koupelně kape kohoutek.",
        &["koupelna", "koupelny", "kohoutku"],
    ),
    (
        "Dcera studuje na univerzitě.",
        &["univerzita", "dceři", "univerzity"],
    ),
    ("Zítra jdu k zubařce.", &["zubařka", "zubařku", "zubařky"]),
];

const POLISH: &Forms = &[
    (
        "Przeprowadziliśmy się do Krakowa.",
        &["Kraków", "w Krakowie", "Krakowem"],
    ),
    (
        "Proszę przekazać to panu Kowalskiemu.",
        &["Kowalski", "Kowalskiego", "Kowalskim"],
    ),
    (
        "Mój kot nie je kurczaka.",
        &["kurczak", "kurczakiem", "kota"],
    ),
    (
        "W łazience cieknie kran.",
        &["łazienka", "łazienki", "kranu"],
    ),
    (
        "Córka studiuje na uniwersytecie.",
        &["uniwersytet", "córki", "uniwersytetu"],
    ),
    (
        "Fakturę proszę wysłać pocztą.",
        &["faktura", "faktury", "poczta"],
    ),
];

const SLOVAK: &Forms = &[
    (
        "Odkážte to pánovi Horváthovi.",
        &["Horváth", "Horvátha", "od Horvátha"],
    ),
    ("Bývame v Košiciach.", &["Košice", "do Košíc", "z Košíc"]),
    ("V kúpeľni kvapká voda.", &["kúpeľňa", "kúpeľne", "vodu"]),
    (
        "Syn študuje na univerzite.",
        &["univerzita", "univerzitu", "synovi"],
    ),
    ("Zajtra idem k zubárke.", &["zubárka", "zubárku", "zubárky"]),
    ("Faktúru pošlite poštou.", &["faktúra", "faktúry", "pošta"]),
];

const LITHUANIAN: &Forms = &[
    (
        "Persikėlėme į Klaipėdą.",
        &["Klaipėda", "Klaipėdoje", "iš Klaipėdos"],
    ),
    (
        "Perduokite žinią ponui Petrauskui.",
        &["Petrauskas", "Petrausko", "Petrauską"],
    ),
    (
        "Mano katė neėda vištienos.",
        &["vištiena", "katės", "vištieną"],
    ),
    ("Vonioje laša vanduo.", &["vonia", "vonios", "vandens"]),
    (
        "Dukra mokosi šiame universitete.",
        &["universitetas", "dukros", "universiteto"],
    ),
    (
        "Sąskaitą siųskite paštu.",
        &["sąskaita", "sąskaitos", "paštas"],
    ),
];

const LATVIAN: &Forms = &[
    (
        "Mēs pārcēlāmies uz Liepāju.",
        &["Liepāja", "Liepājā", "no Liepājas"],
    ),
    ("Nododiet to Ozoliņam.", &["Ozoliņš", "Ozoliņa", "Ozoliņu"]),
    ("Mans kaķis neēd vistu.", &["kaķi", "kaķim", "vista"]),
    (
        "Vannasistabā pil krāns.",
        &["vannasistaba", "krānu", "vannasistabas"],
    ),
    (
        "Meita studē universitātē.",
        &["universitāte", "meitas", "universitātes"],
    ),
    ("Rēķinu sūtiet pa pastu.", &["rēķins", "rēķina", "pasts"]),
];

const ESTONIAN: &Forms = &[
    ("Kolisime kevadel Pärnusse.", &["Pärnu", "Pärnus", "kevad"]),
    ("Palun öelge seda Tammele.", &["Tamm", "Tamme", "Tammelt"]),
    ("Minu koer ei söö kana.", &["koera", "koerale", "kanaliha"]),
    (
        "Vannitoas tilgub kraan.",
        &["vannituba", "kraani", "kraanist"],
    ),
    ("Tütar õpib ülikoolis.", &["ülikool", "ülikooli", "tütre"]),
    ("Saatke arve postiga.", &["arved", "arvega", "post"]),
];

const TURKISH: &Forms = &[
    (
        "Geçen ay İzmir'e taşındık.",
        &["İzmir", "İzmir'de", "İzmirliler"],
    ),
    ("Köpeğim tavuk yemiyor.", &["köpek", "köpeği", "tavuğu"]),
    (
        "Yılmaz Bey'i arayın lütfen.",
        &["Yılmaz", "Yılmaz'a", "Bey"],
    ),
    (
        "Banyoda musluk damlatıyor.",
        &["banyo", "banyonun", "musluğu"],
    ),
    (
        "Kızım üniversitede okuyor.",
        &["üniversite", "üniversiteye", "kızı"],
    ),
    (
        "Faturayı posta ile gönderin.",
        &["fatura", "faturanın", "postayla"],
    ),
];

const UKRAINIAN: &Forms = &[
    ("Ми переїхали до Одеси.", &["Одеса", "в Одесі", "Одесу"]),
    (
        "Передайте це пану Шевченку.",
        &["Шевченко", "Шевченка", "Шевченком"],
    ),
    ("Моя собака не їсть курку.", &["собаку", "курка", "собаки"]),
    (
        "У ванній кімнаті тече кран.",
        &["ванна", "крана", "кімната"],
    ),
    (
        "Донька навчається в університеті.",
        &["університет", "доньки", "університету"],
    ),
    (
        "Рахунок надішліть поштою.",
        &["рахунки", "пошта", "рахунку"],
    ),
];

const RUSSIAN: &Forms = &[
    (
        "Мы переехали в Казань летом.",
        &["Казани", "из Казани", "лето"],
    ),
    (
        "Передайте это Соколову.",
        &["Соколов", "Соколова", "Соколовым"],
    ),
    ("Моя собака не ест курицу.", &["собаку", "курица", "собаки"]),
    (
        "В ванной комнате течёт кран.",
        &["ванная", "крана", "комната"],
    ),
    (
        "Дочь учится в университете.",
        &["университет", "дочери", "университета"],
    ),
    ("Счёт пришлите почтой.", &["счёта", "почта", "почту"]),
];

const BULGARIAN: &Forms = &[
    (
        "Преместихме се във Варна през лятото.",
        &["варненска", "Варна", "лято"],
    ),
    (
        "Кучето ми не яде пилешко.",
        &["куче", "кучета", "пилешкото"],
    ),
    ("Кранът в банята капе.", &["кран", "баня", "крана"]),
    (
        "Дъщеря ми учи в университета.",
        &["университет", "дъщерята", "университети"],
    ),
    (
        "Фактурата изпратете по пощата.",
        &["фактура", "поща", "фактури"],
    ),
    (
        "Утре отивам при зъболекаря.",
        &["зъболекар", "зъболекари", "зъболекарят"],
    ),
];

const CROATIAN: &Forms = &[
    (
        "Preselili smo se u Rijeku.",
        &["Rijeka", "u Rijeci", "iz Rijeke"],
    ),
    (
        "Recite to gospodinu Horvatu.",
        &["Horvat", "Horvata", "Horvatom"],
    ),
    (
        "Moja mačka ne jede piletinu.",
        &["mačku", "piletina", "mački"],
    ),
    (
        "U kupaonici kaplje slavina.",
        &["kupaonica", "slavinu", "kupaonicu"],
    ),
    (
        "Kći studira na sveučilištu.",
        &["sveučilište", "sveučilišta", "studirati"],
    ),
    ("Račun pošaljite poštom.", &["računa", "pošta", "računi"]),
];

const GREEK: &Forms = &[
    (
        "Μετακομίσαμε στη Θεσσαλονίκη.",
        &["Θεσσαλονίκης", "Θεσσαλονίκη", "μετακόμιση"],
    ),
    (
        "Πείτε το στον κύριο Παπαδόπουλο.",
        &["Παπαδόπουλος", "Παπαδόπουλου", "κύριος"],
    ),
    (
        "Ο σκύλος μου δεν τρώει κοτόπουλο.",
        &["σκύλο", "σκύλου", "κοτόπουλα"],
    ),
    (
        "Η βρύση στο μπάνιο στάζει.",
        &["βρύσες", "βρύσης", "μπάνιου"],
    ),
    (
        "Η κόρη μου σπουδάζει στο πανεπιστήμιο.",
        &["πανεπιστημίου", "κόρης", "πανεπιστήμια"],
    ),
    (
        "Στείλτε τον λογαριασμό με το ταχυδρομείο.",
        &["λογαριασμός", "λογαριασμού", "ταχυδρομεία"],
    ),
];

const HINDI: &Forms = &[
    ("मेरे लड़के को मूंगफली से एलर्जी है।", &["लड़का", "लड़कों", "मूंगफलियों"]),
    ("हम पिछले साल जयपुर में आए।", &["जयपुर", "जयपुरी", "जयपुर में"]),
    ("रसोई का नल टपकता है।", &["नलों", "टपकना", "रसोईघर"]),
    ("किताब डाक से भेजिए।", &["किताबें", "किताबों", "डाकघर"]),
    (
        "मेरी बेटी विश्वविद्यालय में पढ़ती है।",
        &["बेटियों", "विश्वविद्यालयों", "पढ़ना"],
    ),
    ("कुत्ता मुर्गी नहीं खाता।", &["कुत्ते", "कुत्तों", "मुर्गियाँ"]),
];

const JAPANESE: &Forms = &[
    (
        "先月、名古屋に引っ越しました。",
        &["名古屋", "名古屋の住所", "引っ越し"],
    ),
    (
        "うちの犬は鶏肉が食べられません。",
        &["犬", "犬の食事", "鶏肉"],
    ),
    (
        "お風呂の蛇口から水が漏れています。",
        &["蛇口", "風呂", "水漏れ"],
    ),
    (
        "娘は大学で経済を勉強しています。",
        &["娘さん", "大学", "経済学"],
    ),
    (
        "請求書は郵便で送ってください。",
        &["請求書", "請求", "郵便局"],
    ),
    (
        "水曜日に歯医者の予約があります。",
        &["歯医者", "水曜", "予約はいつですか"],
    ),
];

const CHINESE: &Forms = &[
    ("我们去年搬到了杭州。", &["杭州", "杭州市", "搬到"]),
    ("我的狗不能吃鸡肉。", &["狗", "小狗", "鸡肉"]),
    ("浴室的水龙头在漏水。", &["水龙头", "浴室", "漏水了"]),
    ("女儿在大学学经济。", &["女儿", "大学生", "经济学"]),
    ("请把发票邮寄给我。", &["发票", "邮寄", "电子发票"]),
    ("星期三我要去看牙医。", &["牙医", "星期三", "牙医预约"]),
];

const THAI: &Forms = &[
    (
        "เราย้ายไปเชียงใหม่เมื่อปีที่แล้ว",
        &["เชียงใหม่", "ย้ายบ้าน", "จังหวัดเชียงใหม่"],
    ),
    ("สุนัขของฉันกินไก่ไม่ได้", &["สุนัข", "ไก่", "อาหารสุนัข"]),
    ("ก๊อกน้ำในห้องน้ำรั่ว", &["ก๊อกน้ำ", "ห้องน้ำ", "น้ำรั่ว"]),
    ("ลูกสาวเรียนที่มหาวิทยาลัย", &["ลูกสาว", "มหาวิทยาลัย", "นักเรียน"]),
    (
        "กรุณาส่งใบแจ้งหนี้ทางไปรษณีย์",
        &["ไปรษณีย์", "ใบแจ้งหนี้", "ที่ทำการไปรษณีย์"],
    ),
    ("วันพุธมีนัดกับทันตแพทย์", &["ทันตแพทย์", "วันพุธ", "นัดหมาย"]),
];

const VIETNAMESE: &Forms = &[
    (
        "Năm ngoái chúng tôi chuyển đến Đà Nẵng.",
        &["Đà Nẵng", "đà nẵng", "chuyển đến"],
    ),
    (
        "Con chó của tôi dị ứng thịt gà.",
        &["chó", "dị ứng", "thịt gà"],
    ),
    (
        "Vòi nước trong phòng tắm bị rò rỉ.",
        &["vòi nước", "phòng tắm", "rò rỉ"],
    ),
    (
        "Con gái tôi học đại học.",
        &["con gái", "đại học", "trường đại học"],
    ),
    (
        "Hãy gửi hóa đơn qua bưu điện.",
        &["hóa đơn", "bưu điện", "hoá đơn"],
    ),
    (
        "Thứ tư tôi có hẹn với nha sĩ.",
        &["nha sĩ", "thứ tư", "cuộc hẹn"],
    ),
];

const PERSIAN: &Forms = &[
    ("پارسال به شیراز رفتیم.", &["شیراز", "شیرازی", "شیرازم"]),
    ("سگم مرغ نمی‌خورد.", &["مرغ", "مرغها", "سگ"]),
    (
        "دخترم در دانشگاه درس می‌خواند.",
        &["دختر", "دانشگاهی", "دخترها"],
    ),
    ("شیر آب حمام چکه می‌کند.", &["حمامها", "حمام", "شیر آب"]),
    ("فاکتور را با پست بفرستید.", &["فاکتورها", "فاکتور", "پستی"]),
    (
        "چهارشنبه پیش دندانپزشک می‌روم.",
        &["دندانپزشکی", "چهارشنبه", "دندانپزشکم"],
    ),
];

const GEORGIAN: &Forms = &[
    (
        "შარშან ბათუმში გადავედით.",
        &["ბათუმი", "ბათუმიდან", "ბათუმის"],
    ),
    ("ჩემი ძაღლი ქათამს არ ჭამს.", &["ძაღლს", "ქათამი", "ძაღლის"]),
    (
        "აბაზანაში ონკანი წვეთავს.",
        &["აბაზანა", "ონკანს", "აბაზანის"],
    ),
    (
        "ქალიშვილი უნივერსიტეტში სწავლობს.",
        &["უნივერსიტეტი", "ქალიშვილს", "უნივერსიტეტის"],
    ),
    (
        "ანგარიში ფოსტით გამოგზავნეთ.",
        &["ანგარიშს", "ფოსტა", "ანგარიშის"],
    ),
    (
        "ოთხშაბათს სტომატოლოგთან მივდივარ.",
        &["ოთხშაბათი", "სტომატოლოგი", "სტომატოლოგს"],
    ),
];

/// What other callers in the same record speak of.
const OTHERS: [&str; 4] = [
    "The technician comes on Monday.",
    "Das Paket liegt beim Nachbarn.",
    "Mi hermana vive en Sevilla.",
    "Il treno parte alle otto.",
];

fn misses(language: Option<&str>, forms: &Forms) -> Vec<(&'static str, Vec<usize>)> {
    let texts = forms.iter().map(|(text, _)| (*text, language));
    let others = OTHERS.iter().zip(["en", "de", "es", "it"]);
    let all = texts.chain(others.map(|(text, code)| (*text, Some(code))));
    let index = Index::build(all.map(|(text, language)| Document {
        text,
        language,
        ..Document::default()
    }));
    let mut misses = Vec::new();
    for (document, (_, queries)) in forms.iter().enumerate() {
        for query in *queries {
            let found = positions(&index.search(*query, 3));
            if found.first() != Some(&document) {
                misses.push((*query, found));
            }
        }
    }
    misses
}

#[rstest]
#[case::korean("ko", KOREAN)]
#[case::hebrew("he", HEBREW)]
#[case::arabic("ar", ARABIC)]
#[case::hungarian("hu", HUNGARIAN)]
#[case::finnish("fi", FINNISH)]
#[case::czech("cs", CZECH)]
#[case::polish("pl", POLISH)]
#[case::slovak("sk", SLOVAK)]
#[case::lithuanian("lt", LITHUANIAN)]
#[case::latvian("lv", LATVIAN)]
#[case::estonian("et", ESTONIAN)]
#[case::turkish("tr", TURKISH)]
#[case::ukrainian("uk", UKRAINIAN)]
#[case::russian("ru", RUSSIAN)]
#[case::bulgarian("bg", BULGARIAN)]
#[case::croatian("hr", CROATIAN)]
#[case::greek("el", GREEK)]
#[case::hindi("hi", HINDI)]
#[case::japanese("ja", JAPANESE)]
#[case::chinese("zh", CHINESE)]
#[case::thai("th", THAI)]
#[case::vietnamese("vi", VIETNAMESE)]
#[case::persian("fa", PERSIAN)]
#[case::georgian("ka", GEORGIAN)]
fn a_memory_is_found_first_by_other_forms_of_its_words(
    #[case] language: &str,
    #[case] forms: &Forms,
) {
    assert_eq!(misses(Some(language), forms), []);
}

#[rstest]
#[case::korean(KOREAN)]
#[case::hebrew(HEBREW)]
#[case::arabic(ARABIC)]
#[case::ukrainian(UKRAINIAN)]
#[case::russian(RUSSIAN)]
#[case::bulgarian(BULGARIAN)]
#[case::greek(GREEK)]
#[case::hindi(HINDI)]
#[case::japanese(JAPANESE)]
#[case::chinese(CHINESE)]
#[case::thai(THAI)]
#[case::persian(PERSIAN)]
#[case::georgian(GEORGIAN)]
fn the_script_tells_that_forms_are_compared(
    #[case] forms: &Forms,
    #[values(None, Some("en"))] language: Option<&str>,
) {
    assert_eq!(misses(language, forms), []);
}

#[rstest]
#[case::hungarian(HUNGARIAN)]
#[case::czech(CZECH)]
#[case::polish(POLISH)]
#[case::lithuanian(LITHUANIAN)]
fn the_letters_of_an_undeclared_text_tell_it(#[case] forms: &Forms) {
    assert_eq!(misses(None, forms), []);
}

#[rstest]
#[case("cs", "Nováková volala kvůli smlouvě.", "Novákové")]
#[case("ko", "어머니가 포항에서 오세요.", "포항")]
fn a_query_in_such_a_language_is_answered_among_many_memories(
    #[case] language: &str,
    #[case] text: &str,
    #[case] query: &str,
) {
    let others: Vec<String> = (0..60).map(|n| format!("Room {n} is free.")).collect();
    let texts = others.iter().map(String::as_str).chain([text]);
    let index = Index::build(texts.map(|text| Document {
        text,
        language: Some(language),
        ..Document::default()
    }));
    assert_eq!(positions(&index.search(query, 3)), [60]);
    assert!(index.search("Liverpool", 3).is_empty());
}

#[test]
fn distant_forms_are_found_if_there_is_no_closer_one() {
    let texts = [
        "Náš pes snídá.",
        "Praha je krásná.",
        "Byla to pravda.",
        "Jedeme Prahou.",
    ];
    let search = |count: usize, query| {
        let texts = texts.iter().take(count);
        let index = Index::build(texts.map(|text| Document {
            language: Some("cs"),
            ..document(text)
        }));
        positions(&index.search(query, 4))
    };
    assert_eq!(search(4, "Praha"), [1, 3]);
    assert_eq!(search(2, "Praze"), [1]);
    assert_eq!(search(1, "Praze"), [0; 0]);
    let index = Index::build(["的医生来了", "医院在哪里"].map(document));
    assert_eq!(positions(&index.search("医院", 2)), [1]);
    assert_eq!(positions(&index.search("医务", 2)).len(), 2);
}

#[test]
fn a_stem_that_is_too_short_finds_the_word_before_others() {
    let texts = ["A nővérem Szegeden lakik.", "A javítás szerdán jó lenne."];
    let index = Index::build((0..2_usize).map(|n| Document {
        language: Some("hu"),
        prev: n.checked_sub(1).map(|n| texts[n]),
        next: texts.get(n + 1).copied(),
        ..document(texts[n])
    }));
    assert_eq!(positions(&index.search("Szeged", 2))[0], 0);
}

#[test]
fn a_word_is_not_rare_because_each_of_its_forms_is() {
    let rare = "Kovácsék udvarán";
    let frequent = ["számlát", "számlák", "számlája", "számlánk"];
    let texts: Vec<String> = (0..80)
        .map(|n| format!("Jött {} {n}", frequent[n % 4]))
        .chain([rare.to_owned()])
        .collect();
    let index = Index::build(texts.iter().map(|text| Document {
        language: Some("hu"),
        ..document(text)
    }));
    assert_eq!(positions(&index.search("Kovács számlája", 1)), [80]);
}

/// Text in Latin letters in the main languages has no forms: the weight of forms
/// changes nothing.
fn assert_no_forms(documents: &[(String, Option<&str>)], query: &str) -> Result<(), TestCaseError> {
    let build = |form_weight| {
        let options = every_match();
        let parameters = Parameters {
            form_weight,
            ..options.parameters
        };
        let documents = documents.iter().map(|(text, language)| Document {
            text,
            language: *language,
            ..Document::default()
        });
        Index::with_options(
            Options {
                parameters,
                ..options
            },
            documents,
        )
    };
    let (with, without) = (build(1.0), build(0.0));
    prop_assert_eq!(with.search(query, 20), without.search(query, 20));
    for document in 0..documents.len() {
        prop_assert_eq!(
            with.explain(query, document),
            without.explain(query, document)
        );
    }
    Ok(())
}

/// In scripts of which forms are compared.
fn any_inflected_word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zěčőűłąę]{2,7}",
        "[가나다서울은는에서집]{1,5}",
        "[אבגהוילמ]{2,5}",
        "[ابتسدرلمو]{2,6}",
        "[абвгдежик]{2,7}",
        "東?京大?学?犬?",
        "[कखगघचि]{1,4}",
    ]
}

proptest! {
    #[test]
    fn declared_main_languages_have_no_forms(
        texts in vec(("[\\p{Latin} ,.'’0-9]{0,30}", select(vec!["en", "de", "es", "fr", "pt", "it", "nl"])), 1..8),
        query in "[\\p{Latin} ,.'’0-9]{0,20}",
    ) {
        let documents: Vec<_> =
            texts.into_iter().map(|(text, language)| (text, Some(language))).collect();
        assert_no_forms(&documents, &query)?;
    }

    #[test]
    fn undeclared_text_in_ascii_has_no_forms(
        texts in vec("([a-e]{1,4}[ ,.'’]){0,8}", 1..8),
        query in "([a-e]{1,4}[ ,.'’]){0,5}",
    ) {
        let documents: Vec<_> = texts.into_iter().map(|text| (text, None)).collect();
        assert_no_forms(&documents, &query)?;
    }

    /// Among memories that differ in nothing else.
    #[test]
    fn an_exact_match_never_ranks_below_another_form(
        word in any_inflected_word(),
        ending in any_inflected_word(),
        prefix in prop_oneof![Just(String::new()), any_inflected_word()],
        rest in "[0-9]{3} [0-9]{3}",
        is_form_first in any::<bool>(),
        language in select(vec![Some("cs"), Some("hu"), Some("ko"), Some("he"), Some("ja"), Some("xx"), None]),
    ) {
        let (exact, form) = (format!("{word} {rest}"), format!("{prefix}{word}{ending} {rest}"));
        // A text without spaces that contains the word is an exact match, too.
        prop_assume!(!form.contains(['東', '京', '大', '学', '犬']));
        let texts = if is_form_first { [&form, &exact] } else { [&exact, &form] };
        let index = Index::with_options(
            every_match(),
            texts.map(|text| Document { language, ..document(text) }),
        );
        let hits = index.search(&word, 2);
        let score = |document| hits.iter().find(|hit| hit.document == document).map(|hit| hit.score);
        let exact = usize::from(is_form_first);
        // Stop words are not indexed.
        prop_assume!(score(exact).is_some());
        prop_assert!(score(exact) >= score(1 - exact), "{:?}", hits);
    }

    #[test]
    fn an_updated_index_has_the_forms_of_a_new_one(
        words in vec((any_inflected_word(), select(vec![Some("hu"), Some("en"), Some("ko"), None])), 2..12),
        kept in any::<proptest::sample::Index>(),
        query in any_inflected_word(),
    ) {
        let all: Vec<Document<'_>> = words
            .iter()
            .map(|(text, language)| Document { language: *language, ..document(text) })
            .collect();
        let kept = kept.index(all.len());
        let grown = Index::with_options(every_match(), all.iter().copied());
        let updated = grown
            .update((kept..all.len()).map(|document| DocumentUpdate::Keep { document, timestamp: 0 }))
            .with_added(all.iter().take(kept).copied());
        let fresh = Index::with_options(
            every_match(),
            all.iter().skip(kept).chain(all.iter().take(kept)).copied(),
        );
        prop_assert_eq!(updated.search(&query, 12), fresh.search(&query, 12));
    }
}

/// Short texts of calls in a declared language, and what people ask about them.
const SHORT: &[(&str, &str, &str)] = &[
    ("fi", "Asun Helsingissä.", "Helsinki"),
    ("fi", "city: Helsinki", "Helsingissä"),
    ("fi", "city: Helsinki", "asuuko hän Helsingissä"),
    ("fi", "city: Tampere", "Tampereella"),
    ("et", "Elan Tallinnas.", "Tallinn"),
    ("et", "city: Tallinn", "Tallinnas"),
    ("et", "city: Tartu", "kas ta elab Tartus"),
    ("pl", "Mieszkam w Warszawie.", "Warszawa"),
    ("pl", "city: Warszawa", "Warszawie"),
    ("pl", "city: Warszawa", "mieszka w Warszawie"),
    ("pl", "city: Kraków", "w Krakowie"),
    ("hu", "Budapesten lakom.", "Budapest"),
    ("hu", "city: Budapest", "Budapesten"),
    ("hu", "city: Debrecen", "hol lakik Debrecenben"),
    ("uk", "Живу у Києві.", "Київ"),
    ("uk", "city: Київ", "у Києві"),
    ("uk", "city: Львів", "зі Львова"),
    ("uk", "city: Харків", "у Харкові"),
];

/// Those of them whose letters tell that they are not in a main language.
const UNDECLARED: &[(&str, &str)] = &[
    ("Asun Helsingissä.", "Helsinki"),
    ("city: Kraków", "w Krakowie"),
    ("Живу у Києві.", "Київ"),
    ("city: Київ", "у Києві"),
    ("city: Львів", "зі Львова"),
];

fn is_found_first(text: Document<'_>, query: &str) -> bool {
    let others = [
        "The technician comes on Monday.",
        "name: Robin",
        "pets: dog",
    ];
    let index = Index::build([text].into_iter().chain(others.map(document)));
    positions(&index.search(query, 3)).first() == Some(&0)
}

#[test]
fn short_texts_are_found_by_other_cases_of_their_words() {
    let misses: Vec<_> = SHORT
        .iter()
        .filter(|(language, text, query)| {
            let declared = Document {
                language: Some(language),
                ..document(text)
            };
            !is_found_first(declared, query)
        })
        .map(|(_, text, query)| (*text, *query))
        .chain(
            UNDECLARED
                .iter()
                .copied()
                .filter(|(text, query)| !is_found_first(document(text), query)),
        )
        .collect();
    assert!(misses.is_empty(), "{misses:#?}");
}

/// German calls, as people without umlauts on their keyboards write, and French plurals.
const SPELLINGS: &[(&str, &str, &str)] = &[
    ("de", "Ich wohne in der Bahnhofstraße.", "Bahnhofstrasse"),
    ("de", "Ich wohne in der Bahnhofstrasse.", "Bahnhofstraße"),
    ("de", "Der Geschirrspüler ist kaputt.", "Geschirrspueler"),
    ("de", "Der Geschirrspueler ist kaputt.", "Geschirrspüler"),
    ("de", "Die Tür klemmt.", "Tueren"),
    ("de", "Frau Müller zahlt bar.", "Mueller"),
    ("de", "Das Schloß ist defekt.", "Schloss"),
    ("fr", "J'ai deux chevaux.", "cheval"),
    ("fr", "Les travaux commencent lundi.", "travail"),
    ("fr", "Je lis les journaux.", "journal"),
    ("fr", "On m'a volé des bijoux.", "bijou"),
    ("fr", "Mon bijou est perdu.", "bijoux"),
];

#[test]
fn spellings_and_irregular_plurals_are_found() {
    for (language, text, query) in SPELLINGS {
        let declared = Document {
            language: Some(language),
            ..document(text)
        };
        assert!(is_found_first(declared, query), "{text} {query}");
    }
}
