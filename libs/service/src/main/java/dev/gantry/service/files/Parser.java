package dev.gantry.service.files;

import dev.gantry.contracts.GantryException;
import java.util.List;

/** Understands what stands in files. */
public interface Parser<T> {
    /**
     * @param contents of each file, by name
     * @throws GantryException if they are of no use
     */
    T parse(List<byte[]> contents);
}
