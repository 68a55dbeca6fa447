package dev.gantry.contracts.models;

/** What pictures the model makes; pixel values are in [-1, 1] inside tensors. */
public record ImageSpec(int channels, int height, int width) {}
