package dev.holdfast.api.request;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.RunningApi;
import dev.holdfast.api.security.GuardedApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that send a byte now and then. Without a limit each test would last for minutes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientIT {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration MUCH_LATER = Duration.ofSeconds(6);
    private static final long PAUSE_MILLIS = 100;

    private GuardedApi guarded;
    private RunningApi api;
    private String key = "";

    @BeforeAll
    void start() {
        guarded = new GuardedApi("--holdfast.api.max-receive-time=" + LIMIT.toSeconds() + "s");
        api = guarded.api();
        key = guarded.key("slow", "storefront");
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void aHeadThatTricklesIsCutOff() throws Exception {
        assertThat(trickle("GET /api/products HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "a")).isEmpty();
    }

    @Test
    void aRequestLineThatTricklesIsCutOff() throws Exception {
        assertThat(trickle("GET /api/products?", "a")).isEmpty();
    }

    @Test
    void aBodyThatTricklesIsAnsweredAndCutOff() throws Exception {
        assertThat(trickle(post("Authorization: Bearer " + key + "\r\nContent-Length: 1000\r\n") + "{", " "))
                .startsWith("HTTP/1.1 408").contains("https://holdfast.dev/problems/request-timeout");
    }

    @Test
    void aBodyThatTricklesInChunksIsAnsweredAndCutOff() throws Exception {
        assertThat(trickle(post("Authorization: Bearer " + key + "\r\nTransfer-Encoding: chunked\r\n"), "1\r\n \r\n"))
                .startsWith("HTTP/1.1 408").contains("https://holdfast.dev/problems/request-timeout");
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 1000, 408", "Content-Length: 1000000, 413", "Content-Length: 100000000, 413",
            "Transfer-Encoding: chunked, 408"})
    void aBodyOfAStrangerThatTricklesIsAnsweredAndCutOff(String length, int status) throws Exception {
        assertThat(trickle(post(length + "\r\n"), "1\r\n \r\n")).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aBodyThatIsTooLargeAndGoesOnTricklingIsCutOff() throws Exception {
        assertThat(trickle(post("Authorization: Bearer " + key + "\r\nContent-Length: 100000000\r\n"), " ")).startsWith("HTTP/1.1 413");
    }

    /** The counterpart: who goes on sending at a usual pace finds the answer, and no reset. */
    @Test
    void whoSendsTooMuchFindsTheAnswer() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((post("Content-Length: 1000000\r\n")).getBytes(US_ASCII));
            for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write(" ".repeat(1_000).getBytes(US_ASCII));
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 413").endsWith("}");
        }
    }

    /** The counterpart: what is cut above is not cut because it waits. */
    @Test
    void aConnectionMayWaitForItsNextRequestForLonger() throws Exception {
        String request = "GET /api/products HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            Thread.sleep(LIMIT.multipliedBy(2));
            socket.getInputStream().skipNBytes(socket.getInputStream().available());

            socket.getOutputStream().write(request.getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    /** @return what came until the server closed the connection, which it must have done by then */
    private String trickle(String begin, String drop) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(1);
            socket.getOutputStream().write(begin.getBytes(US_ASCII));
            while (!isClosed(socket.getInputStream(), answer)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).as("cut off").isLessThan(MUCH_LATER);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                socket.getOutputStream().write(drop.getBytes(US_ASCII));
            }
        } catch (IOException reset) {
            // Cut off while something was on its way.
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(LIMIT.minusMillis(PAUSE_MILLIS));
        return answer.toString(US_ASCII);
    }

    private static String post(String headers) {
        return "POST /api/holds HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }

    private static boolean isClosed(InputStream input, ByteArrayOutputStream answer) throws IOException {
        try {
            for (int next = input.read(); next >= 0; next = input.read()) {
                answer.write(next);
            }
            return true;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        }
    }
}
