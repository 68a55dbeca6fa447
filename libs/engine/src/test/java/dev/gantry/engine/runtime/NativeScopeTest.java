package dev.gantry.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class NativeScopeTest {
    @Test
    void freesWhatWasMadeAndKeepsWhatWasRetained() {
        Tensor[] made = new Tensor[1];
        Tensor kept = NativeScope.call(() -> {
            made[0] = torch.ones(2);
            return Tensors.retain(torch.ones(2).mul(torch.ones(2)));
        });

        assertThat(made[0].isNull()).isTrue();
        assertThat(Tensors.toArray(kept)).containsExactly(1, 1);
        kept.releaseReference();
        assertThat(kept.isNull()).isTrue();
    }

    @Test
    void freesWhatWasMadeBeforeAFailure() {
        Tensor[] made = new Tensor[1];

        assertThatThrownBy(() -> NativeScope.run(() -> {
                    made[0] = torch.ones(2);
                    throw new IllegalStateException("half-way");
                }))
                .hasMessage("half-way");

        assertThat(made[0].isNull()).isTrue();
    }

    @Test
    void gradientsAreOffOnlyInside() {
        assertThat(NativeScope.callWithoutGradient(NativeScopeTest::recordsGradient))
                .isFalse();
        assertThat(NativeScope.call(NativeScopeTest::recordsGradient)).isTrue();
    }

    /** JavaCPP's own limit, twice the heap by default, would end a healthy run with a large model. */
    @Test
    void nativeMemoryIsNotLimitedByTheHeap() {
        NativeScope.run(() -> torch.ones(1));

        assertThat(Pointer.maxPhysicalBytes()).isZero();
    }

    private static boolean recordsGradient() {
        return torch.ones(1).set_requires_grad(true).mul(torch.ones(1)).requires_grad();
    }
}
