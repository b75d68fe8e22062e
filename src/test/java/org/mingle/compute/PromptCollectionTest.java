package org.mingle.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class PromptCollectionTest {
    @Test
    void collectsPromptlyUntilTheLastIsClosed() {
        String before = interval();
        try (PromptCollection first = PromptCollection.open()) {
            assertEquals("2000", interval());
            try (PromptCollection second = PromptCollection.open()) {
                assertEquals("2000", interval());
            }
            assertEquals("2000", interval(), "One is still open");
        }
        assertEquals(before, interval());
    }

    private static String interval() {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption("G1PeriodicGCInterval")
                .getValue();
    }
}
