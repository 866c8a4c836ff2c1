import math


def positive(**quantities):
    for name, amount in quantities.items():
        if amount <= 0:
            raise ValueError(name)


def total_flops(params, tokens, recompute):
    once = 6.0 * params * tokens
    # checkpointing does the work of every step a second time
    return once * 2 if recompute else once


def training_days(params, tokens, chips, peak, utilisation, recompute=False):
    positive(params=params, tokens=tokens, chips=chips, peak=peak, utilisation=utilisation)
    if utilisation > 1:
        raise ValueError("utilisation")
    per_day = chips * peak * utilisation * 24 * 3600
    return total_flops(params, tokens, recompute) / per_day


def chips_needed(params, tokens, days, peak, utilisation, recompute=False):
    positive(days=days)
    exact = training_days(params, tokens, 1, peak, utilisation, recompute) / days
    if math.isclose(exact, round(exact), rel_tol=1e-9):
        return round(exact)
    return math.ceil(exact)


def compute_optimal(flops, tokens_per_param=20.0):
    positive(flops=flops, tokens_per_param=tokens_per_param)
    params = math.sqrt(flops / (6 * tokens_per_param))
    return params, params * tokens_per_param
