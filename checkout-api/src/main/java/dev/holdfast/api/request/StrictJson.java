package dev.holdfast.api.request;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON in {@code snake_case}, taken at its word: nothing is converted, guessed or passed over, because a buyer pays for what the
 * API has understood.
 */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    private static final int MAX_NESTING = 32;
    private static final int MAX_NUMBER_DIGITS = 40;

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return factory -> factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_NESTING)
                .maxNumberLength(MAX_NUMBER_DIGITS)
                .build());
    }

    @Bean
    JsonMapperBuilderCustomizer strictMapping() {
        return json -> {
            json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
            json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
            json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
            json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
            refuseConversions(json);
        };
    }

    private static void refuseConversions(JsonMapper.Builder json) {
        json.withCoercionConfigDefaults(coercion -> {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
                coercion.setCoercion(shape, CoercionAction.Fail);
            }
        });
        // An amount may be a round one: 50 is the number 50.00.
        json.withCoercionConfig(LogicalType.Float, coercion -> coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert));
        json.withCoercionConfig(LogicalType.Textual, coercion -> {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
                coercion.setCoercion(shape, CoercionAction.Fail);
            }
        });
    }
}
