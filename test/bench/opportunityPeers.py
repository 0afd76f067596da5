"""What numpy and scipy do for test/bench/opportunities.ts: reads columns of doubles from the folder of its argument,
prints one JSON line with the processor seconds of the work alone and the figures to compare."""

import json
import os
import sys
import time

import numpy as np

TASK, FOLDER = sys.argv[1:3]


def read(name):
    return np.fromfile(os.path.join(FOLDER, name + ".bin"))


def report(started, values):
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "values": np.asarray(values, float).ravel().tolist()}))


def ease():
    sets, items = read("sets").astype(int), read("items").astype(int)
    count, penalty = int(read("size")[0]), read("size")[1]
    started = time.process_time()
    x = np.zeros((sets.max() + 1, count))
    x[sets, items] = 1
    inverse = np.linalg.inv(x.T @ x + penalty * np.eye(count))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    report(started, weights)


def look_alikes():
    from scipy.spatial import cKDTree

    members, k = read("size").astype(int)
    points = read("points").reshape(-1, members).T
    started = time.process_time()
    distance, _ = cKDTree(points).query(points, k=k + 1, p=1)
    report(started, distance[:, 1:])


def pareto_nbd():
    from scipy.optimize import minimize
    from scipy.special import gammaln, hyp2f1

    x, tx, T = read("x"), read("tx"), read("T")

    def loss(at):
        r, alpha, s, beta = np.exp(at)
        larger, apart = max(alpha, beta), abs(alpha - beta)
        both, second = r + s + x, (s + 1) if alpha >= beta else (r + x)
        at_last = np.log(hyp2f1(both, second, both + 1, apart / (larger + tx))) - both * np.log(larger + tx)
        at_end = np.log(hyp2f1(both, second, both + 1, apart / (larger + T))) - both * np.log(larger + T)
        with np.errstate(divide="ignore"):
            silent = at_last + np.log(-np.expm1(np.minimum(0, at_end - at_last)))
        active = -(r + x) * np.log(alpha + T) - s * np.log(beta + T)
        common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
        return -np.sum(common + np.logaddexp(active, np.log(s / both) + silent))

    started = time.process_time()
    fit = minimize(loss, np.zeros(4), method="L-BFGS-B", options={"ftol": 1e-15, "gtol": 1e-6, "maxiter": 1000})
    report(started, [-fit.fun, *np.exp(fit.x)])


{"ease": ease, "lookAlikes": look_alikes, "paretoNbd": pareto_nbd}[TASK]()
