/** Ships a graph and its weights as an ONNX model. */
@NullMarked
package dev.gantry.networks.onnx;

import org.jspecify.annotations.NullMarked;
