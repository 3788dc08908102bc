# ruff: noqa: RUF001 - other scripts have letters that look like Latin ones
"""The words of conflicts, in each language that the radar reads: data.

A `*` at the end of a word stands for any ending; `|` separates phrases.
"""

from enum import Enum, auto

from transom.model.tension import Sign


class Mood(Enum):
    """What a single word does to the mood of a text."""

    BAD = auto()
    GOOD = auto()
    TURNS = auto()
    """A negation: what follows means the opposite."""
    STRENGTHENS = auto()


EVERYDAY = {
    "en": "police|regulator|solicitor*|newspaper*|journalist*|tiktok|reddit|bbc|tweet*|social media|on twitter|"
    "the press|the papers|clown*|amateur*|robbery|cowboys|muppets|lies|garbage|rubbish|bloody|farce|insult*|"
    "competitor*|ignored|silence from",
    "de": "gericht|anzeige|klage|polizei|presse|zeitung*|journalist*|rezension*|instagram|tiktok|facebook|"
    "auf twitter|fernsehen|öffentlich|mist|witz|witzig|amateur*|aufgelegt|rechtlich*|hotline|versprochen*|wechsle",
    "pl": "sąd*|policj*|kancelari*|inspekcj*|rodo|prasa|prasie|gazet*|dziennikarz*|tiktok|instagram*|udostępni*|"
    "opublikuj*|ostrzeg*|media|medi*|telewizj*|w internecie|w sieci|na forum|na facebooku|cyrk|kabaret|parodia|dno|"
    "żart|żarty|szablon*|brawo|żegnam|cisza",
    "ru": "полици*|суд|цб|фас|журналист*|новост*|инстаграм|телевидени*|цирк|клоун*|шутка|черт|чёрт|блин|дно|"
    "развод|роботы|дичь|тишина|перехожу|ухожу",
    "uk": "поліці*|суд|новин*|журналіст*|фейсбук*|тікток*|інстаграм*|паблік*|телебаченн*|одиницю|цирк|клоун*|"
    "чорт|блін|дно|вибачення|терпіння|тиша|переходжу",
    "fr": "police|justice|recommandé|médiateur|journaliste*|twitter|tiktok|instagram|facebook|forum*|presse|télé|"
    "publier*|partager*|clowns|cirque|blague|bravo|félicitations|chapeau|gueule|robot|silence|concurrent|promis",
    "es": "demanda|consumo|policía|ocu|periodista*|reseña*|twitter|tiktok|instagram|facebook|publicar*|prensa|"
    "periódico*|televisión|viral|circo|broma|payas*|basura|borde|enhorabuena|felicidades|felicito|bravo",
}
"""Words of conflicts that people also use of toys, dishes and displays: one alone means nothing."""

GRIEVANCES: dict[str, dict[Sign | Mood, str]] = {
    "en": {
        Sign.LEGAL: "lawyer*|attorney|sue you|suing|legal action|lawsuit|small claims|in court|to court|"
        "ombudsman|consumer protection|trading standards|report you to|fraud|scam*|police|legal advice|"
        "legal department|solicitor*|trading standard|regulator|financial ombudsman|formal complaint*|"
        "official complaint*|data protection authority|report this to|report you|reporting you|"
        "take this further|take it further|breach of contract|chargeback|deadlock letter|small claim|"
        "letter before action|consumer rights",
        Sign.PUBLIC: "bad review|negative review|one star|1 star|trustpilot|on twitter|social media|the press|"
        "journalist*|tell everyone|go public|newspaper*|google review*|leave a review|post this|posting this|"
        "share this with|going viral|tiktok|reddit|warn others|warn everyone|name and shame|local press|"
        "the papers|bbc|tweet*",
        Sign.REFUND: "refund*|money back|chargeback*|charge back|compensation|charged twice|double charged|"
        "my money|full refund|give me my|return my money|overcharged|reimburse*|reversed the payment|"
        "dispute the charge|stopped the payment",
        Sign.LEAVING: "close my account|delete my account|switch to|switching to|competitor*|never buy|"
        "never order|never again|last time i|another provider|different provider|moving to another|"
        "taking my business|take my business|leaving for|lost a customer|losing a customer|lose a customer|"
        "lost me as|last order|done with you|done with this company|i m done|i am done|had enough|fed up|"
        "closing my account|close all my|moving both|moving our|going elsewhere|go elsewhere|never use you|"
        "never shop|never using",
        Sign.INSULT: "idiot*|stupid|incompetent|liar*|thieves|useless|pathetic|morons|bullshit|rip off|ripoff|"
        "clown*|amateur*|crooks|con artists|robbery|daylight robbery|muppets|cowboys|dishonest|lying|lied|"
        "lies|clueless|couldn t care less|don t care|doesn t care|what a joke|taking the piss|wtf|crap|"
        "garbage|rubbish|bloody|damn|hell is|shambles|farce|laughable|insult*|condescending|hung up on|"
        "hang up on|talk to me like|spoken to|scripted answer|copy paste|copy and paste",
        Sign.URGENCY: "immediately|urgent*|right now|asap|at once|emergency|dangerous|caught fire|injur*|"
        "today or|by tomorrow or|final notice|last chance|final warning|last warning|within 24 hours|48 hours|"
        "no later than",
        Sign.ASKED_BEFORE: "third time|second time|several times|again and again|how many times|still no|"
        "still not|still waiting|nobody answers|no one answers|no answer|no reply|ignored|ignoring me|"
        "fourth time|fifth time|sixth time|3rd time|4th time|5th time|2nd time|tenth time|yet again|"
        "once again|again failed|for the third|for the fourth|three times|four times|five times|twice now|"
        "still haven t|still hasn t|still nothing|still don t|still doesn t|still isn t|been waiting|"
        "kept waiting|weeks now|days now|months now|for weeks|for months|no response|no one has|nobody has|"
        "no one bothered|never replied|never called|never came|never received a reply|failed to reply|"
        "failed to respond|keep getting|keeps telling|keep telling|every time i|on hold for|been on hold|"
        "passed around|passed from|another automated|automated reply|automated email|bot reply|same answer|"
        "same reply|promised to call|promised me|promised a|as promised|had promised|ghosted|radio silence|"
        "silence from|chase you|chasing you|chasing this|how long does it|how much longer|how long am i|"
        "how long do i|anyone there|is anybody|does anyone actually|do you even|did you even|actual human|"
        "real person|real human",
        Mood.BAD: "angry|furious|awful|terrible|horrible|worst|unacceptable|disappoint*|disgust*|broken|"
        "ridiculous|joke|disgrace*|shame*|outrag*|annoy*|frustrat*|upset|bad|poor|wrong|fail*|rude|waste|late|"
        "lost|nightmare|appalling|abysmal|atrocious|shocking|shambolic|dreadful|hopeless|infuriating|livid|"
        "mad|pissed|sick|tired|unbelievable|incredible|disrespect*|unprofessional|unhelpful|inexcusable|"
        "sloppy|mess|ruined|ruin*|damaged|smashed|cracked|mouldy|defective|faulty|never arrived|ignored|"
        "ignoring|regret|sad|sadly|worse|hate|stuck|stress*|disaster|fiasco|failure|excuse*|blame|complain*|"
        "complaint*|unfortunately|brilliant|bravo|congratulations|apparently|supposedly|allegedly",
        Mood.GOOD: "thank*|great|good|happy|excellent|perfect|love|helpful|kind|appreciate*|awesome|glad|"
        "pleased|satisfied|thx|cheers|brilliant job|lovely|wonderful|fantastic|fine|please|sorry|no worries|"
        "no rush|no hurry|nice|delighted|works|solved|fixed|enjoy*|smooth*",
        Mood.TURNS: "not|no|never|isn|wasn|don|doesn|didn|without|nothing|hardly",
        Mood.STRENGTHENS: "very|really|extremely|so|totally|absolutely|completely|too|utterly",
    },
    "de": {
        Sign.LEGAL: "anwalt*|rechtsanwalt*|anwält*|gericht|klage|verklage*|rechtliche schritte|"
        "verbraucherzentrale|verbraucherschutz|anzeige|betrug|betrüger*|polizei|abmahn*|frist setzen|"
        "letzte frist|rechtsabteilung|rechtsbeistand|rechtsschutz*|schlichtung*|bundesnetzagentur|bafin|"
        "ombudsmann|mahnbescheid|strafanzeige|juristisch*|rechtlich*|vertragsbruch|trete vom vertrag zurück|"
        "rücktritt vom vertrag|beschwerdestelle|datenschutzbehörde|letztmalig|nachfrist|frist bis|setze ihnen",
        Sign.PUBLIC: "schlechte bewertung|negative bewertung|ein stern|trustpilot|presse|zeitung*|journalist*|"
        "öffentlich mach*|soziale medien|sozialen medien|google bewertung|bewertung schreiben|"
        "bewertung hinterlassen|rezension*|auf twitter|instagram|tiktok|facebook|alle warnen|andere warnen|"
        "fernsehen|lokalpresse|shitstorm|öffentlich",
        Sign.REFUND: "geld zurück|rückerstatt*|erstatt*|rückzahlung|entschädig*|schadenersatz|"
        "doppelt abgebucht|rückbuch*|zurückbuch*|mein geld|geld wieder|vollen kaufpreis|kaufpreis zurück|"
        "lastschrift zurück*|zu unrecht abgebucht|abzubuchen|buchen sie|gutschrift|kulanz",
        Sign.LEAVING: "konto löschen|account löschen|zur konkurrenz|nie wieder|anbieter wechseln|"
        "anderen anbieter|andere bank|wechsle|wechsel zu|letzte bestellung|letztes mal|das war s|nie mehr|"
        "kunde verloren|kunden verloren|verlieren sie|mir reicht*|jetzt reicht*|reicht s mir|ich habe genug|"
        "hab die schnauze|fristlos*|sonderkündig*|außerordentlich*",
        Sign.INSULT: "idiot*|dumm*|unfähig*|lügner*|verarsch*|sauladen|saftladen|abzocke*|frechheit|"
        "unverschämt*|lächerlich*|inkompetent*|dreist*|unseriös*|lüg*|gelogen|belog*|schwachsinn|blödsinn|"
        "mist|scheiß*|scheisse|verdammt*|witz|witzig|lachhaft|armselig|armutszeugnis|peinlich*|pampig*|"
        "patzig*|herablassend*|abgewimmelt|abgespeist|abwimmel*|hingehalten|hinhalten|veräppel*|"
        "für dumm verkauf*|aufgelegt|rausgeflogen|rausgeworfen|unhöflich*|respektlos*|arrogant*|amateur*|"
        "dilettant*|chaotisch*|sauerei|schweinerei|unding|nicht für nötig|was bezahl*|textbaustein*|"
        "standardantwort*|floskel*",
        Sign.URGENCY: "dringend*|umgehend|unverzüglich|notfall|gefährlich*|brand|verletz*|sofort klären|"
        "ab sofort|letzte chance|letzte warnung|bis morgen|bis freitag|heute noch|24 stunden|48 stunden|"
        "unmittelbar",
        Sign.ASKED_BEFORE: "zum dritten mal|zum zweiten mal|mehrmals|mehrfach|schon wieder|immer noch nicht|"
        "immer noch kein*|keine antwort|niemand antwortet|niemand meldet|ignorier*|seit wochen|"
        "zum vierten mal|zum fünften mal|drittes mal|viertes mal|vierte mal|dritte mal|fünfte mal|das vierte|"
        "das dritte|die vierte|die dritte|dreimal|viermal|fünfmal|zweimal schon|x mal|schon dreimal|"
        "wiederholt|erneut|wieder einmal|wieder keine|wieder nicht|noch immer|immer noch|immer wieder|"
        "jedes mal|warte seit|warte ich|warte immer|seit tagen|seit monaten|seit drei wochen|seit zwei wochen|"
        "seit vier wochen|seit freitag|seit montag|wochen warte*|bislang nicht|bis heute nicht|"
        "bis heute kein*|nie zurückgerufen|kein rückruf|keiner meldet|keiner geht|keiner antwortet|"
        "niemand ruft|niemand hat|keine reaktion|warteschleife|hotline|vertröste*|versprochen*|zugesagt|"
        "zugesichert|wie lange noch|wie oft noch|wie oft soll|ein anderer mitarbeiter|weiterverbunden|"
        "von einem zum|hin und her|liest das|liest überhaupt|echter mensch|echten menschen|hallo liest",
        Mood.BAD: "wütend|sauer|schrecklich*|furchtbar*|katastroph*|schlecht*|miserabel|inakzeptabel|"
        "enttäusch*|kaputt|ärger*|verärgert|peinlich|unmöglich|falsch|defekt|verspät*|verloren|zumutung|"
        "beschwer*|genervt|frust*|unglaublich*|unfassbar*|skandal*|wut|empör*|entsetz*|erschüttert|"
        "katastrophe|chaos|desaster|grottig*|grauenhaft*|unterirdisch*|mangelhaft*|ungenügend|unbrauchbar*|"
        "ruiniert|zerstört|zerbrochen|beschädigt|verdorben|verschimmelt|angeblich*|leider|problem*|stress|"
        "nervig|nervt|nerven|ärgerlich*|traurig*|bedauerlich*|enttäuschend|unzumutbar*|unzufrieden|verweiger*|"
        "versag*|gescheitert|schuld|ausrede*|bravo|glückwunsch|herzlichen glückwunsch|trotzdem|falsche*|"
        "beschwerde*|reklam*",
        Mood.GOOD: "danke*|toll*|gut|super|freu*|zufrieden|perfekt|hervorragend|nett*|hilfreich|prima|schön*|"
        "liebe*|vielen dank|bitte|dankeschön|wunderbar*|klasse|großartig*|passt|gern*|sorry|entschuldig*|"
        "einwandfrei|reibungslos|top|begeistert|geklappt|funktioniert|kein stress|keine eile|kein problem|"
        "alles bestens",
        Mood.TURNS: "nicht|kein|keine|keinen|nie|niemals|ohne|nichts|kaum",
        Mood.STRENGTHENS: "sehr|wirklich|absolut|total|völlig|extrem|so|zu|echt",
    },
    "pl": {
        Sign.LEGAL: "prawnik*|adwokat*|sąd*|pozew|pozwę|pozwać|rzecznik* konsument*|uokik|oszust*|oszukal*|"
        "policj*|prokuratur*|droga prawna|drogę prawną|radca prawn*|radcy prawn*|prawnie|kancelari*|rzecznik*|"
        "federacja konsument*|inspekcj*|uke|knf|rodo|wezwanie do zapłaty|przedsądow*|ostateczne wezwanie|"
        "ostatni termin|zgłoszę to|zgłaszam sprawę|reklamacj* odrzuc*|naruszeni*|roszczeni*|pozwu|prawomocn*",
        Sign.PUBLIC: "negatywn* opini*|złą opinię|jedną gwiazdkę|mediach społecznościowych|prasa|gazet*|"
        "dziennikarz*|opiszę to|wszystkim powiem|nagłośni*|opini* w google|opinię w google|na facebooku|"
        "na forum|tiktok|instagram*|w internecie|w sieci|opublikuj*|udostępni*|ostrzeg*|media|medi*|prasie|"
        "telewizj*",
        Sign.REFUND: "zwrot* pieniędzy|zwrotu pieniędzy|oddajcie pieniądze|odszkodowan*|chargeback|zwróćcie|"
        "podwójnie pobran*|moje pieniądze|pieniądze z powrotem|zwrotu całości|zwrot* całej kwoty|oddajcie|"
        "żądam zwrotu|domagam się zwrotu|zwrotu nadpłaty|pobrali*cie|ściągnęliście|obciążyliście",
        Sign.LEAVING: "usunąć konto|usuńcie konto|do konkurencji|nigdy więcej|do innego operatora|"
        "innego operatora|inny operator|innej firmy|innego banku|przenoszę się|przenoszę numer|przechodzę do|"
        "ostatni raz|ostatnie zamówienie|stracili*cie klient*|tracicie klient*|nigdy u was|mam dość|mam dosyć|"
        "dość tego|miarka się przebrała|zamykam konto|kończę współpracę|żegnam",
        Sign.INSULT: "idiot*|debil*|głupi*|niekompeten*|kłamc*|złodziej*|żenad*|bezczeln*|kpina|kpiny|"
        "śmieszn*|idioci|oszuści|kłamst*|kłamiecie|okłamuj*|bezczelno*|chamst*|chamsk*|cham|arogan*|lekceważ*|"
        "olewa*|olali*cie|traktujecie|nieudolno*|partacz*|amatorszczyzn*|cyrk|kabaret|parodia|farsa|porażka|"
        "dno|żart|żarty|robicie sobie jaja|jaja sobie|gówn*|cholern*|do cholery|rzucił* słuchawką|"
        "rozłączył* się|opryskliw*|niegrzeczn*|nieuprzejm*|formułk*|szablon*|zbywac*|zbyć|spławi*|"
        "mistrzostwo świata|gratuluj*|brawo|wstyd",
        Sign.URGENCY: "natychmiast*|pilne|pilnie|niezwłocznie|od razu|niebezpieczn*|pożar|awari*|do jutra|"
        "do piątku|w ciągu 24|w ciągu 48|ostatnia szansa|ostatnie ostrzeżenie|dzisiaj albo|pilnego|"
        "natychmiastow*",
        Sign.ASKED_BEFORE: "trzeci raz|drugi raz|po raz kolejny|kolejny raz|ile razy|ciągle nie|nadal nie|"
        "wciąż nie|nikt nie odpowiada|brak odpowiedzi|ignoruj*|od tygodni|czwarty raz|piąty raz|dziesiąty raz|"
        "trzykrotnie|czterokrotnie|wielokrotnie|po raz trzeci|po raz czwarty|po raz drugi|po raz n*ty|znowu|"
        "znów|kolejny mail|kolejna wiadomość|kolejny dzień|kolejny tydzień|ile jeszcze|ile można|jak długo|"
        "jak długo jeszcze|do tej pory nie|dotąd nie|do dziś nie|do dzisiaj nie|cały czas|czekam od|"
        "czekam już|od miesiąca|od miesięcy|od dwóch tygodni|od trzech tygodni|od tygodnia|tydzień czekam|"
        "już tydzień|już miesiąc|już dwa tygodnie|cisza|zero odpowiedzi|zero kontaktu|żadnej odpowiedzi|"
        "żadnego odzewu|bez odpowiedzi|bez odzewu|nikt nie|nikogo nie|nie odpowiadacie|nie odpisuj*|"
        "nie oddzwani*|nie raczy*|obiecywa*|obiecano|obiecali*|miał* oddzwonić|odsyłacie|odsyłaj*|"
        "od jednego do|na infolinii|infolini*|wisiał*|żywy człowiek|żywego człowieka|jest tam kto",
        Mood.BAD: "zły|zła|wściek*|okropn*|straszn*|fataln*|najgorsz*|niedopuszczaln*|rozczarowan*|"
        "zawiedzion*|zepsut*|uszkodzon*|skandal*|wstyd*|beznadziejn*|złe|błędn*|spóźnion*|zgubion*|koszmar*|"
        "denerwuj*|masakra|tragiczn*|tragedi*|dramat*|żenując*|nieprofesjonaln*|nierzeteln*|niewiarygodn*|"
        "niedorzeczn*|absurd*|chaos|bałagan|zrujnowan*|zniszczon*|rozbit*|połaman*|popsut*|zawod*|zawied*|"
        "niestety|podobno|rzekomo|problem*|błąd|wkurz*|wnerwi*|zdenerwowan*|poirytowan*|oburz*|niezadowolon*|"
        "przykro|smutn*|słab*|gorsz*|najgorz*|straci*|skarg*|reklamacj*|nerwy|stres*|odmawia*|winn*",
        Mood.GOOD: "dzięk*|świetn*|super|dobr*|miło|zadowolon*|doskonał*|pomocn*|cieszę|wspaniał*|polecam|"
        "proszę|pozdrawiam|fajn*|ok|w porządku|sprawnie|szybko|bez problemu|przepraszam|chętnie|udało|działa|"
        "rewelac*|pięknie|idealn*",
        Mood.TURNS: "nie|nigdy|bez|ani|żaden|żadn*",
        Mood.STRENGTHENS: "bardzo|naprawdę|całkowicie|kompletnie|strasznie|tak|zbyt|totalnie",
    },
    "ru": {
        Sign.LEGAL: "юрист*|адвокат*|суд|суда|судом|в суд|подам в суд|роспотребнадзор*|прокуратур*|полици*|"
        "мошенник*|мошенничеств*|обман*|претензи*|досудебн*|защит* прав потребител*|иск|иском|исковое|судебн*|"
        "юридическ*|заявление в|жалоб*|центробанк|цб|роскомнадзор|фас|закон* о защите|зозпп|нарушени*|"
        "нарушаете|следственн*|досудебная|требую письменн*|официальн* жалоб*|официальн* ответ*",
        Sign.PUBLIC: "плох* отзыв*|негативн* отзыв*|отрицательн* отзыв*|одну звезду|в соцсет*|журналист*|"
        "в сми|всем расскажу|огласк*|отзыв на|отзыв в|оставлю отзыв|напишу отзыв|отзовик|в интернете|в тикток|"
        "инстаграм|телеграм канал|пикабу|предупрежу всех|всем друзьям|знакомым расскажу|в паблик*|телевидени*|"
        "новост*|опубликую|единиц* поставлю|одна звезда",
        Sign.REFUND: "верните деньги|возврат* денег|возврат* средств|вернуть деньги|компенсаци*|"
        "дважды списал*|списали дважды|чарджбэк*|мои деньги|деньги назад|верните|верните мне|вернуть мне|"
        "требую возврат*|списали|списываете|списание|переплат*|неустойк*|возместит*|возмещени*|компенсируй*",
        Sign.LEAVING: "ухожу к|к конкурентам|удалите аккаунт|удалить аккаунт|расторг*|больше никогда|"
        "ноги моей|к другому оператору|другой банк|другого оператора|другому провайдеру|закрываю|закрою счет*|"
        "закрою все|больше не клиент|больше ничего|больше не буду|больше не закажу|в последний раз|"
        "последний раз|потеряли клиента|теряете клиент*|перехожу|ухожу|с меня хватит|хватит|моё терпение|"
        "терпение лопнуло|до свидания навсегда|прощайте",
        Sign.INSULT: "идиот*|дурак*|тупые|тупой|бездар*|вруны|врете|врёте|воры|жулик*|издева*|хамств*|хамят|"
        "безобраз*|некомпетентн*|хам|хамка|хамло|хамы|грубо|грубит|нагруб*|наглость|наглост*|нагло|наглые|"
        "вранье|враньё|лжёте|лжете|ложь|врать|обманщик*|разводил*|развод|кидал*|лохотрон|цирк|клоун*|бардак|"
        "бред|чушь|дичь|беспредел|свинств*|отписк*|отмазк*|отмазыва*|отфутбол*|кормите завтраками|завтраками|"
        "смеетесь|смеётесь|шутите|шутка|как вам не стыдно|не стыдно|совесть|бросил* трубку|бросают трубку|"
        "сбрасывают|черт|чёрт|блин|фигн*|дно|позорищ*|халтур*|шарашк*|безалаберн*|некомпетентность|роботы|"
        "шаблонн* ответ*",
        Sign.URGENCY: "срочно|немедленно|сейчас же|незамедлительно|опасн*|пожар*|авари*|до завтра|до вечера|"
        "до пятницы|последний шанс|последнее предупреждение|в течение 24|в течение суток|сегодня же|"
        "безотлагательно",
        Sign.ASKED_BEFORE: "третий раз|второй раз|в очередной раз|сколько можно|сколько раз|опять|до сих пор|"
        "никто не отвечает|нет ответа|не отвечаете|игнорир*|уже неделю|уже месяц|четвертый раз|четвёртый раз|"
        "пятый раз|десятый раз|трижды|четырежды|неоднократно|много раз|который раз|каждый раз|снова|вновь|"
        "все еще не|всё ещё не|все еще жду|всё ещё жду|по прежнему|по сей день|сколько ещё|сколько еще|"
        "как долго|когда же|когда уже|когда наконец|наконец|жду уже|уже жду|ждём|ждем уже|третью неделю|"
        "вторую неделю|две недели|три недели|второй месяц|третий день|месяц жду|неделю жду|тишина|молчание|"
        "молчите|ни ответа|никто не|ни разу не|ни один|не перезвонил*|не перезвонили|так и не|обещал*|"
        "обещаете|обещания|вы обещали|отвечает робот|бот отвечает|живой человек|живого человека|"
        "ожидание на линии|на линии|вечно занят*|часа висел*|гоняете|гоняют|перекидыва*|переключа*|есть кто|"
        "вы вообще|кто нибудь",
        Mood.BAD: "ужас*|отвратительн*|кошмар*|плохо|плохой|плохая|худш*|недоволен|недовольна|разочарован*|"
        "возмущ*|возмути*|сломан*|разбит*|позор*|бесит|злой|злая|неприемлем*|бред|потерял*|опозда*|наплевать|"
        "надоел*|достал*|ужасн*|ужасно|отврат*|омерзит*|мерзк*|безобразн*|катастроф*|хуж*|испорчен*|испорти*|"
        "сломал*|сломали|треснул*|рваный|порван*|протух*|просроч*|бракован*|брак|дефект*|не работает|проблем*|"
        "увы|к сожалению|якобы|видимо|нерв*|бес*|раздража*|возмущен*|возмущён*|недовол*|обидно|обид*|жаль|"
        "стыд*|кошмарн*|невыносим*|невозможно|издевательств*|потеря*|опозд*|задерж*|отказ*|неадекватн*|"
        "замечательн* сервис*|браво|поздравляю|молодцы|сервис года|премиум",
        Mood.GOOD: "спасибо|отличн*|хорош*|благодар*|рад|рада|доволен|довольна|супер|прекрасн*|замечательн*|"
        "помогли|удобно|пожалуйста|большое спасибо|класс|круто|отлично|молодец|нормально|не срочно|не к спеху|"
        "извините|простите|все хорошо|подскажите|будьте добры|удобн*|быстро|заработал*|получилось|приятн*",
        Mood.TURNS: "не|нет|ни|никогда|без",
        Mood.STRENGTHENS: "очень|совсем|совершенно|крайне|полностью|так|слишком|просто",
    },
    "uk": {
        Sign.LEGAL: "юрист*|адвокат*|суд|суду|в суд|до суду|держпродспоживслужб*|прокуратур*|поліці*|шахра*|"
        "обман*|претензі*|захист* прав споживач*|позов*|позиватим*|судов*|юридичн*|заява в|заяву до|скарг*|"
        "нацбанк|нбу|нкек|антимонопольн*|закон* про захист|порушення|порушуєте|кіберполіці*|правозахисн*|"
        "офіційн* скарг*|офіційн* відповід*|претензію",
        Sign.PUBLIC: "поган* відгук*|негативн* відгук*|одну зірку|у соцмереж*|журналіст*|всім розкажу|"
        "розголос*|відгук в|відгук на|залишу відгук|напишу відгук|в інтернеті|у фейсбук*|фейсбук*|тікток*|"
        "інстаграм*|у пабліках|паблік*|попереджу всіх|усім розповім|всім розповім|розкажу всім|усім друзям|"
        "телебаченн*|новин*|опублікую|одиницю",
        Sign.REFUND: "поверніть гроші|повернення коштів|повернення грошей|повернути гроші|компенсаці*|"
        "двічі списал*|мої гроші|гроші назад|поверніть|повернути мені|вимагаю повернення|списали|списуєте|"
        "зняли|відшкод*|переплат*|компенсуйте",
        Sign.LEAVING: "до конкурентів|видаліть акаунт|видалити акаунт|розірва*|більше ніколи|"
        "до іншого оператора|інший банк|іншого оператора|іншого провайдера|закриваю|закрию рахун*|"
        "більше не клієнт|більше нічого|більше не буду|більше не замовлю|востаннє|останній раз|"
        "втратили клієнт*|втрачаєте клієнт*|переходжу|йду до|з мене досить|досить|терпець увірвався|терпіння|"
        "прощавайте",
        Sign.INSULT: "ідіот*|дурн*|тупі|нездар*|брехун*|брешете|злодії|знуща*|хамств*|неподобств*|"
        "некомпетентн*|хам|хамка|хамло|хамить|хами|грубить|нагрубив|нагрубила|грубіян*|нахабств*|нахабн*|"
        "брехня|брехл*|брешуть|обдурил*|дурите|аферист*|шахрай*|лохотрон|цирк|клоун*|бардак|маячня|дурня|"
        "свавілл*|свинств*|відписк*|відмазк*|відфутбол*|годуєте обіцянк*|смієтесь|смієтеся|жартуєте|"
        "як вам не соромно|не соромно|соромно|совість|кинула слухавку|кинув слухавку|кидають слухавку|чорт|"
        "блін|фігня|дно|ганьбищ*|халтур*|сервіс року|роботи відповідають|шаблонн* відповід*|вибачення",
        Sign.URGENCY: "терміново|негайно|зараз же|невідкладно|небезпечн*|пожеж*|аварі*|до завтра|до вечора|"
        "до п ятниці|останній шанс|останнє попередження|протягом 24|протягом доби|сьогодні ж",
        Sign.ASKED_BEFORE: "втретє|вдруге|вкотре|скільки можна|скільки разів|знову|досі|ніхто не відповідає|"
        "немає відповіді|ігнору*|уже тиждень|вже тиждень|вчетверте|вп яте|третій раз|четвертий раз|п ятий раз|"
        "тричі|двічі вже|неодноразово|багато разів|котрий раз|щоразу|кожного разу|все ще не|усе ще не|й досі|"
        "і досі|дотепер|скільки ще|як довго|коли вже|коли нарешті|нарешті|чекаю вже|вже чекаю|"
        "чекаю на відповідь|третій тиждень|другий тиждень|два тижні|три тижні|другий місяць|третю добу|"
        "четверту добу|місяць чекаю|тиша|мовчите|мовчанка|ні відповіді|ніхто не|жодного разу|жодної відповіді|"
        "не передзвонил*|не передзвонює*|так і не|обіцял*|обіцяєте|обіцянк*|відповідає бот|жива людина|"
        "живу людину|на лінії|хвилин слухала|хвилин слухав|слухала вашу|ганяєте|перекида*|перемика*|є хтось|"
        "ви взагалі|чи хтось",
        Mood.BAD: "жахлив*|огидн*|кошмар*|погано|поган*|найгірш*|незадоволен*|розчарован*|обурен*|зламан*|"
        "розбит*|ганьб*|неприйнятн*|загубил*|запізни*|набридл*|жах|жахіття|катастроф*|гірш*|зіпсован*|"
        "зіпсува*|зламал*|тріснут*|порван*|протух*|простроч*|бракован*|брак|дефект*|не працює|проблем*|"
        "на жаль|начебто|нібито|мабуть|нерв*|драту*|обурлив*|невдоволен*|прикро|шкода|сором*|нестерпн*|"
        "неможливо|знущан*|втрат*|запізн*|затрим*|відмов*|неадекватн*|браво|вітаю|молодці|дивно|чомусь",
        Mood.GOOD: "дякую|чудов*|добр*|вдячн*|радий|рада|задоволен*|супер|прекрасн*|допомогли|зручно|"
        "будь ласка|щиро дякую|клас|круто|нормально|не терміново|не поспішаю|вибачте|перепрошую|все добре|"
        "підкажіть|зручн*|швидко|запрацюва*|вийшло|приємн*",
        Mood.TURNS: "не|ні|ніколи|без|немає",
        Mood.STRENGTHENS: "дуже|зовсім|цілком|вкрай|повністю|так|занадто|просто",
    },
    "fr": {
        Sign.LEGAL: "avocat*|tribunal|justice|porter plainte|plainte|mise en demeure|dgccrf|arnaque*|escroc*|"
        "escroquerie|police|que choisir|juridique*|service juridique|procès|poursuite*|huissier|conciliateur|"
        "médiateur|60 millions|ufc|arcep|cnil|signal conso|signalconso|protection des consommateurs|"
        "association de consommateurs|lettre recommandée|recommandé|injonction|dernier délai|saisir|saisirai|"
        "je saisis|droit* de consommateur*|code de la consommation|vice caché|réclamation officielle",
        Sign.PUBLIC: "mauvais avis|avis négatif|une étoile|trustpilot|réseaux sociaux|la presse|journaliste*|"
        "avis google|laisser un avis|un avis|les réseaux|twitter|tiktok|instagram|facebook|forum*|"
        "faire savoir|tout le monde saura|prévenir tout|presse|télé|publier*|partager*",
        Sign.REFUND: "rembours*|dédommag*|débité deux fois|prélevé deux fois|rétrofacturation|mon argent|"
        "rendez moi|remboursement intégral|remboursement immédiat|exige le remboursement|prélevé|prélèvement*|"
        "débité|facturé|indemnis*|opposition|trop perçu|geste commercial",
        Sign.LEAVING: "supprimer mon compte|fermer mon compte|chez un concurrent|plus jamais|autre opérateur|"
        "un autre fournisseur|autre banque|la concurrence|concurrent|je m en vais|quitte*|dernière fois|"
        "dernière commande|dernier achat|perdu un client|perdu une cliente|perdez un client|perdre un client|"
        "client perdu|plus client|fermer mes|j en ai assez|ras le bol|ça suffit|la coupe est pleine|"
        "terminé avec|je vais résilier|je résilie",
        Sign.INSULT: "idiot*|stupide*|incompétent*|menteur*|voleur*|nuls|inutile*|ridicule*|foutez|foutage|"
        "gueule|foute*|moque*|moquez|se moque|vous moquez|incompéten*|arnaqueur*|mensong*|mentez|menti|"
        "escrocs|voyous|charlatans|clowns|cirque|blague|plaisanterie|pitoyable*|minable*|lamentable*|"
        "n importe quoi|merde|merdique|putain|bordel|insult*|impoli*|malpoli*|désagréable*|mépris*|hautain*|"
        "agressi*|raccroché|raccrocher|raccroche|balade*|baladé*|mené en bateau|promené*|réponse type|"
        "réponse automatique|copier coller|bravo|félicitations|quelle délicatesse|chapeau|soi disant|"
        "sois disant",
        Sign.URGENCY: "immédiatement|urgent*|tout de suite|au plus vite|dangereu*|incendie|urgence|sous 24|"
        "sous 48|sous huit jours|sous 8 jours|avant demain|avant vendredi|dernier avertissement|"
        "dernière chance|sans délai|dans les plus brefs délais",
        Sign.ASKED_BEFORE: "troisième fois|deuxième fois|plusieurs fois|combien de fois|toujours pas|"
        "toujours rien|encore une fois|aucune réponse|personne ne répond|ignore*|depuis des semaines|"
        "quatrième fois|cinquième fois|dixième fois|3e fois|4e fois|3ème fois|4ème fois|trois fois|"
        "quatre fois|maintes fois|une nouvelle fois|une fois de plus|à nouveau|de nouveau|encore et encore|"
        "chaque fois|encore un*|toujours en attente|j attends toujours|attends depuis|attend depuis|j attends|"
        "depuis trois semaines|depuis deux semaines|depuis un mois|depuis des mois|depuis des jours|"
        "depuis plus de|depuis le|ça fait|cela fait|voilà trois|voilà deux|jours que|semaines que|mois que|"
        "sans réponse|sans nouvelle*|aucune nouvelle|aucun retour|aucun rappel|aucune explication|"
        "pas de réponse|pas de nouvelle*|personne ne|personne n|sans que personne|jamais rappelé*|"
        "jamais répondu|jamais reçu de|on me dit|on me promet|promis|promesse*|deviez me|d attente|"
        "en attente depuis|au tel|hotline|d un service à|renvoie*|renvoyé*|quelqu un|vrai humain|un humain|"
        "robot|combien de temps|jusqu à quand|quand allez vous|silence",
        Mood.BAD: "furieu*|horrible*|affreu*|catastroph*|pire|inacceptable*|inadmissible*|déçu*|dégoût*|"
        "cassé*|honte*|scandaleu*|énerv*|marre|mauvais*|faux|retard|perdu*|cauchemar|nul|nulle|pénible*|"
        "odieu*|ignoble|désastre*|désastreu*|calamiteu*|médiocre*|déplorable*|scandale|honteu*|incroyable|"
        "inouï*|aberrant*|absurde*|ridicul*|abîmé*|brisé*|endommagé*|moisi*|défectueu*|gâché*|ruiné*|raté*|"
        "hélas|malheureusement|déception|décevant*|décu|decu|deçu|mécontent*|colère|rage|ragea*|excédé*|"
        "agacé*|irrité*|exaspér*|stress*|problème*|galère*|erreur*|refus*|faute|excuse*|prétend*|bizarre|"
        "franchement|sérieusement",
        Mood.GOOD: "merci|super|bien|content*|excellent*|parfait*|aimable*|ravi*|génial*|satisfait*|"
        "s il vous plaît|svp|stp|bonne journée|cordialement merci|pas de souci|pas grave|rien ne presse|"
        "pas urgent|pas d urgence|désolé*|pardon|nickel|impeccable*|top|magnifique*|adore*|pratique|rapide*|"
        "rapidement|fonctionne|marche bien|gentil*",
        Mood.TURNS: "pas|jamais|aucun|aucune|sans|rien|ni",
        Mood.STRENGTHENS: "très|vraiment|extrêmement|totalement|complètement|trop|tellement",
    },
    "es": {
        Sign.LEGAL: "abogad*|demanda|demandar*|denuncia*|juzgado|tribunal*|consumo|ocu|estafa*|fraude|policía|"
        "jurídic*|demandaré|juzgado*|juicio|oficina del consumidor|hoja de reclamacion*|hojas de reclamacion*|"
        "reclamación formal|reclamación oficial|facua|aepd|banco de españa|profeco|defensor del*|"
        "defensa del consumidor|burofax|estafador*|acciones legales|medidas legales|incumplimiento",
        Sign.PUBLIC: "mala reseña|reseña negativa|una estrella|trustpilot|redes sociales|la prensa|"
        "periodista*|reseña*|opinión negativa|twitter|en redes|tiktok|instagram|facebook|publicar*|"
        "voy a publicar|todo el mundo|que lo sepa|prensa|periódico*|televisión|viral",
        Sign.REFUND: "reembols*|devuelvan el dinero|devolución del dinero|mi dinero|indemniza*|"
        "cobrado dos veces|compensación|devuelvan*|devuélvan*|devolución íntegra|devolución inmediata|exijo|"
        "reintegr*|me han cobrado|me cobraron|cobro indebido|cobrado de más",
        Sign.LEAVING: "cerrar mi cuenta|borrar mi cuenta|la competencia|nunca más|otra compañía|otra empresa|"
        "otro banco|otro operador|me voy|me cambio|cambiarme|portabilidad|última vez|último pedido|"
        "un cliente menos|pierden un cliente|perdido un cliente|perdido una clienta|perder un cliente|"
        "dejo de ser|no vuelvo|no volveré|no pienso volver|se acabó|ya basta|basta ya|estoy hart*|cansad* de|"
        "cierro mi|cerrar todas|baja inmediata",
        Sign.INSULT: "idiota*|estúpid*|incompetente*|mentiros*|ladrones|inútil*|ridícul*|sinvergüenza*|"
        "incompeten*|mentira*|mienten|ladron*|caradura*|impresentable*|payas*|circo|broma|tomadura de pelo|"
        "tomando el pelo|toman el pelo|tomarme el pelo|se ríen|reírse|se burlan|burla*|patétic*|lamentable*|"
        "penos*|basura|mierda|joder|coño|porquería|chapuza*|desastre*|grosera*|grosero*|maleducad*|borde|"
        "prepotent*|soberbia|colgó|me cuelga*|cuelgan|colgado el|colgaron|respuesta automática|respuesta tipo|"
        "copia y pega|mareando|marean|pelotean|peloteo|enhorabuena|felicidades|felicito|bravo|qué detalle|"
        "quién me|por la escalera",
        Sign.URGENCY: "inmediatamente|urgente*|ahora mismo|cuanto antes|peligros*|incendio|emergencia|"
        "antes de mañana|hoy mismo|en 24 horas|en 48 horas|última oportunidad|último aviso|inmediat*|ya mismo|"
        "de una vez",
        Sign.ASKED_BEFORE: "tercera vez|segunda vez|varias veces|cuántas veces|todavía no|aún no|otra vez|"
        "sin respuesta|nadie responde|nadie contesta|ignora*|desde hace semanas|cuarta vez|quinta vez|"
        "décima vez|por tercera|por cuarta|tres veces|cuatro veces|cinco veces|mil veces|la tercera|la cuarta|"
        "una vez más|de nuevo|cada vez que|siempre lo mismo|sigo esperando|sigo sin|seguimos sin|"
        "seguimos esperando|llevo esperando|llevo desde|llevo tres|llevo dos|llevo una semana|llevo un mes|"
        "llevo más de|llevamos|esperando que|esperando desde|desde hace|hace semanas|hace un mes|"
        "hace tres semanas|semanas esperando|días esperando|hasta cuándo|cuánto más|cuándo piensan|nadie me|"
        "nadie da|nadie llama|nadie se|ni una respuesta|ninguna respuesta|ningún|no contestan|no responden|"
        "no me contestan|no me responden|no me llaman|nunca llamaron|nunca me|prometieron|prometido|prometen|"
        "me dijeron que|me dicen que|quedaron en|minutos de|en espera|de musiquita|de un departamento|"
        "su departamento|un robot|una persona real|persona de verdad|alguien real|hay alguien|todavía sigo|"
        "aún sigo|a estas alturas|no existe",
        Mood.BAD: "furios*|horrible*|terrible*|pésim*|peor|inaceptable*|decepcion*|asco|rot*|vergüenza|harto|"
        "harta|enfadad*|indignad*|mal|malo|mala|retraso|perdid*|pesadilla|fatal|nefast*|horror*|vergonzos*|"
        "indignant*|increíble|inadmisible|intolerable|bochornos*|negligen*|roto|rota|rotos|rotas|dañad*|"
        "golpes|estropead*|caducad*|defectuos*|arruin*|tarde|lent*|problema*|error*|lamento|lamentablemente|"
        "desgraciadamente|por desgracia|queja*|rabia|molest*|disgust*|frustra*|decepción|desesperad*|estrés|"
        "nervios*|hartazgo|falta de respeto|supuestamente|presuntamente|según ustedes|excusa*|culpa|niegan|"
        "negaron",
        Mood.GOOD: "gracias|genial*|bien|content*|excelente*|perfect*|amable*|encantad*|satisfech*|por favor|"
        "muchas gracias|sin problema|sin prisa|no corre prisa|no urge|disculp*|perdon*|fenomenal|estupend*|"
        "maravill*|rápid*|funciona|todo bien|un saludo|saludos|amabilidad|ningún problema|genial",
        Mood.TURNS: "no|nunca|ningún|ninguna|sin|nada|ni",
        Mood.STRENGTHENS: "muy|realmente|sumamente|totalmente|completamente|demasiado|tan",
    },
}
