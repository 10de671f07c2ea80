"""What the values of a check-up say: against groups, against oneself, left against right. Pure: no clock, no disk."""

from formcheck.checkup.scoring.judged import Judged, JudgedTest, JudgedValue, judged
from formcheck.checkup.scoring.person import Person
from formcheck.checkup.scoring.sides import next_first_side
from formcheck.checkup.scoring.summing_up import closing, outcomes

__all__ = ["Judged", "JudgedTest", "JudgedValue", "Person", "closing", "judged", "next_first_side", "outcomes"]
