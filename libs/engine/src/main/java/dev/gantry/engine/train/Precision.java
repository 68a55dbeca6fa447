package dev.gantry.engine.train;

/** Arithmetic of the forward pass; parameters, optimizer state and exports are always 32-bit. */
public enum Precision {
    /** bfloat16 where the device computes it in hardware, 32-bit elsewhere. */
    AUTO,
    /** 32-bit everywhere. */
    FP32,
    /** bfloat16 autocast even where it is emulated, and slower. */
    BF16
}
