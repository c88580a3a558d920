package dev.holdfast.reconcile.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.reconcile.ReconcilerProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class StripeKeyTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReconcilerProperties.class)
    @Import(StripeConfiguration.class)
    static class WithStripe {
    }

    /** Such as a webhook's secret that was given by mistake. */
    @Test
    void whatIsNoKeyIsNotLoggedAtTheStartThatItPrevents(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(WithStripe.class).web(WebApplicationType.NONE)
                .properties("spring.config.name=none").run("--holdfast.reconciler.stripe.key=whsec_do_not_tell")).isNotNull();
        assertThat(output.getAll()).contains("holdfast.reconciler.stripe").doesNotContain("do_not_tell");
    }
}
