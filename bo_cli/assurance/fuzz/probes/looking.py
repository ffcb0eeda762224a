"""Runs every probe as every identity."""

from collections.abc import Iterator
from itertools import islice

from bo_cli.assurance.fuzz.model import Channel, Finding
from bo_cli.assurance.fuzz.probes import injection, keys, statistics, texts
from bo_cli.assurance.fuzz.probes.model import Probe, Setting, Sighting
from bo_cli.assurance.model import SignedIn
from bo_cli.core.console import step

PROBES = (*keys.PROBES, *texts.PROBES, *injection.PROBES, *statistics.PROBES)
WAY = "probe"


def look(setting: Setting, people: list[SignedIn]) -> tuple[list[Channel], list[Finding]]:
    """Return how each channel stands, and a finding for each place where one is open."""
    with setting.world.connection.transaction(force_rollback=True):
        if setting.is_throwaway:
            # The planner's samples are of the canaries then.
            setting.world.connection.execute("analyze")
        channels: list[Channel] = []
        findings: dict[tuple[str, ...], Finding] = {}
        for probe in PROBES:
            with step(f"probing {probe.name}"):
                seen = [
                    (who, sighting) for who in people for sighting in _seen(probe, setting, who)
                ]
            channels.append(_channel(probe, seen))
            if not probe.is_inherent:
                for who, sighting in seen:
                    finding = _finding(probe, who, sighting)
                    findings.setdefault(finding.signature, finding)
    return channels, list(findings.values())


def _seen(probe: Probe, setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    # Of what cannot be closed one example is enough.
    return islice(probe.look(setting, who), 1 if probe.is_inherent else None)


def _channel(probe: Probe, seen: list[tuple[SignedIn, Sighting]]) -> Channel:
    if not seen:
        return Channel(probe.name, "closed")
    state = "inherent" if probe.is_inherent else "open"
    names = tuple(dict.fromkeys(who.name for who, _ in seen))
    first = seen[0][1]
    return Channel(probe.name, state, names, f"{first.target}: {first.says}")


def _finding(probe: Probe, who: SignedIn, sighting: Sighting) -> Finding:
    return Finding(
        probe.name, who.name, WAY, sighting.target, "probe", sighting.says, sighting.shown
    )
