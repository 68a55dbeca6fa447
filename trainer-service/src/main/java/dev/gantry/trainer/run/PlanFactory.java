package dev.gantry.trainer.run;

import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.train.Budget;
import dev.gantry.engine.train.Cadence;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.layer.Packing;
import dev.gantry.networks.recipe.Recipe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns a request into a plan: the family's networks and default recipe, with what the request changes. */
public final class PlanFactory {
    private static final int SHOWN_IMAGES = 36;
    private static final int SHOWN_POINTS = 1024;

    private PlanFactory() {}

    /**
     * What to train.
     *
     * @throws InvalidFieldException naming what the family cannot have
     */
    public static TrainingPlan plan(TrainingRequest request) {
        Recipe recipe = recipe(request);
        return new TrainingPlan(
                graphs(request, recipe),
                recipe,
                budget(request.budget()),
                new Cadence(
                        request.tickImages(),
                        request.checkpointImages(),
                        request.metrics().everyImages().orElse(request.checkpointImages()),
                        request.snapshotImages(),
                        shown(request.data().kind())),
                request.seed(),
                precision(request));
    }

    /** The family of networks. */
    public static Family family(TrainingRequest request) {
        return Families.byName(request.network().family());
    }

    /** The sizes of the networks. */
    public static NetworkSpec spec(TrainingRequest request) {
        NetworkSpec defaults = family(request).defaultSpec(sample(request.data()));
        return new NetworkSpec(
                defaults.sample(),
                request.network().latent().orElse(defaults.latentSize()),
                request.network().generatorWidth().orElse(defaults.generatorWidth()),
                request.network().discriminatorWidth().orElse(defaults.discriminatorWidth()),
                defaults.discriminatorNormalization());
    }

    /**
     * The discriminator's body as a feature extractor of single samples, with the parameters that the plan's discriminator has; see
     * {@link Family#discriminatorFeatures}.
     */
    public static Optional<Graph> discriminatorFeatures(TrainingRequest request) {
        int packing = recipe(request).packing();
        return family(request).discriminatorFeatures(spec(request)).map(body -> Packing.features(body, packing));
    }

    private static Recipe recipe(TrainingRequest request) {
        return RecipeFactory.recipe(family(request), spec(request), request.recipe());
    }

    private static Map<Role, Graph> graphs(TrainingRequest request, Recipe recipe) {
        Map<Role, Graph> graphs = new LinkedHashMap<>(family(request).graphs(spec(request)));
        graphs.computeIfPresent(
                Role.DISCRIMINATOR,
                (role, graph) -> RecipeFactory.withinRecipe(() -> Packing.discriminator(graph, recipe.packing())));
        return graphs;
    }

    /** How many samples a tick draws, for people to see how they are spread. */
    private static int shown(TrainingRequest.Data.Kind kind) {
        return switch (kind) {
            case IMAGES -> SHOWN_IMAGES;
            case POINTS -> SHOWN_POINTS;
        };
    }

    /** Places differ by more digits than bfloat16 has, so points have it only when it is asked for. */
    private static Precision precision(TrainingRequest request) {
        Precision asked = Precision.valueOf(request.precision().name());
        return asked == Precision.AUTO && request.data().kind() == TrainingRequest.Data.Kind.POINTS
                ? Precision.FP32
                : asked;
    }

    private static SampleShape sample(TrainingRequest.Data data) {
        return switch (data.kind()) {
            case IMAGES -> new SampleShape.Images(data.channels(), data.resolution());
            case POINTS -> new SampleShape.Points(data.dimensions());
        };
    }

    private static Budget budget(TrainingRequest.Budget budget) {
        if (budget.minutes().isEmpty()) {
            return Budget.ofImages(budget.images());
        }
        double seconds = budget.minutes().getAsDouble() * 60;
        return new Budget(budget.images(), Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))));
    }
}
