package org.sanxing.procedure.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of a list with other filters, from its first page. */
record RegisterLinks(String path, Map<String, String> parameters) {

    public String with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(this.parameters);
        changed.put(name, value);
        return link(this.path, changed);
    }

    public String without(String... names) {
        Map<String, String> changed = new TreeMap<>(this.parameters);
        changed.keySet().removeAll(List.of(names));
        return link(this.path, changed);
    }

    public String to(String other) {
        return link(this.path + other, this.parameters);
    }

    private static String link(String path, Map<String, String> parameters) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
        parameters.forEach((name, value) -> link.queryParam(name, "{" + name + "}"));
        return link.encode().buildAndExpand(parameters).toUriString();
    }

}
