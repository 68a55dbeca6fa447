package dev.gantry.service.callers;

import dev.gantry.contracts.Failure;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that belong to a caller, by what they begin with.
 *
 * @param models prefixes of the names of models and jobs
 * @param data   prefixes of the addresses of data
 */
public record Reach(List<String> models, List<String> data) {
    /** The operator's: every name begins with nothing. */
    public static final Reach EVERYTHING = new Reach(List.of(""), List.of(""));

    /** Parts that a path can climb or be doubled by, and characters that stand for others. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(^|[/:])\\.{1,2}(/|$)|[^:]//|[%\\\\\\p{Cntrl}]");

    public Reach {
        models = List.copyOf(models);
        data = List.copyOf(data);
    }

    /** Whether a model or job of this name belongs to the caller. */
    public boolean model(String name) {
        return models.stream().anyMatch(name::startsWith);
    }

    /**
     * A model of another's is told of as one that there is not.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code not-found}, if the model does not belong to the caller
     */
    public void requireModel(String name) {
        if (!model(name)) {
            throw unknown(name).asException();
        }
    }

    /** What is told of a model of another's. */
    public static Failure.Rejected unknown(String model) {
        return new Failure.Rejected(Failure.Rejected.NOT_FOUND, "no model " + model + " is known");
    }

    /** Whether the data at this address, for instance {@code s3://gantry/data/acme/hats}, belongs to the caller. */
    public boolean data(String uri) {
        boolean ambiguous = AMBIGUOUS.matcher(uri).find();
        return data.stream().anyMatch(prefix -> prefix.isEmpty() || (uri.startsWith(prefix) && !ambiguous));
    }

    /** Whether nothing is out of reach. */
    public boolean everything() {
        return models.contains("") && data.contains("");
    }
}
