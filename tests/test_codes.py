import regex

from cdextract.checks.checking import VERDICTS
from cdextract.checks.diagnosis import DIAGNOSES
from cdextract.findings.codes import BY_CODE, BY_NAME, CODES, LEVELS, codes_of, find


def test_codes_are_well_formed_and_unique() -> None:
    assert len(BY_CODE) == len(BY_NAME) == len(CODES)
    for code in CODES:
        assert regex.fullmatch(r"CD[1-5]\d\d", code.code)
        assert code.level in LEVELS
        assert code.summary
        assert code.page.strip()
        assert max(map(len, code.page.splitlines())) <= 100
        assert not code.summary.endswith(".")
    assert [code.code for code in CODES] == sorted(BY_CODE)


def test_every_diagnosis_has_a_page() -> None:
    for name in DIAGNOSES:
        assert find(name).code.startswith("CD5")
    assert find("implied_base:147") == find("CD508")


def test_every_verdict_but_consistent_has_a_code() -> None:
    for verdict in VERDICTS:
        assert len(codes_of(verdict)) == (verdict != "consistent")
    assert codes_of("consistent", decision="said_over_is_under") == ["CD301"]
    assert codes_of("impossible", diagnosis="decimal_slip") == ["CD103", "CD505"]


def test_find_takes_numbers_and_names_in_any_case() -> None:
    assert find("cd101") is find("PERCENT-MISMATCH") is BY_CODE["CD101"]
    assert find("nothing") is None
