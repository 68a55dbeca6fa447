package dev.gantry.engine.data;

/** A file that was left out, and why. */
public record SkippedFile(String name, String reason) {}
