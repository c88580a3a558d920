package dev.holdfast.api.request;

import dev.holdfast.api.ApiProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has Tomcat cut off clients that take too long to send the head of a request, or what is left of a refused one. */
@Component
final class SlowClients implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ApiProperties properties;

    SlowClients(ApiProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addEngineValves(new RefusedBodyValve(properties.maxReceiveTime()));
        tomcat.setProtocol(ImpatientHttp11.class.getName());
        tomcat.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof ImpatientHttp11 http) {
                http.setLimit(properties.maxReceiveTime());
            }
        });
    }
}
