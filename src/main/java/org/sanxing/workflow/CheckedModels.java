package org.sanxing.workflow;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.OrganSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.stereotype.Component;

/**
 * Which models this very program has found to be right, in a file below the data: they
 * are not checked again at each start.
 */
@Component
class CheckedModels {

    private static final Logger log = LoggerFactory.getLogger(CheckedModels.class);

    private final Path file;

    private final @Nullable File program;

    @Autowired
    CheckedModels(OrganSettings organ) {
        this(Path.of(organ.data(), "models-checked"), new ApplicationHome(CheckedModels.class).getSource());
    }

    /**
     * @param program the JAR with the code that checks; where it is none, as in an
     * editor, nothing is known
     */
    CheckedModels(Path file, @Nullable File program) {
        this.file = file;
        this.program = program;
    }

    boolean knows(Models models) {
        String sum = sum(models);
        try {
            return sum != null && Files.exists(this.file) && Files.readString(this.file).equals(sum);
        }
        catch (IOException ex) {
            return false;
        }
    }

    void note(Models models) {
        String sum = sum(models);
        if (sum != null) {
            try {
                Files.writeString(this.file, sum);
            }
            catch (IOException ex) {
                log.debug("The models are checked again at the next start", ex);
            }
        }
    }

    private @Nullable String sum(Models models) {
        return (this.program != null && this.program.isFile()) ? DigestUtils
            .sha256Hex(this.program.length() + " " + this.program.lastModified() + " " + models.hashes()) : null;
    }

}
