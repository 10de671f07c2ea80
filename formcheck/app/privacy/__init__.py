"""What formcheck keeps on this computer: where, how much of it, and how all of it is deleted.

Only what bears a name that this program gives is counted and deleted; links are neither followed nor touched.
"""

from formcheck.app.privacy.deleting import delete
from formcheck.app.privacy.looking import SETTLED_S, closed, kept, may_be_used, strangers
from formcheck.app.privacy.store import Kept, Kind, Store

__all__ = ["SETTLED_S", "Kept", "Kind", "Store", "closed", "delete", "kept", "may_be_used", "strangers"]
