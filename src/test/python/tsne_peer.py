"""scikit-learn's t-SNE for TsneBenchmark. usage: tsne_peer.py X.npy Y.npy"""
import sys

import numpy as np
from sklearn.manifold import TSNE

x = np.load(sys.argv[1])
y = TSNE(perplexity=30, n_iter=1000, init="pca", learning_rate="auto", n_jobs=2, random_state=1).fit_transform(x)
np.save(sys.argv[2], y.astype("f4"))
