"""Everyday standard library."""

import array
import base64
import bisect
import calendar
import cmath
import collections
import colorsys
import configparser
import contextlib
import copy
import csv
import dataclasses
import datetime
import decimal
import difflib
import enum
import fractions
import functools
import graphlib
import hashlib
import heapq
import hmac
import html
import inspect
import io
import itertools
import json
import keyword
import locale
import logging
import math
import numbers
import operator
import pickle
import pprint
import random
import re
import secrets
import shlex
import statistics
import string
import struct
import sys
import textwrap
import time
import timeit
import tokenize
import traceback
import typing
import unicodedata
import urllib.parse
import uuid
import warnings
import weakref
import zlib
import zoneinfo


def decimal_arithmetic(arg):
    with decimal.localcontext() as context:
        context.prec = 30
        return str(decimal.Decimal(1) / decimal.Decimal(arg))


def fraction_sum(arg):
    return str(sum(fractions.Fraction(1, i) for i in range(1, arg + 1)))


def groupby_runs(arg):
    return [(key, len(list(group))) for key, group in itertools.groupby("aaabbc" * arg)]


def permutations_count(arg):
    return len(list(itertools.permutations(range(arg), 3)))


def accumulate_products(arg):
    return list(itertools.accumulate(range(1, arg + 1), operator.mul))


def batched_by_islice(arg):
    source = iter(range(arg * 3))
    return list(iter(lambda: tuple(itertools.islice(source, 4)), ()))


def cached_fibonacci(arg):
    @functools.lru_cache(maxsize=None)
    def fibonacci(n):
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    return fibonacci(arg * 20)


def cached_property(arg):
    class Circle:
        calls = 0

        @functools.cached_property
        def area(self):
            Circle.calls += 1
            return round(math.pi * arg**2, 6)

    circle = Circle()
    return [circle.area, circle.area, Circle.calls]


def partial_and_reduce(arg):
    return functools.reduce(functools.partial(operator.add), range(arg), 100)


def singledispatch(arg):
    @functools.singledispatch
    def kind(value):
        return "other"

    kind.register(int, lambda value: "int")
    kind.register(list, lambda value: "list")
    return [kind(arg), kind([arg]), kind("x")]


def regular_expressions(arg):
    text = "loss=0.5 acc=0.75 step=100 " * arg
    return [(m["name"], float(m["value"])) for m in re.finditer(r"(?P<name>\w+)=(?P<value>[\d.]+)", text)][:6]


def tokenizer_by_regex(arg):
    return re.findall(r"\d+\.?\d*|[-+*/()]", "3.5*(2+4)/7-1")


def dataclass_frozen(arg):
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: int = 3
        tags: tuple = dataclasses.field(default=(), compare=False)

    return [
        dataclasses.asdict(Point(arg)),
        Point(1) < Point(2),
        repr(dataclasses.replace(Point(arg), y=9)).split(".")[-1],
    ]


def heap_top_k(arg):
    return heapq.nlargest(3, [5, 1, 8, arg, 3, 2]) + heapq.nsmallest(2, [5, 1, 8, arg])


def heap_merge(arg):
    return list(heapq.merge([1, 4, 7], [2, 5, arg], [0]))


def counter_most_common(arg):
    return collections.Counter("mississippi" * arg).most_common(2)


def counter_returned(arg):
    return dict(collections.Counter([1, 1, arg]))


def defaultdict_groups(arg):
    groups = collections.defaultdict(list)
    for i in range(arg):
        groups[i % 3].append(i)
    return dict(groups)


def ordered_dict_lru(arg):
    kept = collections.OrderedDict((i, i * i) for i in range(arg))
    kept.move_to_end(0)
    kept.popitem(last=False)
    return list(kept.items())


def deque_window(arg):
    window, out = collections.deque(maxlen=3), []
    for i in range(arg):
        window.append(i)
        out.append(sum(window))
    return out


def namedtuple_fields(arg):
    pair = collections.namedtuple("Pair", "left right")
    return [pair(arg, 1)._asdict(), tuple(pair(1, 2)._replace(left=arg))]


def chain_map(arg):
    return dict(collections.ChainMap({"a": arg}, {"a": 0, "b": 1}))


def typed_generics(arg):
    T = typing.TypeVar("T")

    class Stack(typing.Generic[T]):
        def __init__(self) -> None:
            self.items: list[T] = []

        def push(self, item: T) -> "Stack[T]":
            self.items.append(item)
            return self

    return Stack[int]().push(arg).push(2).items


def protocol_check(arg):
    @typing.runtime_checkable
    class Sized(typing.Protocol):
        def __len__(self) -> int: ...

    return [isinstance([], Sized), isinstance(arg, Sized)]


def type_hints(arg):
    def f(x: int, y: "list[float]" = ()) -> typing.Optional[str]: ...

    return sorted(typing.get_type_hints(f))


def enum_flags(arg):
    class Mode(enum.Flag):
        READ = 1
        WRITE = 2

    return [(Mode.READ | Mode.WRITE).value, [mode.name for mode in Mode]]


def context_stack(arg):
    trail = []

    @contextlib.contextmanager
    def room(name):
        trail.append("in " + name)
        try:
            yield name
        finally:
            trail.append("out " + name)

    with contextlib.ExitStack() as stack:
        for i in range(2):
            stack.enter_context(room(str(i)))
    with contextlib.suppress(ZeroDivisionError):
        1 / 0
    return trail


def redirected_output(arg):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print("hidden", arg)
    return out.getvalue()


def timing(arg):
    start, cpu = time.perf_counter(), time.process_time()
    sum(range(1000))
    return [time.perf_counter() >= start, time.process_time() >= cpu, time.monotonic() > 0, time.time() > 1e9]


def short_sleep(arg):
    time.sleep(0.01)
    return True


def timeit_runs(arg):
    return timeit.timeit("sum(range(10))", number=100) > 0


def logging_to_stream(arg):
    out = io.StringIO()
    log = logging.getLogger("snippet")
    log.handlers[:] = [logging.StreamHandler(out)]
    log.setLevel(logging.INFO)
    log.propagate = False
    log.info("epoch %d loss %.2f", arg, 0.5)
    log.debug("not shown")
    return out.getvalue()


def logging_basic(arg):
    logging.basicConfig(level=logging.WARNING)
    logging.warning("visible on standard error")
    return logging.getLogger().level


def json_round_trip(arg):
    return json.loads(json.dumps({"a": [1, 2.5, None, True], "文": "本", "n": arg}, ensure_ascii=False, sort_keys=True))


def csv_in_memory(arg):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["x", "y"])
    writer.writeheader()
    writer.writerows([{"x": 1, "y": "a,b"}, {"x": arg, "y": '"q"'}])
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def pickle_in_memory(arg):
    return pickle.loads(pickle.dumps({"a": [arg, (1, 2)], "s": {1, 2}}))


def hashes(arg):
    return [
        hashlib.sha256(b"x" * arg).hexdigest(),
        hashlib.md5(b"x").hexdigest(),
        hashlib.blake2b(b"y").hexdigest()[:20],
    ]


def hmac_digest(arg):
    return hmac.new(b"key", b"message" * arg, "sha256").hexdigest()


def secrets_lengths(arg):
    return [
        len(secrets.token_hex(8)),
        len(secrets.token_bytes(arg)),
        secrets.randbelow(10) < 10,
        secrets.choice([1]) == 1,
    ]


def uuid_forms(arg):
    return [len(str(uuid.uuid4())), str(uuid.uuid5(uuid.NAMESPACE_DNS, "example.org")), uuid.uuid1().version]


def dates(arg):
    day = datetime.date(2024, 2, 28) + datetime.timedelta(days=arg)
    return [day.isoformat(), day.isocalendar().week, (day - datetime.date(2024, 1, 1)).days, day.strftime("%A")]


def time_zones(arg):
    when = datetime.datetime(2024, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
    return [
        when.isoformat(),
        when.astimezone(datetime.timezone.utc).hour,
        when.astimezone(zoneinfo.ZoneInfo("Asia/Shanghai")).hour,
    ]


def parse_dates(arg):
    return datetime.datetime.strptime("2024-03-01 10:20", "%Y-%m-%d %H:%M").timestamp() > 0


def now_is_later(arg):
    return datetime.datetime.now().year >= 2024


def calendar_month(arg):
    return [calendar.monthrange(2024, 2), calendar.isleap(1900), len(calendar.month(2024, arg))]


def seeded_random(arg):
    source = random.Random(arg)
    return [source.randint(0, 100), source.choice("abc"), source.sample(range(20), 4), round(source.gauss(0, 1), 9)]


def seeded_global_random(arg):
    random.seed(arg)
    items = list(range(10))
    random.shuffle(items)
    return items


def unseeded_random(arg):
    return 0 <= random.random() < 1


def statistics_module(arg):
    data = [1, 2, 2, 3, arg]
    return [statistics.mean(data), statistics.median(data), statistics.mode(data), round(statistics.stdev(data), 9)]


def math_functions(arg):
    return [
        math.gcd(84, 36),
        math.comb(arg, 3),
        math.isclose(0.1 + 0.2, 0.3),
        math.lgamma(arg),
        math.prod(range(1, arg)),
    ]


def complex_roots(arg):
    root = cmath.sqrt(-arg)
    return [round(root.imag, 9), round(abs(cmath.exp(1j * math.pi) + 1), 9)]


def bisect_insert(arg):
    data = [1, 3, 5, 9]
    bisect.insort(data, arg)
    return [data, bisect.bisect_left(data, 5)]


def struct_packing(arg):
    return [struct.pack("<IHd", arg, 2, 0.5), struct.unpack(">h", b"\x01\x02"), struct.calcsize("<bQ")]


def compact_arrays(arg):
    data = array.array("d", [1.0, 2.0, arg])
    return [data.tolist(), data.itemsize, array.array("i", range(3)).tobytes()[:4]]


def text_wrapping(arg):
    return [
        textwrap.fill("the quick brown fox " * arg, 30).count("\n"),
        textwrap.dedent("  a\n  b"),
        textwrap.shorten("a b c d", 5),
    ]


def string_tools(arg):
    return [
        string.Template("$a-$b").substitute(a=1, b=arg),
        string.ascii_lowercase[:arg],
        "{:>8.3f}|{:,}".format(1.5, 10**arg),
    ]


def unicode_forms(arg):
    return [unicodedata.normalize("NFC", "e\u0301"), unicodedata.name("文"), "ß".casefold(), "文本".encode("utf-8")]


def encodings(arg):
    return [base64.b64encode(b"data" * arg), bytes.fromhex("00ff"), "é".encode("latin-1"), b"\xe6\x96\x87".decode()]


def url_parts(arg):
    return [
        urllib.parse.quote("a b/文"),
        urllib.parse.urlparse("https://x.y/p?q=1#f").query,
        urllib.parse.parse_qs("a=1&a=2"),
    ]


def html_escapes(arg):
    return [html.escape("<b>&</b>"), html.unescape("&lt;&eacute;")]


def shell_words(arg):
    return [shlex.split("a 'b c' d\\ e"), shlex.quote("it's")]


def deep_copies(arg):
    first = {"a": [1, [2, arg]]}
    second = copy.deepcopy(first)
    second["a"][1].append(0)
    return [first, second]


def weak_references(arg):
    class Node:
        pass

    node = Node()
    kept = weakref.WeakValueDictionary(a=node)
    before = len(kept)
    del node
    return [before, len(kept)]


def caught_warnings(arg):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("old", DeprecationWarning)
    return [len(caught), caught[0].category.__name__]


def ignored_warnings(arg):
    warnings.filterwarnings("ignore")
    warnings.warn("nobody sees this")
    return arg


def formatted_traceback(arg):
    try:
        {}["missing"]
    except KeyError:
        return "KeyError" in traceback.format_exc()


def raised_from(arg):
    try:
        try:
            int("x")
        except ValueError as error:
            raise RuntimeError("outer") from error
    except RuntimeError as error:
        return [str(error), type(error.__cause__).__name__]


def exception_groups(arg):
    seen = []
    try:
        raise ExceptionGroup("many", [ValueError(1), TypeError(2)])
    except* ValueError as group:
        seen.append(len(group.exceptions))
    except* TypeError as group:
        seen.append(str(group.exceptions[0]))
    return seen


def generators(arg):
    def averager():
        total = count = 0
        value = None
        while True:
            value = yield (total / count if count else None)
            total += value
            count += 1

    source = averager()
    next(source)
    return [source.send(x) for x in (1, 2, arg)]


def structural_matching(arg):
    match {"kind": "point", "at": [1, arg]}:
        case {"kind": "point", "at": [x, y]} if y > x:
            return [x, y]
        case _:
            return None


def walrus_and_comprehensions(arg):
    return [y for x in range(arg) if (y := x * x) % 2 == 0]


def metaclass_registry(arg):
    registry = []

    class Base:
        def __init_subclass__(cls, **options):
            registry.append(cls.__name__)

    class A(Base):
        pass

    class B(Base):
        pass

    return registry


def descriptors(arg):
    class Positive:
        def __set_name__(self, owner, name):
            self.name = "_" + name

        def __get__(self, thing, owner):
            return getattr(thing, self.name)

        def __set__(self, thing, value):
            if value < 0:
                raise ValueError
            setattr(thing, self.name, value)

    class Account:
        balance = Positive()

    account = Account()
    account.balance = arg
    try:
        account.balance = -1
    except ValueError:
        return account.balance


def operator_overloading(arg):
    class Vector:
        def __init__(self, *xs):
            self.xs = xs

        def __matmul__(self, other):
            return sum(a * b for a, b in zip(self.xs, other.xs))

        def __iter__(self):
            return iter(self.xs)

    return [Vector(1, 2) @ Vector(3, arg), list(Vector(1, 2))]


def abstract_numbers(arg):
    return [isinstance(arg, numbers.Integral), isinstance(1.5, numbers.Real), isinstance(1j, numbers.Complex)]


def inspected_signature(arg):
    def f(a, b=2, *rest, c, **more):
        return a

    return [str(inspect.signature(f)), inspect.isfunction(f)]


def own_source(arg):
    return callable(own_source) and own_source.__name__


def topological_order(arg):
    return list(graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[0]


def text_differences(arg):
    return [
        round(difflib.SequenceMatcher(None, "kitten", "sitting").ratio(), 6),
        difflib.get_close_matches("appel", ["ape", "apple"]),
    ]


def configuration(arg):
    parser = configparser.ConfigParser()
    parser.read_string(f"[train]\nepochs = {arg}\nlr = 0.1\n")
    return [parser.getint("train", "epochs"), parser["train"]["lr"]]


def tokenized_source(arg):
    return [
        token.string for token in tokenize.generate_tokens(io.StringIO("x = 1 + 2\n").readline) if token.string.strip()
    ]


def evaluated_code(arg):
    space = {}
    exec("def f(x):\n    return x * 2", space)
    return [space["f"](arg), eval("1 + 2"), compile("1", "x", "eval").co_filename]


def keywords(arg):
    return [keyword.iskeyword("for"), "match" in keyword.softkwlist]


def pretty_printing(arg):
    return pprint.pformat({"b": list(range(arg)), "a": "x" * 60}, width=40)


def colours(arg):
    return colorsys.rgb_to_hsv(0.2, 0.4, 0.4)


def compression(arg):
    packed = zlib.compress(b"abc" * 1000)
    return [len(packed) < 100, zlib.decompress(packed)[:6], zlib.crc32(b"x"), zlib.adler32(b"x")]


def locale_default(arg):
    return locale.setlocale(locale.LC_ALL, "C")


def system_facts(arg):
    return [
        sys.maxsize > 2**40,
        sys.getrecursionlimit() > 100,
        sys.byteorder,
        sys.getsizeof([]) > 0,
        sys.version_info[0],
    ]


def deep_recursion(arg):
    sys.setrecursionlimit(5000)

    def depth(n):
        return 0 if n == 0 else 1 + depth(n - 1)

    return depth(3000)


def large_integers(arg):
    return [pow(3, 1000, 10**9 + 7), (2**200).bit_length(), str(math.factorial(50))[:10], 10**40]


def levenshtein(arg):
    a, b = "intention", "execution"
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def dijkstra(arg):
    graph = {"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": 6}, "c": {"d": 3}, "d": {}}
    best, queue = {}, [(0, "a")]
    while queue:
        cost, node = heapq.heappop(queue)
        if node not in best:
            best[node] = cost
            for nearby, step in graph[node].items():
                heapq.heappush(queue, (cost + step, nearby))
    return best


def byte_pair_merge(arg):
    words = {"l o w": 5, "l o w e r": 2, "n e w e s t": 6}
    pairs = collections.Counter()
    for word, count in words.items():
        symbols = word.split()
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += count
    return max(pairs.items(), key=lambda item: (item[1], item[0]))


def sieve(arg):
    prime = bytearray([1]) * 100
    prime[:2] = b"\0\0"
    for i in range(2, 10):
        if prime[i]:
            prime[i * i :: i] = bytes(len(prime[i * i :: i]))
    return [i for i in range(100) if prime[i]][-3:]


def printed(arg):
    print("progress", arg, end="\r\n", flush=True)
    sys.stdout.write("more\n")
    return sys.stdout.isatty()
