package dev.gantry.platform.models;

import java.nio.file.Path;

/**
 * A file to publish with a version.
 *
 * @param kind      a role or another kind of file, for instance {@code generator} or {@code preview}; names the stored file
 * @param extension without the dot
 */
public record Artifact(String kind, String extension, String contentType, Path file) {}
