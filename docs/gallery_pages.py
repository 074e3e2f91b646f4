"""The gallery: every view of six designs as pictures and in words, a page in each language.

The pictures of the examples are those under ``docs/examples``; the large design and the sample of
a highlighted decision have theirs under ``docs/gallery``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagrams.views import VIEWS
from documents.markdown import bullets, document, escape, heading, image, link
from knowledge.advice import Advice
from knowledge.words import LANGUAGES, word

LARGE = "large-design"
SAMPLE, SAMPLE_VIEW = "reference-design-2022", "replication"
SAMPLE_DECISION = "second_copy/workload:MAIL"
"""What the sample highlights, in which view of which design."""

PAGES = {"en": "gallery.md", "ja": "gallery.ja.md"}
_SAID = {
    "fci-on-vhd-set-2019": {
        "en": "An SQL Server FCI on a VHD Set, and a print server: both layers of clustering meet.",
        "ja": "VHD セットを使用する SQL Server FCI とプリント サーバー。"
        "ホスト クラスター上のゲスト クラスター。",
    },
    "guest-cluster-wish-2008r2": {
        "en": "A 2008 R2 site with an FC-SAN that wanted a guest cluster and gets a host cluster.",
        "ja": "FC-SAN を持つ 2008 R2 のサイト。希望はゲスト クラスター、採用はホスト クラスター。",
    },
    "planned-networks-2022": {
        "en": "A plan of networks with mistakes: what stands in its place, and the plan beside it.",
        "ja": "誤りを含むネットワーク計画。採用する構成と、採用しない計画を並べて記載。",
    },
    "reference-design-2022": {
        "en": "Two sites with a host cluster each, and every kind of second copy.",
        "ja": "2 サイトのホスト クラスターと、各種の複製。",
    },
    "two-workgroup-hosts-2022": {
        "en": "Two workgroup hosts without shared storage: a copy on the other host.",
        "ja": "共有ストレージのないワークグループのホスト 2 台。別ホストへの複製。",
    },
    LARGE: {
        "en": "Four sites, 30 hosts and 200 workloads, folded so that they can be read.",
        "ja": "4 サイト、ホスト 30 台、ワークロード 200 件。読める大きさに折りたたんだ図。",
    },
}
_WORDS = {
    "title": {"en": "Gallery", "ja": "構成図の一覧"},
    "other": {"en": "日本語", "ja": "English"},
    "intro": {
        "en": "Every view of the five examples and of one large design, as the advisor draws them. "
        "Below each picture stands the same in words, as a screen reader hears it. "
        "`python docs/refresh.py` writes this page.",
        "ja": "5 つの例と大規模な設計 1 件について、アドバイザーが描くすべての図を示す。"
        "各図の下に、スクリーン リーダーが読み上げる文章を添える。"
        "このページは `python docs/refresh.py` で生成する。",
    },
    "in-words": {"en": "The same in words", "ja": "図の内容 (文章)"},
    "design": {"en": "Design file", "ja": "設計ファイル"},
    "sample": {"en": "A decision highlighted", "ja": "決定事項の強調表示"},
    "sample-said": {
        "en": "What the decision chosen concerns carries a mark and stands out; the rest is paler.",
        "ja": "選択した決定事項に関わる部分に印を付けて濃く、それ以外を淡く描く。",
    },
}


@dataclass(frozen=True)
class Drawn:
    """A picture of the gallery by its path below ``docs``, and the DOT text it is drawn from."""

    path: str
    dot: str


def pictures(advices: dict[str, Advice]) -> Iterator[Drawn]:
    """The pictures that the gallery has of its own, by designs' names."""
    for language in LANGUAGES:
        for name, view in VIEWS.items():
            yield Drawn(_picture(LARGE, name, language), view.dot(advices[LARGE], language))
        sample = VIEWS[SAMPLE_VIEW].dot(advices[SAMPLE], language, SAMPLE_DECISION)
        yield Drawn(_sample(language), sample)


def page(advices: dict[str, Advice], language: str) -> str:
    """The page in a language: every design with its pictures, the sample last."""
    other = next(one for one in LANGUAGES if one != language)
    blocks = [
        heading(1, _WORDS["title"][language]),
        link(_WORDS["other"][language], PAGES[other]),
        _WORDS["intro"][language],
    ]
    for name, said in _SAID.items():
        blocks += _design(name, said[language], advices[name], language)
    blocks += [
        heading(2, _WORDS["sample"][language]),
        _WORDS["sample-said"][language],
        image(escape(_view_name(SAMPLE_VIEW, language)), _sample(language)),
    ]
    return document(blocks)


def _design(name: str, said: str, advice: Advice, language: str) -> Iterator[str]:
    yield heading(2, escape(str(advice.design.answers["project"])))
    file = "../tests/large_design.py" if name == LARGE else f"../examples/{name}.yaml"
    yield said
    yield link(_WORDS["design"][language], file)
    for view, drawing in VIEWS.items():
        first, *lines = drawing.alternative_text(advice, language).splitlines()
        yield heading(3, escape(_view_name(view, language)))
        yield image(escape(first), _picture(name, view, language))
        yield f"<details><summary>{_WORDS['in-words'][language]}</summary>"
        yield bullets(escape(line) for line in lines)
        yield "</details>"


def _view_name(view: str, language: str) -> str:
    return word(f"diagrams.view-{view}", language)


def _picture(name: str, view: str, language: str) -> str:
    folder = "gallery" if name == LARGE else "examples"
    return f"{folder}/{name}.{view}.{language}.svg"


def _sample(language: str) -> str:
    return f"gallery/highlighted.{SAMPLE_VIEW}.{language}.svg"
