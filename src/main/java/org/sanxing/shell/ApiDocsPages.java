package org.sanxing.shell;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The API as a page that people can read. */
@Controller
class ApiDocsPages {

    private final ObjectProvider<OpenApiWebMvcResource> resource;

    private final JsonMapper json;

    private final String path;

    ApiDocsPages(ObjectProvider<OpenApiWebMvcResource> resource, JsonMapper json,
            @Value("${springdoc.api-docs.path}") String path) {
        this.resource = resource;
        this.json = json;
        this.path = path;
    }

    @GetMapping("/api-docs")
    String show(HttpServletRequest request, Locale locale, Model model) throws IOException {
        model.addAttribute("document", ApiDocument.of(this.json.readTree(document(request, locale))));
        return "shell/api-docs";
    }

    /** The document itself, for people: browsers are not asked for a password. */
    @GetMapping(path = "/api-docs/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    byte[] document(HttpServletRequest request, Locale locale) throws IOException {
        return this.resource.getObject().openapiJson(request, this.path, locale);
    }

}
