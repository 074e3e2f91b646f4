"""The words of vSphere: a counterpart or an honest none, in both languages, with sources."""

import re
from pathlib import Path

import pytest

from docs.vsphere_pages import pages
from documents.hearing_sheet import hearing_sheet
from documents.markdown import prose
from documents.page_names import VSPHERE
from facts.question_bank import by_id
from knowledge.guidance import guidance, sources
from knowledge.vsphere import FITS, VsphereWord, found, vsphere_words
from knowledge.words import LANGUAGES, catalogue, word

DOCS = Path(__file__).parent.parent / "docs"
EACH = pytest.mark.parametrize("one", vsphere_words(), ids=lambda one: one.id)
KNOWN_IN_THE_FIELD = (
    *("vSphere HA", "Fault Tolerance", "DRS", "affinity rules", "vSphere Replication", "SRM"),
    *("RDM", "vMotion", "Storage vMotion", "vSAN", "VMFS", "datastore", "vSwitch", "dvSwitch"),
    *("port group", "vCenter", "VMware Tools", "snapshot", "admission control", "EVC"),
    *("stretched cluster", "metro storage", "vCLS", "Proactive HA", "maintenance mode"),
)


@EACH
def test_a_word_has_a_counterpart_or_says_that_there_is_none(one: VsphereWord) -> None:
    assert one.fits in FITS
    assert bool(one.counterpart) == (one.fits != "none")
    for text in (one.catch, *([one.counterpart] if one.counterpart else [])):
        assert set(text) == set(LANGUAGES)
        assert all(said.strip() for said in text.values())
        assert re.search(r"[ぁ-んァ-ヺ一-龠]", text["ja"])
        assert not re.search(r"[ぁ-んァ-ヺ一-龠]", text["en"])
    assert one.catch["ja"].endswith("。")
    assert one.catch["en"].endswith(".")
    assert len(one.catch["en"]) <= 320
    assert len(one.catch["ja"]) <= 170


@EACH
def test_what_it_says_has_sources(one: VsphereWord) -> None:
    assert one.records or one.sources
    assert set(one.records) <= set(guidance())
    assert set(one.sources) <= set(sources())
    assert one.behind()


@EACH
def test_numbers_stand_in_both_languages(one: VsphereWord) -> None:
    """Figures and releases; Japanese also counts what English names: one, two, both."""
    told = {
        language: set(re.findall(r"\d+(?: R2)?", one.catch[language])) - {"1", "2"}
        for language in LANGUAGES
    }
    assert told["en"] == told["ja"]


@EACH
def test_the_help_of_a_question_names_the_word(one: VsphereWord) -> None:
    for place in one.asked:
        entity, _, question = place.partition("/")
        for language, text in by_id(entity)[question].help.items():
            assert any(name.casefold() in text.casefold() for name in one.words), language


def test_names_are_told_once() -> None:
    assert len({one.id for one in vsphere_words()}) == len(vsphere_words())
    names = [name.casefold() for one in vsphere_words() for name in one.words]
    assert len(set(names)) == len(names)
    assert all(f"vsphere.fits.{one}" in catalogue() for one in FITS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KNOWN_IN_THE_FIELD)
def test_what_people_look_for_is_found_first(name: str, language: str) -> None:
    first = found(name.upper(), language)[0]
    assert name.casefold() in "\n".join(first.words).casefold()


def test_the_traps_are_told() -> None:
    """What somebody would take for granted who comes from vSphere."""
    words = {one.id: one for one in vsphere_words()}
    assert {one.id for one in vsphere_words() if one.fits == "none"} == {
        *("ft", "admission-control", "proactive-ha", "port-group", "vcls")
    }
    for word_id in ("vmotion", "evc"):
        assert "processors-of-one-maker" in words[word_id].records
    assert "replica-is-started-by-hand" in words["srm"].records
    assert {"cluster-balances-machines-from-2016", "vmm-balances-machines"} <= {
        *words["drs"].records
    }
    assert "replica-copies-virtual-disks-only" in words["rdm"].records


def test_a_search_takes_parts_width_and_blanks_as_they_come() -> None:
    assert found("", "en") == vsphere_words()
    assert found("ＤＲＳ", "ja")[0].id == "drs"
    assert [one.id for one in found("フォールトトレランス", "ja")] == ["ft"]
    assert "vmotion" in [one.id for one in found("ライブマイグレーション", "ja")]
    assert found("site recovery", "en")[0].id == "srm"
    assert found("no such word", "en") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hearing_sheet_tells_every_word(language: str) -> None:
    told = hearing_sheet(language).split("\n## ")[-1]
    assert told.startswith(word("vsphere.sheet", language))
    for one in vsphere_words():
        assert prose(one.catch[language]) in told
        fits = word(f"vsphere.fits.{one.fits}", language)
        line = next(row for row in told.splitlines() if row.startswith(f"| {prose(one.name)} "))
        assert f"**{fits}**" in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_fresh_and_names_its_records(language: str) -> None:
    page = pages()[VSPHERE[language]]
    for one in vsphere_words():
        assert all(f"#{record})" in page for record in one.records)
    path = DOCS / VSPHERE[language]
    assert path.read_bytes() == page.encode("utf-8"), "stale: python docs/refresh.py"
