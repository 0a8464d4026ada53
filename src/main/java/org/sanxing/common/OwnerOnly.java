package org.sanxing.common;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Keeps data, keys and log to the user who runs the application, where the file system
 * knows permissions: what it makes is made so, before the database is opened; what is
 * there and wider is warned of.
 */
@Component
class OwnerOnly implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);

    private static final Set<PosixFilePermission> OWN = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Environment settings = this.environment;
        if (settings == null) {
            return;
        }
        Path data = Path.of(settings.getProperty("sanxing.data", "./data"));
        String keys = settings.getProperty("sanxing.keys", "");
        folder(data);
        folder(Texts.isBlank(keys) ? data.resolve("keys") : Path.of(keys));
        String written = settings.getProperty("logging.file.name", "");
        if (!Texts.isBlank(written) && isWide(Path.of(written))) {
            warn(Path.of(written), "600");
        }
    }

    /** Made where it is missing; others are warned of where they may look in. */
    static void folder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, to("rwx------"));
            }
            else if (isWide(folder)) {
                warn(folder, "700");
            }
            if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        }
        catch (IOException ex) {
            throw CannotStart.folder(folder.toString(), ex);
        }
    }

    private static void warn(Path what, String remedy) {
        log.warn("{} is open to other users of this machine: chmod {} {}", what, remedy, what.toAbsolutePath());
    }

    static boolean isWide(Path what) {
        try {
            return hasPermissions() && !OWN.containsAll(Files.getPosixFilePermissions(what));
        }
        catch (IOException ex) {
            return false;
        }
    }

    static FileAttribute<?>[] to(String permissions) {
        return hasPermissions()
                ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

}
