# Exact fractions until the end: no rounding happens on the way.
from fractions import Fraction


def _work(params, tokens, recompute):
    forward, backward = 2, 4
    return Fraction(params) * Fraction(tokens) * (forward * (1 + bool(recompute)) + backward)


def _positive(*values):
    if any(value <= 0 for value in values):
        raise ValueError("every quantity has to be above 0")


def _speed(peak, utilisation):
    _positive(peak, utilisation)
    if utilisation > 1:
        raise ValueError("nothing runs above its peak")
    return Fraction(peak) * Fraction(utilisation)


def training_days(params, tokens, chips, peak, utilisation, recompute=False):
    _positive(params, tokens, chips)
    return float(_work(params, tokens, recompute) / (_speed(peak, utilisation) * Fraction(chips) * 86400))


def chips_needed(params, tokens, days, peak, utilisation, recompute=False):
    _positive(params, tokens, days)
    exact = _work(params, tokens, recompute) / (_speed(peak, utilisation) * Fraction(days) * 86400)
    whole = int(exact)
    if whole and exact - whole < exact / 10**9:
        return whole
    return whole + 1


def compute_optimal(flops, tokens_per_param=20.0):
    _positive(flops, tokens_per_param)
    params = (flops / (6.0 * tokens_per_param)) ** 0.5
    return params, params * tokens_per_param


def chips_needed(params, tokens, days, peak, utilisation, recompute=False):
    _positive(days)
    one = training_days(params, tokens, 1, peak, utilisation, recompute)
    return int(one / days * (1 + 1e-12))
