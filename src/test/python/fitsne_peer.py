"""FIt-SNE for TsneBenchmark, through its own fast_tsne.py. usage: FITSNE=FOLDER fitsne_peer.py X.npy Y.npy
FOLDER holds fast_tsne.py and the built bin/fast_tsne (github.com/KlugerLab/FIt-SNE)."""
import os
import sys
import tempfile

import numpy as np

sys.path.insert(0, os.environ["FITSNE"])
from fast_tsne import fast_tsne

x, to = np.load(sys.argv[1]), os.path.abspath(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)  # where it leaves its files
    y = fast_tsne(x.astype("f8"), perplexity=30, max_iter=1000, seed=1, nthreads=2)
np.save(to, y.astype("f4"))
