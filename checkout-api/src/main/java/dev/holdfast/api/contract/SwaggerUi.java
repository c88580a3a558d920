package dev.holdfast.api.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Swagger UI on the contract, to read and to try the calls in a browser. Nothing of it is there unless it is asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("holdfast.api.swagger-ui")
class SwaggerUi implements WebMvcConfigurer {

    private static final String HOME = "/swagger-ui";

    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addRedirectViewController(HOME, HOME + "/index.html");
    }

    /** Our own file comes first: it names the document, where the one of Swagger UI names an example. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler(HOME + "/**")
                .addResourceLocations("classpath:/swagger-ui/",
                        "classpath:/META-INF/resources/webjars/swagger-ui/%s/".formatted(version()));
    }

    /** The files lie in a folder of the version's name. */
    private static String version() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"))
                    .getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException("Swagger UI is not on the class path; leave holdfast.api.swagger-ui out", failure);
        }
    }
}
