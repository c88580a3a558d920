package dev.holdfast.faults.campaign;

import java.nio.file.Path;

/**
 * What the auditor says.
 *
 * @param exitCode 0 valid, 1 violated, 2 not known
 * @param report   its output
 */
record Verdict(int exitCode, Path report) {
}
