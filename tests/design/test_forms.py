"""How a field is announced: label, hint, error, then the control that they describe."""

import re

from django import forms
from django.template import Context, Template
from django.utils import translation


class ApplicationLikeForm(forms.Form):
    title = forms.CharField(
        label="Hankkeen nimi",
        help_text="Lyhyt nimi, josta <aihe> selviää",
        error_messages={"required": "Kirjoittakaa hankkeen nimi"},
    )
    source = forms.ChoiceField(
        label="Miten kehittämiskohde löytyi?",
        choices=[("model", "Mallilla"), ("other", "Muulla tavalla")],
        widget=forms.RadioSelect,
        help_text="Arviointimallia suositellaan",
        error_messages={"required": "Valitkaa, miten kehittämiskohde löytyi"},
    )
    reason = forms.CharField(label="Miksi?", max_length=2000, widget=forms.Textarea)
    phone = forms.CharField(label="Puhelinnumero", required=False)
    promise = forms.BooleanField(label="Sitoudumme")
    file = forms.FileField(label="Suunnitelma", required=False)


def render(source, **context):
    with translation.override("fi"):
        return Template(source).render(Context(context))


def test_a_control_is_described_by_its_hint_and_its_error():
    html = render("{% field form.title %}", form=ApplicationLikeForm({}))

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    order = [html.index(part) for part in ("<label", "_helptext", 'id="id_title_error"', "<input")]
    assert order == sorted(order)


def test_a_hint_is_escaped():
    assert "&lt;aihe&gt;" in render("{% field form.title %}", form=ApplicationLikeForm())


def test_a_field_without_errors_says_nothing_of_them():
    html = render("{% field form.title %}", form=ApplicationLikeForm())

    assert "error" not in html
    assert "aria-invalid" not in html


def test_a_group_of_choices_is_a_fieldset_that_its_error_describes():
    html = render("{% field form.source %}", form=ApplicationLikeForm({}))

    assert re.search(r"<fieldset[^>]+aria-describedby=\"id_source_helptext id_source_error\"", html)
    assert html.count('type="radio"') == 2
    assert "aria-invalid" not in html


def test_a_text_area_tells_its_limit_and_cuts_nothing_off():
    html = render("{% field form.reason %}", form=ApplicationLikeForm())

    assert "maxlength" not in html
    assert 'aria-describedby="id_reason_count"' in html
    assert "Enintään 2\xa0000 merkkiä" in html


def test_only_a_field_that_may_be_left_empty_says_so():
    form = ApplicationLikeForm()

    assert "(ei pakollinen)" in render("{% field form.phone %}", form=form)
    assert "(ei pakollinen)" not in render("{% field form.title %}", form=form)


def test_a_checkbox_stands_in_its_label():
    html = render("{% field form.promise %}", form=ApplicationLikeForm())

    assert re.search(r"<label for=\"id_promise\"><input [^>]+><span>Sitoudumme</span>", html)


def test_the_summary_takes_focus_and_leads_to_each_field():
    html = render("{% error_summary form %}", form=ApplicationLikeForm({}))

    assert 'tabindex="-1" autofocus' in html
    assert "Korjatkaa 4 kohtaa" in html
    assert re.findall(r'<a href="#([^"]+)">', html) == [
        "id_title",
        "id_source_0",
        "id_reason",
        "id_promise",
    ]


def test_the_summary_gathers_forms_and_formsets():
    data = {"f-TOTAL_FORMS": "1", "f-INITIAL_FORMS": "1", "f-0-title": "", "e-title": ""}
    forms_of = forms.formset_factory(ApplicationLikeForm, extra=0)
    formset = forms_of(data, prefix="f", initial=[{}])

    html = render(
        "{% error_summary one nothing formset %}",
        one=ApplicationLikeForm(data, prefix="e"),
        nothing=None,
        formset=formset,
    )

    assert "Korjatkaa 8 kohtaa" in html
    assert '<a href="#id_f-0-source_0">' in html


def test_a_form_without_errors_has_no_summary():
    assert render("{% error_summary form %}", form=ApplicationLikeForm()) == ""


def test_a_signed_in_person_is_addressed_as_one():
    person = type("Person", (), {"is_authenticated": True})

    html = render("{% error_summary form %}", form=ApplicationLikeForm({}), user=person)

    assert "Korjaa 4 kohtaa" in html
