package dev.gantry.benchmarks;

/** Measures one thing and holds it against its bars. A new one is added to {@link Suite}. */
interface Benchmark {
    /** Lower case, hyphenated: what the user types. */
    String name();

    /** One line for the list. */
    String summary();

    /**
     * Measures. Missed bars belong in the report; an exception says that nothing could be measured.
     *
     * @return with this benchmark's name
     */
    Report run(BenchContext context) throws Exception;
}
