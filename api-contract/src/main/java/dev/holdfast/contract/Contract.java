package dev.holdfast.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An OpenAPI 3.1 document. Its references are all within it. */
public final class Contract {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final JsonNode document;
    private final Schemas schemas;
    private final List<Operation> operations;

    private Contract(JsonNode document) {
        this.document = document;
        this.schemas = new Schemas(document);
        this.operations = operationsOf(document);
    }

    /** @throws RuntimeException if it is no YAML, or misses what every OpenAPI document has */
    public static Contract read(String yaml) {
        Map<String, Object> document = new Yaml().load(yaml);
        return new Contract(JSON.valueToTree(document));
    }

    /** @return as it was read, with its references */
    public JsonNode document() {
        return document;
    }

    /** @return in the order of the document */
    public List<Operation> operations() {
        return operations;
    }

    /** @throws java.util.NoSuchElementException if there is none */
    public Operation operation(String id) {
        return operations.stream().filter(operation -> operation.id().equals(id)).findFirst().orElseThrow();
    }

    /**
     * @param path as it was sent, without the query
     * @return empty if the document has no such path, or not with this method
     */
    public Optional<Operation> find(String method, String path) {
        return operations.stream().filter(operation -> operation.method().equals(method) && operation.matches(path)).findFirst();
    }

    /**
     * Judges an answer to any request, also to one that the document does not know.
     *
     * @param path as it was sent, without the query
     * @return empty when all is well
     */
    public List<String> violations(String method, String path, Received received) {
        // What is not valid HTTP is refused wherever it was sent.
        Optional<Operation> operation = find(method, path);
        if (operation.isPresent()) {
            return operation.get().violations(received);
        }
        ExpectedAnswer expected = switch (received.status()) {
            case BAD_REQUEST -> component("InvalidRequest");
            case UNAUTHORIZED -> component("Unauthenticated");
            case FORBIDDEN -> component("Forbidden");
            case REQUEST_TIMEOUT -> component("RequestTimeout");
            case CONTENT_TOO_LARGE -> component("BodyTooLarge");
            case METHOD_NOT_ALLOWED -> methodNotAllowed();
            case TOO_MANY_REQUESTS -> component("TooManyRequests");
            case INTERNAL_ERROR -> component("InternalError");
            case UNAVAILABLE -> component("Unavailable");
            default -> notFound();
        };
        boolean isKnown = operations.stream().anyMatch(any -> any.matches(path));
        List<String> wrong = new ArrayList<>(expected.violations(received));
        if (received.status() == METHOD_NOT_ALLOWED && !isKnown || received.status() == NOT_FOUND && isKnown) {
            wrong.add("status %d for %s %s".formatted(received.status(), method, path));
        }
        return wrong;
    }

    /** What an address that the document does not know is answered. */
    public ExpectedAnswer notFound() {
        return component("NotFound");
    }

    /** What a method that the document does not know is answered. */
    public ExpectedAnswer methodNotAllowed() {
        return component("MethodNotAllowed");
    }

    /** @return an answer that holds for requests outside of every operation */
    public ExpectedAnswer component(String name) {
        return answer(document.required("components").required("responses").required(name));
    }

    private List<Operation> operationsOf(JsonNode root) {
        List<Operation> found = new ArrayList<>();
        root.required("paths").forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
            if (METHODS.contains(method)) {
                found.add(new Operation(path, method, operation, this::answer, schemas));
            }
        }));
        return List.copyOf(found);
    }

    private ExpectedAnswer answer(JsonNode answer) {
        return new ExpectedAnswer(schemas.resolve(answer), schemas);
    }
}
