package org.mingle.ui;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingle.data.MingleException;

class LauncherTest {
    @Test
    void missingLibrariesAreNamedByTheirPackages() {
        MingleException e = assertThrows(MingleException.class,
                () -> Launcher.require(Map.of("libno-such-thing.so.9", "libno-such9", "libc.so.6", "libc6")));
        assertTrue(e.getMessage().contains("libno-such9"), e.getMessage());
        assertFalse(e.getMessage().contains("libc6"), e.getMessage());
        assertDoesNotThrow(() -> Launcher.require(Map.of()));
    }
}
