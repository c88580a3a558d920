package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

@ExtendWith(OutputCaptureExtension.class)
class OutageLogTest {

    private final OutageLog outages = new OutageLog("The job");

    @Test
    void writesOneLineWhenAnOutageBeginsAndOneWhenItEnds(CapturedOutput output) {
        outages.ended();
        for (int i = 0; i < 100; i++) {
            outages.occurred(new DataAccessResourceFailureException("no connection", new IllegalStateException("refused\nwith details")));
        }
        outages.ended();
        outages.ended();
        assertThat(lines(output)).satisfiesExactly(
                line -> assertThat(line).contains("WARN").contains("The job fails and is tried again: IllegalStateException: refused"),
                line -> assertThat(line).contains("INFO").contains("The job works again"));
    }

    @Test
    void aSecondOutageIsLoggedAgain(CapturedOutput output) {
        outages.occurred(new DataAccessResourceFailureException("no connection"));
        outages.ended();
        outages.occurred(new DataAccessResourceFailureException("no connection"));
        assertThat(lines(output)).hasSize(3);
    }

    @Test
    void aBugIsLoggedWithWhereItCameFrom(CapturedOutput output) {
        outages.occurred(new IllegalStateException("a bug"));
        assertThat(output.getAll()).contains("ERROR").contains("a bug").contains("at " + getClass().getName());
    }

    private static List<String> lines(CapturedOutput output) {
        return output.getAll().lines().filter(line -> line.contains("OutageLog")).toList();
    }
}
