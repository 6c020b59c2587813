"""CSV and XLSX."""

import io
import tempfile
from decimal import Decimal

import xlsxwriter
from defusedcsv import csv
from django.utils import translation
from django.utils.translation import gettext as _

from .columns import columns_of
from .safety import MOST, harmless, plain

BOM = "\ufeff"
# Numbers that a spreadsheet keeps to the last digit.
EXACT = Decimal(10) ** 15


def write_csv(export):
    """Yield the lines of a CSV: semicolons, a decimal comma and a BOM, as Finnish Excel reads.

    A heading of an answer ends in the question's id, by which columns are known.
    """
    with translation.override(export.language):
        columns = columns_of(export)
        yield (BOM + _line(_named(column) for column in columns)).encode()
    for record in export.records():
        with translation.override(export.language):
            line = _line(_cell(column.value(record)) for column in columns)
        yield line.encode()


def write_registry(export):
    """Yield the lines of the list for the registry: reference, museum, arrival, case number.

    Filled in, it is what ``applications.diary`` reads.
    """
    with translation.override(export.language):
        columns = columns_of(export)
    wanted = ("reference", "museum", "received_helsinki", "diary_number")
    by_key = {column.key: column for column in columns}
    yield (BOM + _line(harmless(by_key[key].heading) for key in wanted)).encode()
    for record in export.records():
        yield _line(_cell(by_key[key].value(record)) for key in wanted).encode()


def _named(column):
    """Return a heading, with the key of an answer's column."""
    return harmless(f"{column.heading} [{column.key}]")


def _cell(value):
    return str(value).replace(".", ",") if isinstance(value, Decimal) else harmless(value)


def _line(cells):
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerow(cells)
    return file.getvalue()


def write_xlsx(export):
    """Return an open temporary file that holds a workbook and has no name.

    Its second sheet tells for each column the key and the heading. Texts stay texts.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with (
        translation.override(export.language),
        xlsxwriter.Workbook(file, options) as book,
    ):
        columns = columns_of(export)
        _fill(book, book.add_worksheet(plain(_("Applications"))[:31]), columns, export)
        sheet = book.add_worksheet(plain(_("Columns"))[:31])
        for row, column in enumerate(columns):
            sheet.write_string(row, 0, plain(column.key))
            sheet.write_string(row, 1, plain(column.heading))
    file.seek(0)
    return file


def _fill(book, sheet, columns, export):
    """Write a row of headings and one for each record; the headings stay in sight."""
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(columns) - 1, 24, wrapped)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, plain(column.heading), bold)
    for row, record in enumerate(export.records(), 1):
        for at, column in enumerate(columns):
            _write(sheet, row, at, column.value(record))


def _write(sheet, row, at, value):
    if isinstance(value, Decimal) and abs(value) < EXACT:
        sheet.write_number(row, at, float(value))
    elif text := plain(value)[:MOST]:
        sheet.write_string(row, at, text)
