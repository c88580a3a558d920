package dev.holdfast.api.request;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has Tomcat keep buffers for what is sent here, some hundred bytes, and not 8 KB each: thousands of connections have to fit into the heap. */
@Component
final class SmallBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String BYTES = "2048";

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addConnectorCustomizers(connector -> {
            set(connector.setProperty("socket.appReadBufSize", BYTES));
            set(connector.setProperty("socket.appWriteBufSize", BYTES));
        });
    }

    private static void set(boolean known) {
        if (!known) {
            throw new IllegalStateException("Tomcat does not know the size of its buffers");
        }
    }
}
