package dev.holdfast.benchmark.start;

import dev.holdfast.benchmark.testbed.Refused;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.process.FreePort;
import dev.holdfast.process.ProcessFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The API as its build leaves it, and as its container image holds it: made here by the same steps.
 *
 * @param oneJar   of the build
 * @param unpacked the same, beside its libraries
 * @param cache    made for {@code unpacked}
 */
record ApiFiles(Path oneJar, Path unpacked, Path cache) {

    private static final Path BUILT = Path.of("checkout-api", "target", "checkout-api-0.1.0-SNAPSHOT-app.jar");
    private static final Path TRAIN = Path.of("deploy", "docker", "train");
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final long LIMIT_MINUTES = 5;

    /** @throws Refused when this is not run at the top of a built tree */
    static ApiFiles prepare(TestBed testBed) throws InterruptedException {
        if (!Files.isRegularFile(BUILT) || !Files.isRegularFile(TRAIN)) {
            throw new Refused("the API's jar or the image's files are not here (%s, %s); begin with ./run benchmark start".formatted(BUILT, TRAIN));
        }
        Path directory = testBed.options().services().resolve("api").toAbsolutePath();
        ApiFiles files = new ApiFiles(BUILT.toAbsolutePath(), directory.resolve(BUILT.getFileName()), directory.resolve("app.aot"));
        testBed.progress().say("Unpacking the API, and making its AOT cache");
        String java = JAVA_HOME.resolve("bin").resolve("java").toString();
        run(Path.of(""), List.of(java, "-Djarmode=tools", "-jar", BUILT.toString(), "extract", "--force", "--destination", directory.toString()));
        List<String> train = new ArrayList<>(List.of("bash", TRAIN.toAbsolutePath().toString()));
        train.addAll(testBed.options().jvmOptions());
        train.addAll(List.of("-jar", files.unpacked.toString()));
        run(directory, train);
        return files;
    }

    private static void run(Path directory, List<String> command) throws InterruptedException {
        try {
            Path log = Files.createTempFile("holdfast-start", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", JAVA_HOME.toString());
            builder.environment().put("TRAIN_PORT", String.valueOf(FreePort.any()));
            Process process = builder.start();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new ProcessFailed("%s did not do its work; %s tells why".formatted(command.getFirst(), log));
            }
            Files.delete(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path jar(Packaging packaging) {
        return switch (packaging) {
            case ONE_JAR -> oneJar;
            case UNPACKED, AOT_CACHE -> unpacked;
        };
    }

    /** @return what the JVM is to be told besides */
    List<String> jvmOptions(Packaging packaging) {
        return switch (packaging) {
            case ONE_JAR, UNPACKED -> List.of();
            case AOT_CACHE -> List.of("-XX:AOTCache=" + cache);
        };
    }
}
