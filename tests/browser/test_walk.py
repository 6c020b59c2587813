"""The whole path, as people walk it: from the public page to a plan that another museum reads."""

import io
import re
import time
import zipfile

import pytest
from playwright.sync_api import expect

from .conftest import PASSWORD, sign_in

APPLICANT = "varpu.niinisalo@hallavuori.example"
MUSEUM = "Hallavuoren museo"
PLAN = "Kokoelmat avautuvat kävijöille"


def odt(text):
    """Return a small text document with a paragraph."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<text>{text}</text>")
    return buffer.getvalue()


@pytest.fixture
def no_script(browser, browser_context_args):
    """Return a page of a browser without JavaScript."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def another(browser, browser_context_args):
    """Return a function that opens a page of another person's browser."""
    contexts = []

    def open_page():
        contexts.append(browser.new_context(**browser_context_args))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def invitation_to(site, address):
    """Return the address in the newest invitation."""
    letters = [letter.get_content() for letter in site.letters_to(address)]
    return re.findall(r"https?://\S+/kutsu/\S+", "\n".join(letters))[-1]


def test_from_the_public_page_to_a_shared_plan(site, no_script, another):
    reference = apply(site, no_script)
    accept(site, another(), reference)
    invited = another()
    join(site, invited)
    plan = edit_and_share(invited)
    read_as_peer(site, another(), plan)
    for role in ("reviewer", "editor", "superuser"):
        stay_outside(site, another(), role, plan)
    stay_outside_by_round(site, another(), plan)
    stranger = another()
    stranger.goto(plan)
    expect(stranger).to_have_url(re.compile("/fi/tili/login/"))


def apply(site, page):
    """Read, start, err, fill in, check and send; return the reference."""
    page.goto(site.demo["urls"]["call"])
    expect(page.get_by_role("heading", name="Haku on auki")).to_be_visible()
    page.get_by_role("link", name="Aloita hakemus").first.click()
    page.get_by_label("Sähköpostiosoite").fill(APPLICANT)
    page.get_by_role("button", name="Aloita hakemus").click()
    time.sleep(2)

    page.locator("main").get_by_role("link", name="Museo ja yhteyshenkilö").click()
    submit_step(page)
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    assert page.title().startswith("Virhe:")
    summary.get_by_role("link", name="Kirjoittakaa yhteyshenkilön nimi").click()
    page.get_by_label("Yhteyshenkilön nimi").fill("Varpu Niinisalo")
    page.get_by_label("Kyllä").check()
    pick_museum(page)
    submit_step(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Osallistujat")
    page.get_by_label("Nimi").first.fill("Varpu Niinisalo")
    page.get_by_label("Sähköposti").first.fill(APPLICANT)
    submit_step(page)

    page.get_by_label("Hankkeen nimi").fill(PLAN)
    page.get_by_label("Muulla tavalla").check()
    fill_target(page)
    page.get_by_label("Mitä haluatte kehittää ja miksi?").fill(
        "Kokoelmamme jäävät kävijöiltä piiloon."
    )
    page.get_by_label("Mitä aiotte tehdä?").fill("Avaamme säilytystilan kerran kuussa.")
    page.get_by_label("Mihin toivotte sparrausta?").fill(
        "Miten saamme yöunet ennen ensimmäistä avajaisia?"
    )
    page.locator("input[type=file]").set_input_files(
        {
            "name": "alustava-kehittämissuunnitelma.odt",
            "mimeType": "application/vnd.oasis.opendocument.text",
            "buffer": odt("Säilytystilan avaaminen"),
        }
    )
    submit_step(page)

    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Kyllä").check()
    submit_step(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Tarkista")
    expect(page.locator("main")).to_contain_text("alustava-kehittämissuunnitelma.odt")
    page.get_by_role("button", name="Lähetä hakemus").click()
    receipt = page.locator("main").inner_text()
    reference = re.search(r"VKF-\d{4}-\w{5}", receipt)[0]
    arrived = re.search(r"\d+\.\d+\.\d{4} klo \d+\.\d\d\.\d\d", receipt)[0]
    letter = site.letters_to(APPLICANT)[-1].get_content()
    assert reference in letter
    assert arrived in letter
    return reference


def submit_step(page):
    """Go on to the next step."""
    page.get_by_role("button", name="Tallenna ja jatka", exact=True).click()


def pick_museum(page):
    """Pick the museum from the register."""
    page.get_by_label("Mikä museo hakee?").select_option(label=MUSEUM)


def fill_target(page):
    """Choose a development target with its two numbers."""
    page.get_by_label("Kohde", exact=True).select_option(label="Asiakkuudet ja yhteisöt")
    page.get_by_label("Missä olemme nyt").select_option("2")
    page.get_by_label("Kuinka paljon asia merkitsee").select_option("5")


def accept(site, page, reference):
    """Tell of no conflict, find the application, read it and take the museum into the round."""
    sign_in(page, site.account("reviewer"))
    page.goto(site.demo["urls"]["review"])
    assert page.get_by_role("link", name=MUSEUM).count() == 0
    page.get_by_role("link", name="Ilmoita esteellisyydet").click()
    page.get_by_role("group", name=MUSEUM).get_by_label("Ei esteellisyyttä").check()
    page.get_by_role("button", name="Tallenna ilmoitus").click()
    page.get_by_role("link", name=MUSEUM).first.click()
    expect(page.locator("main")).to_contain_text(reference)
    expect(page.locator("main")).to_contain_text("Kokoelmamme jäävät kävijöiltä piiloon.")
    page.get_by_role("link", name="Hyväksy").click()
    page.get_by_role("button", name="Hyväksy").click()
    expect(page.locator("main")).to_contain_text("Hyväksytty")


def join(site, page):
    """Follow the mailed invitation, make an account, give the promise, land in the workspace."""
    page.goto(invitation_to(site, APPLICANT))
    page.get_by_label("Salasana").fill(PASSWORD + "-oma")
    page.locator("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/fi/tyotila/lupaus/"))
    for box in page.locator("main").get_by_role("checkbox").all():
        box.check()
    page.locator("main").get_by_role("button", name="Lupaan").click()
    expect(page).to_have_url(re.compile("/fi/tyotila/$"))


def edit_and_share(page):
    """Revise the plan, widen it after seeing the difference, and return its address."""
    page.get_by_role("link", name=PLAN).first.click()
    plan = page.url
    expect(page.locator("main")).to_contain_text("1 henkilö yhdessä museossa")
    page.get_by_role("link", name="Muokkaa suunnitelmaa").click()
    page.get_by_label("Mitä teemme").fill("Avaamme säilytystilan joka toinen torstai.")
    page.get_by_role("button", name="Tallenna", exact=True).click()
    expect(page.locator("main")).to_contain_text("joka toinen torstai")
    page.get_by_role("link", name="Muuta näkyvyyttä").click()
    page.get_by_label("Tämä kierros").check()
    page.get_by_role("button", name="Näytä, mikä muuttuu").click()
    expect(page.locator("main")).to_contain_text("Tämän voi avata lisäksi: 4 henkilöä 2 museossa")
    page.get_by_role("button", name="Muuta näkyvyyttä").click()
    expect(page.locator("main")).to_contain_text("5 henkilöä 3 museossa")
    return plan


def read_as_peer(site, page, plan):
    """Find the plan in the list as a member of another museum, and read it."""
    sign_in(page, site.account("member", "Norrskata museum"))
    page.goto("/fi/tyotila/suunnitelmat/?q=avautuvat")
    page.get_by_role("link", name=PLAN).click()
    expect(page).to_have_url(plan)
    expect(page.locator("main")).to_contain_text("joka toinen torstai")
    assert page.get_by_role("link", name="Muokkaa suunnitelmaa").count() == 0


def stay_outside(site, page, role, plan):
    """Learn nothing of the plan by any address."""
    sign_in(page, site.account(role))
    assert page.goto(plan).status == 404


def stay_outside_by_round(site, page, plan):
    """Learn nothing as a member of another round."""
    sign_in(page, site.account("member", "Aallokon merimuseo"))
    assert page.goto(plan).status == 404
