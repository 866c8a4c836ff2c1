"""Everyday scikit-learn and scipy."""

import os
import warnings

import joblib
import numpy as np
from scipy import integrate, interpolate, linalg, ndimage, optimize, signal, sparse, spatial, special, stats
from sklearn import (
    calibration,
    cluster,
    compose,
    datasets,
    decomposition,
    dummy,
    ensemble,
    feature_extraction,
    feature_selection,
    gaussian_process,
    impute,
    inspection,
    isotonic,
    kernel_ridge,
    linear_model,
    manifold,
    metrics,
    mixture,
    model_selection,
    multiclass,
    naive_bayes,
    neighbors,
    neural_network,
    pipeline,
    preprocessing,
    svm,
    tree,
)
from sklearn.base import BaseEstimator, TransformerMixin, clone


def _data(n=80, classes=2):
    return datasets.make_classification(n, 6, n_informative=4, n_classes=classes, random_state=0)


def logistic_regression(arg):
    x, y = _data()
    return round(linear_model.LogisticRegression().fit(x, y).score(x, y), 4)


def linear_regression(arg):
    x = np.arange(10.0)[:, None]
    return np.round(linear_model.LinearRegression().fit(x, 3 * x[:, 0] + 1).coef_, 6).tolist()


def ridge_and_lasso(arg):
    x, y = datasets.make_regression(40, 5, random_state=0)
    return [
        round(model.fit(x, y).score(x, y), 4)
        for model in (linear_model.Ridge(), linear_model.Lasso(0.1), linear_model.ElasticNet(0.1))
    ]


def stochastic_gradient(arg):
    x, y = _data()
    return linear_model.SGDClassifier(random_state=0).fit(x, y).predict(x[:5]).tolist()


def perceptron(arg):
    x, y = _data()
    return linear_model.Perceptron(random_state=0).fit(x, y).predict(x[:5]).tolist()


def poisson_regression(arg):
    x = np.random.default_rng(0).normal(size=(50, 2))
    return round(float(linear_model.PoissonRegressor().fit(x, np.exp(x[:, 0]).round()).intercept_), 4)


def decision_tree(arg):
    x, y = _data()
    fitted = tree.DecisionTreeClassifier(max_depth=3, random_state=0).fit(x, y)
    return [bool(fitted.get_n_leaves() > 1), "class" in tree.export_text(fitted)]


def random_forest(arg):
    x, y = _data()
    return ensemble.RandomForestClassifier(10, random_state=0).fit(x, y).predict(x[:8]).tolist()


def random_forest_threads(arg):
    x, y = _data()
    return ensemble.RandomForestClassifier(10, random_state=0, n_jobs=2).fit(x, y).predict(x[:8]).tolist()


def gradient_boosting(arg):
    x, y = _data()
    return ensemble.GradientBoostingClassifier(n_estimators=10, random_state=0).fit(x, y).predict(x[:8]).tolist()


def histogram_boosting(arg):
    x, y = _data(200)
    return ensemble.HistGradientBoostingClassifier(max_iter=5, random_state=0).fit(x, y).predict(x[:8]).tolist()


def voting_and_bagging(arg):
    x, y = _data()
    voters = ensemble.VotingClassifier(
        [("a", naive_bayes.GaussianNB()), ("b", tree.DecisionTreeClassifier(random_state=0))]
    )
    bags = ensemble.BaggingClassifier(n_estimators=3, random_state=0)
    return [round(model.fit(x, y).score(x, y), 2) for model in (voters, bags)]


def stacking(arg):
    x, y = _data()
    stack = ensemble.StackingClassifier([("n", naive_bayes.GaussianNB())], linear_model.LogisticRegression(), cv=3)
    return stack.fit(x, y).predict(x[:4]).tolist()


def isolation_forest(arg):
    x, _ = _data()
    return ensemble.IsolationForest(n_estimators=10, random_state=0).fit_predict(x)[:6].tolist()


def support_vectors(arg):
    x, y = _data()
    return [
        svm.SVC(random_state=0).fit(x, y).predict(x[:5]).tolist(),
        svm.LinearSVC(random_state=0).fit(x, y).predict(x[:5]).tolist(),
    ]


def nearest_neighbours(arg):
    x, y = _data()
    return neighbors.KNeighborsClassifier(3).fit(x, y).predict(x[:8]).tolist()


def neighbour_index(arg):
    x, _ = _data()
    return neighbors.NearestNeighbors(n_neighbors=2, n_jobs=2).fit(x).kneighbors(x[:3], return_distance=False).tolist()


def naive_bayes_models(arg):
    x, y = _data()
    return [
        naive_bayes.GaussianNB().fit(x, y).predict(x[:4]).tolist(),
        naive_bayes.BernoulliNB().fit(x > 0, y).predict(x[:4] > 0).tolist(),
    ]


def kmeans(arg):
    x, _ = datasets.make_blobs(60, centers=3, random_state=1)
    return sorted(np.bincount(cluster.KMeans(3, n_init=3, random_state=0).fit(x).labels_).tolist())


def minibatch_kmeans(arg):
    x, _ = datasets.make_blobs(60, centers=3, random_state=1)
    return len(set(cluster.MiniBatchKMeans(3, n_init=3, random_state=0).fit_predict(x).tolist()))


def dbscan_and_friends(arg):
    x, _ = datasets.make_blobs(60, centers=3, cluster_std=0.5, random_state=1)
    models = [cluster.DBSCAN(eps=1), cluster.AgglomerativeClustering(3), cluster.SpectralClustering(3, random_state=0)]
    return [len(set(model.fit_predict(x).tolist()) - {-1}) for model in models]


def gaussian_mixture(arg):
    x, _ = datasets.make_blobs(60, centers=2, random_state=1)
    return sorted(np.bincount(mixture.GaussianMixture(2, random_state=0).fit_predict(x)).tolist())


def principal_components(arg):
    x, _ = _data()
    return np.round(decomposition.PCA(2).fit(x).explained_variance_ratio_, 6).tolist()


def other_decompositions(arg):
    x = np.abs(_data()[0])
    return [
        decomposition.NMF(2, init="nndsvd", max_iter=500).fit_transform(x).shape,
        decomposition.TruncatedSVD(2, random_state=0).fit_transform(x).shape,
        decomposition.FastICA(2, random_state=0, whiten="unit-variance").fit_transform(x).shape,
    ]


def tsne_embedding(arg):
    return manifold.TSNE(2, perplexity=5, random_state=0, max_iter=250).fit_transform(_data(30)[0]).shape


def manifolds(arg):
    x, _ = _data(30)
    return [
        manifold.Isomap(n_neighbors=5).fit_transform(x).shape,
        manifold.MDS(2, n_init=1, init="random", random_state=0).fit_transform(x).shape,
    ]


def multilayer_perceptron(arg):
    x, y = _data()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return neural_network.MLPClassifier((8,), max_iter=20, random_state=0).fit(x, y).predict(x[:5]).shape


def gaussian_processes(arg):
    x = np.arange(5.0)[:, None]
    return np.round(
        gaussian_process.GaussianProcessRegressor(random_state=0).fit(x, np.sin(x[:, 0])).predict(x), 4
    ).tolist()


def kernel_models(arg):
    x = np.arange(6.0)[:, None]
    return np.round(kernel_ridge.KernelRidge(alpha=0.1, kernel="rbf").fit(x, x[:, 0]).predict(x[:2]), 4).tolist()


def pipelines(arg):
    x, y = _data()
    model = pipeline.make_pipeline(
        preprocessing.StandardScaler(), decomposition.PCA(3), linear_model.LogisticRegression()
    )
    return [list(model.named_steps), model.fit(x, y).predict(x[:5]).tolist()]


def pipeline_with_memory(arg):
    x, y = _data()
    model = pipeline.Pipeline(
        [("s", preprocessing.StandardScaler()), ("m", linear_model.LogisticRegression())], memory="cache"
    )
    return [model.fit(x, y).predict(x[:3]).tolist(), os.path.isdir("cache")]


def column_transformer(arg):
    table = np.array([[1.0, 0], [2.0, 1], [3.0, 0]])
    mix = compose.ColumnTransformer(
        [("n", preprocessing.MinMaxScaler(), [0]), ("c", preprocessing.OneHotEncoder(sparse_output=False), [1])]
    )
    return mix.fit_transform(table).tolist()


def cross_validation(arg):
    x, y = _data()
    return np.round(model_selection.cross_val_score(linear_model.LogisticRegression(), x, y, cv=3), 4).tolist()


def cross_validation_threads(arg):
    x, y = _data()
    with joblib.parallel_backend("threading", n_jobs=2):
        return np.round(model_selection.cross_val_score(naive_bayes.GaussianNB(), x, y, cv=3), 4).tolist()


def grid_search(arg):
    x, y = _data()
    return model_selection.GridSearchCV(svm.SVC(), {"C": [0.1, 1]}, cv=3).fit(x, y).best_params_


def randomized_search(arg):
    x, y = _data()
    search = model_selection.RandomizedSearchCV(
        tree.DecisionTreeClassifier(random_state=0), {"max_depth": [1, 2, 3]}, n_iter=2, random_state=0, cv=3
    )
    return search.fit(x, y).best_params_


def splitters(arg):
    x, y = _data(20)
    splits = [model_selection.KFold(4), model_selection.StratifiedKFold(4), model_selection.TimeSeriesSplit(3)]
    return [[len(test) for _, test in split.split(x, y)] for split in splits]


def train_test_split(arg):
    return model_selection.train_test_split(np.arange(10), test_size=0.3, random_state=arg)[1].tolist()


def learning_curve(arg):
    x, y = _data()
    return model_selection.learning_curve(naive_bayes.GaussianNB(), x, y, cv=3, train_sizes=[0.5, 1.0])[0].tolist()


def classification_metrics(arg):
    truth, guess = [0, 1, 1, 0, 1], [0, 1, 0, 0, 1]
    return [
        metrics.confusion_matrix(truth, guess).tolist(),
        round(metrics.f1_score(truth, guess), 6),
        "precision" in metrics.classification_report(truth, guess),
    ]


def ranking_metrics(arg):
    truth, score = [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]
    return [
        metrics.roc_auc_score(truth, score),
        metrics.average_precision_score(truth, score),
        metrics.roc_curve(truth, score)[0].tolist(),
        metrics.log_loss(truth, score),
    ]


def regression_metrics(arg):
    return [
        metrics.mean_squared_error([1, 2], [1, 3]),
        metrics.r2_score([1, 2, 3], [1, 2, 4]),
        metrics.mean_absolute_error([1], [2]),
    ]


def clustering_metrics(arg):
    x, y = datasets.make_blobs(30, centers=2, random_state=1)
    return [round(metrics.silhouette_score(x, y), 6), metrics.adjusted_rand_score(y, 1 - y)]


def pairwise_distances(arg):
    x = np.arange(6.0).reshape(3, 2)
    return [
        metrics.pairwise_distances(x).round(6).tolist(),
        metrics.pairwise.cosine_similarity(x[1:]).round(6).tolist(),
        metrics.pairwise.rbf_kernel(x).shape,
    ]


def pairwise_threads(arg):
    x = np.arange(60.0).reshape(30, 2)
    return round(float(metrics.pairwise_distances(x, n_jobs=2).sum()), 4)


def scalers(arg):
    x = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 50.0]])
    kinds = [
        preprocessing.StandardScaler(),
        preprocessing.MinMaxScaler(),
        preprocessing.RobustScaler(),
        preprocessing.Normalizer(),
    ]
    return [kind.fit_transform(x).round(6).tolist() for kind in kinds]


def encoders(arg):
    labels = ["b", "a", "b"]
    return [
        preprocessing.LabelEncoder().fit_transform(labels).tolist(),
        preprocessing.OrdinalEncoder().fit_transform(np.array(labels)[:, None]).tolist(),
        preprocessing.label_binarize([0, 2], classes=[0, 1, 2]).tolist(),
    ]


def polynomial_features(arg):
    return preprocessing.PolynomialFeatures(2).fit_transform([[2.0, 3.0]]).tolist()


def binning_and_quantiles(arg):
    x = np.arange(10.0)[:, None]
    return [
        preprocessing.KBinsDiscretizer(3, encode="ordinal", strategy="uniform").fit_transform(x).ravel().tolist(),
        preprocessing.QuantileTransformer(n_quantiles=5).fit_transform(x).round(4).ravel().tolist(),
    ]


def imputation(arg):
    x = np.array([[1.0, np.nan], [3.0, 4.0], [np.nan, 8.0]])
    return [
        impute.SimpleImputer().fit_transform(x).tolist(),
        impute.KNNImputer(n_neighbors=1).fit_transform(x).tolist(),
    ]


def text_counts(arg):
    counts = feature_extraction.text.CountVectorizer()
    return [
        counts.fit_transform(["a cat sat", "the cat ran"]).toarray().tolist(),
        counts.get_feature_names_out().tolist(),
    ]


def tfidf(arg):
    return (
        feature_extraction.text.TfidfVectorizer(analyzer="char", ngram_range=(1, 2))
        .fit_transform(["重排序", "排序"])
        .toarray()
        .round(6)
        .tolist()
    )


def hashing(arg):
    return feature_extraction.text.HashingVectorizer(n_features=8).fit_transform(["x y z"]).nnz


def feature_dictionaries(arg):
    return feature_extraction.DictVectorizer(sparse=False).fit_transform([{"a": 1}, {"b": 2}]).tolist()


def feature_selectors(arg):
    x, y = _data()
    return [
        feature_selection.SelectKBest(k=2).fit(x, y).get_support().tolist(),
        feature_selection.RFE(linear_model.LogisticRegression(), n_features_to_select=2)
        .fit(x, y)
        .support_.sum()
        .item(),
    ]


def mutual_information(arg):
    x, y = _data()
    return np.round(feature_selection.mutual_info_classif(x, y, random_state=0), 4).tolist()


def permutation_importance(arg):
    x, y = _data()
    fitted = naive_bayes.GaussianNB().fit(x, y)
    return inspection.permutation_importance(fitted, x, y, n_repeats=2, random_state=0).importances_mean.shape


def probability_calibration(arg):
    x, y = _data()
    return calibration.CalibratedClassifierCV(naive_bayes.GaussianNB(), cv=3).fit(x, y).predict(x[:4]).tolist()


def isotonic_regression(arg):
    return isotonic.IsotonicRegression().fit_transform([1, 2, 3, 4], [1.0, 3.0, 2.0, 4.0]).tolist()


def one_against_rest(arg):
    x, y = _data(classes=3)
    return multiclass.OneVsRestClassifier(linear_model.LogisticRegression()).fit(x, y).predict(x[:6]).tolist()


def baseline(arg):
    x, y = _data()
    return dummy.DummyClassifier(strategy="most_frequent").fit(x, y).predict(x[:2]).shape


def toy_datasets(arg):
    return [
        datasets.load_iris().data.shape,
        datasets.make_moons(10, random_state=0)[0].shape,
        datasets.load_digits(n_class=2).images.shape,
    ]


def own_estimator(arg):
    class Shift(BaseEstimator, TransformerMixin):
        def __init__(self, by=1):
            self.by = by

        def fit(self, x, y=None):
            return self

        def transform(self, x):
            return x + self.by

    return [clone(Shift(arg)).get_params(), Shift(2).fit_transform(np.zeros(2)).tolist()]


def parallel_threads(arg):
    return joblib.Parallel(n_jobs=2, prefer="threads")(joblib.delayed(pow)(i, 2) for i in range(6))


def parallel_default_one(arg):
    return joblib.Parallel(n_jobs=1)(joblib.delayed(abs)(-i) for i in range(4))


def joblib_dump(arg):
    joblib.dump(linear_model.LinearRegression().fit([[0.0], [1.0]], [0, 1]), "model.joblib")
    return joblib.load("model.joblib").predict([[2.0]]).round(6).tolist()


def joblib_memory(arg):
    memory = joblib.Memory("memo", verbose=0)
    cached = memory.cache(abs) if arg < 0 else memory.cache(len)
    return [cached([1, 2]), cached([1, 2])]


def limited_threads(arg):
    import threadpoolctl

    with threadpoolctl.threadpool_limits(1):
        return float((np.ones((50, 50)) @ np.ones((50, 50))).sum())


def sparse_matrices(arg):
    x = sparse.csr_matrix(np.eye(3))
    return [(x @ x.T).nnz, sparse.hstack([x, x]).shape, sparse.linalg.norm(x).round(6).item()]


def optimisation(arg):
    return np.round(optimize.minimize(lambda x: (x[0] - 1) ** 2 + (x[1] + 2) ** 2, [0.0, 0.0]).x, 3).tolist()


def root_finding(arg):
    return [
        round(optimize.brentq(lambda x: x * x - 2, 0, 2), 8),
        np.round(optimize.curve_fit(lambda x, a: a * x, np.arange(4.0), 2 * np.arange(4.0))[0], 6).tolist(),
    ]


def assignment(arg):
    return [row.tolist() for row in optimize.linear_sum_assignment([[4, 1], [2, 3]])]


def integration(arg):
    return [
        round(integrate.quad(np.sin, 0, np.pi)[0], 8),
        round(float(integrate.solve_ivp(lambda t, y: -y, (0, 1), [1.0], rtol=1e-8).y[0, -1]), 5),
    ]


def statistics(arg):
    return [
        round(float(x), 6)
        for x in (
            stats.norm.cdf(1.96),
            stats.ttest_ind([1, 2, 3], [2, 3, 5]).pvalue,
            stats.spearmanr([1, 2, 3], [1, 3, 2]).statistic,
        )
    ]


def special_functions(arg):
    return [special.expit(0).item(), round(special.logsumexp([1, 2]).item(), 8), special.comb(5, 2, exact=True)]


def spatial_structures(arg):
    return [
        spatial.KDTree([[0, 0], [1, 1]]).query([0.9, 0.9])[1].item(),
        float(spatial.distance.cosine([1, 0], [0, 1])),
        len(spatial.ConvexHull([[0, 0], [1, 0], [0, 1]]).vertices),
    ]


def interpolation(arg):
    return round(interpolate.CubicSpline([0, 1, 2], [0, 1, 4])(1.5).item(), 6)


def signals_and_images(arg):
    return [signal.find_peaks([0, 2, 0, 3, 0])[0].tolist(), ndimage.gaussian_filter(np.eye(3), 1).round(4).tolist()]


def dense_algebra(arg):
    return [np.round(linalg.expm(np.zeros((2, 2))), 6).tolist(), linalg.lu(np.eye(2))[2].tolist()]
