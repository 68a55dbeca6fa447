package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.recipe.Schedule.Setting;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Teaches the discriminator to tell a batch of real images from as many made ones. Penalties of every step are added to the loss;
 * those with a longer interval then get an optimizer step of their own, whose settings are corrected for it ({@link OptimizerPace}).
 */
final class DiscriminatorPhase implements Phase {
    private final Game game;
    private final SortedMap<Integer, List<Penalty>> penaltiesByInterval;
    private final boolean onePass;

    DiscriminatorPhase(Game game, List<Penalty> penalties) {
        this.game = game;
        penaltiesByInterval =
                penalties.stream().collect(Collectors.groupingBy(Penalty::interval, TreeMap::new, Collectors.toList()));
        // Batch statistics must not mix real and made images.
        onePass = game.discriminator().graph().nodes().stream().noneMatch(node -> node.op() instanceof BatchNorm);
    }

    @Override
    public void run(Round round) {
        Tensor real = game.shown(round.realImages(), "real." + round.step());
        Tensor fake = game.shown(round.fakeImages().detach(), "fake." + round.step());
        learn(real, fake, round);
        penaltiesByInterval.forEach((interval, penalties) -> {
            if (interval > 1 && (round.step() - 1) % interval == 0) {
                penalize(penalties, interval, real, fake, round);
            }
        });
    }

    private void learn(Tensor real, Tensor fake, Round round) {
        Tensor realLogits;
        Tensor fakeLogits;
        if (onePass) {
            long rows = real.size(0);
            Tensor logits = logits(torch.cat(new TensorVector(real, fake)));
            realLogits = logits.narrow(0, 0, rows);
            fakeLogits = logits.narrow(0, rows, rows);
        } else {
            realLogits = logits(real);
            fakeLogits = logits(fake);
        }
        StepStatistics statistics = game.statistics();
        Tensor loss = game.objective().discriminator(realLogits, fakeLogits);
        statistics.loss("discriminator", loss);
        statistics.measure(Measures.REAL_LOGIT, realLogits.mean());
        statistics.measure(Measures.FAKE_LOGIT, fakeLogits.mean());
        Tensor realSign =
                measureAccuracy(realLogits, fakeLogits).mul(new Scalar(2)).sub(new Scalar(1));
        statistics.measure(Measures.REAL_SIGN, realSign);
        for (Penalty penalty : penaltiesByInterval.getOrDefault(1, List.of())) {
            loss = loss.add(term(penalty, real, fake, round));
        }
        Tensor gradient = game.discriminator().gradientOf(loss);
        statistics.measure(Measures.DISCRIMINATOR_GRADIENT, gradient.norm());
        if (!game.recipe().augmentation().transforms().isEmpty()) {
            statistics.measure(
                    Measures.AUGMENTATION_PROBABILITY,
                    torch.full_like(realSign, new Scalar(game.augmenter().probability())));
        }
        statistics.commit(round.step());
        game.discriminator().step(gradient, round.images());
        game.augmenter().observe(realSign::item_float, round.realImages().size(0));
    }

    /** Penalties and augmentation draw by seed and step; the players hold almost all the rest. */
    @Override
    public void visitState(StateVisitor visitor) {
        visitor.part("augmentation", game.augmenter());
    }

    /** Gives the share of what is real that the discriminator has found out. */
    private Tensor measureAccuracy(Tensor realLogits, Tensor fakeLogits) {
        StepStatistics statistics = game.statistics();
        OptionalDouble decisionLevel = game.objective().decisionLevel();
        if (decisionLevel.isPresent()) {
            Scalar level = new Scalar(decisionLevel.getAsDouble());
            Tensor realAccuracy = share(realLogits.gt(level));
            statistics.measure(Measures.REAL_ACCURACY, realAccuracy);
            statistics.measure(Measures.FAKE_ACCURACY, share(fakeLogits.lt(level)));
            return realAccuracy;
        }
        Tensor pairAccuracy = share(realLogits.gt(fakeLogits));
        statistics.measure(Measures.PAIR_ACCURACY, pairAccuracy);
        return pairAccuracy;
    }

    private void penalize(List<Penalty> penalties, int interval, Tensor real, Tensor fake, Round round) {
        Tensor loss = penalties.stream()
                .map(penalty -> term(penalty, real, fake, round))
                .reduce(Tensor::add)
                .orElseThrow();
        Tensor gradient = game.discriminator().gradientOf(loss.mul(new Scalar(interval)));
        game.statistics().measure(Measures.PENALTY_GRADIENT, gradient.norm());
        game.statistics().commit(round.step());
        game.discriminator().step(gradient, round.images());
    }

    private Tensor term(Penalty penalty, Tensor real, Tensor fake, Round round) {
        double factor = game.recipe().factor(Setting.REGULARIZATION, round.images());
        Tensor term = game.clock().time(() -> penalty.of(game.discriminator(), real, fake, round.step())
                .mul(new Scalar(factor)));
        game.statistics().loss(penalty.name(), term);
        return term;
    }

    private Tensor logits(Tensor shown) {
        return game.forward(() -> game.discriminator().run(shown, Mode.TRAINING));
    }

    private static Tensor share(Tensor condition) {
        return condition.to(torch.ScalarType.Float).mean();
    }
}
