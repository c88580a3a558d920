package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.testbed.Refused;
import dev.holdfast.benchmark.testbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jar with the other contenders, and with what writes Holdfast's events. It is no part of this one, and of no product. */
final class PeersJar {

    private static final Path JAR = Path.of("benchmark-peers", "target", "benchmark-peers-0.1.0-SNAPSHOT-app.jar");

    private final TestBed testBed;

    private PeersJar(TestBed testBed) {
        this.testBed = testBed;
    }

    /** @throws Refused when it has not been built */
    static PeersJar find(TestBed testBed) {
        if (!Files.exists(JAR)) {
            throw new Refused("%s is missing; ./run benchmark relay builds it".formatted(JAR));
        }
        return new PeersJar(testBed);
    }

    PeerProcess start(Contender contender, String task, List<String> options, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(testBed.options().jvmOptions());
        command.addAll(contender.jvmOptions());
        command.addAll(List.of("-jar", JAR.toString(), contender.name(), task));
        command.addAll(options);
        return PeerProcess.start(command, environment, testBed.launcher().log(contender.name().toLowerCase()));
    }
}
