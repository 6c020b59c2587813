"""The ornament of a museum: a spindle whorl (värttinänkehrä), drawn from its slug alone.

Real whorls are small pierced discs with incised rings, rays, dots and zigzags. Here
two bands of ornament go round the hole, and the disc has one of eight dyes. The same
slug gives the same ornament for ever, so nothing is uploaded or stored.
"""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from math import cos, pi, sin

CENTRE = 48.0
DISC = "M48 1a47 47 0 1 0 0 94a47 47 0 1 0 0-94m0 38.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17"

# Each dye: the disc and its ornament in a light theme, the disc in a dark one.
DYES = {
    "woad": ("#1d4e89", "#fff", "#86b8ee"),
    "bedstraw": ("#a3223d", "#fff", "#f394a3"),
    "spruce": ("#0f4a42", "#fff", "#7cc9b4"),
    "bilberry": ("#4b3a7c", "#fff", "#b9a6ee"),
    "rust": ("#94430f", "#fff", "#f0a56e"),
    "tar": ("#2b3a37", "#fff", "#b4c4be"),
    "birch": ("#e9be3a", "#2a2100", "#e9be3a"),
    "lake": ("#0b5c70", "#fff", "#7cc4d6"),
}
DARK_STYLES = {
    dye: f"@media(prefers-color-scheme:dark){{.d{{fill:{dark}}}.o{{color:#10201d}}}}"
    for dye, (_, _, dark) in DYES.items()
}
OUTER = ["dots", "saw", "rays", "eyes", "arcs", "lozenge"]
INNER = ["zigzag", "rays", "dots", "lozenge", "arcs", "saw"]


@dataclass(frozen=True)
class Recipe:
    """What makes one ornament: a dye, and two motifs with how many times each repeats."""

    dye: str
    outer: str
    outer_count: int
    inner: str
    inner_count: int


# Drawn by hand for the museums of the design, so that neighbours differ.
CHOSEN = {
    "lehtosaari": Recipe("spruce", "eyes", 12, "zigzag", 9),
    "tervaportti": Recipe("tar", "saw", 18, "dots", 8),
    "hohtola": Recipe("rust", "rays", 40, "lozenge", 8),
    "saviranta": Recipe("bedstraw", "arcs", 14, "rays", 12),
    "kuunjoki": Recipe("woad", "dots", 20, "arcs", 6),
    "norrskata": Recipe("lake", "lozenge", 16, "zigzag", 7),
    "cuovgga": Recipe("bilberry", "saw", 12, "lozenge", 6),
    "pellavamaki": Recipe("birch", "eyes", 10, "saw", 8),
}


def recipe(slug):
    """Return the recipe of a slug, any text; the same for ever."""
    if slug in CHOSEN:
        return CHOSEN[slug]
    dye, outer, outer_count, inner, inner_count = hashlib.sha256(slug.encode()).digest()[:5]
    outer, inner = OUTER[outer % len(OUTER)], INNER[inner % len(INNER)]
    count = 10 + 2 * (outer_count % 6)
    return Recipe(
        dye=list(DYES)[dye % len(DYES)],
        outer=outer,
        outer_count={"eyes": min(count, 14), "rays": count * 2, "dots": count + 4}.get(
            outer, count
        ),
        inner="ring" if inner == outer else inner,
        inner_count=6 + inner_count % 5,
    )


def style_hash(slug):
    """Return the source of a slug's style for a Content-Security-Policy."""
    digest = hashlib.sha256(DARK_STYLES[recipe(slug).dye].encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def draw_whorl(slug):
    """Return the ornament of a slug as an SVG document that follows the reader's theme."""
    chosen = recipe(slug)
    disc, ornament, _ = DYES[chosen.dye]
    bands = [
        (chosen.outer, 33, 43, chosen.outer_count),
        ("ring", 29.2, 31.4, 1),
        (chosen.inner, 16.5, 26.5, chosen.inner_count),
        ("ring", 12.4, 14.6, 1),
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">'
        f"<style>{DARK_STYLES[chosen.dye]}</style>"
        f'<path class="d" fill="{disc}" fill-rule="evenodd" d="{DISC}"/>'
        f'<g class="o" color="{ornament}" fill="currentColor">'
        f"{''.join(draw_band(*band) for band in bands)}</g></svg>"
    )


def draw_band(motif, inner, outer, count):
    """Return a motif repeated round the hole between two radii, in ``currentColor``."""
    turns = [2 * pi * index / count - pi / 2 for index in range(count)]
    return MOTIFS[motif](inner, outer, turns, 2 * pi / count)


def _point(radius, turn):
    return f"{CENTRE + radius * cos(turn):.2f} {CENTRE + radius * sin(turn):.2f}"


def _circle(centre, radius, stroke=None):
    x, y = centre.split()
    return f'<circle cx="{x}" cy="{y}" r="{radius:.2f}"{_line(stroke) if stroke else ""}/>'


def _line(width):
    return f' fill="none" stroke="currentColor" stroke-width="{width:.2f}" stroke-linejoin="round"'


def _path(shape, stroke=None):
    cap = ' stroke-linecap="round"' if stroke else ""
    return f'<path d="{shape}"{_line(stroke) if stroke else ""}{cap}/>'


def _dots(inner, outer, turns, step):
    return "".join(
        _circle(_point((inner + outer) / 2, turn), (outer - inner) * 0.28) for turn in turns
    )


def _eyes(inner, outer, turns, step):
    """Ring and dot, the commonest incised motif."""
    height = outer - inner
    centres = [_point((inner + outer) / 2, turn) for turn in turns]
    return "".join(
        _circle(centre, height * 0.36, stroke=height * 0.16) + _circle(centre, height * 0.13)
        for centre in centres
    )


def _rays(inner, outer, turns, step):
    rays = "".join(f"M{_point(inner, turn)}L{_point(outer, turn)}" for turn in turns)
    return _path(rays, stroke=max(0.9, (outer - inner) * 0.17))


def _saw(inner, outer, turns, step):
    half = step * 0.42
    return _path(
        "".join(
            f"M{_point(inner, turn - half)}L{_point(outer, turn)}L{_point(inner, turn + half)}Z"
            for turn in turns
        )
    )


def _zigzag(inner, outer, turns, step):
    points = (
        point for turn in turns for point in (_point(inner, turn), _point(outer, turn + step / 2))
    )
    return _path(f"M{'L'.join(points)}Z", stroke=(outer - inner) * 0.2)


def _lozenge(inner, outer, turns, step):
    middle, half = (inner + outer) / 2, step * 0.34
    return _path(
        "".join(
            f"M{_point(inner, turn)}L{_point(middle, turn + half)}"
            f"L{_point(outer, turn)}L{_point(middle, turn - half)}Z"
            for turn in turns
        )
    )


def _arcs(inner, outer, turns, step):
    height, half = outer - inner, step * 0.44
    scallops = "".join(
        f"M{_point(inner, turn - half)}"
        f"Q{_point(outer + height * 0.9, turn)} {_point(inner, turn + half)}"
        for turn in turns
    )
    return _path(scallops, stroke=height * 0.22)


def _ring(inner, outer, turns, step):
    middle = f"{CENTRE} {CENTRE}"
    return _circle(middle, (inner + outer) / 2, stroke=(outer - inner) * 0.34)


MOTIFS = {
    "dots": _dots,
    "eyes": _eyes,
    "rays": _rays,
    "saw": _saw,
    "zigzag": _zigzag,
    "lozenge": _lozenge,
    "arcs": _arcs,
    "ring": _ring,
}
