"""Conditions of rules as clauses of a sentence, in either language.

A condition is a predicate over a field of the wide fact. Its clause names the field and the
values that meet it: words as the question bank words them, releases as a range, amounts with
their units. Japanese clauses end in the plain form; ``connective`` gives the form in which
another clause follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from facts.question_bank import NOT_APPLICABLE, Value, by_id
from facts.releases import HOST_RELEASES, WINDOWS_SERVER
from knowledge.explanation import duration_text
from knowledge.field_words import family_of, in_words, named_in, quoted, value_words
from knowledge.predicates import (
    NO,
    YES,
    Above,
    AtLeast,
    Below,
    Both,
    InRange,
    OneOf,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Unlike,
)
from knowledge.words import catalogue, listed, phrase, word

_AMOUNTS = {AtLeast: "at-least", Below: "below", Above: "above"}
_DURATIONS = ("tolerated_loss", "tolerated_outage", "disaster_loss", "disaster_outage")
_GIGABYTES = ("memory_named",)
_NOT_QUOTED = ("product", "product_release")
_SYSTEM = "Windows Server "
_FEW = 2
"""So many clauses need no comma before the last."""
_WITHOUT: dict[frozenset[Value], OneOf] = {
    frozenset({"yes", NOT_APPLICABLE}): NO,
    frozenset({"no", NOT_APPLICABLE}): YES,
}
"""Where a question may not have been asked: what no answer says."""
_CONNECTIVES = {
    "である": "であり",
    "ある": "あり",
    "がない": "がなく",
    "でもない": "でもなく",
    "しない": "せず",
    "できない": "できず",
    "られない": "られず",
    "足りない": "足りず",
    "いない": "おらず",
    "する": "し",
    "できる": "でき",
    "られる": "られ",
    "いる": "おり",
    "超える": "超え",
}
"""How a clause that ends so goes on when another follows."""


def clauses(conditions: Mapping[str, Predicate], language: str) -> tuple[str, ...]:
    """What has to hold, a clause for each condition, in the order of the wording catalogue.

    The thresholds have to be values, not references to records. Raises KeyError for a field
    without words.
    """
    left = dict(conditions)
    found = []
    if "product" in left and "product_release" in left:
        named = _product(left.pop("product"), left.pop("product_release"), language)
        found.append((_place("product"), phrase(_key("product"), language, value=named)))
    found += [(_place(field), clause(field, test, language)) for field, test in left.items()]
    return tuple(said for _, said in sorted(found, key=lambda one: one[0]))


def together(said: Iterable[str], language: str) -> str:
    """Clauses as one: all of them hold."""
    every = list(said)
    if language == "ja":
        every[:-1] = [connective(one) for one in every[:-1]]
    either = any(word("rule_words.list.or", language, one="", other="") in one for one in every)
    last = "and-apart" if either or len(every) > _FEW else "and"
    return listed(every, language, f"rule_words.clause.{last}", "rule_words.clause.next")


def connective(said: str) -> str:
    """The form of a Japanese clause before another one; raises ValueError if there is none."""
    for end in sorted(_CONNECTIVES, key=len, reverse=True):
        if said.endswith(end):
            return said.removesuffix(end) + _CONNECTIVES[end]
    raise ValueError(f"no form before another clause: {said}")


def clause(field: str, test: Predicate, language: str) -> str:
    """What one condition says; raises KeyError for a field without words."""
    test = _plain(field, test)
    if isinstance(test, Both) and not _of_releases(test):
        return together([clause(field, one, language) for one in (test.one, test.other)], language)
    if isinstance(test, OneOf) and frozenset(test.words) in _WITHOUT:
        opposite = _WITHOUT[frozenset(test.words)]
        return phrase("rule_words.not-said", language, clause=clause(field, opposite, language))
    family, named = family_of(field), named_in(field, language)
    if isinstance(test, (OneOf, Unlike)) and len(test.words) == 1:
        negation = "not-" if isinstance(test, Unlike) else ""
        own = _key(f"{family}.{negation}{test.words[0]}")
        if own in catalogue():
            return phrase(own, language, **named)
    return phrase(_key(family), language, value=_value(field, test, language), **named)


def _key(family: str) -> str:
    return f"rule_words.clause.{family}"


@cache
def _place(field: str) -> int:
    """Where a condition is named in a sentence: where its clause stands in the catalogue."""
    prefix = _key(family_of(field))
    return next(
        (at for at, key in enumerate(catalogue()) if key == prefix or key.startswith(prefix + ".")),
        len(catalogue()),
    )


def _plain(field: str, test: Predicate) -> Predicate:
    """A predicate with nothing put together that one of its parts can say alone."""
    if isinstance(test, Unlike) and {*test.words} <= {"yes", "no"}:
        left = tuple(one for one in ("yes", "no") if one not in test.words)
        return OneOf((*left, NOT_APPLICABLE))
    if isinstance(test, Both):
        one, other = _plain(field, test.one), _plain(field, test.other)
        if isinstance(one, OneOf):
            return OneOf(tuple(value for value in one.words if other.holds(value)))
        if isinstance(other, OneOf):
            return OneOf(tuple(value for value in other.words if one.holds(value)))
    return test


def _of_releases(test: Predicate) -> bool:
    """Whether a predicate is an interval of releases."""
    if isinstance(test, Both):
        return _of_releases(test.one) and _of_releases(test.other)
    return isinstance(test, (InRange, ReleaseBefore, ReleaseFrom))


def _value(field: str, test: Predicate, language: str) -> str:
    """The values that meet a predicate."""
    if isinstance(test, (AtLeast, Below, Above)):
        return _amount(field, test, language)
    if _of_releases(test):
        every = HOST_RELEASES if field.endswith("host_release") else WINDOWS_SERVER
        return _releases(field, test, every, language)
    if not isinstance(test, (OneOf, Unlike)):
        raise TypeError(f"no words for {test}")
    if not test.words:
        return word("rule_words.no-value", language)
    words = [value_words(field, one, language) for one in test.words]
    if field not in _NOT_QUOTED:
        words = [quoted(one, language) for one in words]
    said = in_words(words, language, "or")
    return (
        phrase("rule_words.other-than", language, words=said) if isinstance(test, Unlike) else said
    )


def _amount(field: str, test: AtLeast | Below | Above, language: str) -> str:
    bound = test.bound
    if not isinstance(bound, int):
        raise TypeError(f"no number: {test}")
    lasts = field in _DURATIONS
    size = "TB" if field.endswith("_tb") else "GB" if field in _GIGABYTES else ""
    number = (
        duration_text(bound, language) if lasts else f"{bound:,} {size}" if size else str(bound)
    )
    kind = "amount" if lasts or size else "count"
    return phrase(f"rule_words.{kind}.{_AMOUNTS[type(test)]}", language, n=number)


def _releases(field: str, test: Predicate, every: Sequence[str], language: str) -> str:
    """The releases that meet a predicate, out of all that there are, as a range."""
    met = [release for release in every if test.holds(release)]
    if not met:
        return word("rule_words.no-value", language)
    first, last = (value_words(field, release, language) for release in (met[0], met[-1]))
    if len(met) == 1:
        return first
    if met[-1] == every[-1]:
        return phrase("rule_words.release.from", language, first=first)
    if met[0] == every[0]:
        return phrase("rule_words.release.to", language, last=last)
    last = last.removeprefix(_SYSTEM) if first.startswith(_SYSTEM) else last
    return phrase("rule_words.release.between", language, first=first, last=last)


def _product(product: Predicate, release: Predicate, language: str) -> str:
    """A product together with a range of its releases."""
    named = _value("product", _plain("product", product), language)
    choices = by_id("workload")["product_release"].choices_for["product"]
    words = product.words if isinstance(product, OneOf) else ()
    every = [one for word in words for one in choices[str(word)]]
    span = _releases("product_release", release, every, language)
    return phrase("rule_words.release.product", language, product=named, release=span)
