package dev.holdfast.api.request;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What controllers may ask for beyond what Spring gives. */
@Configuration(proxyBeanMethods = false)
class RequestConventions implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new TraceParentResolver());
    }
}
