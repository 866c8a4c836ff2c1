"""Files in scratch, threads, sockets pairs, event loops: what touches the system and is still honest."""

import asyncio
import atexit
import bz2
import concurrent.futures
import contextvars
import csv
import ctypes
import dbm.dumb
import fcntl
import filecmp
import fileinput
import glob
import gzip
import importlib
import io
import json
import lzma
import mmap
import os
import pathlib
import pickle
import platform
import queue
import select
import selectors
import shelve
import shutil
import signal
import socket
import sqlite3
import stat
import sys
import tarfile
import tempfile
import threading
import time
import zipfile


def text_file(arg):
    with open("a.txt", "w", encoding="utf-8") as out:
        out.write("一\n二\n" * arg)
    with open("a.txt", encoding="utf-8") as text:
        return sum(1 for _ in text)


def append_and_seek(arg):
    with open("b.bin", "wb+") as data:
        data.write(b"0123456789")
        data.seek(3)
        data.truncate(8)
        return data.read()


def pathlib_tour(arg):
    folder = pathlib.Path("one/two")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "x.txt").write_text("hello")
    moved = (folder / "x.txt").rename(folder / "y.txt")
    found = sorted(path.name for path in pathlib.Path("one").rglob("*"))
    return [moved.read_text(), found, moved.suffix, moved.exists(), moved.stat().st_size]


def glob_files(arg):
    for i in range(3):
        open(f"g{i}.dat", "w").close()
    return sorted(glob.glob("g*.dat"))


def walk_tree(arg):
    os.makedirs("w/a/b", exist_ok=True)
    open("w/a/f", "w").close()
    return sorted((len(folders), len(files)) for _, folders, files in os.walk("w"))


def remove_tree(arg):
    os.makedirs("r/a/b", exist_ok=True)
    open("r/a/b/c", "w").close()
    shutil.rmtree("r")
    return os.path.exists("r")


def copy_files(arg):
    open("from.txt", "w").write("x" * 100)
    shutil.copy("from.txt", "to.txt")
    shutil.copy2("from.txt", "to2.txt")
    shutil.copyfile("from.txt", "to3.txt")
    return [os.path.getsize(name) for name in ("to.txt", "to2.txt", "to3.txt")] + [
        filecmp.cmp("from.txt", "to.txt", shallow=False)
    ]


def copy_tree(arg):
    os.makedirs("t1/x", exist_ok=True)
    open("t1/x/f", "w").write("1")
    shutil.copytree("t1", "t2", dirs_exist_ok=True)
    return open("t2/x/f").read()


def move_file(arg):
    open("m1", "w").write("m")
    shutil.move("m1", "m2")
    return [os.path.exists("m1"), open("m2").read()]


def permissions(arg):
    open("p", "w").close()
    os.chmod("p", 0o600)
    return stat.S_ISREG(os.stat("p").st_mode)


def touch_times(arg):
    pathlib.Path("touched").touch()
    pathlib.Path("touched").touch()
    os.utime("touched")
    return os.path.getmtime("touched") > 1e9


def temporary_file(arg):
    with tempfile.TemporaryFile("w+") as data:
        data.write("abc")
        data.seek(0)
        return data.read()


def named_temporary_file(arg):
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as data:
        json.dump({"a": arg}, data)
    try:
        return json.load(open(data.name))
    finally:
        os.unlink(data.name)


def temporary_folder(arg):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "x").write_text("y")
        inside = os.listdir(folder)
    return [inside, os.path.exists(folder)]


def spooled_file(arg):
    with tempfile.SpooledTemporaryFile(max_size=10) as data:
        data.write(b"x" * 100)
        data.seek(0)
        return len(data.read())


def csv_file(arg):
    with open("t.csv", "w", newline="") as out:
        csv.writer(out).writerows([["x", "y"], [1, 2], [3, arg]])
    with open("t.csv", newline="") as rows:
        return list(csv.reader(rows))


def pickle_file(arg):
    with open("x.pkl", "wb") as out:
        pickle.dump([1, {"a": arg}], out)
    with open("x.pkl", "rb") as data:
        return pickle.load(data)


def gzip_file(arg):
    with gzip.open("x.gz", "wt") as out:
        out.write("line\n" * 50)
    with gzip.open("x.gz", "rt") as text:
        return sum(1 for _ in text)


def bzip_and_lzma(arg):
    return [bz2.decompress(bz2.compress(b"x" * 99))[:3], lzma.decompress(lzma.compress(b"y" * 99))[:3]]


def zip_archive(arg):
    with zipfile.ZipFile("x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.txt", "hello")
    with zipfile.ZipFile("x.zip") as archive:
        archive.extractall("unzipped")
        return [archive.namelist(), open("unzipped/a/b.txt").read()]


def tar_archive(arg):
    open("in.txt", "w").write("tar")
    with tarfile.open("x.tar.gz", "w:gz") as archive:
        archive.add("in.txt")
    with tarfile.open("x.tar.gz") as archive:
        archive.extractall("untarred")
    return open("untarred/in.txt").read()


def sqlite_memory(arg):
    base = sqlite3.connect(":memory:")
    base.execute("create table t (x integer, y text)")
    base.executemany("insert into t values (?, ?)", [(i, str(i)) for i in range(arg)])
    return base.execute("select sum(x), max(y) from t").fetchone()


def sqlite_file(arg):
    with sqlite3.connect("x.db") as base:
        base.execute("create table if not exists t (x)")
        base.execute("insert into t values (1)")
    base.close()
    with sqlite3.connect("x.db") as base:
        return base.execute("select count(*) > 0 from t").fetchone()


def sqlite_wal(arg):
    base = sqlite3.connect("wal.db")
    mode = base.execute("pragma journal_mode=wal").fetchone()[0]
    base.execute("create table if not exists t (x)")
    base.execute("insert into t values (1)")
    base.commit()
    base.close()
    return mode


def sqlite_windows(arg):
    base = sqlite3.connect(":memory:")
    return base.execute("with t(x) as (values (1), (2), (5)) select x, sum(x) over (order by x) from t").fetchall()


def shelf(arg):
    with dbm.dumb.open("shelf", "n") as base:
        base["k"] = "v"
    with dbm.dumb.open("shelf") as base:
        return base["k"]


def shelve_values(arg):
    with shelve.Shelf({}) as kept:
        kept["a"] = [arg, 2]
        return kept["a"]


def file_locks(arg):
    with open("lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(held, fcntl.LOCK_UN)
        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return True


def memory_mapped_file(arg):
    with open("mapped", "wb+") as data:
        data.write(b"\0" * 4096)
        data.flush()
        with mmap.mmap(data.fileno(), 4096) as view:
            view[0:5] = b"hello"
            view.flush()
        data.seek(0)
        return data.read(5)


def anonymous_private_map(arg):
    with mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as view:
        view.write(b"abc")
        return view[:3]


def descriptors(arg):
    fd = os.open("fd", os.O_RDWR | os.O_CREAT)
    os.write(fd, b"123456")
    os.lseek(fd, 2, os.SEEK_SET)
    copy = os.dup(fd)
    data = os.read(copy, 2) + os.pread(fd, 2, 0)
    os.close(copy)
    os.fsync(fd)
    os.close(fd)
    return data


def pipe(arg):
    reader, writer = os.pipe()
    os.write(writer, b"through")
    os.close(writer)
    with os.fdopen(reader, "rb") as data:
        return data.read()


def working_folder(arg):
    here = os.getcwd()
    os.makedirs("below", exist_ok=True)
    os.chdir("below")
    inside = os.path.basename(os.getcwd())
    os.chdir(here)
    return [inside, os.path.isdir("below")]


def disk_space(arg):
    return shutil.disk_usage(".").total > 0


def environment(arg):
    os.environ["MY_FLAG"] = "1"
    return [os.environ["MY_FLAG"], os.getenv("NO_SUCH_VARIABLE"), os.path.expandvars("$MY_FLAG")]


def home_is_usable(arg):
    path = pathlib.Path.home() / "cache.txt"
    path.write_text("x")
    return path.read_text()


def temporary_root_is_usable(arg):
    path = os.path.join(tempfile.gettempdir(), "mine.txt")
    open(path, "w").write("t")
    return open(path).read()


def import_own_module(arg):
    pathlib.Path("my_helper.py").write_text("def double(x):\n    return 2 * x\n")
    sys.path.insert(0, os.getcwd())
    try:
        importlib.invalidate_caches()
        return importlib.import_module("my_helper").double(arg)
    finally:
        sys.path.pop(0)


def own_pid(arg):
    os.kill(os.getpid(), 0)
    return os.getpid() > 0


def signals(arg):
    seen = []
    signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
    signal.raise_signal(signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(0.01)
    signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    return len(seen)


def alarm(arg):
    class Late(Exception):
        pass

    def ring(number, frame):
        raise Late

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        while True:
            pass
    except Late:
        return "rang"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def threads_with_lock(arg):
    total, lock = [0], threading.Lock()

    def work():
        for _ in range(1000):
            with lock:
                total[0] += 1

    crew = [threading.Thread(target=work) for _ in range(4)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return total[0]


def producer_consumer(arg):
    line, out = queue.Queue(maxsize=2), []

    def produce():
        for i in range(10):
            line.put(i)
        line.put(None)

    threading.Thread(target=produce).start()
    while (item := line.get()) is not None:
        out.append(item)
    return out


def thread_events(arg):
    ready, out = threading.Event(), []
    worker = threading.Thread(target=lambda: (ready.wait(1), out.append(1)))
    worker.start()
    ready.set()
    worker.join()
    return [out, threading.active_count() >= 1]


def condition_and_barrier(arg):
    barrier, out = threading.Barrier(3), []

    def work(i):
        barrier.wait(2)
        out.append(i)

    crew = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    [one.start() for one in crew]
    [one.join() for one in crew]
    return sorted(out)


def semaphores_and_timers(arg):
    semaphore, rung = threading.BoundedSemaphore(2), threading.Event()
    timer = threading.Timer(0.01, rung.set)
    timer.start()
    with semaphore:
        return rung.wait(2)


def thread_locals(arg):
    local, seen = threading.local(), []
    local.x = 1

    def work():
        seen.append(hasattr(local, "x"))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    return seen


def thread_pool(arg):
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(lambda x: x * x, range(10)))


def futures_as_completed(arg):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(pow, i, 2) for i in range(5)]
        return sorted(job.result() for job in concurrent.futures.as_completed(jobs))


def context_variables(arg):
    level = contextvars.ContextVar("level", default=0)
    level.set(arg)
    return [level.get(), contextvars.copy_context().run(lambda: level.get())]


def asyncio_gather(arg):
    async def job(i):
        await asyncio.sleep(0.001 * (3 - i))
        return i

    async def main():
        return await asyncio.gather(*(job(i) for i in range(3)))

    return asyncio.run(main())


def asyncio_queue(arg):
    async def main():
        line, out = asyncio.Queue(), []

        async def produce():
            for i in range(5):
                await line.put(i)
            await line.put(None)

        task = asyncio.create_task(produce())
        while (item := await line.get()) is not None:
            out.append(item)
        await task
        return out

    return asyncio.run(main())


def asyncio_threads_and_timeouts(arg):
    async def main():
        first = await asyncio.to_thread(sum, range(10))
        try:
            async with asyncio.timeout(0.01):
                await asyncio.sleep(1)
        except TimeoutError:
            return [first, "late"]

    return asyncio.run(main())


def asyncio_task_group(arg):
    async def main():
        async with asyncio.TaskGroup() as group:
            jobs = [group.create_task(asyncio.sleep(0, i)) for i in range(3)]
        return [job.result() for job in jobs]

    return asyncio.run(main())


def async_generator(arg):
    async def numbers():
        for i in range(3):
            yield i

    async def main():
        return [i async for i in numbers()]

    return asyncio.run(main())


def socket_pair(arg):
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"ping")
        return right.recv(10)


def selectors_on_pair(arg):
    left, right = socket.socketpair()
    with selectors.DefaultSelector() as watcher, left, right:
        watcher.register(right, selectors.EVENT_READ)
        left.send(b"x")
        return len(watcher.select(1))


def select_on_pipe(arg):
    reader, writer = os.pipe()
    os.write(writer, b"x")
    ready, _, _ = select.select([reader], [], [], 1)
    os.close(reader)
    os.close(writer)
    return len(ready)


def platform_facts(arg):
    return [platform.system(), platform.python_implementation(), platform.machine() != ""]


def processors(arg):
    return [os.cpu_count() >= 1, len(os.sched_getaffinity(0)) >= 1]


def random_bytes(arg):
    return len(os.urandom(16))


def resource_usage(arg):
    import resource

    return [resource.getrusage(resource.RUSAGE_SELF).ru_utime >= 0, resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 16]


def ctypes_strlen(arg):
    return ctypes.CDLL(None).strlen(b"hello")


def ctypes_callback(arg):
    compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
    data = (ctypes.c_int * 4)(3, 1, 4, 1)
    ctypes.CDLL(None).qsort(data, 4, 4, compare(lambda a, b: a[0] - b[0]))
    return list(data)


def file_input(arg):
    open("fi.txt", "w").write("a\nb\n")
    with fileinput.input("fi.txt") as lines:
        return [line.strip() for line in lines]


def byte_buffers(arg):
    data = io.BytesIO(b"abcdef")
    view = data.getbuffer()
    view[0] = 90
    return bytes(view[:3])


def at_exit(arg):
    atexit.register(lambda: None)
    return True


def user_name(arg):
    return isinstance(os.getuid(), int)


def host_name(arg):
    return isinstance(socket.gethostname(), str)
