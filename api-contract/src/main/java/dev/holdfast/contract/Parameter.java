package dev.holdfast.contract;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A parameter of an operation.
 *
 * @param in     {@code path}, {@code query} or {@code header}
 * @param schema perhaps a reference
 */
public record Parameter(String name, String in, boolean required, JsonNode schema, Optional<String> example) {
}
