package org.mingle.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TickerTest {
    @Test
    void callsOnTheFxThreadUntilItIsStopped() throws Exception {
        CountDownLatch five = new CountDownLatch(5);
        AtomicInteger beats = new AtomicInteger();
        AtomicReference<Boolean> onFx = new AtomicReference<>(true);
        Ticker ticker = new Ticker(5_000_000, now -> {
            beats.incrementAndGet();
            onFx.compareAndSet(true, Platform.isFxApplicationThread());
            five.countDown();
        });
        WaitForAsyncUtils.asyncFx(() -> {
            ticker.start();
            ticker.start();
        }).get();
        assertTrue(five.await(20, TimeUnit.SECONDS));
        assertTrue(onFx.get());
        int stopped = WaitForAsyncUtils.asyncFx(() -> {
            ticker.stop();
            return beats.get();
        }).get();
        Thread.sleep(50);
        assertEquals(stopped, WaitForAsyncUtils.asyncFx(beats::get).get());
    }

    @Test
    void leavesOutBeatsForWhichTheFxThreadHasNoTime() throws Exception {
        AtomicInteger beats = new AtomicInteger();
        Ticker ticker = new Ticker(1_000_000, now -> beats.incrementAndGet());
        CompletableFuture<Integer> waited = new CompletableFuture<>();
        Platform.runLater(() -> {
            ticker.start();
            WaitForAsyncUtils.sleep(100, TimeUnit.MILLISECONDS);
            // Comes after all beats that wait by now.
            Platform.runLater(() -> {
                ticker.stop();
                waited.complete(beats.get());
            });
        });
        assertTrue(waited.get(20, TimeUnit.SECONDS) <= 1, "a hundred beats wait as one");
    }
}
