package dev.holdfast.audit.report;

import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.invariant.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** A report for programs. */
public final class ReportJson {

    private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private ReportJson() {
    }

    /** @param file is replaced if it is there; its folder is created if need be */
    public static void write(AuditReport report, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(INDENTED, out)) {
            json.writeStartObject();
            json.writeStringProperty("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("began", report.began().toString());
            json.writeNumberProperty("took_millis", report.took().toMillis());
            strings(json, "sources", report.sources());
            strings(json, "not_checked", report.notes());
            strings(json, "in_doubt", report.doubts());
            invariants(json, report.findings());
            json.writeObjectPropertyStart("seen");
            for (Sighting sighting : Sighting.values()) {
                json.writeNumberProperty(sighting.name().toLowerCase(Locale.ROOT), report.findings().sightings(sighting));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void invariants(JsonGenerator json, Findings findings) {
        json.writeArrayPropertyStart("invariants");
        for (Invariant invariant : Invariant.values()) {
            json.writeStartObject();
            json.writeStringProperty("invariant", invariant.number());
            json.writeStringProperty("title", invariant.title());
            json.writeNumberProperty("checked", findings.checks(invariant));
            json.writeNumberProperty("violations", findings.violations(invariant));
            json.writeArrayPropertyStart("first_violations");
            for (Violation violation : findings.kept(invariant)) {
                json.writeStartObject();
                json.writeStringProperty("subject", violation.subject());
                json.writeStringProperty("what", violation.what());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
