package dev.holdfast.benchmark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report as {@code report.json}, and as {@code report.html}, a page that needs no network. */
public final class ReportFiles {

    /** Of the jar that brings the plotter; it says in which folder its files are. */
    private static final String PLOTTER = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final String PLOTTER_FILES = "/META-INF/resources/webjars/uplot/%s/dist/%s";

    private static final JsonMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportFiles() {
    }

    /** @param directory exists */
    public static void write(Report report, Path directory) throws IOException {
        String json = JSON.writeValueAsString(report);
        Files.writeString(directory.resolve("report.json"), json + "\n");
        Files.writeString(directory.resolve("report.html"), page(json));
    }

    /** The data stands in a script element, which a {@code <} in it must not end. */
    private static String page(String json) throws IOException {
        return resource("report.html")
                .replace("/* report.css */", resource("report.css"))
                .replace("/* uplot.css */", plotter("uPlot.min.css"))
                .replace("/* uplot.js */", plotter("uPlot.iife.min.js"))
                .replace("/* report.js */", resource("report.js"))
                .replace("/* report.json */", json.replace("<", "\\u003c"));
    }

    private static String plotter(String file) throws IOException {
        Properties jar = new Properties();
        jar.load(new StringReader(resource(PLOTTER)));
        return resource(PLOTTER_FILES.formatted(jar.getProperty("version"), file));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportFiles.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
