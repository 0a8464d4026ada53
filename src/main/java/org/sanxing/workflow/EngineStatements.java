package org.sanxing.workflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.ibatis.builder.MapperBuilderAssistant;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.builder.xml.XMLStatementBuilder;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The engine's statements, each read when it is first asked for: there are 880, an office
 * needs a hundred of them, and reading all took a sixth of the start (ADR 121). What
 * statements share, fragments and results, is read with the first that needs it.
 */
final class EngineStatements extends Configuration {

    private static final Pattern MAPPER = Pattern.compile("<mapper resource=\"([^\"]+)\"");

    private static final Pattern NAMESPACE = Pattern.compile("<mapper namespace=\"([^\"]+)\"");

    private static final Pattern STATEMENT = Pattern
        .compile("<(select|insert|update|delete)\\s[^>]*?\\bid\\s*=\\s*\"([^\"]+)\"[^>]*>");

    private static final Pattern REFERENCE = Pattern.compile("=\"([\\w.]+)\\.\\w+\"");

    private final DocumentBuilder documents;

    /** By namespace, what statements share, as long as it is not read. */
    private final Map<String, Unread> shared = new HashMap<>();

    /** By identifier. */
    private final Map<String, Unread> statements = new ConcurrentHashMap<>();

    /**
     * @param mappings names the files
     * @param variables what the files leave open
     */
    EngineStatements(Environment environment, InputStream mappings, Properties variables) {
        super(environment);
        setVariables(variables);
        try {
            DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultInstance();
            documents.setIgnoringComments(true);
            this.documents = documents.newDocumentBuilder();
            Matcher mapper = MAPPER.matcher(text(mappings));
            while (mapper.find()) {
                take(mapper.group(1), text(Resources.getResourceAsStream(mapper.group(1))));
            }
        }
        catch (ParserConfigurationException | IOException ex) {
            throw new IllegalStateException("statements of the engine", ex);
        }
    }

    private static String text(InputStream file) throws IOException {
        try (file) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void take(String resource, String text) {
        Matcher namespace = NAMESPACE.matcher(text);
        if (!namespace.find()) {
            throw new IllegalStateException(resource);
        }
        StringBuilder others = new StringBuilder();
        Matcher statement = STATEMENT.matcher(text);
        int rest = 0;
        while (statement.find(rest)) {
            String end = "</" + statement.group(1) + ">";
            int after = statement.group().endsWith("/>") ? statement.end()
                    : text.indexOf(end, statement.end()) + end.length();
            this.statements.put(statement.group(2),
                    new Unread(resource, namespace.group(1), text.substring(statement.start(), after)));
            others.append(text, rest, statement.start());
            rest = after;
        }
        others.append(text, rest, text.length());
        this.shared.put(namespace.group(1), new Unread(resource, namespace.group(1), others.toString()));
    }

    @Override
    public MappedStatement getMappedStatement(String id, boolean validateIncompleteStatements) {
        if (this.statements.containsKey(id)) {
            read(id);
        }
        return super.getMappedStatement(id, validateIncompleteStatements);
    }

    private synchronized void read(String id) {
        Unread statement = this.statements.get(id);
        if (statement == null) {
            // Another one has read it meanwhile.
            return;
        }
        readShared(statement.namespace());
        readReferences(statement.text());
        MapperBuilderAssistant assistant = new MapperBuilderAssistant(this, statement.resource());
        assistant.setCurrentNamespace(statement.namespace());
        try {
            XPathParser element = new XPathParser(
                    this.documents.parse(new InputSource(new StringReader(statement.text()))), false, getVariables());
            new XMLStatementBuilder(this, assistant, element.evalNode("/*")).parseStatementNode();
        }
        catch (SAXException | IOException ex) {
            throw new IllegalStateException(id, ex);
        }
        this.statements.remove(id);
    }

    private void readShared(String namespace) {
        Unread file = this.shared.remove(namespace);
        if (file != null) {
            readReferences(file.text());
            new XMLMapperBuilder(new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8)), this,
                    file.resource(), getSqlFragments())
                .parse();
        }
    }

    private void readReferences(String text) {
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            readShared(reference.group(1));
        }
    }

    /** How many nobody has asked for. */
    int unread() {
        return this.statements.size();
    }

    /**
     * @param text of an element, or of a file without its statements
     */
    private record Unread(String resource, String namespace, String text) {

    }

    /** An engine with its statements read so. */
    static class Engine extends SpringProcessEngineConfiguration {

        @Override
        protected void initSqlSessionFactory() {
            Properties variables = new Properties();
            variables.put("prefix", this.databaseTablePrefix);
            initSqlSessionFactoryProperties(variables, this.databaseTablePrefix, this.databaseType);
            EngineStatements statements = new EngineStatements(
                    new Environment("default", this.transactionFactory, this.dataSource),
                    getMyBatisXmlConfigurationSteam(), variables);
            statements.setDefaultStatementTimeout(this.jdbcStatementTimeout);
            if (isJdbcBatchProcessing()) {
                statements.setDefaultExecutorType(ExecutorType.BATCH);
            }
            setSqlSessionFactory(new DefaultSqlSessionFactory(statements));
        }

    }

}
