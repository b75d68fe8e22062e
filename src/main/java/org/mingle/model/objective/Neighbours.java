package org.mingle.model.objective;

/** Chooses the k nearest points of one kind in a row of distances; ties go to the lower index. */
final class Neighbours {
    private float[] best = new float[0];
    private int[] index = new int[0];
    private int count;

    /**
     * @param k how many, at least 1
     * @param same whether points of the same class (the point itself excepted) or of other classes are wanted
     * @return how many there are; their indices are {@link #get}
     */
    int choose(PointBatch batch, float[] distances, int a, int k, boolean same) {
        int n = batch.size();
        int room = Math.min(k, n);
        float wanted = same ? 1 : 0;
        float[] related = batch.related();
        if (best.length < room) {
            best = new float[room];
            index = new int[room];
        }
        count = 0;
        for (int b = 0; b < n; b++) {
            if (b != a && related[a * n + b] == wanted) {
                insert(distances[a * n + b], b, room);
            }
        }
        return count;
    }

    private void insert(float distance, int b, int room) {
        if (count == room && distance >= best[count - 1]) {
            return;
        }
        int at = count < room ? count++ : count - 1;
        while (at > 0 && best[at - 1] > distance) {
            best[at] = best[at - 1];
            index[at] = index[at - 1];
            at--;
        }
        best[at] = distance;
        index[at] = b;
    }

    int get(int i) {
        return index[i];
    }
}
