package dev.holdfast.api.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.problem.PreparedProblem;
import dev.holdfast.api.problem.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** One place for reads, on a real Tomcat: all ways in which a request can end. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionFilterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MORE_THAN_BUFFERS_HOLD = 50_000_000;

    private final Admission admission = new Admission(
            new AdmissionProperties(new AdmissionProperties.Places(1, 1, 1, 1, 1), 0, Duration.ofSeconds(1)));
    private final HttpClient http = HttpClient.newHttpClient();
    private CountDownLatch open = new CountDownLatch(1);
    private WebServer server;

    @BeforeAll
    void start() {
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        server = tomcat.getWebServer(context -> {
            Filter filter = new AdmissionFilter(admission, new AdmissionMeters(admission, new SimpleMeterRegistry()),
                    PreparedProblem.of(ProblemType.OVERLOADED, "Too many.", Duration.ofSeconds(2)));
            var registration = context.addFilter("admission", filter);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(null, false, "/*");
            addServlets(context);
        });
        server.start();
    }

    private void addServlets(ServletContext context) {
        add(context, "/answers", (request, response) -> response.getWriter().print("done"));
        add(context, "/fails", (request, response) -> {
            throw new ServletException("As planned");
        });
        add(context, "/sends-an-error", (request, response) -> response.sendError(500));
        add(context, "/floods", (request, response) -> response.getOutputStream().write(new byte[MORE_THAN_BUFFERS_HOLD]));
        add(context, "/completes", (request, response) -> later(request.startAsync(), AsyncContext::complete));
        add(context, "/dispatches", (request, response) -> later(request.startAsync(), async -> async.dispatch("/answers")));
        add(context, "/dispatches-twice", (request, response) -> later(request.startAsync(), async -> async.dispatch("/dispatches")));
        add(context, "/completes-before-it-returns", (request, response) -> request.startAsync().complete());
        add(context, "/times-out", (request, response) -> request.startAsync().setTimeout(100));
    }

    private void later(AsyncContext async, Consumer<AsyncContext> end) {
        CountDownLatch until = open;
        Thread.startVirtualThread(() -> {
            try {
                until.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            end.accept(async);
        });
    }

    @AfterAll
    void stop() {
        http.close();
        server.stop();
    }

    @BeforeEach
    void close() {
        open = new CountDownLatch(1);
    }

    @ParameterizedTest
    @CsvSource({"/answers, 200", "/fails, 500", "/sends-an-error, 500", "/nothing-there, 404", "/completes-before-it-returns, 200",
            "/times-out, 500"})
    void aRequestThatHasEndedHasGivenItsPlaceBack(String path, int status) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(get(path).statusCode()).isEqualTo(status);
            await().atMost(PATIENCE).until(() -> admission.inProgress(RequestClass.READS) == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"/completes", "/dispatches", "/dispatches-twice"})
    void anAsynchronousRequestKeepsItsPlaceUntilItIsComplete(String path) throws Exception {
        CompletableFuture<HttpResponse<String>> slow = http.sendAsync(request(path), BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> admission.inProgress(RequestClass.READS) == 1);

        HttpResponse<String> refused = get("/answers");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        open.countDown();

        assertThat(slow.get().statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> admission.inProgress(RequestClass.READS) == 0);
        assertThat(get("/answers").statusCode()).isEqualTo(200);
    }

    @Test
    void aClientThatLeavesBeforeItsAnswerKeepsNoPlace() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.getPort())) {
            client.getOutputStream().write("GET /floods HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(admission.inProgress(RequestClass.READS)).isEqualTo(1);
        }
        await().atMost(PATIENCE).until(() -> admission.inProgress(RequestClass.READS) == 0);
        assertThat(get("/answers").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(server.getPort(), path))).timeout(PATIENCE).build();
    }

    private interface Serving {

        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private static void add(ServletContext context, String path, Serving serving) {
        ServletRegistration.Dynamic registration = context.addServlet(path, new HttpServlet() {

            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
                serving.serve(request, response);
            }
        });
        registration.setAsyncSupported(true);
        registration.addMapping(path);
    }
}
