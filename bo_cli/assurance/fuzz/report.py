"""A run's report as text and as JSON."""

from dataclasses import asdict
from typing import Any

from bo_cli.assurance.fuzz.model import Channel, Finding, Report

MARKS = {"closed": "closed", "open": "OPEN", "inherent": "cannot be closed"}


def as_text(report: Report) -> str:
    """Return the findings, each with the call that shows it, the side channels, and a summary."""
    lines: list[str] = []
    for finding in report.findings:
        lines += [*_finding(finding), ""]
    if report.channels:
        lines += ["Side channels (docs/side-channels.md):"]
        lines += [_channel(channel) for channel in report.channels]
        lines.append("")
    calls = ", ".join(f"{count} through {way}" for way, count in report.calls.items())
    found = len(report.findings)
    said = f"{found} finding{'' if found == 1 else 's'}" if found else "nothing found"
    return "\n".join([*lines, f"{calls or 'no calls'}: {said}. Seed {report.seed}."])


def as_json(report: Report) -> dict[str, Any]:
    """Return the report under the names that other tools rely on."""
    return {
        "seed": report.seed,
        "calls": report.calls,
        "findings": [asdict(finding) for finding in report.findings],
        "channels": [asdict(channel) for channel in report.channels],
        "notes": report.notes,
    }


def _finding(finding: Finding) -> list[str]:
    lines = [f"{finding.kind}: {finding.identity} on {finding.target} ({finding.way})"]
    lines += [f"  {finding.says}", f"  {finding.shown}"]
    return lines + ([f"  again: bo policy fuzz {finding.again}"] if finding.again else [])


def _channel(channel: Channel) -> str:
    who = f" to {', '.join(channel.identities)}" if channel.identities else ""
    says = f": {channel.says}" if channel.says else ""
    return f"  {channel.name:<22} {MARKS[channel.state]}{who}{says}"
