package dev.holdfast.benchmark.testbed;

import dev.holdfast.benchmark.database.Schema;
import dev.holdfast.benchmark.database.ServerSettings;
import dev.holdfast.benchmark.load.LoadGenerator;
import dev.holdfast.benchmark.load.WrongAnswers;
import dev.holdfast.benchmark.report.Environment;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.Started;
import java.util.HashMap;
import java.util.Map;

/** What one benchmark runs on. Everything that it starts or creates is gone when its {@link Started} is closed. */
public final class TestBed {

    private final Options options;
    private final Progress progress;
    private final Started started;
    private final Launcher launcher;
    private final Services services;
    private final Map<Schema, OwnTopics> topics = new HashMap<>();
    private final WrongAnswers wrongAnswers = new WrongAnswers();
    private final LoadGenerator generator;

    private TestBed(Options options, Progress progress, Started started, Launcher launcher, Services services) {
        this.options = options;
        this.progress = progress;
        this.started = started;
        this.launcher = launcher;
        this.services = services;
        this.generator = started.add(new LoadGenerator(wrongAnswers));
    }

    /**
     * Starts the services.
     *
     * @throws Refused when the database is not durable
     */
    public static TestBed start(Options options, Progress progress, Launcher launcher, Started started) throws InterruptedException {
        return new TestBed(options, progress, started, launcher, Services.start(options, progress, launcher, started));
    }

    /** @param busy share of the processors that was used before it was started */
    public Environment environment(double busy) {
        ServerSettings settings = services.database().settings();
        String bootstrap = options.given().bootstrap();
        return Environment.of(busy, options.jvmOptions(), settings.product(), settings.variables(),
                bootstrap == null ? "embedded Kafka, one broker" : "Kafka at " + bootstrap);
    }

    /** @return with all tables, empty; dropped at the end, with the topics of its relays. The embedded broker forgets all by itself */
    public Schema createSchema() {
        Schema schema = started.add(services.database().createSchema());
        String bootstrap = options.given().bootstrap();
        if (bootstrap != null) {
            topics.put(schema, started.add(new OwnTopics(bootstrap, schema.name())));
        }
        return schema;
    }

    /** Has something ended with everything else, if it is not ended before. */
    public <T extends AutoCloseable> T keep(T running) {
        return started.add(running);
    }

    /** Ends something before the others. */
    public void end(AutoCloseable running) {
        started.end(running);
    }

    /** Drops a schema before the end. */
    public void drop(Schema schema) {
        OwnTopics ofRelays = topics.remove(schema);
        if (ofRelays != null) {
            started.end(ofRelays);
        }
        started.end(schema);
    }

    public Options options() {
        return options;
    }

    public Progress progress() {
        return progress;
    }

    public Launcher launcher() {
        return launcher;
    }

    public Services services() {
        return services;
    }

    public LoadGenerator generator() {
        return generator;
    }

    public WrongAnswers wrongAnswers() {
        return wrongAnswers;
    }
}
