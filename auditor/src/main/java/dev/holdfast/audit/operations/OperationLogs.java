package dev.holdfast.audit.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The logs of all clients: files, and the {@code .jsonl} files of folders. */
public final class OperationLogs {

    private final List<Path> files;

    private OperationLogs(List<Path> files) {
        this.files = files;
    }

    /** @throws IOException if one of them cannot be found, or a folder has no log */
    public static OperationLogs of(List<Path> given) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                List<Path> inside;
                try (Stream<Path> entries = Files.list(path)) {
                    inside = entries.filter(entry -> entry.toString().endsWith(".jsonl")).sorted().toList();
                }
                if (inside.isEmpty()) {
                    throw new IOException("the folder %s has no file that ends in .jsonl".formatted(path));
                }
                files.addAll(inside);
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new IOException("the file %s cannot be read".formatted(path));
            }
        }
        return new OperationLogs(files);
    }

    /**
     * Reads all of them, one after the other.
     *
     * @throws IOException if a file cannot be read
     * @throws dev.holdfast.audit.json.Unreadable if a line does not have the form of docs/auditing.md; it names file and line
     */
    public void read(Consumer<Operation> operations) throws IOException {
        for (Path file : files) {
            new OperationLog(file.getFileName().toString(), operations).read(file);
        }
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    public int size() {
        return files.size();
    }
}
