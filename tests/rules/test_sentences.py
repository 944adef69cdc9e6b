"""Sentences: what they say reads as English, and says no more than is known."""

import re

import pytest

from graph.revision import Revision
from tests.rules.conftest import Change

UNENGLISH = re.compile(r"\b(the|a|an) (the|a|an)\b|founded the\b|from about|None|  | [,.;]")


def test_every_sentence_reads_as_english(real: Revision) -> None:
    wrong = [edge.sentence for edge in real.edges if UNENGLISH.search(edge.sentence)]

    assert wrong == []
    assert all(edge.sentence[0].isupper() and edge.sentence.endswith(".") for edge in real.edges)


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (
            "defected-to/xhafer-gashi/",
            "Xhafer Gashi left AAK for the newly founded list Civic Initiative for Obiliq in 2021.",
        ),
        (
            "defected-to/fatmir-limaj/nisma",
            "Fatmir Limaj left PDK for the newly founded NISMA on 28 February 2014.",
        ),
        (
            "held-office/dragisa-milovic/zvecan/2007",
            (
                "To go by what came before or after, "
                "Dragiša Milović stayed on as mayor of Zvečan around 2007."
            ),
        ),
        (
            "succeeded/avni-kastrati/bajram-rexhepi/",
            (
                "To go by what came before or after, Avni Kastrati succeeded Bajram Rexhepi "
                "as mayor of Mitrovica after the election of 2009."
            ),
        ),
    ],
)
def test_what_is_new_or_only_inferred_is_called_so(real: Revision, key: str, sentence: str) -> None:
    assert sentence in [edge.sentence for edge in real.edges if edge.key.startswith(key)]


GORAN_WON_DUSHK = """
contests
- mayor-dushk-2010,
+ mayor-dushk-2010,local-2010,dushk,MAYOR,NOT_RECOGNISED,goran-ilic,citizens-dushk,,,LEADERS,daily,
candidacies
- cand-dushk-2010-goran-ilic,
+ cand-dushk-2010-goran-ilic,mayor-dushk-2010,goran-ilic,citizens-dushk,false,GI,ELECTED,commission
"""


def test_a_win_that_was_not_recognised_is_called_so(changed: Change) -> None:
    graph = changed(GORAN_WON_DUSHK)
    won = graph.find_edge("won/goran-ilic/mayor-dushk-2010")

    assert won is not None
    assert won.sentence.endswith(", a result that was not recognised.")
