package dev.holdfast.faults.buyer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The API as its clients see it: any of its instances. */
public final class Shop implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Integer> ports;
    private final Tally tally;

    /** @param ports of the instances, on this machine */
    public Shop(List<Integer> ports, Tally tally) {
        this.ports = List.copyOf(ports);
        this.tally = tally;
    }

    /** Sends it to an instance that is there, and writes down both the request and the answer. */
    Answer send(Request request, OperationLog log, RandomGenerator random) throws InterruptedException {
        long operation = log.invoke(request);
        Answer answer = exchange(request, random.nextInt(ports.size()));
        log.complete(operation, answer);
        tally.count(request.kind(), answer);
        return answer;
    }

    /** Goes on to the next instance where one is not there: what could not be sent has had no effect. */
    private Answer exchange(Request request, int first) throws InterruptedException {
        for (int next = 0; next < ports.size(); next++) {
            try {
                return exchangeWith(ports.get((first + next) % ports.size()), request);
            } catch (ConnectException notThere) {
                continue;
            } catch (IOException | JacksonException lost) {
                return Answer.NONE;
            }
        }
        return Answer.NONE;
    }

    private Answer exchangeWith(int port, Request request) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher body = request.sends() ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request.fields()))
                : HttpRequest.BodyPublishers.noBody();
        HttpRequest sent = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, request.path())))
                .timeout(ANSWER_LIMIT).header("Content-Type", "application/json").method(request.method(), body).build();
        HttpResponse<String> answer = http.send(sent, HttpResponse.BodyHandlers.ofString());
        return Answer.of(answer.statusCode(), answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
