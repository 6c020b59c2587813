"""Words that differ by a slip or two."""


def slips_allowed(word):
    """Return how many slips a word of its length may have."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def distance(one, other, most=2):
    """Return how many letters have to be added, dropped, changed or swapped with the next.

    What is more than ``most`` is ``most + 1``.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, mate in enumerate(other, start=1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != mate))
            is_swap = row > 1 and column > 1 and letter == other[column - 2]
            if is_swap and one[row - 2] == mate:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)


def nearest(word, candidates, most_words=12):
    """Return the candidates that are few enough slips from a word, nearest first."""
    allowed = slips_allowed(word)
    near = ((distance(word, each, allowed), each) for each in candidates if each != word)
    return [each for slips, each in sorted(near) if slips <= allowed][:most_words]
