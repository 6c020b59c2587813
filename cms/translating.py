"""What wagtail-localize is told: translations made elsewhere, and originals that changed."""

from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def adopt_translations(original, translated):
    """Let wagtail-localize look after objects that were translated without it.

    ``original`` and each of ``translated`` have the same structure, with the same block
    ids. Afterwards an editor sees the texts beside each other, and a change of the
    original waits for its translation alone. Texts that are the same in both stay open.
    """
    source, _ = TranslationSource.update_or_create_from_instance(original)
    segments = list(source.stringsegment_set.select_related("string", "context"))
    for each in translated:
        Translation.objects.get_or_create(source=source, target_locale=each.locale)
        said = {
            (value.path, value.order): value.string.data
            for value in extract_segments(each)
            if isinstance(value, StringSegmentValue)
        }
        StringTranslation.objects.bulk_create(
            (
                StringTranslation(
                    translation_of=segment.string,
                    locale=each.locale,
                    context=segment.context,
                    data=said[place],
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
                for segment in segments
                if (place := (segment.context.path, segment.order)) in said
                and said[place] != segment.string.data
            ),
            ignore_conflicts=True,
        )


def hand_over(original):
    """Let what changed in a published original wait for its translators.

    Return its translations for which new texts wait, Swedish before English. What is
    not looked after by wagtail-localize has none.
    """
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        return []
    translations = source.translations.filter(enabled=True).order_by(
        "-target_locale__language_code"
    )
    before = {each.pk: _waiting(each) for each in translations}
    source.update_from_db()
    grown = [each for each in translations.all() if _waiting(each) > before[each.pk]]
    found = [original.get_translation_or_none(each.target_locale) for each in grown]
    return [each for each in found if each]


def _waiting(translation):
    total, done = translation.get_progress()
    return total - done
