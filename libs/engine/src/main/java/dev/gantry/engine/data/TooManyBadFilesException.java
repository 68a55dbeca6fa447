package dev.gantry.engine.data;

import java.util.List;
import java.util.stream.Collectors;

/** More files are unreadable than the caller allows. */
public final class TooManyBadFilesException extends DataException {
    private static final long serialVersionUID = 1L;
    private static final int NAMED = 10;

    private final transient List<SkippedFile> files;

    TooManyBadFilesException(List<SkippedFile> files, int allowed) {
        super(files.get(0).name(), "bad files", describe(files), "at most " + allowed);
        this.files = List.copyOf(files);
    }

    /** Every bad file seen until reading stopped. */
    public List<SkippedFile> files() {
        return files;
    }

    private static String describe(List<SkippedFile> files) {
        String named = files.stream()
                .limit(NAMED)
                .map(file -> file.name() + " (" + file.reason() + ")")
                .collect(Collectors.joining("; "));
        return files.size() + " [" + named + (files.size() > NAMED ? "; …]" : "]");
    }
}
