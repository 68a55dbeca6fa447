package dev.gantry.cli.client;

import java.util.Optional;

/** Puts the lines of an event stream together, as the HTML standard describes (section 9.2). Event names are not kept. */
final class ServerSentEvents {
    private final StringBuilder data = new StringBuilder();
    private Optional<String> pendingId = Optional.empty();
    private Optional<String> lastId = Optional.empty();

    /** @return the data of the event that this line completes */
    Optional<String> line(String line) {
        if (line.isEmpty()) {
            return complete();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("data")) {
            data.append(value).append('\n');
        } else if (field.equals("id")) {
            pendingId = Optional.of(value);
        }
        return Optional.empty();
    }

    /**
     * Forgets a half received event, because its connection broke.
     *
     * @return the id of the last complete event: where a new connection goes on
     */
    Optional<String> restart() {
        data.setLength(0);
        pendingId = lastId;
        return lastId;
    }

    private Optional<String> complete() {
        lastId = pendingId;
        if (data.isEmpty()) {
            return Optional.empty();
        }
        String complete = data.substring(0, data.length() - 1);
        data.setLength(0);
        return Optional.of(complete);
    }
}
