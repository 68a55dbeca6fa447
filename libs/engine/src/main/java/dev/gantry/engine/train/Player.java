package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Adam;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.GraphExecutor;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.runtime.Weights;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Regularizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A network in training: its graph, its parameters and their optimizer. */
final class Player implements Stateful, AutoCloseable {
    private final Role role;
    private final NativeClock clock;
    private final GraphExecutor executor;
    private final ParameterSet parameters;
    private final Tensor trainable;
    private final Adam adam;
    private final OptimizerPace pace;
    private final WeightConstraint constraint;
    private final Optional<SpectralNorm> spectralNorm;
    private final Weights weights;

    Player(TrainingPlan plan, Role role, ComputeDevice device, NativeClock clock) {
        this.role = role;
        this.clock = clock;
        Graph graph = plan.graph(role);
        executor = new GraphExecutor(graph, device, clock);
        parameters = ParameterSet.initialize(graph, plan.seed(), role.name(), device);
        trainable = NativeScope.call(() -> Tensors.retain(parameters.trainable()));
        Optimizer optimizer = plan.recipe().optimizer(role);
        adam = optimizer.accept(settings -> new Adam(settings, trainable));
        pace = new OptimizerPace(plan.recipe(), role);
        List<Regularizer> regularizers =
                role.equals(Role.DISCRIMINATOR) ? plan.recipe().regularizers() : List.of();
        constraint = WeightConstraint.among(regularizers);
        spectralNorm = SpectralNorm.of(regularizers, graph, parameters, plan.seed());
        weights = spectralNorm.isPresent() ? spectralNorm.get() : parameters;
    }

    /** The network's output, in the current scope. */
    Tensor run(Tensor input, Mode mode) {
        return executor.apply(input, weights, mode);
    }

    /** The output under other parameters of the same network. */
    Tensor runWith(ParameterSet others, Tensor input, Mode mode) {
        return executor.apply(input, others, mode);
    }

    /** The loss's gradient as one vector, in the current scope. */
    Tensor gradientOf(Tensor loss) {
        return clock.time(() -> parameters.gradientOf(loss));
    }

    /** Moves the parameters against a gradient, once so many real images have been seen. */
    void step(Tensor gradient, long images) {
        clock.run(() -> {
            adam.step(gradient, pace.at(images));
            constraint.apply(trainable);
            spectralNorm.ifPresent(SpectralNorm::follow);
        });
    }

    /** Begins anew from other values, as {@link ParameterSet#load} takes them. */
    void load(Map<String, float[]> values) {
        parameters.load(values);
        spectralNorm.ifPresent(SpectralNorm::settle);
    }

    ParameterSet parameters() {
        return parameters;
    }

    Graph graph() {
        return executor.graph();
    }

    /** This network with the weights that it computes with. */
    RoleSnapshot snapshot() {
        Map<String, float[]> values = parameters.toMap();
        if (spectralNorm.isPresent()) {
            values.replaceAll((name, raw) -> NativeScope.callWithoutGradient(() -> Tensors.toArray(weights.get(name))));
        }
        return new RoleSnapshot(role, graph(), values);
    }

    /** This network with other parameters. */
    RoleSnapshot snapshotOf(ParameterSet others) {
        return new RoleSnapshot(role, graph(), others.toMap());
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.part("parameters", parameters);
        visitor.part("adam", adam);
        spectralNorm.ifPresent(norm -> visitor.part("spectralNorm", norm));
    }

    @Override
    public void close() {
        spectralNorm.ifPresent(SpectralNorm::close);
        adam.close();
        trainable.releaseReference();
        parameters.close();
        executor.close();
    }
}
