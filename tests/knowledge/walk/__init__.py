"""A walk through the life of rounds, by the services behind the pages.

Each step is taken only by who may take it, as the views ask; without one it does nothing.
Every text holds ``WORD``, so that a search for it finds whatever its reader may see.
"""
