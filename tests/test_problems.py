"""Problems as values and their words."""

from __future__ import annotations

import pytest

from zbsh_pub.problems import Failure, Place, Problem, in_order, problem, stop_on_errors, user_language, words


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.md"), "a.md"),
        (Place("a.md", 3), "a.md:3"),
        (Place("a.md", 3, 7), "a.md:3:7"),
    ],
)
def test_place(place: Place, text: str) -> None:
    """A place is written as file, line and column, as far as each is known."""
    assert str(place) == text


def test_render_is_one_line_in_each_language() -> None:
    """A rendered problem names place, code, message and cure."""
    found = problem("T02", "manuscript/甲.md", 3, file="甲.md")
    assert found.render("zh") == (
        "manuscript/甲.md:3 T02 “甲.md”没有列进清单。改法：在issue.yaml的栏目里加上它，或移出manuscript目录。"
    )
    assert found.render("en") == (
        "manuscript/甲.md:3 T02 “甲.md” is not listed in the manifest. "
        "Cure: list it in issue.yaml, or move it out of manuscript/."
    )


def test_braces_in_details_stay() -> None:
    """What an editor typed is shown as typed, braces included."""
    found = problem("D03", "a.md", 1, found="{0}{place}{")
    assert "“{0}{place}{”" in found.render("zh")


def test_order() -> None:
    """Problems come by file, then by line as a number, each once."""
    found = [
        problem("T07", "b.md", 2),
        problem("T07", "a.md", 10),
        problem("T07", "a.md", 9),
        problem("T07", "b.md", 2),
    ]
    assert [str(p.place) for p in in_order(found)] == ["a.md:9", "a.md:10", "b.md:2"]


def test_two_problems_of_one_place_both_stay() -> None:
    """Problems of one place and code that say different things are not taken for one."""
    found = [problem("D03", "a.md", 1, found="x"), problem("D03", "a.md", 1, found="y")]
    assert len(in_order(found)) == 2


def test_failure_carries_all() -> None:
    """A failure carries every problem found so far, in order."""
    found = [problem("T07", "b.md", 2), problem("T07", "a.md", 1)]
    with pytest.raises(Failure) as caught:
        stop_on_errors(found)
    assert caught.value.problems == in_order(found)
    assert "a.md:1 T07" in str(caught.value)


def test_no_problem_stops_nothing() -> None:
    """Without a problem the pipeline goes on."""
    assert stop_on_errors([]) == ()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "ZBSH_LANG": "zh"}, "zh"),
        ({"ZBSH_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"ZBSH_LANG": "", "LANG": "zh_TW.UTF-8"}, "zh"),
    ],
)
def test_user_language(environment: dict[str, str], language: str) -> None:
    """ZBSH_LANG chooses the language, then the POSIX variables in their order, then English."""
    assert user_language(environment) == language


def test_words_with_details() -> None:
    """A phrase of the interface is filled in either language."""
    assert words("failed-check", "zh", count=3) == "发现3个问题。"
    assert words("failed-check", "en", count=3) == "3 problems."


def test_unknown_code_is_a_bug() -> None:
    """A code that the catalogue does not know is an error of the program, not silence."""
    with pytest.raises(KeyError):
        Problem("X99", Place("a.md")).render("zh")
