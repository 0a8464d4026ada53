package org.sanxing.shell;

import java.security.Principal;
import java.util.Arrays;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.sanxing.common.NavigationEntry;
import org.sanxing.notification.Inbox;
import org.sanxing.organization.Organization;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives every page its frame. */
@ControllerAdvice
class ShellAdvice implements Shell.Sources {

    static final String ATTRIBUTE = "shell";

    private final ObjectProvider<Organization> organization;

    private final ObjectProvider<NavigationEntry> entries;

    private final ObjectProvider<Inbox> inbox;

    ShellAdvice(ObjectProvider<Organization> organization, ObjectProvider<NavigationEntry> entries,
            ObjectProvider<Inbox> inbox) {
        this.organization = organization;
        this.entries = entries;
        this.inbox = inbox;
    }

    @ModelAttribute(ATTRIBUTE)
    Shell shell(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return new Shell(this, (principal != null) ? principal.getName() : null, languageLink(request), isPane(request),
                isPosted(request));
    }

    /** A frame for which nothing is looked up: while too many ask for too much. */
    Shell bare(HttpServletRequest request) {
        return new Shell(this, null, languageLink(request), isPane(request), isPosted(request));
    }

    @Override
    public Organization organization() {
        return this.organization.getObject();
    }

    @Override
    public Stream<NavigationEntry> entries() {
        return this.entries.stream();
    }

    @Override
    public int unread(String account) {
        Inbox box = this.inbox.getIfAvailable();
        return (box != null) ? box.unread(account) : 0;
    }

    /**
     * Whether the address has the parameter {@code pane}. Asking the request for it would
     * read the body too, which an error page must not.
     */
    private static boolean isPane(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && Arrays.stream(query.split("&")).anyMatch((part) -> part.split("=")[0].equals("pane"));
    }

    private static boolean isPosted(HttpServletRequest request) {
        return request.getMethod().equals("POST");
    }

    /** This page again where that does no harm, else the home page. */
    private static String languageLink(HttpServletRequest request) {
        String path = Requests.path(request);
        if (!request.getMethod().equals("GET") || !path.startsWith("/") || path.startsWith("//")
                || path.indexOf('\\') >= 0) {
            path = "/";
        }
        UriComponentsBuilder link = UriComponentsBuilder.newInstance().path(path);
        if (request.getMethod().equals("GET") && request.getQueryString() != null) {
            link.query(request.getQueryString());
        }
        return link.replaceQueryParam("lang").build().toUriString();
    }

}
