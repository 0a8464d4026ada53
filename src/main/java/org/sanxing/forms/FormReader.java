package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormComponent.Repetition;
import org.sanxing.forms.FormComponent.Type;
import org.sanxing.forms.FormComponent.Validation;
import org.sanxing.forms.FormSchema.Misfit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON of a {@code .form} file. What it does not know it refuses: a rule that
 * is silently left out would let through what the author of the form meant to stop.
 */
final class FormReader {

    private static final JsonMapper JSON = JsonMapper
        .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .build();

    private static final Map<String, Type> TYPES = Map.ofEntries(Map.entry("textfield", Type.TEXTFIELD),
            Map.entry("textarea", Type.TEXTAREA), Map.entry("number", Type.NUMBER), Map.entry("datetime", Type.DATE),
            Map.entry("select", Type.SELECT), Map.entry("radio", Type.RADIO), Map.entry("checkbox", Type.CHECKBOX),
            Map.entry("checklist", Type.CHECKLIST), Map.entry("text", Type.TEXT), Map.entry("group", Type.GROUP),
            Map.entry("filepicker", Type.FILES), Map.entry("dynamiclist", Type.REPEATED_GROUP));

    private static final Set<String> FORM_PROPERTIES = Set.of("components", "type", "id", "schemaVersion", "exporter",
            "executionPlatform", "executionPlatformVersion", "versionTag");

    /**
     * Those that are read, and from {@code layout} on those that are only for the eye.
     */
    private static final Set<String> PROPERTIES = Set.of("id", "type", "key", "path", "label", "description", "values",
            "valuesKey", "validate", "conditional", "readonly", "disabled", "defaultValue", "properties", "components",
            "text", "allowAddRemove", "defaultRepetitions", "decimalDigits", "subtype", "dateLabel",
            "serializeToString", "disallowPassedDates", "multiple", "accept", "layout", "appearance", "showOutline",
            "isCollapsible", "increment", "searchable", "verticalAlignment", "isRepeating", "disableCollapse",
            "nonCollapsedItems");

    private static final Set<String> TEXT_VALIDATIONS = Set.of("required", "minLength", "maxLength", "pattern",
            "validationType");

    /** Which validations mean something for which type; a misplaced one is a mistake. */
    private static final Map<Type, Set<String>> VALIDATIONS_OF = Map.of(Type.TEXTFIELD, TEXT_VALIDATIONS, Type.TEXTAREA,
            TEXT_VALIDATIONS, Type.NUMBER, Set.of("required", "min", "max"));

    private static final Set<String> VALIDATIONS = VALIDATIONS_OF.values()
        .stream()
        .flatMap(Set::stream)
        .collect(Collectors.toSet());

    private static final Pattern HTML = Pattern.compile("<[A-Za-z/!]");

    private static final String ROW_MARK = "[].";

    private final String file;

    FormReader(String file) {
        this.file = file;
    }

    FormSchema read(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        }
        catch (JacksonException ex) {
            throw unsupported("", "json", ex.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw unsupported("", "object");
        }
        refuseUnknown(root, FORM_PROPERTIES, "form-property", "");
        String id = text(root, "id", "");
        refuse(id.isEmpty(), "", "id");
        refuse(!text(root, "type", "").equals("default"), "", "form-type");
        List<FormComponent> components = level(root, "", "", new HashSet<>());
        checkNames(components, visible(Set.of(), components));
        return new FormSchema(id, components);
    }

    /** Reads one level with all within; the keys are of the level and its groups. */
    private List<FormComponent> level(JsonNode parent, String parentName, String prefix, Set<String> keys) {
        return list(parent, "components", parentName).stream()
            .map((node) -> component(node, parentName, prefix, keys))
            .toList();
    }

    private List<JsonNode> list(JsonNode parent, String property, String name) {
        JsonNode list = given(parent, property);
        refuse(list != null && !list.isArray(), name, "list", property);
        return (list != null) ? list.valueStream().toList() : List.of();
    }

    private FormComponent component(JsonNode node, String parentName, String prefix, Set<String> keys) {
        refuse(!node.isObject(), parentName, "component");
        String id = text(node, "id", parentName);
        String typeName = text(node, "type", id);
        Type type = TYPES.get(typeName);
        String key = text(node, (type == Type.REPEATED_GROUP) ? "path" : "key", id);
        String name = !key.isEmpty() ? prefix + key : (!id.isEmpty() ? id : parentName);
        if (type == null) {
            throw unsupported(name, typeName.isEmpty() ? "no-type" : "type", typeName);
        }
        refuseUnknown(node, PROPERTIES, "property", name);
        boolean holdsValue = type != Type.GROUP && type != Type.TEXT;
        if (holdsValue) {
            refuse(key.isEmpty(), name, (type == Type.REPEATED_GROUP) ? "path" : "no-key");
            refuse(!Values.isKey(key), name, "key");
            refuse(!keys.add(key), name, "key-twice");
        }
        else if (type == Type.GROUP && !text(node, "path", name).isEmpty()) {
            throw unsupported(name, "group-path");
        }
        refuse(type == Type.DATE && !text(node, "subtype", name).equals("date"), name, "subtype");
        refuse(flag(node, "serializeToString", false, name), name, "property", "serializeToString");
        refuse(type != Type.DATE && flag(node, "disallowPassedDates", false, name), name, "for-dates");
        Map<String, String> properties = properties(node, name);
        List<Option> options = options(node, properties, name);
        String valuesKey = text(node, "valuesKey", name);
        boolean chooses = type == Type.SELECT || type == Type.RADIO || type == Type.CHECKLIST;
        refuse(chooses && options.isEmpty() == valuesKey.isEmpty(), name, "values");
        refuse(type == Type.FILES && valuesKey.isEmpty(), name, "files");
        refuse(type != Type.FILES && (!text(node, "accept", name).isEmpty() || flag(node, "multiple", false, name)),
                name, "for-files");
        List<FormComponent> children = (type == Type.GROUP) ? level(node, name, prefix, keys) : List.of();
        Repetition repetition = null;
        if (type == Type.REPEATED_GROUP) {
            children = rows(node, properties, name);
            repetition = repetition(node, properties, name);
        }
        return new FormComponent(id, type, holdsValue ? key : null, label(node, type, name),
                words(node, "description", name), validation(node, type, properties, name), options,
                valuesKey.isEmpty() ? null : valuesKey, hide(node, name), children,
                (type == Type.TEXT) ? block(node, name) : "",
                flag(node, "readonly", false, name) || flag(node, "disabled", false, name),
                defaultValue(node, type, options, name), properties,
                condition(properties.get("requiredWhen"), "requiredWhen", name), repetition);
    }

    private List<FormComponent> rows(JsonNode node, Map<String, String> properties, String name) {
        List<FormComponent> rows = level(node, name, name + ROW_MARK, new HashSet<>());
        String summaryKey = properties.get("summaryKey");
        refuse(summaryKey != null
                && FormComponent.fieldsOf(rows).stream().noneMatch((field) -> summaryKey.equals(field.key())), name,
                "summary", String.valueOf(summaryKey));
        return rows;
    }

    private Validation validation(JsonNode node, Type type, Map<String, String> properties, String name) {
        JsonNode validate = node.path("validate");
        refuse(given(node, "validate") != null && !validate.isObject(), name, "validate");
        Set<String> known = VALIDATIONS_OF.getOrDefault(type, Set.of("required"));
        for (Map.Entry<String, JsonNode> rule : validate.properties()) {
            boolean empty = rule.getValue().isNull()
                    || (rule.getValue().isString() && rule.getValue().stringValue().isEmpty());
            refuse(!VALIDATIONS.contains(rule.getKey()) || (!known.contains(rule.getKey()) && !empty), name,
                    "validation", rule.getKey());
        }
        String validationType = text(validate, "validationType", name);
        refuse(!validationType.isEmpty() && !validationType.equals("custom"), name, "validation-type", validationType);
        String pattern = text(validate, "pattern", name);
        if (!pattern.isEmpty()) {
            try {
                Pattern.compile(pattern);
            }
            catch (PatternSyntaxException ex) {
                throw unsupported(name, "pattern", ex.getDescription());
            }
        }
        Integer minItems = whole(properties.get("minItems"), "minItems", name);
        Integer maxItems = whole(properties.get("maxItems"), "maxItems", name);
        if (type == Type.FILES && !flag(node, "multiple", false, name)) {
            maxItems = 1;
        }
        else if (maxItems != null && type != Type.REPEATED_GROUP && type != Type.FILES) {
            throw unsupported(name, "max-items");
        }
        refuse(minItems != null && type != Type.REPEATED_GROUP, name, "min-items");
        return new Validation(flag(validate, "required", false, name), whole(validate, "minLength", name),
                whole(validate, "maxLength", name), pattern.isEmpty() ? null : pattern, number(validate, "min", name),
                number(validate, "max", name), whole(node, "decimalDigits", name), (minItems != null) ? minItems : 0,
                maxItems, flag(node, "disallowPassedDates", false, name));
    }

    private Repetition repetition(JsonNode node, Map<String, String> properties, String name) {
        Integer initial = whole(node, "defaultRepetitions", name);
        Integer minItems = whole(properties.get("minItems"), "minItems", name);
        return new Repetition(flag(node, "allowAddRemove", true, name),
                Math.max((initial != null) ? initial : 0, (minItems != null) ? minItems : 0));
    }

    private List<Option> options(JsonNode node, Map<String, String> properties, String name) {
        List<Option> options = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode option : list(node, "values", name)) {
            String value = text(option, "value", name);
            String label = words(option, "label", name);
            refuse(value.isEmpty() || !seen.add(value), name, "value-twice");
            refuseExpression(value, "value", name);
            String written = label.isEmpty() ? value : label;
            options.add(new Option(value, written,
                    properties.getOrDefault(FormComponent.ENGLISH + "." + value, written), ""));
        }
        return List.copyOf(options);
    }

    private Map<String, String> properties(JsonNode node, String name) {
        JsonNode json = node.path("properties");
        Map<String, String> properties = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            refuse(!property.getValue().isValueNode(), name, "text", property.getKey());
            properties.put(property.getKey(), property.getValue().asString());
        }
        Integer rows = whole(properties.get("rows"), "rows", name);
        refuse(rows != null && (rows < 1 || rows > 100), name, "rows");
        String accept = text(node, "accept", name);
        if (!accept.isEmpty()) {
            properties.put("accept", accept);
        }
        return Map.copyOf(properties);
    }

    private @Nullable FeelCondition hide(JsonNode node, String name) {
        JsonNode conditional = node.path("conditional");
        refuse(conditional.propertyStream().anyMatch((property) -> !property.getKey().equals("hide")), name,
                "conditional");
        return condition(text(conditional, "hide", name), "condition", name);
    }

    private @Nullable FeelCondition condition(@Nullable String expression, String what, String name) {
        if (Texts.isBlank(expression)) {
            return null;
        }
        try {
            return FeelCondition.parse(Texts.strip(expression));
        }
        catch (IllegalArgumentException ex) {
            throw unsupported(name, "condition", what, expression, String.valueOf(ex.getMessage()));
        }
    }

    private void checkNames(List<FormComponent> components, Set<String> visible) {
        for (FormComponent component : components) {
            Stream.of(component.hide(), component.requiredWhen())
                .filter(Objects::nonNull)
                .flatMap((condition) -> condition.names().stream())
                .filter((name) -> !visible.contains(name))
                .findFirst()
                .ifPresent((unknown) -> {
                    throw unsupported((component.key() != null) ? component.key() : component.id(), "condition-field",
                            unknown);
                });
            checkNames(component.components(),
                    (component.type() == Type.REPEATED_GROUP) ? visible(visible, component.components()) : visible);
        }
    }

    /** A condition may name what stands on its level or around it, above or below. */
    private static Set<String> visible(Set<String> outer, List<FormComponent> components) {
        Set<String> visible = new HashSet<>(outer);
        FormComponent.fieldsOf(components).forEach((field) -> visible.add(field.key()));
        return visible;
    }

    private @Nullable Object defaultValue(JsonNode node, Type type, List<Option> options, String name) {
        JsonNode value = given(node, "defaultValue");
        if (value == null) {
            return null;
        }
        Object read = switch (type) {
            case CHECKBOX -> value.isBoolean() ? value.booleanValue() : null;
            case NUMBER -> Values.number(value.asString());
            case CHECKLIST -> texts(value);
            case TEXTFIELD, TEXTAREA, SELECT, RADIO, DATE -> value.isString() ? value.stringValue() : null;
            default -> null;
        };
        boolean chosen = type == Type.SELECT || type == Type.RADIO;
        if (read == null || (chosen && !options.isEmpty() && !read.equals("") && Option.of(options, read).isEmpty())) {
            throw unsupported(name, "default");
        }
        if (read instanceof String text) {
            refuseExpression(text, "defaultValue", name);
        }
        return read;
    }

    private static @Nullable List<String> texts(JsonNode value) {
        boolean fits = value.isArray() && value.valueStream().allMatch(JsonNode::isString);
        return fits ? value.valueStream().map(JsonNode::stringValue).toList() : null;
    }

    private String block(JsonNode node, String name) {
        String text = words(node, "text", name);
        refuse(HTML.matcher(text).find(), name, "html");
        return text.lines().map((line) -> line.replaceFirst("^#{1,6} ", "")).reduce("", (a, b) -> a + b + "\n");
    }

    /** Of a date Camunda Modeler keeps the label under a name of its own. */
    private String label(JsonNode node, Type type, String name) {
        String label = words(node, "label", name);
        return (label.isEmpty() && type == Type.DATE) ? words(node, "dateLabel", name) : label;
    }

    /** Text that people read; an expression in it would be shown as it is. */
    private String words(JsonNode node, String property, String name) {
        String text = text(node, property, name);
        refuseExpression(text, property, name);
        return text;
    }

    private void refuseExpression(String text, String property, String name) {
        if (text.stripLeading().startsWith("=") || text.contains("{{")) {
            throw unsupported(name, "expression", property);
        }
    }

    private void refuse(boolean unfit, String name, String code, Object... arguments) {
        if (unfit) {
            throw unsupported(name, code, arguments);
        }
    }

    private String text(JsonNode node, String property, String name) {
        JsonNode value = given(node, property);
        if (value == null) {
            return "";
        }
        refuse(!value.isString() && !(value.isNumber() && property.equals("value")), name, "text", property);
        return value.asString();
    }

    private boolean flag(JsonNode node, String property, boolean otherwise, String name) {
        JsonNode value = given(node, property);
        if (value == null) {
            return otherwise;
        }
        refuse(!value.isBoolean(), name, "flag", property);
        return value.booleanValue();
    }

    private @Nullable Integer whole(JsonNode node, String property, String name) {
        JsonNode value = given(node, property);
        return (value != null) ? whole(value.asString(), property, name) : null;
    }

    private @Nullable Integer whole(@Nullable String text, String property, String name) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw unsupported(name, "whole", property);
        }
        return Integer.valueOf(text);
    }

    private @Nullable BigDecimal number(JsonNode node, String property, String name) {
        JsonNode value = given(node, property);
        if (value == null || value.asString().isEmpty()) {
            return null;
        }
        BigDecimal number = Values.number(value.asString());
        if (number == null) {
            throw unsupported(name, "number", property);
        }
        return number;
    }

    private static @Nullable JsonNode given(JsonNode node, String property) {
        JsonNode value = node.get(property);
        return (value != null && !value.isNull()) ? value : null;
    }

    private void refuseUnknown(JsonNode node, Set<String> known, String code, String name) {
        for (String property : node.propertyNames()) {
            refuse(!known.contains(property), name, code, property);
        }
    }

    private UnsupportedForm unsupported(String name, String code, Object... arguments) {
        return new UnsupportedForm(this.file, new Misfit(name, "unsupported." + code, List.of(arguments)));
    }

}
