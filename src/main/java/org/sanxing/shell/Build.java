package org.sanxing.shell;

import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.stereotype.Component;

/** Which program runs. The same source says the same: the day is that of its commit. */
@Component("build")
public class Build {

    private final @Nullable BuildProperties build;

    private final @Nullable GitProperties git;

    Build(ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> git) {
        this.build = build.getIfAvailable();
        this.git = git.getIfAvailable();
    }

    /**
     * E.g. {@code 0.1.0 · 1eafac2 · 2026-11-28}; empty where it was not built by Maven.
     */
    public String words() {
        Stream<@Nullable String> commit = (this.git != null) ? Stream.of(this.git.getShortCommitId(), day(this.git))
                : Stream.of();
        return Stream.concat(Stream.of((this.build != null) ? this.build.getVersion() : null), commit)
            .filter((part) -> part != null)
            .collect(Collectors.joining(" · "));
    }

    private static @Nullable String day(GitProperties git) {
        return (git.getCommitTime() != null) ? git.getCommitTime().atZone(ZoneOffset.UTC).toLocalDate().toString()
                : null;
    }

}
