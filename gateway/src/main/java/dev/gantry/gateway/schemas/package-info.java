/** The JSON Schemas of messages and documents, for clients and for the OpenAPI document. */
@NullMarked
package dev.gantry.gateway.schemas;

import org.jspecify.annotations.NullMarked;
