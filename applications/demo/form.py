"""The form of the demo's open call: five steps, in three languages.

A text is a triple of Finnish, Swedish and English. Ids are drawn from names, so that
making the demo again changes nothing and the languages share their blocks.
"""

import uuid

LANGUAGES = ("fi", "sv", "en")
SPACE = uuid.UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")


def block_id(name):
    """Return the id of the block with a name."""
    return str(uuid.uuid5(SPACE, name))


def form_in(language, steps):
    """Return the steps as the raw data of a StreamField, in one language."""
    return [_step(language, *step) for step in steps]


def _step(language, name, title, introduction, questions):
    value = {
        "title": _say(title, language),
        "introduction": _say(introduction, language),
        "questions": [_question(language, *question) for question in questions],
    }
    return {"type": "step", "id": block_id(name), "value": value}


def _question(language, kind, name, texts, settings):
    value = {key: _say(text, language) for key, text in texts.items()}
    value |= {"required": True, **settings} if kind != "information" else settings
    if "options" in settings:
        value["options"] = [
            {
                "type": "item",
                "id": block_id(f"{name}.{code}"),
                "value": {
                    "code": code,
                    "label": _say(label, language),
                    "help": _say(help, language),
                },
            }
            for code, label, help in settings["options"]
        ]
    return {"type": kind, "id": block_id(name), "value": value}


def _say(text, language):
    return text[LANGUAGES.index(language)] if text else ""


MUSEUM = [
    ("museum", "museum", {
        "label": ("Mikä museo hakee?", "Vilket museum ansöker?", "Which museum applies?"),
        "missing": ("Valitkaa museo tai kirjoittakaa museon nimi", "Välj museet eller skriv museets namn",
                    "Choose the museum or enter the name of the museum"),
    }, {}),
    ("yes_no", "professional", {
        "label": ("Onko museonne ammatillisesti hoidettu?", "Är museet professionellt drivet?",
                  "Is your museum professionally managed?"),
        "help": ("Foorumi on tarkoitettu ammatillisesti hoidetuille museoille. Jos olette epävarmoja, kysykää meiltä.",
                 "Forumet är avsett för professionellt drivna museer. Fråga oss om ni är osäkra.",
                 "The forum is for professionally managed museums. Ask us if you are unsure."),
        "missing": ("Valitkaa kyllä, ei tai en tiedä", "Välj ja, nej eller vet inte",
                    "Select yes, no or I do not know"),
    }, {"allows_unknown": True}),
    ("short_text", "contact-name", {
        "label": ("Yhteyshenkilön nimi", "Kontaktpersonens namn", "Name of the contact person"),
        "missing": ("Kirjoittakaa yhteyshenkilön nimi", "Skriv kontaktpersonens namn",
                    "Enter the contact person's name"),
    }, {"limit": 100, "maps_to": "contact_name"}),
    ("email", "contact-email", {
        "label": ("Sähköpostiosoite", "E-postadress", "E-mail address"),
        "help": ("Lähetämme tähän kuittauksen ja päätöksen", "Vi skickar mottagningsbevis och beslut hit",
                 "We send the receipt and the decision here"),
    }, {"maps_to": "contact_email"}),
    ("phone", "phone", {
        "label": ("Puhelinnumero", "Telefonnummer", "Phone number"),
    }, {"required": False}),
    ("number", "staff", {
        "label": ("Montako henkilötyövuotta museossa tehdään?", "Hur många årsverken utförs vid museet?",
                  "How many person-years of work are done in the museum?"),
        "unit": ("htv", "åv", "person-years"),
    }, {"required": False, "lowest": "0", "highest": "2000"}),
]  # fmt: skip

# What museums offer and need is matched by these codes.
THEMES = [
    ("audiences", ("Yleisötyö ja kävijät", "Publikarbete och besökare", "Audiences and visitors"), None),
    ("collections", ("Kokoelmat", "Samlingar", "Collections"), None),
    ("exhibitions", ("Näyttelyt", "Utställningar", "Exhibitions"), None),
    ("leadership", ("Johtaminen ja työyhteisö", "Ledarskap och arbetsgemenskap", "Leadership and staff"), None),
    ("digital", ("Digitaaliset palvelut", "Digitala tjänster", "Digital services"), None),
    ("partners", ("Kumppanit ja rahoitus", "Partner och finansiering", "Partners and funding"), None),
]  # fmt: skip
SEASONS = [
    ("spring", ("Keväällä", "På våren", "In spring"), None),
    ("summer", ("Kesällä", "På sommaren", "In summer"), None),
    ("autumn", ("Syksyllä", "På hösten", "In autumn"), None),
    ("winter", ("Talvella", "På vintern", "In winter"), None),
]  # fmt: skip

PARTICIPANTS = [
    ("people", "participants", {
        "label": ("Ketkä teiltä osallistuvat?", "Vilka deltar från ert museum?",
                  "Who will take part from your museum?"),
        "help": ("Toivomme vähintään kahta. Voitte muuttaa nimiä myöhemmin.",
                 "Helst minst två personer. Ni kan ändra namnen senare.",
                 "Preferably at least two people. You can change the names later."),
        "missing": ("Lisätkää vähintään yksi osallistuja", "Lägg till minst en deltagare",
                    "Add at least one participant"),
    }, {"limit": 6}),
    ("choices", "offers", {
        "label": ("Missä voitte auttaa muita?", "Vad kan ni hjälpa andra med?", "Where can you help the others?"),
        "help": ("Myös kokeilu, joka ei onnistunut, on osaamista",
                 "Även ett försök som inte lyckades är kunnande", "An experiment that failed counts too"),
    }, {"required": False, "maps_to": "offers", "options": THEMES}),
    ("choices", "hosting-seasons", {
        "label": ("Mitkä vuodenajat sopisivat isännöintiin?", "Vilka årstider skulle passa för ett värdskap?",
                  "Which seasons would suit hosting?"),
    }, {"required": False, "maps_to": "hosting", "options": SEASONS}),
    ("long_text", "hosting", {
        "label": ("Milloin voisitte isännöidä tapaamisen?", "När kunde ni vara värd för en träff?",
                  "When could you host a meeting?"),
        "help": ("Alustava ajatus riittää. Vuorot sovitaan yhdessä.",
                 "En preliminär tanke räcker. Turerna kommer vi överens om tillsammans.",
                 "A first idea is enough. The turns are agreed together."),
    }, {"required": False, "limit": 500, "maps_to": "hosting"}),
    ("long_text", "access", {
        "label": ("Mitä tarvitsette, jotta voitte osallistua?", "Vad behöver ni för att kunna delta?",
                  "What do you need in order to take part?"),
    }, {"required": False, "limit": 500}),
]  # fmt: skip

PROJECT = [
    ("short_text", "project", {
        "label": ("Hankkeen nimi", "Projektets namn", "Name of the project"),
        "help": ("Lyhyt nimi, josta aihe selviää",
                 "Ett kort namn som berättar vad det handlar om",
                 "A short name that tells the subject"),
        "missing": ("Kirjoittakaa hankkeen nimi", "Skriv projektets namn", "Enter the name of the project"),
    }, {"limit": 80, "maps_to": "title"}),
    ("choice", "found", {
        "label": ("Miten kehittämiskohde löytyi?", "Hur hittade ni utvecklingsområdet?",
                  "How did you find what to develop?"),
        "help": ("Arviointimallia suositellaan, mutta se ei ole pakollinen",
                 "En utvärderingsmodell rekommenderas men krävs inte",
                 "An evaluation model is recommended but not required"),
        "missing": ("Valitkaa, miten kehittämiskohde löytyi", "Välj hur ni hittade utvecklingsområdet",
                    "Select how you found what to develop"),
    }, {"options": [
        ("model", ("Museoiden arviointi- ja kehittämismallilla",
                   "Med modellen för utvärdering och utveckling av museer",
                   "With the museum evaluation and development framework"), None),
        ("moi", ("MOI!-itsearviointimallilla", "Med självutvärderingsmodellen MOI!",
                 "With the MOI! self-evaluation framework"), None),
        ("other", ("Muulla tavalla", "På annat sätt", "In another way"),
         ("Esimerkiksi strategiasta tai kävijäpalautteesta", "Till exempel ur en strategi eller besökarrespons",
          "Such as a strategy or visitors' feedback")),
    ]}),
    ("targets", "targets", {
        "label": ("Kehittämiskohteet", "Utvecklingsområden", "Development targets"),
        "help": ("Missä olette nyt (1 = alussa, 5 = pitkällä) ja kuinka paljon asia merkitsee teille (1 = vähän, 5 = paljon).",
                 "Var ni är nu (1 = i början, 5 = långt) och hur mycket saken betyder för er (1 = lite, 5 = mycket).",
                 "Where you are now (1 = at the beginning, 5 = far) and how much it matters to you (1 = little, 5 = much)."),
        "missing": ("Valitkaa vähintään yksi kehittämiskohde", "Välj minst ett utvecklingsområde",
                    "Choose at least one development target"),
    }, {"limit": 3}),
    ("long_text", "why", {
        "label": ("Mitä haluatte kehittää ja miksi?", "Vad vill ni utveckla och varför?",
                  "What do you want to develop, and why?"),
        "help": ("Kertokaa, mikä nyt ei toimi ja mistä huomaatte onnistuneenne",
                 "Berätta vad som inte fungerar nu och hur ni märker att ni har lyckats",
                 "Tell what does not work now and how you will notice that you have succeeded"),
        "missing": ("Kertokaa, mitä haluatte kehittää ja miksi", "Berätta vad ni vill utveckla och varför",
                    "Tell what you want to develop and why"),
    }, {"limit": 2000, "maps_to": "section:why"}),
    ("long_text", "measures", {
        "label": ("Mitä aiotte tehdä?", "Vad tänker ni göra?", "What are you going to do?"),
        "help": ("Kertokaa se niin kuin kertoisitte kollegalle", "Berätta det så som ni skulle berätta för en kollega",
                 "Tell it the way you would tell a colleague"),
        "missing": ("Kertokaa, mitä aiotte tehdä", "Berätta vad ni tänker göra", "Tell what you are going to do"),
    }, {"limit": 2000, "maps_to": "section:what"}),
    ("long_text", "means", {
        "label": ("Ketkä tekevät ja millä voimin?", "Vilka gör det och med vilka krafter?",
                  "Who does it, and with what means?"),
        "help": ("Ihmiset, työaika, raha ja kumppanit", "Människor, arbetstid, pengar och partner",
                 "People, working time, money and partners"),
    }, {"required": False, "limit": 1000, "maps_to": "section:who"}),
    ("long_text", "risks", {
        "label": ("Mikä voi mennä pieleen?", "Vad kan gå fel?", "What may go wrong?"),
    }, {"required": False, "limit": 1000, "maps_to": "section:risks"}),
    ("date", "begins", {
        "label": ("Milloin työ alkaa?", "När börjar arbetet?", "When does the work begin?"),
    }, {"required": False}),
    ("long_text", "question", {
        "label": ("Mihin toivotte sparrausta?", "Vad vill ni ha sparring om?", "What would you like sparring on?"),
        "help": ("Kysymys on parempi kuin otsikko", "En fråga är bättre än en rubrik",
                 "A question is better than a heading"),
        "missing": ("Kirjoittakaa vähintään yksi kysymys", "Skriv minst en fråga", "Write at least one question"),
    }, {"limit": 1000, "maps_to": "question"}),
    ("choices", "needs", {
        "label": ("Missä asioissa kaipaatte muiden kokemusta?", "I vilka frågor behöver ni andras erfarenhet?",
                  "In what would the others' experience help you?"),
        "help": ("Näin järjestäjät osaavat koota kierroksen, jossa museot voivat auttaa toisiaan.",
                 "Så kan arrangörerna sätta ihop en omgång där museerna kan hjälpa varandra.",
                 "This lets the organisers put together a round in which museums can help each other."),
    }, {"required": False, "maps_to": "needs", "options": THEMES}),
    ("files", "plan", {
        "label": ("Alustava kehittämissuunnitelma", "Preliminär utvecklingsplan", "Preliminary development plan"),
        "help": ("Saman asian voi kertoa yllä olevissa vastauksissa.",
                 "Samma sak kan berättas i svaren ovan.", "The answers above can tell the same."),
        "missing": ("Lisätkää kehittämissuunnitelma", "Lägg till utvecklingsplanen", "Add the development plan"),
    }, {"required": False, "limit": 10, "maps_to": "attachment"}),
]  # fmt: skip

CONDITIONS = [
    ("everyone", ("Kaikki museossamme sitoutuvat työhön, johto mukaan lukien",
                  "Alla vid vårt museum engagerar sig, ledningen inräknad",
                  "Everyone in our museum is committed, the management included")),
    ("confidential", ("Pidämme luottamuksellisena sen, mitä kuulemme",
                      "Vi behandlar det vi hör konfidentiellt", "We keep in confidence what we hear")),
    ("forward", ("Viemme omaa hankettamme eteenpäin, sparraamme muita ja jaamme osaamistamme",
                 "Vi driver vårt eget projekt, sparrar andra och delar med oss av vårt kunnande",
                 "We take our own project forward, spar with the others and share what we know")),
    ("open", ("Olemme avoimia, luotamme toisiimme ja haluamme jakaa",
              "Vi är öppna, litar på varandra och vill dela med oss", "We are open, trust each other and want to share")),
    ("own-goals", ("Vastaamme itse tavoitteistamme ja teemme itse päätöksemme",
                   "Vi svarar själva för våra mål och fattar själva våra beslut",
                   "We answer for our own goals and make our own decisions")),
    ("several", ("Meiltä osallistuu useampi kuin yksi henkilö, jos suinkin mahdollista",
                 "Från oss deltar fler än en person, om det bara är möjligt",
                 "More than one person takes part from our museum, if at all possible")),
    ("active", ("Osallistumme aktiivisesti ja haluamme todella kehittyä",
                "Vi deltar aktivt och vill verkligen utvecklas", "We take an active part, with a real will to develop")),
    ("host", ("Järjestämme vuorollamme foorumin tapaamisen", "Vi ordnar i tur och ordning en träff för forumet",
              "We host a meeting of the forum in our turn")),
    ("costs", ("Tiedämme, että foorumi on maksuton mutta matkat, majoitus, työaika ja oma tapaaminen ovat museon kuluja",
               "Vi vet att forumet är kostnadsfritt men att resor, logi, arbetstid och den egna träffen är museets kostnader",
               "We know that the forum is free of charge but travel, hotels, working time and the hosting turn are the museum's own")),
]  # fmt: skip

COMMITMENT = [
    ("information", "public", {
        "label": ("Kuka hakemuksen näkee?", "Vem ser ansökan?", "Who sees the application?"),
        "help": ("Hakemuksen lukevat järjestäjät. Jos teidät valitaan, suunnitelma siirtyy oman museonne työtilaan ja te päätätte, kenelle sen näytätte. Viranomaisen asiakirjoihin sovelletaan julkisuuslakia.",
                 "Arrangörerna läser ansökan. Om ni blir valda flyttas planen till ert eget museums arbetsrum och ni bestämmer vem ni visar den för. På en myndighets handlingar tillämpas offentlighetslagen.",
                 "The organisers read the application. If you are chosen, the plan moves to your own museum's workspace and you decide who sees it. Documents of an authority fall under the openness act."),
    }, {}),
    ("acknowledgement", "conditions", {
        "label": ("Osallistumisen edellytykset", "Villkor för deltagande", "Conditions for participation"),
        "help": ("Hyväksykää kukin kohta erikseen.", "Godkänn varje punkt för sig.", "Accept each of them."),
        "missing": ("Hyväksykää kaikki yhdeksän edellytystä, jotta voitte lähettää hakemuksen",
                    "Godkänn alla nio villkor för att kunna skicka ansökan",
                    "Accept all nine conditions to send the application"),
    }, {"options": [(code, label, None) for code, label in CONDITIONS]}),
    ("choice", "management", {
        "label": ("Onko johto hyväksynyt osallistumisen?", "Har ledningen godkänt deltagandet?",
                  "Has the management approved taking part?"),
        "missing": ("Valitkaa, onko johto hyväksynyt osallistumisen", "Välj om ledningen har godkänt deltagandet",
                    "Select whether the management has approved taking part"),
    }, {"options": [
        ("yes", ("Kyllä", "Ja", "Yes"), None),
        ("asked", ("Asia on johdon käsiteltävänä", "Frågan behandlas av ledningen", "The management is considering it"), None),
    ]}),
]  # fmt: skip

STEPS = [
    ("step-museum", ("Museo ja yhteyshenkilö", "Museum och kontaktperson", "Museum and contact person"), None, MUSEUM),
    ("step-participants", ("Osallistujat", "Deltagare", "Participants"), None, PARTICIPANTS),
    ("step-project", ("Kehittämishanke", "Utvecklingsprojekt", "Development project"),
     ("Keskeneräinenkin kelpaa. Foorumissa suunnitelma saa tarkentua, mutta muiden on ymmärrettävä, mihin olette lähdössä.",
      "Även det halvfärdiga duger. Planen får klarna i forumet, men andra måste förstå vart ni är på väg.",
      "Unfinished will do. The plan may become clearer in the forum, but the others must understand where you are heading."),
     PROJECT),
    ("step-commitment", ("Sitoutuminen", "Engagemang", "Commitment"), None, COMMITMENT),
]  # fmt: skip
