"""Rules in sentences: what a condition and a conclusion say, in both languages."""

import pytest

from facts.question_bank import NOT_APPLICABLE, Value, all_questions
from facts.releases import HOST_RELEASES
from knowledge.condition_words import clause, clauses, connective, together
from knowledge.predicates import (
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
from knowledge.rule_base import all_rules, rules_by_name
from knowledge.rule_words import rule_sentence, said_of, sentence
from knowledge.rules import (
    NO,
    YES,
    Absent,
    Covers,
    Finding,
    Merit,
    Objection,
    Rule,
    Stage,
    Task,
    subject,
)
from knowledge.words import LANGUAGES


@pytest.mark.parametrize(
    ("field", "test", "en", "ja"),
    [
        (
            "host_count",
            Below(2),
            "the site has fewer than 2 hosts",
            "サイトのホストが 2 台未満である",
        ),
        (
            "host_count",
            AtLeast(2),
            "the site has at least 2 hosts",
            "サイトのホストが 2 台以上である",
        ),
        (
            "instances_named",
            Above(3),
            "the number of virtual machines is stated as more than 3",
            "指定された仮想マシンの台数が 3 台を超える",
        ),
        (
            "tolerated_outage",
            Below(300),
            "the tolerated outage (RTO) within the site is less than 5 min",
            "サイト内の許容停止時間 (RTO) が 5 分未満である",
        ),
        (
            "host_release",
            ReleaseFrom("2012R2"),
            "the hosts run Windows Server 2012 R2 or later",
            "ホストが Windows Server 2012 R2 以降である",
        ),
        (
            "host_release",
            ReleaseBefore("2016"),
            "the hosts run Windows Server 2012 R2 or earlier",
            "ホストが Windows Server 2012 R2 以前である",
        ),
        (
            "host_release",
            Both(ReleaseFrom("2012"), InRange("<2019")),
            "the hosts run Windows Server 2012 to 2016",
            "ホストが Windows Server 2012 から 2016 までである",
        ),
        (
            "target_host_release",
            InRange("<2012"),
            "the hosts at the other end of the replication run Windows Server 2008 R2",
            "複製先のホストが Windows Server 2008 R2 である",
        ),
        (
            "deployment",
            Both(OneOf(("fci", "ag")), Unlike(("ag",))),
            "the deployment is “Failover cluster instance (FCI)”",
            "導入構成が「フェールオーバー クラスター インスタンス (FCI)」である",
        ),
        (
            "host_edition",
            Unlike(("datacenter",)),
            "the edition of the hosts is other than “Datacenter”",
            "ホストのエディションが「Datacenter」以外である",
        ),
        (
            "monitoring_firewall",
            Unlike(("no",)),
            "no answer says that the firewall of the guest cannot be opened for monitoring",
            "ゲストのファイアウォールで監視用の通信を許可できないという回答がない",
        ),
        (
            "guest_storage_s2d",
            OneOf(("no", NOT_APPLICABLE)),
            "no answer says that a guest cluster can use “S2D inside the guests”",
            "ゲスト クラスターで「ゲスト内の S2D」を使用できるという回答がない",
        ),
        (
            "restart_only_covers_guest_system",
            NO,
            "“restart and quick migration” does not cover a failure of the guest system",
            "「再起動とクイック マイグレーション」ではゲスト OS の障害に備えられない",
        ),
        (
            "networks_live_migration_plan",
            OneOf(("nothing",)),
            "no live migration network of its own is planned",
            "専用のライブ マイグレーション用ネットワークを設けない計画である",
        ),
        (
            "product_own_copy",
            OneOf(("silent",)),
            "nothing is published on the product's own copies",
            "製品独自の複製に関する公開情報がない",
        ),
        (
            "copy_trust",
            OneOf(("workgroup", "untrusted")),
            "the trust between the hosts of both ends is “Workgroup” or “Domains without a trust”",
            "複製元と複製先のホスト間の信頼関係が「ワークグループ」または"
            "「信頼関係のない別ドメイン」である",
        ),
    ],
)
def test_a_condition_is_said_in_a_clause(field: str, test: Predicate, en: str, ja: str) -> None:
    assert clause(field, test, "en") == en
    assert clause(field, test, "ja") == ja


def test_a_product_and_its_releases_are_one_clause() -> None:
    conditions = {"product_release": InRange(">=2010"), "product": OneOf(("exchange",))}
    assert clauses(conditions, "en") == ("the product is Microsoft Exchange Server 2010 or later",)
    earliest = {"product_release": InRange("<2010"), "product": OneOf(("exchange",))}
    assert clauses(earliest, "ja") == ("製品が Microsoft Exchange Server 2007 である",)


def test_clauses_stand_in_one_order_whatever_the_order_of_conditions() -> None:
    conditions = {"survive_host": YES, "host_count": Below(2), "environment": OneOf(("test",))}
    forwards = clauses(conditions, "en")
    assert forwards == clauses(dict(reversed(conditions.items())), "en")
    assert "hosts" in forwards[1], "the site before the requirements"


def test_a_field_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        clause("moon_phase", YES, "en")
    with pytest.raises(KeyError):
        clause("deployment", OneOf(("clustered-moon",)), "en")


def test_japanese_clauses_are_joined_in_the_connective() -> None:
    said = ["サイトにホスト クラスターがない", "計画停止に耐える必要がある", "本番環境である"]
    joined = "サイトにホスト クラスターがなく、計画停止に耐える必要があり、本番環境である"
    assert together(said, "ja") == joined
    with pytest.raises(ValueError, match="no form"):
        connective("走る")


def test_english_clauses_are_joined_so_that_or_stays_clear() -> None:
    assert together(["a holds", "b holds"], "en") == "a holds and b holds"
    assert together(["a is x or y", "b holds"], "en") == "a is x or y, and b holds"
    assert together(["a", "b", "c"], "en") == "a, b, and c"


def test_what_is_said_alike_of_several_options_is_said_once() -> None:
    (said,) = said_of(
        [
            Objection(decision=f"network_role.{kind}", option=role, level="discouraged")
            for kind in ("csv", "management")
            for role in ("0", "3")
        ],
        "en",
    )
    assert said == (
        "“role 0 (no cluster communication)” and “role 3 (cluster and clients)” are discouraged "
        "(decisions “CSV and cluster network: cluster role” and “Management network: cluster role”)"
    )


def test_options_of_decisions_that_differ_are_not_mixed_up() -> None:
    said = said_of(
        [
            Objection(decision="host_storage", option="smb3", level="not-supported"),
            Objection(decision="guest_storage", option="iscsi", level="not-supported"),
        ],
        "en",
    )
    assert said == [
        "“SMB 3 file share” is not supported (decision “Storage of the host cluster”)",
        "“in-guest iSCSI” is not supported (decision “Storage of the guest cluster”)",
    ]


def test_findings_and_tasks_name_the_option_they_belong_to() -> None:
    merit = Merit(decision="network_role.csv", option="1")
    task = Task(id="set-network-roles", decision="network_role.csv", option="1")
    said = said_of([merit, task], "en")
    assert said[1].startswith("the advice gives the task “")
    assert said[1].endswith("” when it is chosen"), "the option was named just before"
    alone = said_of([Finding(id="single-domain-controller", severity="warning")], "ja")
    assert alone == ["指摘事項「単独のドメイン コントローラー」 (警告) を示す"]


def test_failures_covered_alike_are_one_conclusion() -> None:
    covered = [Covers(failure=one, by="guest-cluster") for one in ("host", "maintenance")]
    said = said_of(covered, "en")
    assert said == ["“guest cluster” covers the failure of a host and planned maintenance"]


def test_a_rule_of_a_later_phase_says_what_it_looks_back_at() -> None:
    rule = Rule(
        "made_up",
        Stage.OPTIONS,
        when=(
            subject(host_cluster_chosen=YES),
            Merit(decision="second_copy", option="hyper-v-replica"),
            Absent(Objection(decision="guest_layer", option="guest-cluster")),
        ),
        then=(Merit(decision="guest_layer", option="guest-cluster"),),
        cites=(),
        phase=1,
    )
    conditions = {"host_cluster_chosen": YES}
    assert sentence(conditions, (rule,), "en") == (
        "If the site has a host cluster, an earlier rule says that “Hyper-V Replica” is "
        "recommended (decision “Second copy”), and no earlier rule says that something speaks "
        "against “guest cluster” (decision “Protection inside the guests”), "
        "then “guest cluster” is recommended (decision “Protection inside the guests”)."
    )
    assert "結論「「Hyper-V レプリカ」を推奨する" in sentence(conditions, (rule,), "ja")


def test_the_ranges_of_the_records_cited_are_conditions_too() -> None:
    rule = rules_by_name()["csv_metric_sets_itself"]
    assert rule_sentence(rule, "en") == (
        "If the hosts run Windows Server 2012 or later, "
        "then “automatic” is recommended (decision “Metric of the CSV network”)."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_sentence_of_its_own_form(language: str) -> None:
    starts = {"en": ("If ", "In every case, "), "ja": ("",)}[language]
    end = {"en": ".", "ja": "。"}[language]
    for rule in all_rules():
        said = rule_sentence(rule, language)
        assert said.startswith(starts), said
        assert said.endswith(end), said
        assert said.count(end + end) == 0


def test_every_answer_to_a_question_could_be_a_condition() -> None:
    """A rule that reads another answer tomorrow has its words today."""
    title_block = ("text", "date", "site")
    for question in all_questions():
        if question.kind in title_block or question.entity == "link":
            continue
        if question.field in UNREAD:
            continue
        tests: list[Predicate] = [OneOf((word,)) for word in question.words if word != "as-needed"]
        if question.kind in ("count", "duration"):
            tests = [AtLeast(60), Below(60)]
        for test in tests:
            for language in LANGUAGES:
                said = clause(question.field, test, language)
                if language == "ja":
                    connective(said)


UNREAD = (
    "adapters",
    "guests_use_iscsi",
    "second_copy_other_host",
    "memory",
    "host_memory",
    "s2d_drive_gb",
)
"""Read through fields worked out from them alone."""


def test_releases_are_never_empty() -> None:
    values: list[Value] = [*HOST_RELEASES]
    for release in values:
        assert clause("host_release", InRange(str(release)), "en").endswith(
            str(release).replace("R2", " R2")
        )
