"""Which applications this browser may open: those it began or came back to by a link."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render

from applications.clean_text import clean_post
from applications.models import Application, Writer

KEY = "application-writers"
MOST = 20
MOST_WORDS = 200


def remember(request, writer, *, is_proved):
    """Let this browser write as a writer from now on, under a new session key.

    A grant that is proved, by a mailed link, is not replaced by one for a typed address.
    """
    grants = _grants(request)
    known = grants.pop(str(writer.pk), None)
    if known and known["is_proved"] and writer.honours(known):
        is_proved = True
    request.session.cycle_key()
    grant = {"epoch": writer.epoch, "is_proved": is_proved}
    request.session[KEY] = dict([(str(writer.pk), grant), *grants.items()][:MOST])


def _grants(request):
    return dict(request.session.get(KEY, {}))


def _own(request, **more):
    """Return the writers this browser is; ``is_proved_here`` tells of a mailed link."""
    grants = _grants(request)
    if not grants:
        return []
    writers = Writer.objects.of(grants, **more)
    for writer in writers:
        writer.is_proved_here = grants[str(writer.pk)]["is_proved"]
    return writers


def own_applications(request):
    """Return the applications this browser may open."""
    own = {writer.application_id for writer in _own(request)}
    found = Application.objects.filter(pk__in=own)
    return found.select_related("round", "form_version", "museum")


def own_application(request, pk):
    """Return one of them, a draft on the newest form, with its ``own_writer``.

    A writer who came by a mailed link goes before another. Raise Http404 for any other.
    """
    writers = _own(request, application=pk)
    if not writers:
        raise Http404
    writer = max(writers, key=lambda writer: writer.is_proved_here)
    application = writer.application
    application.own_writer = writer
    application.use_newest_form()
    return application


def words_kept(view):
    """Answer what this browser may not open, or what does not exist, with a way back.

    What was sent along is shown once, so that whoever lost the right while writing loses
    no words. The answer is the same for hidden and missing applications.
    """

    @wraps(view)
    def kept(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            sent = clean_post(request.POST) if request.method == "POST" else {}
            names = [name for name in sent if name.startswith("q-")][:MOST_WORDS]
            words = [value for name in names for value in sent.getlist(name) if value.strip()]
            context = {"words": words}
            return render(request, "applications/application_hidden.html", context, status=404)

    return kept
