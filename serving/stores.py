"""The stores of a process: what each keeps in memory, and how much it may keep."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from serving.pool import Filled
from serving.service import Service


class Store(Protocol):
    """Something that keeps values within so many bytes."""

    @property
    def bytes(self) -> int:
        """About how many bytes it takes by now."""

    @property
    def limit(self) -> int:
        """How many bytes it may take."""

    def __len__(self) -> int:
        """Count the values."""


def filled(service: Service) -> Iterator[Filled]:
    """Tell how full each store of a service is."""
    stores: dict[str, Store] = {
        "answers": service.answers.cache,
        "documents": service.documents.cache,
        "persisted": service.persisted.cache,
        **service.stores,
    }
    if service.revision is not None:
        stores |= {"lists": service.revision.lists, "views": service.revision.views}
    for name, store in stores.items():
        yield Filled(name, len(store), store.bytes, store.limit)


class StoreMetrics(Collector):
    """What the stores of this process hold."""

    def __init__(self, service: Service, prefix: str) -> None:
        self.service = service
        self.prefix = prefix

    def collect(self) -> Iterator[Metric]:
        """Give the metrics as they are now."""
        yield from _families(f"{self.prefix}_store", filled(self.service))
        yield from _families(f"{self.prefix}_pool_store", _together(self.service.pool.stores))
        failed = f"{self.prefix}_compile_failures"
        count = self.service.failures.count
        yield CounterMetricFamily(failed, "Operations not compiled by mistake.", value=count)


def _families(name: str, stores: Iterable[Filled]) -> Iterator[Metric]:
    entries = GaugeMetricFamily(f"{name}_entries", "What is kept.", labels=["store"])
    taken = GaugeMetricFamily(f"{name}_bytes", "About what that takes.", labels=["store"])
    limit = GaugeMetricFamily(f"{name}_limit_bytes", "What it may take.", labels=["store"])
    for each in stores:
        entries.add_metric([each.name], each.entries)
        taken.add_metric([each.name], each.bytes)
        limit.add_metric([each.name], each.limit)
    yield from (entries, taken, limit)


def _together(stores: Iterable[Filled]) -> Iterator[Filled]:
    """Add up the stores of one name, of several processes."""
    named: defaultdict[str, list[Filled]] = defaultdict(list)
    for each in stores:
        named[each.name].append(each)
    for name, found in named.items():
        entries, taken, limits = map(sum, zip(*(each[1:] for each in found), strict=True))
        yield Filled(name, entries, taken, limits)
