"""A site of thai_gdc whose plugin was exchanged for ours: what has to change in each dataset, and why. Pure.

Both keep a field in the same place (a column of CKAN's, else an extra) and under the same name with the same values, so
that whoever harvests the site reads on. What differs is how loosely a value may be written there. A value changes only
where our form could not show it: a list in another shape, a choice in another spelling, a year of the Buddhist Era, a
value under another edition's name while the field itself is blank. Texts stay byte for byte. One promise of the other
plugin is not kept: it hides single files, ours hides datasets alone; files that would come to light are told.
"""

from checker.migrate.model import Exposed, Left, Move, Plan
from checker.migrate.plan import SOURCES, plan

__all__ = ["SOURCES", "Exposed", "Left", "Move", "Plan", "plan"]
