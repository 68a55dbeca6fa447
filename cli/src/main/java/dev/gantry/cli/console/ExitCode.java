package dev.gantry.cli.console;

/** What the command ends with. Scripts may rely on these. */
public final class ExitCode {
    public static final int OK = 0;
    /** What was asked for was tried and failed: a job, a bar, a local process. */
    public static final int FAILED = 1;
    /** The command line makes no sense. */
    public static final int USAGE = 2;
    /** No platform answers at the URL. */
    public static final int UNREACHABLE = 3;
    /** The platform refuses the request: key, field, unknown name. */
    public static final int REFUSED = 4;

    private ExitCode() {}
}
