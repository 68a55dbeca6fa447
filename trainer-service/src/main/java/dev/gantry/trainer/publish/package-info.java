/** Checkpoints as published versions: ONNX files, preview, card, manifest. */
@NullMarked
package dev.gantry.trainer.publish;

import org.jspecify.annotations.NullMarked;
