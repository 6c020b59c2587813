"""The editor of a plan's texts: opened by who wants it, and lines for the others."""

from playwright.sync_api import expect

from .conftest import sign_in


def test_a_text_is_written_in_lines_or_in_the_editor(site, page):
    sign_in(page, site.account("contact", "Kuunjoen museo"))
    plan = site.demo["urls"]["own_plan"]
    page.goto(f"{plan}muokkaa/")
    page.get_by_label("Mitä teemme").fill("Riveinä:\n\n- ensimmäinen kohta")
    page.get_by_role("button", name="Tallenna", exact=True).click()
    expect(page.locator("main li", has_text="ensimmäinen kohta").first).to_be_visible()

    page.goto(f"{plan}muokkaa/")
    page.get_by_role("button", name="Avaa tekstin työkalut").first.click()
    expect(page.locator(".rich-text")).to_have_count(4)
    editor = page.get_by_label("Mikä voi mennä pieleen")
    editor.click()
    page.keyboard.type("Aika loppuu.")
    page.locator("[data-tool=bullets]").last.click()
    page.get_by_role("button", name="Tallenna", exact=True).click()
    expect(page.locator("main li", has_text="Aika loppuu.").first).to_be_visible()

    page.goto(f"{plan}muokkaa/")
    expect(page.get_by_role("button", name="Avaa tekstin työkalut")).to_have_count(0)
    expect(page.locator(".rich-text")).to_have_count(4)
