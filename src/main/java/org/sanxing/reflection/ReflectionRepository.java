package org.sanxing.reflection;

import java.util.List;
import java.util.Optional;

import org.sanxing.common.NotFound;

import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** The materials. */
public interface ReflectionRepository extends Repository<Reflection, String> {

    Reflection save(Reflection reflection);

    Optional<Reflection> findById(String id);

    Optional<Reflection> findByCampaignIdAndAuthor(String campaignId, String author);

    List<Reflection> findByAuthorOrderByCreatedAtDesc(String author);

    /** Locks the row until the transaction ends. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Reflection> findWithLockById(String id);

    default Reflection getById(String id) {
        return findById(id).orElseThrow(() -> new NotFound("reflection"));
    }

}
