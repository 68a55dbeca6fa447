package dev.gantry.engine.train;

/**
 * How often the loop stops to look at itself.
 *
 * @param tickImages images between two {@link TickReport}s
 * @param checkpointImages images between two {@link Checkpoint}s; the last state of a run is always one
 * @param measurementImages images between two measurements of the samples; the last state of a run is measured too
 * @param snapshotImages images between two {@link dev.gantry.engine.state.RunState states} that the run can go on from
 * @param sampleCount samples in a tick's fixed-seed grid
 */
public record Cadence(
        long tickImages, long checkpointImages, long measurementImages, long snapshotImages, int sampleCount) {
    /** Measures at each checkpoint. */
    public Cadence(long tickImages, long checkpointImages, long snapshotImages, int sampleCount) {
        this(tickImages, checkpointImages, checkpointImages, snapshotImages, sampleCount);
    }

    public Cadence {
        if (tickImages < 1) {
            throw new IllegalArgumentException("tickImages is " + tickImages + ", must be at least 1");
        }
        if (checkpointImages < 1) {
            throw new IllegalArgumentException("checkpointImages is " + checkpointImages + ", must be at least 1");
        }
        if (measurementImages < 1) {
            throw new IllegalArgumentException("measurementImages is " + measurementImages + ", must be at least 1");
        }
        if (snapshotImages < 1) {
            throw new IllegalArgumentException("snapshotImages is " + snapshotImages + ", must be at least 1");
        }
        if (sampleCount < 2) {
            throw new IllegalArgumentException("sampleCount is " + sampleCount + ", must be at least 2");
        }
    }
}
