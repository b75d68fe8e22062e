#!/usr/bin/env python3
"""usage: curve.py FOLDER -- repeats in numpy, float64, the steps that StepCurve wrote to FOLDER and compares the losses."""
import sys
import numpy as np

folder = sys.argv[1]


def read(name):
    return np.fromfile(f'{folder}/{name}.f32', '<f4').astype('f8')


def network(name, *widths):
    values, at, layers = read(name), 0, []
    for i, o in zip(widths, widths[1:]):
        layers.append([values[at:at + i * o].reshape(o, i).T.copy(), values[at + i * o:at + i * o + o].copy()])
        at += i * o + o
    return layers


class Adam:
    def __init__(self, layers):
        self.p = [q for layer in layers for q in layer]
        self.m = [np.zeros_like(q) for q in self.p]
        self.v = [np.zeros_like(q) for q in self.p]
        self.t = 0

    def step(self, gradients, rate=1e-4):
        self.t += 1
        for p, g, m, v in zip(self.p, gradients, self.m, self.v):
            m += .1 * (g - m)
            v += .001 * (g * g - v)
            p -= rate * (m / (1 - .9 ** self.t)) / (np.sqrt(v / (1 - .999 ** self.t)) + 1e-8)


image, text, classifier = (network('weights0', 4096, 1024, 512, 200), network('weights1', 3000, 1024, 512, 200),
                           network('weights2', 200, 50, 2))
mappers, adversary = Adam(image + text), Adam(classifier)
labels = read('labels').astype(int)
losses = np.loadtxt(f'{folder}/losses.txt')
batches = read('batches').astype(int).reshape(len(losses), -1)
features = read('features0').reshape(len(labels), -1), read('features1').reshape(len(labels), -1)


def forward(net, x):
    a = [x]
    for w, b in net:
        a.append(np.tanh(a[-1] @ w + b))
    return a


def backward(net, a, g):
    out = []
    for k in reversed(range(len(net))):
        g = g * (1 - a[k + 1] ** 2)
        out = [a[k].T @ g, g.sum(0)] + out
        g = g @ net[k][0].T
    return out


def classify(z, target):
    h = np.maximum(z @ classifier[0][0] + classifier[0][1], 0)
    o = h @ classifier[1][0] + classifier[1][1]
    e = np.exp(o - o.max(1, keepdims=True))
    e /= e.sum(1, keepdims=True)
    rows = np.arange(len(target))
    d = e.copy()
    d[rows, target] -= 1
    d /= len(target)
    return -np.log(e[rows, target]).mean(), h, d, (d @ classifier[1][0].T) * (h > 0)


worst = 0
for s, rows in enumerate(batches):
    n = len(rows)
    a, b = forward(image, features[0][rows]), forward(text, features[1][rows])
    u, v = a[-1], b[-1]
    z, own, target = np.concatenate([u, v]), np.tile(labels[rows], 2), np.repeat([0, 1], n)
    _, h, d, dh = classify(z, target)
    adversary.step([z.T @ dh, dh.sum(0), h.T @ d, d.sum(0)])
    squares = (z * z).sum(1)
    d2 = np.maximum(squares[:, None] + squares - 2 * z @ z.T, 0)
    same = (own[:, None] == own).astype('f8')
    other = 1 - same
    np.fill_diagonal(same, 0)
    hinge = np.maximum(40 - d2, 0)
    loss = (d2 * same).sum() / max(1, same.sum()) + (hinge * other).sum() / max(1, other.sum())
    loss += .1 * ((u - v) ** 2).sum(1).mean()
    g = same / max(1, same.sum()) - other * (hinge > 0) / max(1, other.sum())
    g += g.T
    gz = 2 * (z * g.sum(1)[:, None] - g @ z)
    gz[:n] += .2 / n * (u - v)
    gz[n:] -= .2 / n * (u - v)
    entropy, h, d, dh = classify(z, target)
    gz -= .1 * (dh @ classifier[0][0].T)
    loss += entropy
    mappers.step(backward(image, a, gz[:n]) + backward(text, b, gz[n:]))
    worst = max(worst, abs(loss - losses[s]) / loss)
    if s % 20 == 0 or s == len(batches) - 1:
        print(f'step {s + 1}: numpy {loss:.6f}, Mingle {losses[s]:.6f}')
print(f'largest relative difference over {len(losses)} steps: {worst:.2e}')
sys.exit(worst > 1e-3)
