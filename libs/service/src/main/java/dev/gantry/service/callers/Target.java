package dev.gantry.service.callers;

/**
 * What a call asks for; a token for one target is none for another.
 *
 * @param service {@code inference} or {@code detector}
 * @param method  of HTTP
 * @param path    without query
 */
public record Target(String service, String method, String path) {}
