"""Answers of several rows, each of the same cells."""

from .base import Question


class Rows(Question):
    """Rows of cells. Empty rows are dropped; one empty row more than filled is shown."""

    cells = ()
    first_rows = 1

    @property
    def most(self):
        """Return how many rows there may be."""
        return self.limit or 3

    def row_fields(self, number):
        """Return the fields of one row by cell."""
        raise NotImplementedError

    def row_problems(self, row):
        """Return {cell: sentence} for a row that has something in it."""
        raise NotImplementedError

    def fields(self):
        """Return the fields of every row there may be."""
        return {
            f"{number}-{cell}": field
            for number in range(self.most)
            for cell, field in self.row_fields(number).items()
        }

    def _row(self, parts, number):
        return {cell: parts.get(f"{number}-{cell}") or "" for cell in self.cells}

    def compose(self, parts):
        """Return the rows that have something in them."""
        rows = [self._row(parts, number) for number in range(self.most)]
        return [row for row in rows if any(row.values())]

    def parts(self, value):
        """Return the cells of the rows by suffix."""
        return {
            f"{number}-{cell}": row.get(cell, "")
            for number, row in enumerate(value or [])
            for cell in self.cells
        }

    def problems(self, parts, files):
        """Return what is missing in rows begun, or that there is no row at all."""
        found, is_begun = {}, False
        for number in range(self.most):
            row = self._row(parts, number)
            if any(row.values()):
                is_begun = True
                problems = self.row_problems(row)
                found |= {f"{number}-{cell}": text for cell, text in problems.items()}
        if self.is_required and not is_begun:
            found[f"0-{self.cells[0]}"] = self.missing
        return found

    def shown_rows(self, value):
        """Return how many rows the form shows for a value."""
        return min(self.most, max(self.first_rows, len(value or []) + 1))
