package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NamePlacesTest {
    @Property(tries = 100)
    void noNameCoversAnotherAndNoneIsFarFromItsOwn(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 25;
        double[] x = random.doubles(n, 0, 200).toArray();
        double[] y = random.doubles(n, 0, 200).toArray();
        double[] width = random.doubles(n, 20, 90).toArray();
        double[] placed = new NamePlaces().of(x, y, width, 15);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                boolean apart = !(Math.abs(placed[i] - placed[j]) < 15)
                        || Math.abs(x[i] - x[j]) >= (width[i] + width[j]) / 2;
                assertTrue(apart, i + " covers " + j);
            }
            assertTrue(Double.isNaN(placed[i]) || Math.abs(placed[i] - y[i]) <= 30.001);
        }
        assertEquals(y[0], placed[0], "the first stays");
    }

    @Test
    void namesWithRoomStayAndNamesOnOneSpotBecomeAColumnOfFive() {
        assertArrayEquals(new double[] {10, 10, 40}, new NamePlaces().of(new double[] {10, 90, 12},
                new double[] {10, 10, 40}, new double[] {50, 50, 50}, 15));
        double[] spot = new double[8];
        double[] placed = new NamePlaces().of(spot, spot, new double[] {Double.NaN, 50, 50, 50, 50, 50, 50, 50}, 15);
        assertArrayEquals(new double[] {Double.NaN, 0, -15, 15, -30, 30, Double.NaN, Double.NaN}, placed);
        assertEquals(5, Arrays.stream(placed).filter(v -> !Double.isNaN(v)).count());
    }

    @Test
    void aNameLeavesItsLineOnlyWhenItMustAndReturnsOnlyWhenThereIsRoom() {
        NamePlaces places = new NamePlaces();
        double[] width = {50, 50};
        double[] y = {10, 10};
        assertArrayEquals(new double[] {10, -5}, places.of(new double[] {10, 59}, y, width, 15), "no room beside the first");
        assertArrayEquals(new double[] {10, -5}, places.of(new double[] {10, 61}, y, width, 15), "hardly room: it stays");
        places.forget();
        assertArrayEquals(new double[] {10, 10}, places.of(new double[] {10, 61}, y, width, 15));
        assertArrayEquals(new double[] {10, -5}, places.of(new double[] {10, 59}, y, width, 15), "it moves when it must");
    }
}
