package dev.gantry.gateway.audit;

import dev.gantry.contracts.audit.AuditedAccess;

/** Hears when files that say who may what are read. */
public interface AccessListener {
    /** Neither waits nor throws. */
    void tell(AuditedAccess access);
}
