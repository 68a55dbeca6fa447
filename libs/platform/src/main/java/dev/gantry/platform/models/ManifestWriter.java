package dev.gantry.platform.models;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.StoredFile;
import java.util.Map;

/** Describes a version once its number and its stored files are known. */
@FunctionalInterface
public interface ManifestWriter {
    /** @param files by the artifacts' kind */
    Manifest write(int version, Map<String, StoredFile> files);
}
