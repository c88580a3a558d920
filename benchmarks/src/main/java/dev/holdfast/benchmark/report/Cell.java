package dev.holdfast.benchmark.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One system in one setting, measured in several rounds. */
public final class Cell {

    private final String system;
    private final String setting;
    private final List<Round> rounds = new ArrayList<>();

    /** @param setting such as {@code 256 clients, 1,000,000 holds there} */
    public Cell(String system, String setting) {
        this.system = system;
        this.setting = setting;
    }

    public void add(Round round) {
        rounds.add(round);
    }

    @JsonProperty
    public String system() {
        return system;
    }

    @JsonProperty
    public String setting() {
        return setting;
    }

    @JsonProperty
    public List<Round> rounds() {
        return List.copyOf(rounds);
    }

    /** @return what each figure came to over the rounds, in the order in which they were measured */
    @JsonProperty
    public Map<String, Summary> summaries() {
        Map<String, List<Figure>> byName = new LinkedHashMap<>();
        rounds.stream().flatMap(round -> round.figures().stream())
                .forEach(figure -> byName.computeIfAbsent(figure.name(), name -> new ArrayList<>()).add(figure));
        Map<String, Summary> summaries = new LinkedHashMap<>();
        byName.forEach((name, figures) -> summaries.put(name, new Summary(figures.getFirst().unit(),
                Spread.of(figures.stream().mapToDouble(Figure::value).toArray()))));
        return summaries;
    }

    /** A figure over all rounds. */
    public record Summary(String unit, Spread spread) {
    }

    public Optional<Spread> spread(String figure) {
        return Optional.ofNullable(summaries().get(figure)).map(Summary::spread);
    }

    /** @return this cell's figure divided by the other's, round by round: those lie next to each other in time */
    public Optional<Spread> ratio(Cell other, String figure) {
        List<Double> ratios = new ArrayList<>();
        for (Round round : rounds) {
            Optional<Double> mine = value(round, figure);
            Optional<Double> theirs = other.rounds.stream().filter(candidate -> candidate.number() == round.number()).findFirst()
                    .flatMap(match -> value(match, figure));
            if (mine.isPresent() && theirs.isPresent() && theirs.get() > 0) {
                ratios.add(mine.get() / theirs.get());
            }
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static Optional<Double> value(Round round, String figure) {
        return round.figures().stream().filter(candidate -> candidate.name().equals(figure)).map(Figure::value).findFirst();
    }
}
