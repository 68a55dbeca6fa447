package dev.gantry.contracts.models;

/**
 * A file of a version.
 *
 * @param name   below the version's prefix; holds the digest, so that two writers never overwrite each other
 * @param size   bytes
 * @param sha256 lower-case hex
 */
public record StoredFile(String name, long size, String sha256) {}
