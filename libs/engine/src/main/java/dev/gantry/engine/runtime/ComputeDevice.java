package dev.gantry.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Where kernels run. */
public enum ComputeDevice {
    CPU,
    CUDA;

    static {
        LibTorch.configure();
    }

    private static final Path CPU_DESCRIPTION = Path.of("/proc/cpuinfo");
    private static final Pattern BFLOAT16_FLAG = Pattern.compile("\\b(amx_bf16|avx512_bf16)\\b");

    /** The first CUDA device when there is one, else the CPU. */
    public static ComputeDevice best() {
        return torch.cuda_is_available() ? CUDA : CPU;
    }

    /** Where a tensor lives. */
    public static ComputeDevice of(Tensor tensor) {
        return tensor.is_cuda() ? CUDA : CPU;
    }

    /** Whether bfloat16 products are computed in hardware; emulated ones are slower than 32-bit. */
    public boolean hasFastBfloat16() {
        return this == CUDA || (OneDnn.enabled() && describesBfloat16(cpuDescription()));
    }

    static boolean describesBfloat16(String cpuDescription) {
        return BFLOAT16_FLAG.matcher(cpuDescription).find();
    }

    torch.DeviceType type() {
        return this == CPU ? torch.DeviceType.CPU : torch.DeviceType.CUDA;
    }

    Device device() {
        return new Device(type());
    }

    TensorOptions float32() {
        return new TensorOptions(device()).dtype(new ScalarTypeOptional(torch.ScalarType.Float));
    }

    private static String cpuDescription() {
        try {
            return Files.isReadable(CPU_DESCRIPTION) ? Files.readString(CPU_DESCRIPTION) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
