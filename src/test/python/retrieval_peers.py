#!/usr/bin/env python3
"""Peers of RetrievalBenchmark on the same file: retrieval_peers.py FOLDER [N]. Writes FOLDER/gallery.npy (N x 200,
normalised) and FOLDER/queries.npy (100 x 200) where they are missing, then times numpy and FAISS flat, and prints JSON
lines. Threads by OMP_NUM_THREADS and OPENBLAS_NUM_THREADS; set OPENBLAS_CORETYPE=SKYLAKEX for OpenBLAS older than the CPU.
FAISS is fastest over an OpenBLAS built with OpenMP (Debian's libopenblas0-openmp, by LD_PRELOAD where it is not the
default), numpy over either."""
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

# The mean AP of 10,000 x 10,000 in the two fastest ways that numpy has: one packed key a pair sorted in place, and only
# the relevant scores sorted and placed among the others.
n = 10_000
r = np.random.default_rng(1)
labels = r.integers(0, 10, n)
centres = r.standard_normal((10, d)) * .25
a, b = ((centres[labels] + r.standard_normal((n, d))).astype("f4") for _ in range(2))
a, b = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (a, b))


def packed(block=500):
    ap, ranks = np.empty(n), np.arange(1, n + 1, dtype="f4")
    for o in range(0, n, block):
        u = (a[o:o + block] @ b.T).view("u4")
        u ^= ((u >> 31).astype("i4") * -1).view("u4") | np.uint32(0x80000000)
        u = ~u & np.uint32(0xfffffffe) | (labels[o:o + block, None] != labels[None]).astype("u4")
        u.sort(axis=1)
        hit = (u & 1) == 0
        count = np.cumsum(hit, 1, dtype="i4")
        ap[o:o + block] = np.where(hit, count / ranks, 0).sum(1) / np.maximum(1, count[:, -1])
    return ap.mean()


def relevant_only(block=500):
    ap = np.empty(n)
    for o in range(0, n, block):
        s = -(a[o:o + block] @ b.T)
        for q in range(len(s)):
            rel = np.sort(s[q][labels == labels[o + q]])
            rank = np.searchsorted(np.sort(s[q]), rel, "left") + 1
            ap[o + q] = (np.arange(1, len(rel) + 1) / rank).mean()
    return ap.mean()


for f in (packed, relevant_only):
    bench(f"numpy, mAP of {n} x {n}, {f.__name__}, {f():.6f}", f, 3)
