package dev.holdfast.process;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of an application at one moment, as it shows them to Prometheus.
 *
 * @param values by name with labels, as in the text format: {@code name{label="value",…}}
 */
public record Metrics(Map<String, Double> values) {

    static Metrics parse(String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && line.contains(" ")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            values.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
        });
        return new Metrics(values);
    }

    /** @return the difference; what was not there before began at 0 */
    public Metrics since(Metrics before) {
        Map<String, Double> difference = new LinkedHashMap<>();
        values.forEach((name, value) -> difference.put(name, value - before.values.getOrDefault(name, 0.0)));
        return new Metrics(difference);
    }

    /** @return 0 where there is none */
    public double value(String name) {
        return values.getOrDefault(name, 0.0);
    }

    /**
     * @param labels of the histogram apart from {@code le}, such as {@code of="holds"}
     * @return how many values lie in each bucket and in none below it, by the bucket's upper bound as it is written
     */
    public Map<String, Double> buckets(String name, String labels) {
        Map<String, Double> buckets = new LinkedHashMap<>();
        String begin = "%s_bucket{%s,le=\"".formatted(name, labels);
        double below = 0;
        for (Map.Entry<String, Double> value : values.entrySet()) {
            if (value.getKey().startsWith(begin)) {
                buckets.put(value.getKey().substring(begin.length(), value.getKey().length() - 2), value.getValue() - below);
                below = value.getValue();
            }
        }
        return buckets;
    }
}
