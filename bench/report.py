"""The report: tables in Markdown and one plot in SVG."""

from collections.abc import Mapping, Sequence

from bench.compare import Figures, Results
from bench.growth import Size

LIMIT = "static bytes"
BAR, GAP, LEFT, WIDTH = 16, 8, 330, 900


def table(results: Results) -> str:
    """Write the comparison: microseconds of processor time a request, and requests a second."""
    questions = list(results)
    lines = [
        "| server | " + " | ".join(questions) + " |",
        "|---|" + "---:|" * len(questions),
    ]
    for server in next(iter(results.values())):
        cells = [_cell(results[question][server]) for question in questions]
        lines.append(f"| {server} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(figures: Figures) -> str:
    return f"**{figures.cpu:,.0f}** ±{figures.spread:,.0f} · {figures.rate:,.0f}/s"


def waiting(results: Results) -> str:
    """Write how long clients wait, half of them and all but one in a hundred, in milliseconds."""
    questions = list(results)
    lines = ["| server | " + " | ".join(questions) + " |", "|---|" + "---:|" * len(questions)]
    for server in next(iter(results.values())):
        figures = [results[question][server] for question in questions]
        cells = [f"{each.p50 / 1000:.2f} / {each.p99 / 1000:.2f}" for each in figures]
        lines.append(f"| {server} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def cold_table(cold: Mapping[str, Figures]) -> str:
    """Write what documents cost that are new to a server."""
    lines = ["| server | microseconds a request |", "|---|---:|"]
    lines += [
        f"| {server} | {each.cpu:,.0f} ±{each.spread:,.0f} |" for server, each in cold.items()
    ]
    return "\n".join(lines)


def growth_table(sizes: Sequence[Size]) -> str:
    """Write what grows and what does not."""
    lines = [
        "| | " + " | ".join(f"{each.relationships:,}" for each in sizes) + " |",
        "|---|" + "---:|" * len(sizes),
        "| ready after, seconds | " + " | ".join(f"{each.ready:.1f}" for each in sizes) + " |",
        "| memory, megabytes | " + " | ".join(f"{each.megabytes:,}" for each in sizes) + " |",
    ]
    for question in sizes[0].costs:
        costs = " | ".join(f"{each.costs[question]:,.0f}" for each in sizes)
        lines.append(f"| {question} | {costs} |")
    return "\n".join(lines)


def plot(results: Results) -> str:
    """Draw the processor time of each server as a share of the limit's, question by question."""
    rows, top = [], 40
    for question, servers in results.items():
        rows.append(f'<text x="10" y="{top + 12}" font-weight="bold">{question}</text>')
        for server, figures in servers.items():
            top += BAR + 2
            share = servers[LIMIT].cpu / figures.cpu
            rows += _bar(top, server, share, f"{share:.1%} · {figures.cpu:,.0f} µs")
        top += BAR + GAP * 2
    title = '<text x="10" y="20">Share of what giving the same bytes from memory would take</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top + 20}" '
        'font-family="sans-serif" font-size="12" role="img">'
        f'<rect width="100%" height="100%" fill="white"/>{title}{"".join(rows)}</svg>\n'
    )


def _bar(top: int, server: str, share: float, label: str) -> list[str]:
    length = max(1.0, min(share, 1.1) * (WIDTH - LEFT - 180))
    colour = "#1d5fa8" if server.startswith("this service") else "#9aa5b1"
    return [
        f'<text x="{LEFT - 10}" y="{top + 12}" text-anchor="end">{server}</text>',
        f'<rect x="{LEFT}" y="{top}" width="{length:.1f}" height="{BAR}" fill="{colour}"/>',
        f'<text x="{LEFT + length + 6:.1f}" y="{top + 12}">{label}</text>',
    ]
