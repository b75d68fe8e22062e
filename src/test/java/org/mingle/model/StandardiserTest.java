package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingle.data.FloatMatrix;

class StandardiserTest {
    private final int[] rows = IntStream.range(0, 200).toArray();

    @Test
    void zscoreGivesZeroMeanAndUnitVarianceOverTheTrainingRows() {
        float[][] x = TestData.gaussian(new SplittableRandom(1), 250, 3, 5);
        for (float[] row : x) {
            row[1] = row[1] * 0.01f + 7;
            row[2] = 4; // never changes
        }
        double[][] s = spread("zscore", x);
        assertEquals(0, s[0][0], 1e-4);
        assertEquals(1, s[0][1], 1e-3);
        assertEquals(0, s[1][0], 1e-3);
        assertEquals(1, s[1][1], 1e-2);
        assertEquals(0, s[2][1], 0);
    }

    @Test
    void autoKeepsRareColumnsSmallAndTakesRootsOfCountsOnly() {
        SplittableRandom random = new SplittableRandom(2);
        float[][] x = new float[250][3];
        for (float[] row : x) {
            row[0] = (float) Math.pow(random.nextInt(10), 2);
            row[1] = random.nextInt(50) == 0 ? 1 : 0;
            row[2] = (float) Math.pow(random.nextInt(10), 2);
        }
        double[][] s = spread("auto", x);
        assertEquals(0, s[1][0], 1e-4);
        assertTrue(s[1][1] >= 0.199 && s[1][1] < 0.5, "" + s[1][1]);
        assertTrue(s[0][1] > 0.9 && s[0][1] < 1.5);
        Standardiser counts = Standardiser.fit("auto", FloatMatrix.of(x), rows);
        float[] four = {4, 0, 0};
        float[] nine = {9, 0, 0};
        float[] sixteen = {16, 0, 0};
        counts.apply(four, 0);
        counts.apply(nine, 0);
        counts.apply(sixteen, 0);
        assertEquals(nine[0] - four[0], sixteen[0] - nine[0], 1e-5);
        x[0][0] = -1;
        Standardiser signed = Standardiser.fit("auto", FloatMatrix.of(x), rows);
        float[] a = {4, 0, 0};
        float[] b = {9, 0, 0};
        float[] c = {14, 0, 0};
        signed.apply(a, 0);
        signed.apply(b, 0);
        signed.apply(c, 0);
        assertEquals(b[0] - a[0], c[0] - b[0], 1e-5);
        assertArrayEquals(signed.state(), Standardiser.restore(signed.state()).state());
    }

    /** Mean and standard deviation of each column after scaling. */
    private double[][] spread(String mode, float[][] x) {
        Standardiser s = Standardiser.fit(mode, FloatMatrix.of(x), rows);
        double[][] out = new double[x[0].length][2];
        for (int r : rows) {
            float[] row = x[r].clone();
            s.apply(row, 0);
            for (int c = 0; c < row.length; c++) {
                out[c][0] += row[c] / rows.length;
                out[c][1] += row[c] * row[c] / rows.length;
            }
        }
        for (double[] column : out) {
            column[1] = Math.sqrt(column[1] - column[0] * column[0]);
        }
        return out;
    }
}
