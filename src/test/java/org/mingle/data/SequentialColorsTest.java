package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SequentialColorsTest {
    /** CIE L*, 0 to 100. */
    private static double lightness(int rgb) {
        double[] linear = new double[3];
        for (int c = 0; c < 3; c++) {
            double v = (rgb >> 16 - 8 * c & 0xff) / 255.0;
            linear[c] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
        double y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    }

    @Test
    void lightnessRisesEvenly() {
        for (boolean dark : new boolean[] {false, true}) {
            double whole = lightness(SequentialColors.rgb(1, dark)) - lightness(SequentialColors.rgb(0, dark));
            assertTrue(whole > 60, "told apart by lightness alone");
            for (int i = 1; i <= 20; i++) {
                double step = lightness(SequentialColors.rgb(i / 20.0, dark)) - lightness(SequentialColors.rgb((i - 1) / 20.0, dark));
                assertEquals(whole / 20, step, whole / 40, "step " + i);
            }
        }
    }

    @Test
    void standsOutFromItsGround() {
        assertTrue(lightness(SequentialColors.rgb(1, false)) < 88, "on white");
        assertTrue(lightness(SequentialColors.rgb(0, true)) > 20, "on black");
        assertEquals(SequentialColors.rgb(0, true), SequentialColors.rgb(-3, true));
        assertEquals(SequentialColors.rgb(1, false), SequentialColors.rgb(9, false));
    }
}
