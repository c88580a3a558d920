package dev.holdfast.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.holdfast.api.AsDocumented;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {

    private static final JsonNode DOCUMENT = AsDocumented.CONTRACT.document();

    @Test
    void theDocumentIsOneOfOpenApi() throws IOException {
        JsonNode metaSchema = JsonMapper.shared().readTree(Files.readString(Path.of("src", "test", "resources",
                "openapi-3.1.schema.json")));

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(metaSchema).validate(DOCUMENT))
                .isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(DOCUMENT.findValuesAsString("$ref")).isNotEmpty()
                .allSatisfy(reference -> assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anExampleIsAsItsSchemaSays(Operation operation) {
        assertThat(operation.wrongExamples()).isEmpty();
        assertThat(operation.requestExamples().isEmpty()).isEqualTo(operation.requestSchema() == null);
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        assertThat(AsDocumented.CONTRACT.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeOfProblemHasItsSchemaWithItsTitleStatusAndPage(ProblemType type) throws IOException {
        JsonNode schema = DOCUMENT.required("components").required("schemas").required(schemaName(type));

        assertThat(schema.at("/properties/type/const").stringValue()).isEqualTo(type.uri().toString());
        assertThat(schema.at("/externalDocs/url").stringValue()).isEqualTo("problems.md#" + type.label());
        assertThat(Files.readAllLines(Path.of("..", "docs", "problems.md"))).contains("## " + type.label());
    }

    @Test
    void everyTypeOfProblemIsAnAnswerOfSomething() {
        Stream<String> ofOperations = AsDocumented.CONTRACT.operations().stream().flatMap(operation -> operation.answers().values()
                .stream())
                .flatMap(answer -> answer.problemTypes().stream());
        Stream<String> ofOthers = Stream.of(AsDocumented.CONTRACT.notFound(), AsDocumented.CONTRACT.methodNotAllowed())
                .flatMap(answer -> answer.problemTypes().stream());

        assertThat(Stream.concat(ofOperations, ofOthers).distinct()).containsExactlyInAnyOrderElementsOf(
                types().map(type -> type.uri().toString()).toList());
    }

    static List<Operation> operations() {
        return AsDocumented.CONTRACT.operations();
    }

    static Stream<ProblemType> types() {
        return Arrays.stream(ProblemType.values());
    }

    private static String schemaName(ProblemType type) {
        return String.join("", Arrays.stream(type.label().split("-")).map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
                .toList());
    }
}
