package dev.holdfast.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

/** What fails outside of the controllers, where no application of ours ever does in a test. */
@ExtendWith(OutputCaptureExtension.class)
class InternalErrorIT {

    @Test
    void whatFailsInAFilterIsInTheLogUnderTheIdOfItsAnswer(CapturedOutput output) {
        MockHttpServletRequest forwarded = new MockHttpServletRequest("GET", "/error");
        forwarded.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 500);
        forwarded.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/api/products");
        forwarded.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("the filter's bug"));

        var answer = new ContainerErrorController().error(forwarded);

        String body = Objects.requireNonNull(answer.getBody()).toString();
        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(output.toString()).contains("the filter's bug").contains("at /api/products, status 500");
        assertThat(body).contains(idIn(output));
    }

    @Test
    void whatFailsInTomcatIsInTheLogUnderTheIdOfItsAnswer(@TempDir Path directory, CapturedOutput output) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "failing", new Failing());
        context.addServletMappingDecoded("/", "failing");
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(RefusedByTomcat.class.getName());
        tomcat.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI somewhere = URI.create("http://127.0.0.1:%d/somewhere".formatted(tomcat.getConnector().getLocalPort()));
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(somewhere).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(output.toString()).contains("Tomcat's bug").contains("at /somewhere, status 500");
            assertThat(answer.body()).contains("\"error_id\":\"" + idIn(output) + "\"", "https://holdfast.dev/problems/internal-error");
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static String idIn(CapturedOutput output) {
        return output.toString().replaceFirst("(?s).*Internal error (\\S+) at .*", "$1");
    }

    private static final class Failing extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("Tomcat's bug");
        }
    }
}
