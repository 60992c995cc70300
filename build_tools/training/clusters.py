"""Clusters of words that stand in like places: counts of neighbors, PPMI, SVD, k-means (Levy and Goldberg 2014)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from corpora import Text
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import KMeans

LEAST = 4
"""Times that a word stands in the corpora to have a cluster."""
CONTEXTS = 3000
DIMENSIONS = 64
FINE, COARSE = 400, 48


def clusters(texts: Sequence[Text]) -> dict[str, tuple[str, str]]:
    """Return the fine and the coarse cluster of each frequent word, in lower case."""
    lines = [[word.lower() for word in block.words] for text in texts for block in text.blocks]
    counts = Counter(word for line in lines for word in line)
    vocabulary = sorted(word for word, count in counts.items() if count >= LEAST)
    contexts = sorted(counts, key=lambda word: (-counts[word], word))[:CONTEXTS]
    vectors = _vectors(_pairs(lines, vocabulary, contexts))
    fine = KMeans(FINE, n_init=1, random_state=1, max_iter=30).fit(vectors)
    coarse = KMeans(COARSE, n_init=1, random_state=1, max_iter=30).fit(vectors)
    return {word: (f"f{a}", f"c{b}") for word, a, b in zip(vocabulary, fine.labels_, coarse.labels_, strict=True)}


def _pairs(lines: Sequence[Sequence[str]], vocabulary: Sequence[str], contexts: Sequence[str]) -> csr_matrix:
    """Count, of each word, its neighbors: one and two to the left, one and two to the right, each apart."""
    rows, columns = {word: i for i, word in enumerate(vocabulary)}, {word: i for i, word in enumerate(contexts)}
    size = len(contexts)
    at, to, weight = [], [], []
    for line in lines:
        for index, word in enumerate(line):
            row = rows.get(word)
            if row is None:
                continue
            for side, offset in enumerate((-2, -1, 1, 2)):
                if 0 <= index + offset < len(line):
                    column = columns.get(line[index + offset])
                    if column is not None:
                        at.append(row)
                        to.append(side * size + column)
                        weight.append(1.0 if abs(offset) == 1 else 0.5)
    return coo_matrix((weight, (at, to)), shape=(len(vocabulary), 4 * size)).tocsr()


def _vectors(pairs: csr_matrix) -> np.ndarray:
    """Return a vector of length 1 for each word: the shifted PPMI's greatest singular vectors."""
    total = pairs.sum()
    row, column = np.asarray(pairs.sum(axis=1)).ravel(), np.asarray(pairs.sum(axis=0)).ravel() ** 0.75
    column *= total / column.sum()
    coo = pairs.tocoo()
    value = np.log(coo.data * total / (row[coo.row] * column[coo.col]))
    keep = value > 0
    ppmi = coo_matrix((value[keep], (coo.row[keep], coo.col[keep])), shape=pairs.shape).tocsr()
    u, s, _ = svds(ppmi, k=DIMENSIONS, v0=np.ones(min(ppmi.shape)), random_state=1)
    order = np.argsort(-s)
    vectors = u[:, order] * np.sqrt(s[order])
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(norms == 0, 1, norms)
