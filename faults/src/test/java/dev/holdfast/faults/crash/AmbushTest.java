package dev.holdfast.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmbushTest {

    @TempDir
    private Path directory;

    @Test
    void anOrderIsReadAsItWasGiven() throws IOException {
        Path file = directory.resolve("relay-1");

        new Ambush(file).lay(CrashPoint.RELAY_SENT, 7, Mishap.HOLD, Duration.ofMillis(1_500));

        assertThat(Order.parse(Files.readString(file)))
                .isEqualTo(new Order(1, CrashPoint.RELAY_SENT, 7, Mishap.HOLD, Duration.ofMillis(1_500)));
    }

    @Test
    void theReportOfAnEarlierOrderIsNotThatOfThisOne() throws IOException {
        Path file = directory.resolve("relay-1");
        Ambush ambush = new Ambush(file);
        ambush.lay(CrashPoint.RELAY_SENT, 1, Mishap.DEATH, Duration.ZERO);
        Files.writeString(Order.report(file), "1");
        assertThat(ambush.isSprung()).isTrue();

        ambush.lift();
        ambush.lay(CrashPoint.RELAY_COMMITTED, 1, Mishap.DEATH, Duration.ZERO);

        assertThat(ambush.isSprung()).isFalse();
    }
}
