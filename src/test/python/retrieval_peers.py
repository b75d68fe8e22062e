#!/usr/bin/env python3
"""Peers of RetrievalBenchmark on the same file: retrieval_peers.py FOLDER [N]. Writes FOLDER/gallery.npy (N x 200,
normalised) and FOLDER/queries.npy (100 x 200) where they are missing, then times numpy and FAISS flat, and prints JSON
lines. Set OPENBLAS_CORETYPE=SKYLAKEX for OpenBLAS older than the CPU; threads by OMP_NUM_THREADS."""
import json
import os
import sys
import time

import numpy as np

folder, n, d, k = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000, 200, 10


def unit(rows, seed):
    x = np.random.default_rng(seed).standard_normal((rows, d), "f4")
    return x / np.linalg.norm(x, axis=1, keepdims=True)


for name, rows, seed in (("gallery", n, 1), ("queries", 100, 2)):
    path = os.path.join(folder, name + ".npy")
    if not os.path.exists(path):
        np.save(path, unit(rows, seed))
x, q = (np.load(os.path.join(folder, f)) for f in ("gallery.npy", "queries.npy"))


def bench(name, f, rounds):
    f()
    times, cpu = [], time.process_time()
    for _ in range(rounds):
        t = time.perf_counter()
        f()
        times.append(time.perf_counter() - t)
    cpu = (time.process_time() - cpu) / rounds
    times.sort()
    print(json.dumps(dict(name=name, ms_min=round(times[0] * 1e3, 1), ms_median=round(times[rounds // 2] * 1e3, 1),
                          ms_cpu=round(cpu * 1e3, 1))), flush=True)


def one():
    s = x @ q[0]
    i = np.argpartition(s, -k)[-k:]
    return i[np.argsort(-s[i])]


bench("numpy, 1 query", one, 15)
import faiss  # noqa: E402  (after numpy's turn, so that its threads are not there yet)

faiss.omp_set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
index = faiss.IndexFlatIP(d)
index.add(x)
bench("FAISS flat, 1 query", lambda: index.search(q[:1], k), 7)
bench("FAISS flat, 100 queries", lambda: index.search(q, k), 7)
np.save(os.path.join(folder, "faiss.npy"), index.search(q, k)[1].astype("i4"))
