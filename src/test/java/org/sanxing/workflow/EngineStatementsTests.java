package org.sanxing.workflow;

import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.logging.Log;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.scripting.LanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.TypeHandler;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EngineStatementsTests {

    private static final String MAPPINGS = ProcessEngineConfigurationImpl.DEFAULT_MYBATIS_MAPPING_FILE;

    private final DataSource database = new JdbcDataSource();

    private final Environment environment = new Environment("test", new JdbcTransactionFactory(), this.database);

    @ParameterizedTest
    @ValueSource(strings = { "h2", "postgres" })
    void areThoseThatTheEngineReadsItself(String kind) throws Exception {
        Configuration own;
        try (InputStream mappings = mappings()) {
            own = new XMLConfigBuilder(mappings, "", variables(kind)).parse();
        }
        EngineStatements read = new EngineStatements(this.environment, mappings(), variables(kind));
        List<String> ids = own.getMappedStatements()
            .stream()
            .map(MappedStatement::getId)
            .map((id) -> id.substring(id.lastIndexOf('.') + 1))
            .distinct()
            .sorted()
            .toList();

        assertThat(ids).hasSizeGreaterThan(800);
        assertThat(read.unread()).isEqualTo(ids.size());
        for (String id : ids) {
            assertThat(described(read.getMappedStatement(id))).as(id).isEqualTo(described(own.getMappedStatement(id)));
        }
        assertThat(read.unread()).isZero();
        assertThat(described(read.getMappedStatement("selectTask")))
            .contains("TaskEntity", "ACT_RU_TASK", "taskResultMap")
            .isNotEqualTo(described(read.getMappedStatement("selectExecution")));
    }

    @Test
    void oneThatDoesNotExistIsRefused() {
        EngineStatements read = new EngineStatements(this.environment, mappings(), variables("h2"));

        assertThatThrownBy(() -> read.getMappedStatement("selectNothing")).hasMessageContaining("selectNothing");
    }

    @Test
    void eachIsReadOnceWhenItIsAskedFor() throws Exception {
        EngineStatements read = new EngineStatements(this.environment, mappings(), variables("h2"));
        List<String> ids = List.of("selectTask", "selectExecution", "insertTask", "selectJob",
                "selectTaskByQueryCriteria");
        int all = read.unread();
        ExecutorService people = Executors.newFixedThreadPool(16);
        try {
            List<Future<MappedStatement>> found = people.invokeAll(IntStream.range(0, 320)
                .<Callable<MappedStatement>>mapToObj((i) -> () -> read.getMappedStatement(ids.get(i % ids.size())))
                .toList());

            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).get()).isSameAs(read.getMappedStatement(ids.get(i % ids.size())));
            }
            assertThat(read.unread()).isEqualTo(all - ids.size());
        }
        finally {
            people.shutdownNow();
        }
    }

    /** All that MyBatis knows of it. */
    private static String described(Object statement) {
        StringBuilder text = new StringBuilder();
        describe(statement, text, Collections.newSetFromMap(new IdentityHashMap<>()));
        return text.toString();
    }

    private static void describe(@Nullable Object value, StringBuilder text, Set<Object> within) {
        if (value instanceof Iterable<?> values) {
            values.forEach((each) -> describe(each, text.append("\n- "), within));
        }
        else if (value instanceof Map<?, ?> entries) {
            new TreeMap<>(entries)
                .forEach((key, each) -> describe(each, text.append("\n").append(key).append('='), within));
        }
        else if (value == null || BeanUtils.isSimpleValueType(value.getClass())) {
            text.append(value);
        }
        else if (!(value instanceof Configuration)) {
            text.append(value.getClass().getName());
            boolean whole = value.getClass().getName().startsWith("org.apache.ibatis")
                    && !(value instanceof TypeHandler || value instanceof LanguageDriver || value instanceof Log);
            if (whole && within.add(value)) {
                ReflectionUtils.doWithFields(value.getClass(), (field) -> {
                    field.setAccessible(true);
                    describe(field.get(value), text.append("\n").append(field.getName()).append(": "), within);
                }, (field) -> !Modifier.isStatic(field.getModifiers()));
                within.remove(value);
            }
        }
    }

    private static InputStream mappings() {
        return ProcessEngineConfiguration.class.getClassLoader().getResourceAsStream(MAPPINGS);
    }

    private static Properties variables(String kind) {
        Properties variables = new Properties();
        variables.put("prefix", "");
        ProcessEngineConfigurationImpl.initSqlSessionFactoryProperties(variables, "", kind);
        return variables;
    }

}
