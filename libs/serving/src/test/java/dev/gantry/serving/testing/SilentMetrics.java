package dev.gantry.serving.testing;

import dev.gantry.serving.session.SessionMetrics;

/** Measures nothing. */
public class SilentMetrics implements SessionMetrics {
    @Override
    public void waited(long nanos) {}

    @Override
    public void ran(int rows, long nanos) {}

    @Override
    public void answered(long nanos) {}

    @Override
    public void rejected(String reason) {}
}
