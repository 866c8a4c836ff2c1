import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression


def probabilities(texts, intents, new_texts):
    if len(texts) != len(intents):
        raise ValueError("lengths")
    if len(set(intents)) == 1:
        raise ValueError("one intent only")
    counter = CountVectorizer(analyzer="char", ngram_range=(1, 2))
    weigh = TfidfTransformer()
    model = LogisticRegression(C=20, max_iter=500).fit(weigh.fit_transform(counter.fit_transform(texts)), intents)
    names = [str(c) for c in model.classes_]
    if len(new_texts) == 0:
        return names, np.empty((0, len(names)))
    return names, model.predict_proba(weigh.transform(counter.transform(new_texts)))


def reply(texts, intents, new_texts, threshold):
    names, P = probabilities(texts, intents, new_texts)
    out = []
    for p in P:
        sure = p.max() > threshold
        out.append(names[p.argmax()] if sure else None)
    return out
