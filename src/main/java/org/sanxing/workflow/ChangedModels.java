package org.sanxing.workflow;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.springframework.stereotype.Component;

/**
 * The models as they are in their folder now, whatever the application was started with.
 */
@Component
public class ChangedModels {

    private final ModelFiles files;

    private final List<ModelCheck> checks;

    ChangedModels(ModelFiles files, List<ModelCheck> checks) {
        this.files = files;
        this.checks = checks;
    }

    public Models read() {
        return this.files.read();
    }

    /** A folder to draw in, packed: the models, and what is for Camunda Modeler. */
    public void write(OutputStream to) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(this.files.forModeler());
        files.putAll(read().files());
        ZipOutputStream zip = new ZipOutputStream(to);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getKey()));
            zip.write(file.getValue());
        }
        zip.finish();
    }

    /** For which the application would not start with them. */
    public List<Fault> faults(Models models) {
        return this.checks.stream().flatMap((check) -> check.faults(models).stream()).toList();
    }

}
