"""Everyday numpy."""

import io
import os

import numpy as np


def _r(x):
    return np.round(np.asarray(x, dtype=float), 8).tolist()


def broadcasting(arg):
    return _r(np.arange(3)[:, None] * np.arange(arg) + 0.5)


def einsum_attention(arg):
    rng = np.random.default_rng(arg)
    q, k = rng.normal(size=(2, 4, 8)), rng.normal(size=(2, 5, 8))
    return _r(np.einsum("bid,bjd->bij", q, k) / np.sqrt(8))


def einsum_optimized(arg):
    a = np.arange(12.0).reshape(3, 4)
    return _r(np.einsum("ij,jk,kl->il", a, a.T, a, optimize=True))


def softmax(arg):
    x = np.array([[1.0, 2.0, arg], [1000.0, 0.0, 0.0]])
    e = np.exp(x - x.max(-1, keepdims=True))
    return _r(e / e.sum(-1, keepdims=True))


def matrix_product(arg):
    a = np.arange(9.0).reshape(3, 3)
    return _r(a @ a.T)


def large_matrix_product(arg):
    a = np.ones((400, 400))
    return float((a @ a).sum())


def solve_system(arg):
    return _r(np.linalg.solve(np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([9.0, arg])))


def svd_values(arg):
    return _r(np.linalg.svd(np.vander(np.arange(1.0, 5), 4), compute_uv=False))


def eigenvalues(arg):
    return _r(np.linalg.eigh(np.array([[2.0, 1.0], [1.0, 3.0]]))[0])


def general_eigenvalues(arg):
    return sorted(_r(np.linalg.eigvals(np.array([[1.0, 2.0], [3.0, 4.0]])).real))


def qr_and_det(arg):
    a = np.array([[1.0, 2.0], [3.0, 5.0]])
    q, r = np.linalg.qr(a)
    return [_r(q @ r), round(float(np.linalg.det(a)), 9)]


def cholesky(arg):
    return _r(np.linalg.cholesky(np.array([[4.0, 2.0], [2.0, 3.0]])))


def least_squares(arg):
    x = np.c_[np.ones(5), np.arange(5)]
    return _r(np.linalg.lstsq(x, 2 + 3 * np.arange(5), rcond=None)[0])


def pseudo_inverse(arg):
    return _r(np.linalg.pinv(np.arange(6.0).reshape(2, 3)))


def norms(arg):
    x = np.arange(1.0, 5).reshape(2, 2)
    return [round(float(np.linalg.norm(x, kind)), 9) for kind in ("fro", 2, 1, np.inf)]


def matrix_power_and_rank(arg):
    return [
        np.linalg.matrix_power(np.array([[1, 1], [1, 0]]), 10).tolist(),
        int(np.linalg.matrix_rank(np.ones((3, 3)))),
    ]


def condition_number(arg):
    return round(float(np.linalg.cond(np.diag([1.0, 10.0]))), 6)


def fft_round_trip(arg):
    x = np.sin(np.arange(16))
    return _r(np.fft.ifft(np.fft.fft(x)).real)


def real_fft(arg):
    return _r(np.abs(np.fft.rfft(np.ones(8))))


def seeded_generator(arg):
    rng = np.random.default_rng(arg)
    return [
        _r(rng.normal(size=3)),
        rng.integers(0, 10, 4).tolist(),
        rng.permutation(5).tolist(),
        rng.choice(3, 2).tolist(),
    ]


def seeded_legacy(arg):
    np.random.seed(arg)
    return [_r(np.random.rand(3)), np.random.randint(0, 9, 3).tolist(), _r(np.random.randn(2))]


def random_state(arg):
    return _r(np.random.RandomState(arg).uniform(size=3))


def spawned_generators(arg):
    return [int(np.random.default_rng(seed).integers(100)) for seed in np.random.SeedSequence(arg).spawn(3)]


def distributions(arg):
    rng = np.random.default_rng(0)
    return [
        int(rng.poisson(3)),
        round(float(rng.gamma(2)), 9),
        int(rng.binomial(10, 0.5)),
        round(float(rng.beta(1, 2)), 9),
    ]


def unseeded(arg):
    return np.random.rand(3).shape


def boolean_masks(arg):
    x = np.arange(10)
    return x[(x % 2 == 0) & (x > 3)].tolist()


def fancy_indexing(arg):
    x = np.arange(12).reshape(3, 4)
    return [x[[0, 2], [1, 3]].tolist(), x[np.ix_([0, 1], [2, 3])].tolist(), x[..., ::-1].tolist()]


def take_and_put(arg):
    x = np.zeros(5)
    np.put(x, [1, 3], [7, 8])
    np.add.at(x, [0, 0, 1], 1)
    return [x.tolist(), np.take(x, [1, 1]).tolist(), np.take_along_axis(x[None], np.array([[4, 3]]), 1).tolist()]


def sorting(arg):
    x = np.array([3, 1, 2])
    return [np.sort(x).tolist(), np.argsort(x, kind="stable").tolist(), np.lexsort((x, [1, 1, 0])).tolist()]


def partition_top_k(arg):
    x = np.array([9, 1, 8, 2, 7])
    return sorted(x[np.argpartition(x, -2)[-2:]].tolist())


def unique_counts(arg):
    values, inverse, counts = np.unique([3, 1, 3, 2], return_inverse=True, return_counts=True)
    return [values.tolist(), inverse.ravel().tolist(), counts.tolist()]


def set_operations(arg):
    return [
        np.intersect1d([1, 2, 3], [2, 3, 4]).tolist(),
        np.isin([1, 5], [5]).tolist(),
        np.setdiff1d([1, 2], [2]).tolist(),
    ]


def histogram(arg):
    return [
        np.histogram([1, 2, 2, 3], bins=3)[0].tolist(),
        np.bincount([0, 1, 1]).tolist(),
        np.digitize([0.5, 1.5], [0, 1, 2]).tolist(),
    ]


def percentiles(arg):
    return [float(np.percentile([1, 2, 3, 4], 25)), float(np.median([3, 1, 2])), float(np.quantile([0, 1], 0.5))]


def statistics(arg):
    x = np.arange(6.0).reshape(2, 3)
    return [x.mean(0).tolist(), float(x.var(ddof=1)), _r(np.cov(x)), _r(np.corrcoef(x))]


def nan_functions(arg):
    x = np.array([1.0, np.nan, 3.0])
    return [float(np.nanmean(x)), int(np.isnan(x).sum()), np.nan_to_num(x).tolist()]


def cumulative(arg):
    return [
        np.cumsum([1, 2, 3]).tolist(),
        np.cumprod([1, 2, 3]).tolist(),
        np.diff([1, 4, 9]).tolist(),
        np.maximum.accumulate([1, 3, 2]).tolist(),
    ]


def reshaping(arg):
    x = np.arange(24).reshape(2, 3, 4)
    return [x.transpose(2, 0, 1).shape, x.swapaxes(0, 2).shape, np.moveaxis(x, 0, -1).shape, x.ravel()[:3].tolist()]


def stacking(arg):
    a = np.ones(2)
    return [
        np.stack([a, a]).shape,
        np.concatenate([a, a]).shape,
        np.vstack([a, a]).shape,
        np.hstack([a, a]).shape,
        np.split(np.arange(6), 3)[1].tolist(),
    ]


def padding_and_tiling(arg):
    return [
        np.pad([1, 2], 1, mode="reflect").tolist(),
        np.tile([1, 2], 2).tolist(),
        np.repeat([1, 2], 2).tolist(),
        np.roll([1, 2, 3], 1).tolist(),
    ]


def sliding_windows(arg):
    return np.lib.stride_tricks.sliding_window_view(np.arange(5), 3).sum(-1).tolist()


def as_strided(arg):
    x = np.arange(5)
    return np.lib.stride_tricks.as_strided(x, (3, 3), (x.strides[0], x.strides[0])).tolist()


def convolution(arg):
    return [np.convolve([1, 2, 3], [0, 1, 0.5]).tolist(), np.correlate([1, 2, 3], [1, 1]).tolist()]


def polynomials(arg):
    return [_r(np.polyfit([0, 1, 2], [1, 3, 7], 2)), np.polyval([1, 0, 1], 3).item(), sorted(_r(np.roots([1, -3, 2])))]


def interpolation(arg):
    return [
        float(np.interp(1.5, [1, 2], [10, 20])),
        np.linspace(0, 1, 5).tolist(),
        _r(np.logspace(0, 2, 3)),
        float(np.trapezoid([1, 2, 3])),
    ]


def where_and_select(arg):
    x = np.arange(5)
    return [
        np.where(x > 2, x, -x).tolist(),
        np.select([x < 1, x < 3], [10, 20], 30).tolist(),
        np.clip(x, 1, 3).tolist(),
        np.nonzero(x > 2)[0].tolist(),
    ]


def triangles(arg):
    return [
        np.tril(np.ones((3, 3))).tolist(),
        np.triu_indices(3, 1)[0].tolist(),
        np.eye(2, k=1).tolist(),
        np.diag([1, 2]).tolist(),
    ]


def outer_and_kron(arg):
    return [
        np.outer([1, 2], [3, 4]).tolist(),
        np.kron([1, 2], [1, 1]).tolist(),
        np.cross([1, 0, 0], [0, 1, 0]).tolist(),
        int(np.trace(np.eye(3))),
    ]


def meshgrid(arg):
    x, y = np.meshgrid(np.arange(2), np.arange(3), indexing="ij")
    return [(x + y).tolist(), np.indices((2, 2)).sum(0).tolist()]


def dtypes(arg):
    x = np.arange(3, dtype=np.float16)
    return [
        str(x.dtype),
        x.astype(np.int8).tolist(),
        str(np.result_type(np.int8, np.float32)),
        x.nbytes,
        np.iinfo(np.int16).max,
    ]


def integer_overflow(arg):
    return (
        int(np.array([250], dtype=np.uint8)[0] + np.uint8(10))
        if arg < 0
        else int((np.array([250], np.uint8) + np.array([10], np.uint8))[0])
    )


def floating_errors(arg):
    with np.errstate(divide="ignore", invalid="ignore"):
        x = np.array([1.0, 0.0]) / np.array([0.0, 0.0])
    return [bool(np.isinf(x[0])), bool(np.isnan(x[1]))]


def raised_floating_error(arg):
    try:
        with np.errstate(all="raise"):
            np.float64(1) / np.float64(0)
    except FloatingPointError:
        return "raised"


def division_warning(arg):
    return float(np.array([1.0]) / np.array([0.0])) if arg < 0 else str((np.array([1.0]) / np.array([0.0]))[0])


def structured_arrays(arg):
    x = np.array([(1, 2.5), (3, 4.5)], dtype=[("a", "i4"), ("b", "f8")])
    return [x["a"].tolist(), np.sort(x, order="b")["b"].tolist()]


def string_arrays(arg):
    return [np.char.upper(np.array(["a", "b"])).tolist(), np.array(["x", "yy"]).dtype.kind]


def dates(arg):
    days = np.arange("2024-01-30", "2024-02-03", dtype="datetime64[D]")
    return [[str(day) for day in days], int((days[-1] - days[0]).astype(int))]


def masked_arrays(arg):
    x = np.ma.masked_greater([1, 5, 3], 4)
    return [float(x.mean()), x.filled(0).tolist()]


def vectorize_and_apply(arg):
    return [np.vectorize(lambda a: a + 1)([1, 2]).tolist(), np.apply_along_axis(sum, 1, np.ones((2, 3))).tolist()]


def ufunc_methods(arg):
    return [
        int(np.add.reduce([1, 2, 3])),
        np.multiply.outer([1, 2], [3]).tolist(),
        np.add.reduceat([1, 2, 3, 4], [0, 2]).tolist(),
    ]


def frompyfunc(arg):
    return [int(x) for x in np.frompyfunc(lambda a, b: a * 10 + b, 2, 1)([1, 2], [3, 4])]


def complex_numbers(arg):
    x = np.exp(1j * np.pi * np.arange(3) / 2)
    return [_r(x.real), _r(x.imag), _r(np.angle(x))]


def bits(arg):
    return [
        np.packbits([1, 0, 1]).tolist(),
        np.unpackbits(np.array([5], np.uint8)).tolist(),
        np.bitwise_xor(5, 3).item(),
    ]


def comparisons(arg):
    return [bool(np.allclose([0.1 + 0.2], [0.3])), bool(np.array_equal([1], [1])), np.isclose(1, 1 + 1e-9).item()]


def testing_helpers(arg):
    np.testing.assert_allclose([1.0], [1.0 + 1e-9], rtol=1e-6)
    try:
        np.testing.assert_array_equal([1], [2])
    except AssertionError:
        return True


def save_and_load(arg):
    np.save("x.npy", np.arange(5))
    return np.load("x.npy").tolist()


def savez(arg):
    np.savez_compressed("x.npz", a=np.arange(3), b=np.eye(2))
    with np.load("x.npz") as data:
        return [sorted(data.files), data["b"].tolist()]


def memory_map(arg):
    view = np.memmap("x.dat", dtype="f8", mode="w+", shape=(10,))
    view[:] = np.arange(10)
    view.flush()
    return np.memmap("x.dat", dtype="f8", mode="r").sum().item()


def text_tables(arg):
    np.savetxt("x.txt", np.arange(4).reshape(2, 2), fmt="%d", delimiter=",")
    return [
        np.loadtxt("x.txt", delimiter=",").tolist(),
        np.genfromtxt(io.StringIO("1,2\n,4"), delimiter=",", filling_values=-1).tolist(),
    ]


def raw_files(arg):
    np.arange(3, dtype="i4").tofile("raw")
    return [np.fromfile("raw", dtype="i4").tolist(), os.path.getsize("raw"), np.frombuffer(b"\1\0\2\0", "<u2").tolist()]


def printing(arg):
    with np.printoptions(precision=3, suppress=True):
        return [str(np.array([1 / 3, 1e-9])), repr(np.arange(3)), np.array2string(np.eye(2), separator=",")]


def views_and_copies(arg):
    x = np.arange(4)
    y = x[1:]
    y[0] = 9
    return [x.tolist(), np.shares_memory(x, y), x.flags["C_CONTIGUOUS"], x[::2].copy().tolist()]


def subclass(arg):
    class Named(np.ndarray):
        pass

    return type(np.arange(3).view(Named)).__name__


def iterators(arg):
    return [[int(x) for x in np.nditer(np.arange(3))], [index for index, _ in np.ndenumerate(np.eye(2))][:2]]


def gradient_descent(arg):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(50, 2))
    y = x @ np.array([2.0, -1.0])
    w = np.zeros(2)
    for _ in range(200):
        w -= 0.1 * x.T @ (x @ w - y) / len(x)
    return np.round(w, 4).tolist()


def layer_norm(arg):
    x = np.random.default_rng(1).normal(size=(2, 6))
    return _r((x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5))


def convolution_by_windows(arg):
    x = np.arange(25.0).reshape(5, 5)
    w = np.lib.stride_tricks.sliding_window_view(x, (3, 3))
    return np.einsum("ijkl,kl->ij", w, np.ones((3, 3))).tolist()


def kmeans_by_hand(arg):
    x = np.array([0.0, 0.2, 5.0, 5.2])
    c = np.array([0.0, 5.0])
    for _ in range(5):
        label = np.abs(x[:, None] - c).argmin(1)
        c = np.array([x[label == i].mean() for i in range(2)])
    return _r(c)


def float32_accuracy(arg):
    return float(np.float32(0.1)) != 0.1 and str(np.float32(0.1))
