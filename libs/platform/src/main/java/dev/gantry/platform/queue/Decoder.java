package dev.gantry.platform.queue;

/** Makes a message of a record's value. */
@FunctionalInterface
public interface Decoder<T> {
    /**
     * @param value empty if the record has none
     * @throws dev.gantry.contracts.GantryException rejected: the record goes to the dead letters
     */
    T decode(byte[] value);
}
