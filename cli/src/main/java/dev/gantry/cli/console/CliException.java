package dev.gantry.cli.console;

/** Ends the command with a message for people and an {@link ExitCode}. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CliException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** What was asked for was tried and failed. */
    public static CliException failed(String message) {
        return new CliException(ExitCode.FAILED, message);
    }

    /** An option or argument makes no sense. */
    public static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message);
    }
}
