DAY = 24 * 60 * 60


def training_days(params, tokens, chips, peak, utilisation, recompute=False):
    if params <= 0 or tokens <= 0 or chips <= 0 or peak <= 0 or not 0 < utilisation <= 1:
        raise ValueError("out of range")
    flop = (2 + 4 + (2 if recompute else 0)) * params * tokens
    return flop / (chips * peak * utilisation * DAY)


def chips_needed(params, tokens, days, peak, utilisation, recompute=False):
    if days <= 0:
        raise ValueError("days")
    exact = training_days(params, tokens, 1, peak, utilisation, recompute) / days
    return int(exact) + 1


def compute_optimal(flops, tokens_per_param=20.0):
    if flops <= 0 or tokens_per_param <= 0:
        raise ValueError("out of range")
    n = (flops / tokens_per_param / 6) ** 0.5
    return n, n * tokens_per_param
