"""How Hyper-V Replica travels: authentication, encryption, ports and the replication frequency."""

from __future__ import annotations

from knowledge.decisions import COPY_LOSSES, HYPER_V_REPLICA
from knowledge.rules import (
    YES,
    Below,
    Conclusion,
    Finding,
    FromRecord,
    Objection,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

INTERVALS = {
    "30-seconds": FromRecord("replica-loses-up-to-an-interval", "thirty_seconds_s"),
    "5-minutes": FromRecord("replica-loses-up-to-an-interval", "five_minutes_s"),
    "15-minutes": FromRecord("replica-loses-up-to-an-interval", "fifteen_minutes_s"),
}


def _interval(option: str, level: str, misses: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="replica_interval", option=option, level=level, misses=misses),)


INTERVAL = (
    *(
        Rule(
            f"replica_every_{option.replace('-', '_')}_does_not_exist_on_2012_{side}",
            Stage.OPTIONS,
            when=(subject(),),
            then=(Objection(decision="replica_interval", option=option, level="not-supported"),),
            cites=("replica-interval-2012",),
            host_of=side,
        )
        for option in ("30-seconds", "15-minutes")
        for side in ("own", "target")
    ),
    *(
        Rule(
            f"replica_every_{option.replace('-', '_')}_loses_too_much_with_the_{purpose}",
            Stage.OPTIONS,
            when=(subject(**{condition: YES, loss: Below(bound)}),),
            then=_interval(option, "insufficient", loss.replace("_", "-")),
            cites=("replica-loses-up-to-an-interval",),
        )
        for option, bound in INTERVALS.items()
        for purpose, condition, loss in COPY_LOSSES
    ),
    Rule(
        "replica_frequency_can_be_chosen",
        Stage.OPTIONS,
        when=(subject(),),
        then=HYPER_V_REPLICA.finding("replica-frequency-free", "info"),
        cites=("replica-intervals-from-2012r2",),
        host_of="both",
    ),
)

AUTHENTICATION = (
    Rule(
        "kerberos_does_not_encrypt",
        Stage.OPTIONS,
        when=(subject(replication_encryption=YES),),
        then=(
            Objection(
                decision="replica_authentication",
                option="kerberos",
                level="insufficient",
                misses="replication-encryption",
            ),
        ),
        cites=("replica-encryption-needs-certificate",),
    ),
    Rule(
        "page_offers_encryption_with_either_authentication",
        Stage.OPTIONS,
        when=(subject(replication_encryption=YES),),
        then=(
            Finding(
                id="replica-encryption-optional",
                severity="info",
                decision="replica_authentication",
                option="kerberos",
            ),
        ),
        cites=("replica-encryption-optional",),
    ),
    Rule(
        "kerberos_needs_a_domain",
        Stage.OPTIONS,
        when=(subject(copy_trust=one_of("workgroup", "untrusted")),),
        then=(
            Objection(decision="replica_authentication", option="kerberos", level="not-supported"),
        ),
        cites=("replica-workgroup-needs-certificate",),
    ),
    Rule(
        "kerberos_needs_the_same_forest",
        Stage.OPTIONS,
        when=(subject(copy_trust=one_of("trusted")),),
        then=(
            Objection(decision="replica_authentication", option="kerberos", level="not-supported"),
        ),
        cites=("replica-kerberos-same-forest",),
    ),
    Rule(
        "kerberos_crosses_trusted_domains",
        Stage.OPTIONS,
        when=(subject(copy_trust=one_of("trusted")),),
        then=(
            Finding(
                id="kerberos-across-domains",
                severity="info",
                decision="replica_authentication",
                option="kerberos",
            ),
        ),
        cites=("replica-kerberos-trusted-domains",),
    ),
)

PORTS = tuple(
    Rule(
        f"replica_listens_on_{scheme}",
        Stage.OPTIONS,
        when=(subject(),),
        then=(Task(id=f"open-replica-{scheme}", decision="replica_authentication", option=option),),
        cites=("replica-runs-over-http", "replica-two-authentications"),
    )
    for scheme, option in (("http", "kerberos"), ("https", "certificate"))
)

CERTIFICATES = (
    Rule(
        "replica_certificates_must_be_issued",
        Stage.OPTIONS,
        when=(subject(),),
        then=(
            Task(
                id="issue-replica-certificates",
                decision="replica_authentication",
                option="certificate",
            ),
        ),
        cites=("replica-workgroup-needs-certificate", "replica-certificate-requirements"),
    ),
)

RULES = (*INTERVAL, *AUTHENTICATION, *PORTS, *CERTIFICATES)
