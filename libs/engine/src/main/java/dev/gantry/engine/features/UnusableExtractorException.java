package dev.gantry.engine.features;

/** An ONNX network cannot serve as a feature extractor; the message says what is wrong and what would be accepted. */
public final class UnusableExtractorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableExtractorException(String message) {
        super(message);
    }

    UnusableExtractorException(String message, Throwable cause) {
        super(message, cause);
    }
}
