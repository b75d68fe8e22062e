package org.mingle.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.data.MingleException;
import org.mingle.ui.DemoData;
import org.mingle.ui.Fx;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class OpenerTest {
    private final List<String> told = new ArrayList<>();

    private void open(Opener opener, String path) {
        Fx.run(() -> opener.open(Path.of(path), o -> told.add("opened " + path), e -> told.add(e.getMessage())));
    }

    @Test
    void theNewestWishWinsHoweverLongTheOlderTakes() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Opener opener = new Opener(path -> {
            if (path.toString().equals("slow")) {
                await(slow);
                read.countDown();
            }
            return new Opener.Opened(DemoData.pairs(16));
        });
        open(opener, "slow");
        open(opener, "quick");
        Fx.await(() -> !told.isEmpty());
        slow.countDown();
        read.await();
        Fx.run(() -> {});
        assertEquals(List.of("opened quick"), told);
        Fx.run(opener::close);
    }

    @Test
    void whatCannotBeReadIsToldAndNothingIsBeingOpenedAnyMore() throws Exception {
        Opener opener = new Opener(path -> {
            throw new MingleException("No such file.");
        });
        open(opener, "nothing");
        Fx.await(() -> !told.isEmpty());
        assertEquals(List.of("No such file."), told);
        assertEquals(null, Fx.get(() -> opener.opening().get()));
        Fx.run(opener::close);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
