from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression


def fit_predict(texts, labels, new_texts):
    if len(texts) != len(labels):
        raise ValueError("texts and labels must pair up")
    known = set(labels)
    if len(known) == 1:
        only = labels[0]
        return [only for _ in new_texts]
    if not new_texts:
        return []
    grams = CountVectorizer(analyzer="char", ngram_range=(1, 3), binary=True)
    X = grams.fit_transform(texts)
    model = LogisticRegression(C=10, max_iter=1000)
    model.fit(X, labels)
    return list(map(str, model.predict(grams.transform(new_texts))))
