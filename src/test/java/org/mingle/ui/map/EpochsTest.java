package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.projection.Layout;
import org.mingle.ui.Scenes;

class EpochsTest {
    private final Scenes scenes = new Scenes(20, 2);
    private final Epochs epochs = new Epochs();

    private Layout layout(int epoch) {
        Embeddings e = scenes.embeddings(0.5);
        return scenes.layout(e, epoch, 100);
    }

    @Test
    void goingBackToAnEarlyBestEpochKeepsTheLaterOnes() {
        for (int epoch = 0; epoch <= 4; epoch++) {
            assertTrue(epochs.record(layout(epoch)));
        }
        Layout best = layout(1);
        assertFalse(epochs.record(best));
        assertEquals(List.of(0, 1, 2, 3, 4), epochs.numbers());
        assertSame(best, epochs.current());
    }

    @Test
    void anotherTrainingBeginsAnewAndLateLayoutsOfTheOldOneDoNotCount() {
        Layout old = layout(4);
        Layout waiting = layout(5);
        epochs.expect(old.embeddings());
        epochs.record(old);
        epochs.expect(waiting.embeddings());
        epochs.beginAnew();
        assertFalse(epochs.record(scenes.layout(old.embeddings(), 4, 120)));
        assertFalse(epochs.record(waiting));
        assertEquals(List.of(), epochs.numbers());
        Layout first = layout(0);
        epochs.expect(first.embeddings());
        assertTrue(epochs.record(first));
        assertEquals(List.of(0), epochs.numbers());
    }

    @Test
    void storedLayoutsFillTheGapsAndOthersAreRefused() {
        Layout live = layout(3);
        epochs.expect(live.embeddings());
        epochs.record(live);
        Layout other = new Scenes(10, 2).layout(new Scenes(10, 2).embeddings(0.5), 7, 1);
        epochs.load(List.of(layout(1), layout(3), other));
        assertEquals(List.of(1, 3), epochs.numbers());
        assertSame(live, epochs.layout(3));
        assertSame(live.embeddings(), epochs.layout(1).embeddings(), "past embeddings are not held");
        assertEquals(1, epochs.layout(2).epoch());
        assertEquals(1, epochs.layout(0).epoch());
        assertEquals(2, epochs.between(3, 1).size());
        assertFalse(epochs.record(other));
        epochs.expect(other.embeddings());
        assertNull(epochs.current());
        assertEquals(List.of(), epochs.numbers());
    }

    @Test
    void waysLeadFromTheFirstEpochThroughSomeOfThoseBetween() {
        List<Layout> passed = IntStream.range(0, 40).mapToObj(this::layout).toList();
        Trails trails = Trails.of(passed, new int[] {3});
        assertEquals(12, trails.stops().size());
        assertSame(passed.get(0).xy().data(), trails.stops().get(0));
        assertTrue(trails.stops().stream().noneMatch(s -> s == passed.get(39).xy().data()), "the end is the point itself");
        assertEquals(trails, Trails.of(passed, new int[] {3}));
        assertEquals(Trails.NONE, Trails.of(passed.subList(0, 1), new int[] {3}));
    }

    @Test
    void veryManyWaysAreDrawnOfSomePointsAndSaySo() {
        List<Layout> passed = IntStream.range(0, 30).mapToObj(e -> layout(e)).toList();
        int[] all = IntStream.range(0, 100_000).toArray();
        Trails trails = Trails.of(passed, all);
        assertEquals(2, trails.stops().size());
        assertEquals(5, trails.every());
        assertEquals(20_000, trails.points().length);
        assertEquals(99_995, trails.points()[19_999]);
        assertEquals(1, Trails.of(passed, new int[] {3}).every());
    }
}
