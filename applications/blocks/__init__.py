"""The blocks of which an editor builds the form of a call.

A question is known by its block's id and an option by its code, never by a text, so
that anything may be renamed, moved and translated while answers are stored.
"""

from .calculator import CalculatorBlock
from .form import FormBlock
from .options import OptionsBlock

__all__ = ["CalculatorBlock", "FormBlock", "OptionsBlock"]
