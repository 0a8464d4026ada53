package org.sanxing.shell;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import org.sanxing.common.CamelCase;

import org.springframework.util.ReflectionUtils;

/**
 * Names what the OpenAPI document describes: {@code CampaignApi.Detail} is
 * {@code CampaignDetail}, so that no two are called alike and generated clients have
 * names that say something. Enumerations are written as the API writes them.
 */
class SchemaNames extends ModelResolver {

    SchemaNames() {
        super(Json31.mapper(), new Names());
        openapi31(true);
    }

    @Override
    protected Schema<?> _createSchemaForEnum(Class<Enum<?>> type) {
        if (Arrays.stream(type.getDeclaredMethods()).anyMatch((one) -> one.isAnnotationPresent(JsonValue.class))) {
            return super._createSchemaForEnum(type);
        }
        Method id = ReflectionUtils.findMethod(type, "id");
        if (id != null) {
            ReflectionUtils.makeAccessible(id);
        }
        Schema<Object> schema = new Schema<>();
        schema.addType("string");
        for (Enum<?> constant : type.getEnumConstants()) {
            schema
                .addEnumItemObject((id != null) ? ReflectionUtils.invokeMethod(id, constant) : CamelCase.of(constant));
        }
        return schema;
    }

    private static final class Names extends TypeNameResolver {

        /** What the class around a body is there for says nothing of the body. */
        private static final List<String> PARTS = List.of("Api", "Json", "Views", "View", "Forms", "Acts", "Commands",
                "Store", "Directory", "List", "Page");

        private final Map<String, Class<?>> given = new ConcurrentHashMap<>();

        @Override
        protected String getNameOfClass(Class<?> type) {
            String name = name(type);
            Class<?> first = this.given.putIfAbsent(name, type);
            if (first != null && first != type) {
                throw new IllegalStateException(first + " and " + type + " are both " + name + " in the API");
            }
            return name;
        }

        private static String name(Class<?> type) {
            Class<?> outer = type.getDeclaringClass();
            if (outer == null) {
                return type.getSimpleName();
            }
            String prefix = outer.getSimpleName();
            for (String part : PARTS) {
                if (prefix.endsWith(part)) {
                    prefix = prefix.substring(0, prefix.length() - part.length());
                    break;
                }
            }
            return type.getSimpleName().startsWith(prefix) ? type.getSimpleName() : prefix + type.getSimpleName();
        }

    }

}
