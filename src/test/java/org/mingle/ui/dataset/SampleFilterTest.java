package org.mingle.ui.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.ui.DemoData;

class SampleFilterTest {
    private final Dataset data = DemoData.pairs(400);

    @Test
    void aBlankTextFindsTheWholeScope() {
        assertArrayEquals(data.rows(Split.TEST), SampleFilter.rows(data, Split.TEST, "  "));
    }

    @Test
    void allWordsMustOccurInIdClassOrText() {
        int[] stars = SampleFilter.rows(data, Split.TEST, "STAR");
        assertTrue(stars.length > 0 && Arrays.stream(stars).allMatch(r -> data.label(r) == 3));
        int row = stars[0];
        assertArrayEquals(new int[] {row}, SampleFilter.rows(data, Split.TEST, "star " + data.id(row)));
        assertEquals(0, SampleFilter.rows(data, Split.TEST, "star circle").length);
        assertTrue(SampleFilter.rows(data, Split.TEST, "drifting").length == data.rows(Split.TEST).length);
    }
}
