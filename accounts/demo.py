"""Demo museums and people: invented names in real regions of Finland."""

import datetime as dt
import unicodedata

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation

from accounts.models import Membership, Museum, User
from accounts.services import log

REGION = Museum.Region
SMALL, MEDIUM, LARGE = Museum.Size.SMALL, Museum.Size.MEDIUM, Museum.Size.LARGE
CONTACT, MEMBER = Membership.Role.CONTACT, Membership.Role.MEMBER

# slug: name, its language, region, maintaining body
RUNNING = {
    "kuunjoki": ("Kuunjoen museo", "fi", REGION.NORTH_SAVO, "Kuunjoen kaupunki"),
    "norrskata": (
        "Norrskata museum",
        "sv",
        REGION.ALAND,
        "Stiftelsen Norrskata museum",
    ),
    "cuovgga": ("Čuovgga musea", "se", REGION.LAPLAND, "Čuovgga vuođđudus"),
    "tervaportti": (
        "Tervaportin museo",
        "fi",
        REGION.NORTH_OSTROBOTHNIA,
        "Tervaportin kaupunki",
    ),
    "lehtosaari": (
        "Lehtosaaren museo",
        "fi",
        REGION.SOUTHWEST_FINLAND,
        "Lehtosaaren säätiö",
    ),
    "hohtola": ("Hohtolan kaivosmuseo", "fi", REGION.NORTH_KARELIA, "Hohtolan kunta"),
    "saviranta": (
        "Savirannan taidemuseo",
        "fi",
        REGION.PIRKANMAA,
        "Savirannan kaupunki",
    ),
    "pellavamaki": (
        "Pellavamäen museo",
        "fi",
        REGION.PAIJAT_HAME,
        "Pellavamäen museosäätiö",
    ),
}
CLOSED = {
    "aallokko": ("Aallokon merimuseo", "fi", REGION.KYMENLAAKSO, "Aallokon kaupunki"),
    "harjunkyla": (
        "Harjunkylän maaseutumuseo",
        "fi",
        REGION.SOUTH_OSTROBOTHNIA,
        "Harjun kunta",
    ),
    "klippan": ("Museet Klippan", "sv", REGION.OSTROBOTHNIA, "Klippans museistiftelse"),
    "tuulenpesa": (
        "Tuulenpesän luontomuseo",
        "fi",
        REGION.KAINUU,
        "Tuulenpesän säätiö",
    ),
}
REGISTER = {
    "bjorkholmen": (
        "Björkholmens skärgårdsmuseum",
        "sv",
        REGION.UUSIMAA,
        "Björkholmens stad",
    ),
    "hallavuori": (
        "Hallavuoren museo",
        "fi",
        REGION.CENTRAL_FINLAND,
        "Hallavuoren kaupunki",
    ),
    "iltarusko": (
        "Iltaruskon taidemuseo",
        "fi",
        REGION.SATAKUNTA,
        "Iltaruskon taidesäätiö",
    ),
    "kaislaranta": (
        "Kaislarannan museo",
        "fi",
        REGION.KANTA_HAME,
        "Kaislarannan kaupunki",
    ),
    "kuparivaara": (
        "Kuparivaaran teollisuusmuseo",
        "fi",
        REGION.NORTH_KARELIA,
        "Kuparivaaran kunta",
    ),
    "lumisilta": ("Lumisillan museo", "fi", REGION.LAPLAND, "Lumisillan kaupunki"),
    "myllysaari": (
        "Myllysaaren museo",
        "fi",
        REGION.SOUTH_KARELIA,
        "Myllysaaren säätiö",
    ),
    "nuottaranta": (
        "Nuottarannan kalastusmuseo",
        "fi",
        REGION.SOUTH_SAVO,
        "Nuottarannan kunta",
    ),
    "saltviken": (
        "Saltvikens museum",
        "sv",
        REGION.CENTRAL_OSTROBOTHNIA,
        "Saltvikens kommun",
    ),
    "sysmanne": ("Sysmänteen kotimuseo", "fi", REGION.PAIJAT_HAME, "Sysmänteen kunta"),
    "vanhapato": (
        "Vanhanpadon tekniikkamuseo",
        "fi",
        REGION.PIRKANMAA,
        "Vanhapadon säätiö",
    ),
    "ahjola": ("Ahjolan käsityömuseo", "fi", REGION.UUSIMAA, "Ahjolan yhdistys"),
}

# The museums that are not small.
SIZES = {
    "kuunjoki": MEDIUM,
    "norrskata": MEDIUM,
    "tervaportti": LARGE,
    "lehtosaari": MEDIUM,
    "saviranta": LARGE,
    "aallokko": LARGE,
    "klippan": MEDIUM,
    "hallavuori": LARGE,
    "iltarusko": MEDIUM,
    "kuparivaara": MEDIUM,
    "vanhapato": LARGE,
}

# key: first name, last name, museum, role, language
PEOPLE = {
    "kuunjoki_contact": ("Aino", "Rautiala", "kuunjoki", CONTACT, "fi"),
    "kuunjoki_member": ("Mikko", "Sarvela", "kuunjoki", MEMBER, "fi"),
    "kuunjoki_newcomer": ("Tytti", "Ahomäki", "kuunjoki", MEMBER, "fi"),
    "norrskata_contact": ("Sven", "Ekholm", "norrskata", CONTACT, "sv"),
    "norrskata_member": ("Petra", "Lindroos", "norrskata", MEMBER, "sv"),
    "cuovgga_contact": ("Elle", "Magga", "cuovgga", CONTACT, "fi"),
    "cuovgga_member": ("Niillas", "Saraskoski", "cuovgga", MEMBER, "en"),
    "tervaportti_contact": ("Jari", "Tuulos", "tervaportti", CONTACT, "fi"),
    "tervaportti_member": ("Sanni", "Kellomaa", "tervaportti", MEMBER, "fi"),
    "lehtosaari_contact": ("Outi", "Kallas", "lehtosaari", CONTACT, "fi"),
    "lehtosaari_member": ("Rasmus", "Öhberg", "lehtosaari", MEMBER, "sv"),
    "hohtola_contact": ("Veera", "Hannula", "hohtola", CONTACT, "fi"),
    "hohtola_member": ("Ilmari", "Louhela", "hohtola", MEMBER, "fi"),
    "saviranta_contact": ("Kirsi", "Savikko", "saviranta", CONTACT, "fi"),
    "saviranta_member": ("Eero", "Päivärinne", "saviranta", MEMBER, "fi"),
    "pellavamaki_contact": ("Liisa", "Hamppula", "pellavamaki", CONTACT, "fi"),
    "pellavamaki_member": ("Onni", "Viitamäki", "pellavamaki", MEMBER, "fi"),
    "closed_member": ("Henna", "Merisalo", "aallokko", CONTACT, "fi"),
    "harjunkyla_contact": ("Paavo", "Lakeanen", "harjunkyla", CONTACT, "fi"),
    "klippan_contact": ("Maj-Britt", "Skogster", "klippan", CONTACT, "sv"),
    "tuulenpesa_contact": ("Aatos", "Vaarala", "tuulenpesa", CONTACT, "fi"),
    "ex_member": ("Raili", "Hakamäki", "kuunjoki", MEMBER, "fi"),
    "superuser": ("Kalle", "Niskala", None, None, "fi"),
    "editor": ("Eeva", "Soinila", None, None, "fi"),
    "reviewer": ("Risto", "Arvola", None, None, "fi"),
    "coordinator": ("Kaija", "Lahdelma", None, None, "fi"),
    "auditor": ("Antti", "Vuorela", None, None, "fi"),
}

# The roles of those whom an outside check signs in as; a round is set by knowledge.
ROLES = {
    "superuser": "superuser",
    "editor": "editor",
    "auditor": "auditor",
    "kuunjoki_contact": "contact",
    "kuunjoki_member": "member",
    "norrskata_contact": "contact",
    "norrskata_member": "member",
    "closed_member": "member",
    "ex_member": "ex-member",
}
GROUPS = {"editor": "Editors", "auditor": "Auditors"}


def create(demo):
    """Create the museums and people that are missing, and share them by name."""
    demo.share["museums"] = {
        slug: Museum.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "name_language": language,
                "region": region,
                "size": SIZES.get(slug, SMALL),
                "maintaining_body": body,
            },
        )[0]
        for slug, (name, language, region, body) in (RUNNING | CLOSED | REGISTER).items()
    }
    password = make_password(demo.password)
    users = {key: _person(demo, key, password) for key in PEOPLE}
    demo.share["users"] = {"aino": users["kuunjoki_contact"], **users}
    for key, name in GROUPS.items():
        users[key].groups.add(Group.objects.get_or_create(name=name)[0])
    with translation.override("fi"):
        demo.urls |= {"login": reverse("account_login"), "admin": reverse("wagtailadmin_home")}
    demo.accounts += [_account(demo, key, role) for key, role in ROLES.items()]


def _person(demo, key, password):
    """Return a person of the demo, with their place in a museum if they have one."""
    first_name, last_name, museum, role, language = PEOPLE[key]
    user, _ = User.objects.get_or_create(
        email=_address(first_name, last_name, museum or "foorumi"),
        defaults={
            "first_name": first_name,
            "last_name": last_name,
            "language": language,
            "password": password,
            "is_staff": key == "superuser",
            "is_superuser": key == "superuser",
        },
    )
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    if museum:
        _place(demo, user, demo.share["museums"][museum], role, has_left=key == "ex_member")
    return user


def _place(demo, user, museum, role, *, has_left):
    """Give a person a place in a museum once; one who left did so two months ago."""
    membership, is_new = Membership.objects.get_or_create(
        user=user,
        museum=museum,
        defaults={
            "role": role,
            "started_at": demo.now - dt.timedelta(days=900),
            "ended_at": demo.now - dt.timedelta(days=60) if has_left else None,
        },
    )
    if is_new:
        log("membership.start", membership, by=None, museum_id=museum.pk, role=role)


def _account(demo, key, role):
    """Return a person as the demo announces them."""
    user, museum = demo.share["users"][key], PEOPLE[key][2]
    return {
        "role": role,
        "email": user.email,
        "password": demo.password,
        "museum": demo.share["museums"][museum].name if museum else None,
        "round": None,
        "language": user.language,
    }


def _address(first_name, last_name, place):
    """Return first.last@place.example without diacritics."""
    name = unicodedata.normalize("NFKD", f"{first_name}.{last_name}".lower())
    return f"{name.encode('ascii', 'ignore').decode()}@{place}.example"
