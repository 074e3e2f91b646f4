"""What the report on the page's reference design must say, from the page and published guidance.

The page: a cluster with the primaries at the main site, a cluster with the replicas at the DR
site, a Replica Broker in front of each; its table of networks; its rows on storage, monitoring
and products. ``test_planned_networks`` judges the same networks planned with mistakes.
"""

from dataclasses import replace

import pytest

from documents.report import report
from facts.design import Design
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.verdict_summary import ADVICE_GIVEN, exit_status, obstacles
from knowledge.words import LANGUAGES
from tests.example_advice import AS_OF, ROWS, changed, chosen, designed, ids, rows, verdict

MAIN, DR = "Yokohama", "Okayama"
GOOD = ("suitable", "recommended")

ISCSI = ("iscsi-host", "iscsi-guest")


@pytest.fixture(scope="module")
def design() -> Design:
    return designed("reference-design-2022")


@pytest.fixture(scope="module")
def advice(design: Design) -> Advice:
    return advise(design, AS_OF)


def test_it_can_be_built_as_it_stands(advice: Advice) -> None:
    assert exit_status(advice) == ADVICE_GIVEN
    assert obstacles(advice) == ()
    assert [one for one in advice.findings if one.severity == "critical"] == []


def test_nothing_is_left_open(advice: Advice) -> None:
    assert advice.open_questions == ()
    assert [one.id for one in advice.decisions if one.shown and not one.chosen] == []
    # the title block is filled and hardly anything is taken for granted
    assert len(advice.assumptions) <= 15
    titles = ("project", "customer", "author", "version", "as_of")
    assert all(advice.design.answers.get(one) for one in titles)


@pytest.mark.parametrize("site", [MAIN, DR])
def test_both_clusters_take_a_disk_of_their_san_as_witness(advice: Advice, site: str) -> None:
    assert chosen(advice, "witness", site) == ("disk", "recommended")


@pytest.mark.parametrize(("site", "storage"), [(MAIN, "iscsi"), (DR, "fc-san")])
def test_both_sites_are_host_clusters_with_a_broker_before_each(
    advice: Advice, site: str, storage: str
) -> None:
    assert chosen(advice, "platform", site) == ("host-cluster", "recommended")
    # machines restart on another host, which standalone hosts cannot do
    assert verdict(advice, "platform", site, "standalone") == "insufficient"
    assert advice.decision("host_storage", site).chosen == storage
    assert advice.decision("replica_broker", site).chosen == "broker"
    assert verdict(advice, "replica_broker", site, "nothing") in ("not-supported", "insufficient")
    assert "create-replica-broker" in ids(advice, site)


def test_one_clustered_site_would_do_with_one_broker(design: Design) -> None:
    # the page: only one of the two sites may be clustered
    small = replace(
        design, workloads=tuple(one for one in design.workloads if one.name != "BACKUP")
    )
    advice = advise(changed(small, DR, answers={"wishes.platform": "standalone"}), AS_OF)
    assert advice.decision("platform", DR).chosen == "standalone"
    assert advice.decision("replica_broker", DR).chosen == "nothing"
    assert advice.decision("replica_broker", MAIN).chosen == "broker"
    assert advice.decision("second_copy", "APP-MES").chosen == "hyper-v-replica"


@pytest.mark.parametrize("name", ["SQL-ERP", "MAIL", "AD"])
def test_sql_server_exchange_and_ad_protect_themselves(advice: Advice, name: str) -> None:
    layer, good = chosen(advice, "guest_layer", name)
    assert (layer, good) == ("application", "recommended")
    copy, good = chosen(advice, "second_copy", name)
    assert copy == "application"
    assert good in GOOD
    # an outage is met by the product, planned maintenance by live migration of its machines
    assert advice.decision("host_layer", name).chosen == "restart-and-live-migration"
    # members on one host would fail together
    assert "create-affinity-rule" in ids(advice, name)


def test_what_the_page_says_of_replica_and_products(advice: Advice) -> None:
    # "Exchange: none"; SQL Server "yes", of which today's policy leaves standalone instances;
    # domain controllers "under verification", settled since: supported
    assert verdict(advice, "second_copy", "MAIL", "hyper-v-replica") == "not-supported"
    assert verdict(advice, "second_copy", "SQL-ERP", "hyper-v-replica") == "not-supported"
    assert verdict(advice, "second_copy", "AD", "hyper-v-replica") in GOOD
    assert {"S24"} <= rows(advice, "MAIL")
    assert {"S25"} <= rows(advice, "SQL-ERP")
    assert {"S26"} <= rows(advice, "AD")
    met = {(one.name, one.winner, one.loser) for one in advice.conflicts}
    assert ("AD", "dc-replica-supported", "dc-replica-under-verification") in met
    assert ("SQL-ERP", "sql-replica-standalone-only", "sql-replica-needs-configuration") in met


def test_the_web_farm_shares_its_load(advice: Advice) -> None:
    assert chosen(advice, "guest_layer", "WEB-PORTAL") == ("guest-nlb", "recommended")
    assert advice.decision("second_copy", "WEB-PORTAL").chosen == "nothing"
    assert "S10" in rows(advice, "WEB-PORTAL")


def test_a_farm_on_guests_of_2025_is_told_of_the_end_of_nlb(design: Design) -> None:
    advice = advise(changed(design, workload="WEB-PORTAL", answers={"guest_system": "2025"}), AS_OF)
    assert verdict(advice, "guest_layer", "WEB-PORTAL", "guest-nlb") == "discouraged"


def test_the_print_server_is_a_clustered_machine_with_a_monitored_service(advice: Advice) -> None:
    assert advice.decision("guest_layer", "PRINT").chosen == "nothing"
    assert verdict(advice, "guest_layer", "PRINT", "guest-cluster") == "not-supported"
    assert chosen(advice, "host_layer", "PRINT") == ("restart-and-live-migration", "recommended")
    assert advice.decision("monitoring", "PRINT").chosen == "heartbeat-and-services"
    # a heartbeat says nothing of a stopped spooler
    assert verdict(advice, "monitoring", "PRINT", "heartbeat") == "insufficient"
    # the heartbeat, the service, and what the page has to be configured for it; its third
    # condition, the same domain, is met
    assert {"S48", "S49", "S51", "S52"} <= rows(advice, "PRINT")
    wanted = {
        *("check-heartbeat-monitoring", "set-up-service-monitoring"),
        *("open-monitoring-firewall", "set-service-recovery-options"),
    }
    assert wanted <= ids(advice, "PRINT")


@pytest.mark.parametrize(
    ("condition", "answer", "row"),
    [("trust", "untrusted", "S50"), ("firewall", "no", "S51"), ("recovery_options", "no", "S52")],
)
def test_monitoring_of_the_service_rests_on_its_three_conditions(
    design: Design, condition: str, answer: str, row: str
) -> None:
    asked = {f"monitoring.{condition}": answer}
    advice = advise(changed(design, workload="PRINT", answers=asked), AS_OF)
    found = advice.decision("monitoring", "PRINT").option("heartbeat-and-services").verdict
    assert found in ("not-supported", "insufficient", "discouraged")
    assert row in rows(advice, "PRINT")


@pytest.mark.parametrize("name", ["SQL-ERP", "MAIL", "AD", "WEB-PORTAL", "APP-MES", "BACKUP"])
def test_where_no_service_is_left_to_the_host_the_heartbeat_will_do(
    advice: Advice, name: str
) -> None:
    assert advice.decision("monitoring", name).chosen == "heartbeat"


def test_the_application_server_restarts_and_is_replicated(advice: Advice) -> None:
    assert chosen(advice, "host_layer", "APP-MES") == ("restart-and-live-migration", "recommended")
    assert chosen(advice, "second_copy", "APP-MES") == ("hyper-v-replica", "recommended")
    # 10 minutes may be lost, and what may be lost is what the frequency leaves between two copies
    frequency, good = chosen(advice, "replica_interval", "APP-MES")
    assert frequency in ("30-seconds", "5-minutes")
    assert good in GOOD
    assert verdict(advice, "replica_interval", "APP-MES", "15-minutes") == "insufficient"
    # encryption is required, and Kerberos does not encrypt
    authentication, good = chosen(advice, "replica_authentication", "APP-MES")
    assert authentication == "certificate"
    assert good in GOOD
    assert verdict(advice, "replica_authentication", "APP-MES", "kerberos") == "insufficient"
    told = ids(advice, "APP-MES")
    # started by hand, in a disaster: the page's row S13, and Microsoft's word that it is no HA
    assert {"issue-replica-certificates", "replica-is-disaster-recovery"} <= told
    wanted = {"S01", "S02", "S12", "S13", "S15", "S17", "S18", "S19", "S20", "S21"}
    assert wanted - rows(advice, "APP-MES") == set()


def test_without_encryption_kerberos_will_do(design: Design) -> None:
    open_line = {**design.answers, "replication_encryption": "no"}
    advice = advise(replace(design, answers=open_line), AS_OF)
    assert advice.decision("replica_authentication", "APP-MES").chosen == "kerberos"


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("site", [MAIN, DR])
def test_the_networks_are_those_of_the_page(advice: Advice, site: str, kind: str) -> None:
    network = advice.decision(f"network.{kind}", site)
    if site == DR and kind in ISCSI:
        # FC-SAN, and no guest that reaches iSCSI: nothing to carry
        assert network.chosen == "nothing"
        assert not advice.decision(f"network_role.{kind}", site).shown
        return
    assert network.chosen == "own-network"
    redundancy, switch, role = ROWS[kind]
    for family, option in (
        ("network_redundancy", redundancy),
        ("virtual_switch", switch),
        ("network_role", role),
    ):
        found, good = chosen(advice, f"{family}.{kind}", site)
        assert found == option, family
        assert good in GOOD, family


@pytest.fixture(scope="module")
def unplanned(design: Design) -> Advice:
    """The same design before anybody has planned a network or wished for a layout."""
    bare = design
    for site in (MAIN, DR):
        bare = changed(bare, site, without=("networks.", "wishes."))
    return advise(bare, AS_OF)


@pytest.mark.parametrize("kind", ROWS)
def test_the_advice_comes_to_the_same_networks_by_itself(unplanned: Advice, kind: str) -> None:
    redundancy, switch, role = ROWS[kind]
    assert unplanned.decision(f"network.{kind}", MAIN).chosen == "own-network"
    assert unplanned.decision(f"network_role.{kind}", MAIN).chosen == role
    if kind == "management":
        # a team either way: of the old kind beside the switch, or SET with the host on it
        team = unplanned.decision("network_redundancy.management", MAIN).chosen
        assert team in ("lbfo-team", "set")
    else:
        assert unplanned.decision(f"network_redundancy.{kind}", MAIN).chosen == redundancy
        assert unplanned.decision(f"virtual_switch.{kind}", MAIN).chosen == switch


def test_the_rest_of_the_layout_does_not_hang_on_wishes_either(unplanned: Advice) -> None:
    for site in (MAIN, DR):
        assert unplanned.decision("platform", site).chosen == "host-cluster"
        assert unplanned.decision("csv_metric", site).chosen == "automatic"
        assert unplanned.decision("machine_storage", site).chosen == "csv"
        assert unplanned.decision("disk_format", site).chosen == "vhdx"
        assert unplanned.decision("placement", site).chosen == "dynamic"


def test_the_metric_is_left_to_the_cluster(advice: Advice) -> None:
    # smallest metric by PowerShell: up to 2008 R2 only, says the page
    for site in (MAIN, DR):
        found, good = chosen(advice, "csv_metric", site)
        assert found == "automatic"
        assert good in GOOD
        assert verdict(advice, "csv_metric", site, "by-hand") == "discouraged"


def test_machines_lie_on_csv_as_vhdx(advice: Advice) -> None:
    for site in (MAIN, DR):
        found, good = chosen(advice, "machine_storage", site)
        assert found == "csv"
        assert good in GOOD
        # VHDX is recommended over VHD: one has the merit or the other the objection
        assert advice.decision("disk_format", site).chosen == "vhdx"
        both = {one: verdict(advice, "disk_format", site, one) for one in ("vhdx", "vhd")}
        assert both["vhdx"] == "recommended" or both["vhd"] == "discouraged"
        assert advice.decision("placement", site).chosen == "dynamic"
        # premise, machines on a LUN, one CSV for one LUN, placement, free space, format
        assert {"S40", "S41", "S42", "S43", "S45", "S46"} <= rows(advice, site)


@pytest.mark.parametrize(
    ("site", "wanted"),
    [
        (MAIN, {"S32", "S33", "S34", "S35", "S36", "S37", "S39"}),
        (DR, {"S32", "S33", "S34", "S35", "S39"}),
    ],
)
def test_the_rows_on_networks_are_at_work(advice: Advice, site: str, wanted: set[str]) -> None:
    assert wanted - rows(advice, site) == set()


def test_the_adapters_are_just_enough(advice: Advice, design: Design) -> None:
    # two for each of six networks at the main site, for each of four at the other
    few = advise(
        changed(changed(design, MAIN, answers={"adapters": 11}), DR, answers={"adapters": 7}), AS_OF
    )
    for site in (MAIN, DR):
        # fewer than that: more adapters, or several networks on the same ones
        more = ids(few, site) - ids(advice, site)
        assert more == {"too-few-adapters", "converge-networks", "state-adapter-speed"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_can_be_handed_over(advice: Advice, language: str) -> None:
    text = report(advice, language)
    for entity in (*advice.design.sites, *advice.design.workloads):
        assert entity.name in text
    for cmdlet in ("Add-ClusterVMMonitoredItem", "New-ClusterAffinityRule"):
        assert f"`{cmdlet}" in text
    assert "Example Manufacturing" in text
