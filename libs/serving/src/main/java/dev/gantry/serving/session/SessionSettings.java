package dev.gantry.serving.session;

import java.time.Duration;

/**
 * How a model is run.
 *
 * @param intraOpThreads threads that work on one operator, the model's own thread among them; the others are shared by all sessions of
 *                       the process, which must agree on their number
 * @param buckets        sizes of the batches that the network is run with
 * @param queueCapacity  requests that may wait; more are refused
 * @param maxDelay       how long the first of the requests that wait may be kept for others to share its run; zero for none
 * @param maxRows        samples of one request; more are refused
 */
public record SessionSettings(
        Device device, int intraOpThreads, BatchBuckets buckets, int queueCapacity, Duration maxDelay, int maxRows) {
    public SessionSettings {
        if (intraOpThreads < 1 || queueCapacity < 1) {
            throw new IllegalArgumentException(
                    "intraOpThreads " + intraOpThreads + " and queueCapacity " + queueCapacity + " must be at least 1");
        }
        if (maxDelay.isNegative()) {
            throw new IllegalArgumentException("maxDelay is " + maxDelay + ": must not be negative");
        }
        if (maxRows < buckets.largest()) {
            throw new IllegalArgumentException(
                    "maxRows is " + maxRows + ": must be at least the largest batch, " + buckets.largest());
        }
    }
}
