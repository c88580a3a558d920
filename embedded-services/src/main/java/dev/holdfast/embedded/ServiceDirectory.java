package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory of one service, held by one process at a time.
 * The operating system gives the lock back when the process dies, however it dies; so whoever holds it may clear up what an earlier owner left.
 */
final class ServiceDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "in-use.lock";
    private static final long BYTES_PER_MB = 1_000_000;

    private final Path path;
    private final FileChannel lockFile;

    private ServiceDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if need be and takes its lock.
     *
     * @throws ServiceNotStarted when it cannot be written to, or another process (or this one) uses it
     */
    static ServiceDirectory open(Path directory) {
        try {
            Path path = Files.createDirectories(directory.toAbsolutePath()).toRealPath();
            FileChannel lockFile = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new ServiceNotStarted(
                        "%s is in use by another running service; stop that one or choose another directory".formatted(path));
            }
            return new ServiceDirectory(path, lockFile);
        } catch (IOException failure) {
            throw new ServiceNotStarted(
                    "%s cannot be written to (%s); choose a directory that you own".formatted(directory, failure), failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** @throws ServiceNotStarted when less than {@code neededBytes} are free on the directory's disk */
    void requireFreeSpace(long neededBytes) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < neededBytes) {
            throw new ServiceNotStarted("the disk of %s has only %d MB free and %d MB are needed; free some space or choose another directory"
                    .formatted(path, free / BYTES_PER_MB, neededBytes / BYTES_PER_MB));
        }
    }

    void delete(String... names) throws IOException {
        for (String name : names) {
            FileSystemUtils.deleteRecursively(path.resolve(name));
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
