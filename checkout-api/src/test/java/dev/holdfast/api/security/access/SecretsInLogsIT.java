package dev.holdfast.api.security.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.api.security.GuardedApi;
import dev.holdfast.api.security.Tokens;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is written down when keys and tokens come, good and bad, also while somebody looks for a fault and has everything written. */
class SecretsInLogsIT {

    private static final List<String> TALKATIVE = List.of("org.springframework.security", "org.springframework.web", "dev.holdfast");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        TALKATIVE.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
    }

    @Test
    void noPartOfAKeyOrTokenIsInAnyLine(@TempDir Path directory) throws IOException {
        Tokens tokens = new Tokens();
        List<String> secrets = new ArrayList<>(List.of(GuardedApi.BOOTSTRAP, "holdfast_" + "deadbeefcafe4711".repeat(4),
                tokens.token("ann", "customer"), new Tokens().token("ann", "customer")));
        try (GuardedApi guarded = new GuardedApi(tokens.setting(directory))) {
            listen();
            String good = guarded.key("shop", "storefront");
            secrets.addAll(List.of(good, good.substring(0, good.length() - 1)));
            for (String secret : secrets) {
                guarded.api().get("/api/products", GuardedApi.bearer(secret));
                guarded.api().get("/admin/api-keys", GuardedApi.bearer(secret));
                guarded.api().get("/api/products", "Authorization", "Bearer " + secret + " " + secret);
                malformed(guarded.api().port(), secret);
            }
        }

        assertThat(lines.list).anySatisfy(line -> assertThat(line.getLoggerName()).contains("BearerTokenAuthenticationFilter"));
        for (String secret : secrets) {
            String part = secret.substring(secret.length() - 20);
            assertThat(lines.list).map(SecretsInLogsIT::whole).noneMatch(line -> line.contains(part));
        }
    }

    /** Not before the application has set its logging up. */
    private void listen() {
        lines.start();
        root.addAppender(lines);
        TALKATIVE.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.TRACE));
    }

    /** Tomcat quotes header lines that are no HTTP. */
    private static void malformed(int port, String secret) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET /api/products HTTP/1.1\r\nHost: localhost\r\nAuthorization : Bearer %s\r\n\r\n"
                    .formatted(secret).getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 400").doesNotContain(secret);
        }
    }

    private static String whole(ILoggingEvent line) {
        StringBuilder text = new StringBuilder(line.getFormattedMessage());
        for (IThrowableProxy cause = line.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            text.append('\n').append(cause.getMessage());
        }
        return text.toString();
    }
}
