"""Hints: what an attribute of the graph's objects surely is, as their annotations say.

The annotations are checked by mypy, so a value whose class they name needs no second look. A
GraphQL type and the class that it is read from have one name; where no class has it, or several,
nothing is sure.
"""

import pkgutil
from collections import Counter
from functools import cache, cached_property
from importlib import import_module
from inspect import get_annotations
from types import NoneType, UnionType
from typing import ClassVar, get_args, get_origin

import graph


@cache
def classes() -> dict[str, type]:
    """Give the classes of all modules of the graph by name, without those that share one."""
    found = pkgutil.walk_packages(graph.__path__, "graph.")
    modules = [import_module(each.name) for each in found if not each.name.endswith(".__main__")]
    things = [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and thing.__module__ == module.__name__
    ]
    counts = Counter(each.__name__ for each in things)
    return {each.__name__: each for each in things if counts[each.__name__] == 1}


@cache
def sure_class(kind: str, attribute: str) -> tuple[type | None, bool]:
    """Give the class that an attribute of a type surely has, and whether it may be None too."""
    for base in getattr(classes().get(kind), "__mro__", ()):
        if attribute in vars(base) or attribute in get_annotations(base):
            return _class_of(_annotation(base, attribute))
    return None, True


def _annotation(base: type, attribute: str) -> object:
    read = vars(base).get(attribute)
    if isinstance(read, property):
        return read.fget.__annotations__.get("return")
    if isinstance(read, cached_property):
        return read.func.__annotations__.get("return")
    return get_annotations(base).get(attribute)


def _class_of(annotation: object) -> tuple[type | None, bool]:
    if get_origin(annotation) is ClassVar:
        (annotation,) = get_args(annotation)
    if isinstance(annotation, type):
        return annotation, False
    if isinstance(annotation, UnionType):
        arms = [arm for arm in get_args(annotation) if arm is not NoneType]
        if len(arms) == 1 and isinstance(arms[0], type):
            return arms[0], len(get_args(annotation)) > 1
    return None, True
