package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Mode;
import dev.gantry.networks.op.BatchNorm;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Teaches the discriminator to tell a batch of real images from as many made ones. */
final class DiscriminatorPhase implements Phase {
    private final Game game;
    private final List<Penalty> penalties;
    private final boolean onePass;

    DiscriminatorPhase(Game game, List<Penalty> penalties) {
        this.game = game;
        this.penalties = penalties;
        // Batch statistics must not mix real and made images.
        onePass = game.discriminator().graph().nodes().stream().noneMatch(node -> node.op() instanceof BatchNorm);
    }

    @Override
    public void run(Round round) {
        Tensor realImages = round.realImages();
        Tensor fakeImages = round.fakeImages().detach();
        StepStatistics statistics = game.statistics();
        Tensor realLogits;
        Tensor fakeLogits;
        if (onePass) {
            long batch = realImages.size(0);
            Tensor logits = logits(torch.cat(new TensorVector(realImages, fakeImages)));
            realLogits = logits.narrow(0, 0, batch);
            fakeLogits = logits.narrow(0, batch, batch);
        } else {
            realLogits = logits(realImages);
            fakeLogits = logits(fakeImages);
        }
        Tensor loss = game.objective().discriminator(realLogits, fakeLogits);
        statistics.loss("discriminator", loss);
        statistics.measure(Measures.REAL_LOGIT, realLogits.mean());
        statistics.measure(Measures.FAKE_LOGIT, fakeLogits.mean());
        Scalar zero = new Scalar(0);
        statistics.measure(Measures.REAL_ACCURACY, share(realLogits.gt(zero)));
        statistics.measure(Measures.FAKE_ACCURACY, share(fakeLogits.lt(zero)));
        for (Penalty penalty : penalties) {
            if ((round.step() - 1) % penalty.interval() == 0) {
                Tensor term = game.clock().time(() -> penalty.of(game.discriminator(), realImages));
                statistics.loss(penalty.name(), term);
                loss = loss.add(term.mul(new Scalar(penalty.interval())));
            }
        }
        Tensor gradient = game.discriminator().gradientOf(loss);
        statistics.measure(Measures.DISCRIMINATOR_GRADIENT, gradient.norm());
        statistics.commit(round.step());
        game.discriminator().step(gradient);
    }

    private Tensor logits(Tensor images) {
        return game.forward(() -> game.discriminator().run(images, Mode.TRAINING));
    }

    private static Tensor share(Tensor condition) {
        return condition.to(torch.ScalarType.Float).mean();
    }
}
