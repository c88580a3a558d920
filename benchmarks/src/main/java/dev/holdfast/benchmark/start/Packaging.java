package dev.holdfast.benchmark.start;

/** How the API lies on the disk when it is started. */
enum Packaging {

    /** First, because comparisons are made with the others. */
    AOT_CACHE("unpacked, with an AOT cache"),
    UNPACKED("unpacked"),
    ONE_JAR("one jar");

    private final String label;

    Packaging(String label) {
        this.label = label;
    }

    /** @return for tables */
    String label() {
        return label;
    }
}
