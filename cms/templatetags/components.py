"""The components of templates/components/, as template tags known to every template."""

import datetime as dt

from django import forms, template
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()

NOTICE_ICONS = {
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "danger": "circle-alert",
    "private": "lock",
}


@register.simple_tag
def icon(name):
    """Return the Lucide icon ``templates/icons/<name>.svg``, hidden from screen readers.

    An icon always stands beside words. Raise TemplateDoesNotExist for an unknown name.
    """
    return mark_safe(get_template(f"icons/{name}.svg").template.source.rstrip())


@register.inclusion_tag("components/brand.html")
def brand(href=None):
    """Render the forum's mark and name, leading to the front page in the page's language.

    ``href`` leads elsewhere, and an empty one nowhere.
    """
    return {"href": f"/{get_language()}/" if href is None else href}


@register.simple_tag
def whorl(museum, size=""):
    """Return the ornament of a museum, decorative: its name stands beside it.

    ``museum`` has a ``slug``; ``size`` is ``s``, ``l``, ``xl`` or nothing.
    """
    return format_html(
        '<img class="whorl{}" src="{}" alt="" width="96" height="96" loading="lazy">',
        f" w-{size}" if size else "",
        reverse("whorl", args=[museum.slug]),
    )


@register.simple_block_tag
def notice(content, tone="info", icon=""):
    """Render ``components/notice.html`` around the content of the block."""
    return render_to_string(
        "components/notice.html",
        {"content": content, "tone": tone, "name": icon or NOTICE_ICONS[tone]},
    )


@register.simple_block_tag
def panel(content, title, level=2, tone="plain"):
    """Render ``components/panel.html`` around the content of the block."""
    return render_to_string(
        "components/panel.html",
        {"content": content, "title": title, "level": level, "tone": tone},
    )


@register.simple_block_tag
def tag(content, tone="", icon=""):
    """Render ``components/tag.html``, a state in words, around the content of the block."""
    context = {"content": mark_safe(content.strip()), "tone": tone, "name": icon}
    return mark_safe(render_to_string("components/tag.html", context).strip())


@register.simple_tag
def moment(value, seconds=False):
    """Return a moment as date and time in Helsinki, in the reader's manner."""
    local = timezone.localtime(value)
    form = get_format("DATETIME_FORMAT")
    if seconds:
        form = form.replace("G.i", "G.i.s").replace("G:i", "G:i:s")
    return _time(local.replace(microsecond=0), date_format(local, form))


@register.simple_tag
def day(value, weekday=False):
    """Return the date of a date or a moment, in Helsinki and the reader's manner."""
    local = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    text = date_format(local, "DATE_FORMAT")
    return _time(local, f"{date_format(local, 'l')} {text}" if weekday else text)


def _time(value, text):
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.simple_tag
def field(bound_field):
    """Render a form's field with its label, hint and error, ready to be announced."""
    return bound_field.as_field_group()


@register.simple_tag
def field_parts(bound_field):
    """Return what ``django/forms/field.html`` needs to know about a field.

    The kind is ``single`` (one checkbox), ``group`` (a fieldset), ``file`` or
    ``plain``. The control is described by its hint, its error and its limit.
    A textarea has no maxlength: what is too long is said, never cut off in silence.
    """
    widget, base = bound_field.field.widget, bound_field.auto_id
    long_text = isinstance(widget, forms.Textarea)
    tells_limit = long_text or getattr(bound_field.field, "tells_limit", False)
    limit = getattr(bound_field.field, "max_length", None) if tells_limit else None
    ids = {"hint_id": f"{base}_helptext", "error_id": f"{base}_error", "count_id": f"{base}_count"}
    described_by = " ".join(
        id
        for id, exists in zip(
            ids.values(), [bound_field.help_text, bound_field.errors, limit], strict=True
        )
        if exists
    )
    kind = _kind(widget)
    attrs = _control_attrs(widget, kind)
    if described_by and kind != "group":
        attrs["aria-describedby"] = described_by
    return {
        **ids,
        "kind": kind,
        "limit": limit,
        "described_by": described_by,
        "control": bound_field.as_widget(attrs=attrs),
        "options": _options(bound_field) if _has_options(widget) else [],
    }


def _options(bound_field):
    """Return the choices one by one; a radio button has no state of its own to be invalid."""
    options = bound_field.subwidgets
    for option in options:
        option.data["attrs"].pop("aria-invalid", None)
    return options


def _has_options(widget):
    return isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))


def _kind(widget):
    if isinstance(widget, forms.CheckboxInput):
        return "single"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "group" if widget.use_fieldset else "plain"


def _control_attrs(widget, kind):
    """Return the design's class for a control, beside the widget's own."""
    if kind in ("single", "file") or _has_options(widget):
        return {}
    if isinstance(widget, forms.Textarea):
        name, more = "textarea", {"maxlength": False}
    else:
        name, more = "select" if isinstance(widget, forms.Select) else "input", {}
    return {"class": f"{name} {widget.attrs.get('class', '')}".strip(), **more}


@register.simple_tag(takes_context=True)
def error_summary(context, *sources, note="", to_person=None):
    """Render the errors of forms and formsets with links to the fields, or nothing.

    Whoever has signed in is spoken to as a person and others as a museum, unless told.
    """
    errors = [error for source in sources for error in _errors_of(source)]
    if not errors:
        return ""
    user = context.get("user")
    if to_person is None:
        to_person = bool(user and user.is_authenticated)
    return render_to_string(
        "components/error_summary.html",
        {"errors": errors, "note": note, "to_person": to_person},
    )


def _errors_of(source):
    """Yield (id of the control or "", sentence) for a form, a formset or nothing."""
    if not source or not source.is_bound:
        return
    if isinstance(source, forms.BaseFormSet):
        yield from (("", error) for error in source.non_form_errors())
        for form in source.forms:
            yield from _errors_of(form)
        return
    yield from (("", error) for error in source.non_field_errors())
    for bound in source:
        target = bound.id_for_label or f"{bound.auto_id}_0"
        yield from (("" if bound.is_hidden else target, error) for error in bound.errors)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page):
    """Render links to the pages of a list, keeping the rest of the address."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "query": f"{query.urlencode()}&" if query else "",
    }
