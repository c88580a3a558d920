package dev.holdfast.benchmark.report;

import java.util.List;

/**
 * All that is published of one run of one benchmark.
 *
 * @param smokeRun     too short for its numbers to mean anything
 * @param rounds       how often each cell was measured
 * @param wrongAnswers how many there were
 * @param firstWrong   the first few of them
 * @param warnings     why the numbers may be worth less than they look
 */
public record Report(String benchmark, String description, boolean smokeRun, int rounds, Environment environment, Result result,
        long wrongAnswers, List<String> firstWrong, List<String> warnings) {

    /** @return whether every answer was right and every invariant held */
    public boolean isRight() {
        return wrongAnswers == 0 && result.broken().isEmpty();
    }
}
