package org.sanxing;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.organization.CurrentPerson;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dates that no database holds are refused with the field's name, never an error of ours.
 */
@Tag("thorough")
@ApplicationTest
class ExtremeDatesTests {

    private static final List<String> DATES = List.of("%2B999999999-12-31", "-999999999-01-01",
            "%2B99999-01-01T00:00:00Z", "2026-02-30", "%2B999999999-12-31T23:59:59%2B18:00");

    /** What means a day or a moment by its name. */
    private static final Pattern DATED = Pattern
        .compile("from|to|until|since|day|date|due.+|.+(From|To|On|Since|Until|At|Before|After)");

    @Autowired
    private Office office;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @ParameterizedTest
    @ValueSource(strings = { "/ledger/entries?dueTo=", "/ledger/entries?dueFrom=", "/audit/events?from=",
            "/audit/events?to=", "/tasks?dueTo=" })
    void areRefusedByTheApi(String path) {
        for (String date : new String[] { "%2B999999999-12-31", "-999999999-01-01", "%2B99999-01-01T00:00:00Z" }) {
            Office.Answer answer = this.office.as("auditor").get(path + date);
            assertThat(answer.status()).as(path + date).isBetween(400, 403);
            assertThat(this.office.as("secretary1").get(path + date).status()).as(path + date).isBetween(400, 403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/ledger?dueTo=", "/ledger?dueFrom=", "/trace?from=", "/tasks?dueTo=" })
    void areRefusedByThePages(String path) {
        assertThat(this.office.as("secretary1").page(path + "%2B999999999-12-31").status()).isBetween(400, 403);
        assertThat(this.office.as("auditor").page(path + "-999999999-12-31").status()).isBetween(400, 403);
    }

    /** Every parameter that any route takes, whatever it is meant for. */
    @Test
    void noRouteFailsOfThem() {
        List<String> failed = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        Set<String> tried = new TreeSet<>();
        this.mapping.getHandlerMethods().forEach((info, handler) -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                for (String pattern : info.getPatternValues()) {
                    String path = pattern.replace("{year}", "2026")
                        .replaceAll("\\{\\w+:([\\w-]+)[^}]*}", "$1")
                        .replaceAll("\\{\\w+}", "1");
                    for (String parameter : parameters(handler.getMethod())) {
                        tried.add(path + "?" + parameter);
                        String who = path.startsWith("/admin") ? "sysadmin"
                                : (path.contains("/audit") || path.startsWith("/trace")) ? "auditor" : "secretary1";
                        for (String date : DATES) {
                            int status = status(who, path + "?" + parameter + "=" + date);
                            if (status >= 500) {
                                failed.add(status + " " + path + "?" + parameter + "=" + date);
                            }
                            else if (status < 300 && DATED.matcher(parameter).matches()) {
                                taken.add(status + " " + path + "?" + parameter + "=" + date);
                            }
                        }
                    }
                    if (pattern.contains("{year}")) {
                        for (String year : List.of("999999999", "-999999999", "10000", "0")) {
                            String there = pattern.replace("{year}", year);
                            if (status("sysadmin", there) >= 500) {
                                failed.add(there);
                            }
                        }
                    }
                }
            }
        });
        assertThat(tried).hasSizeGreaterThan(150);
        assertThat(failed).isEmpty();
        assertThat(taken).isEmpty();
    }

    private int status(String account, String path) {
        try {
            return path.startsWith("/api/v1") ? this.office.as(account).get(path.substring("/api/v1".length())).status()
                    : this.office.as(account).file(path).status();
        }
        catch (AssertionError ex) {
            return 500;
        }
    }

    private static Set<String> parameters(Method handler) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : handler.getParameters()) {
            RequestParam request = parameter.getAnnotation(RequestParam.class);
            if (request != null) {
                names.add(request.value().isEmpty() ? parameter.getName() : request.value());
            }
            else if (parameter.getType().isRecord() && !parameter.isAnnotationPresent(CurrentPerson.class)) {
                for (RecordComponent component : parameter.getType().getRecordComponents()) {
                    BindParam bound = component.getAccessor().getAnnotation(BindParam.class);
                    names.add((bound != null) ? bound.value() : component.getName());
                }
            }
        }
        return names;
    }

}
