import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def probabilities(texts, intents, new_texts):
    if len(texts) != len(intents):
        raise ValueError("as many intents as texts, please")
    names = sorted(set(intents))
    if len(names) < 2:
        raise ValueError("at least two intents")
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True),
        LogisticRegression(C=10.0, max_iter=1000),
    )
    model.fit(texts, intents)
    if not new_texts:
        return names, np.zeros((0, len(names)))
    return names, model.predict_proba(new_texts)


def reply(texts, intents, new_texts, threshold):
    names, P = probabilities(texts, intents, new_texts)
    return [names[row.argmax()] if row.max() >= threshold else None for row in P]
