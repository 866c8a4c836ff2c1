import math

SECONDS = 86400


def _check(utilisation, *others):
    if min(utilisation, *others) <= 0 or utilisation > 1:
        raise ValueError("quantities must be positive, utilisation at most 1")


def training_days(params, tokens, chips, peak, utilisation, recompute=False):
    _check(utilisation, params, tokens, chips, peak)
    passes = 8 if recompute else 6
    return passes * params * tokens / (chips * peak * utilisation) / SECONDS


def chips_needed(params, tokens, days, peak, utilisation, recompute=False):
    _check(utilisation, params, tokens, days, peak)
    x = training_days(params, tokens, 1, peak, utilisation, recompute) / days
    near = round(x)
    if near and abs(x - near) < 1e-9 * near:
        return near
    return math.ceil(x)


def compute_optimal(flops, tokens_per_param=20.0):
    if flops <= 0 or tokens_per_param <= 0:
        raise ValueError("quantities must be positive")
    params = math.sqrt(flops / 6 / tokens_per_param)
    return params, tokens_per_param * params


def training_days(params, tokens, chips, peak, utilisation, recompute=False):
    _check(utilisation, params, tokens, chips, peak)
    flop = 2 * params * tokens + (2 * params * tokens if recompute else 0)
    return flop / chips / peak / utilisation / SECONDS


def compute_optimal(flops, tokens_per_param=20.0):
    if min(flops, tokens_per_param) <= 0:
        raise ValueError
    p = (flops / (2 * tokens_per_param)) ** 0.5
    return p, p * tokens_per_param
