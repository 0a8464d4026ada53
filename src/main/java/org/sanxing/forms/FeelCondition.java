package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of FEEL that {@code conditional.hide} may use: comparisons of names and
 * literals, {@code and}, {@code or}, {@code not(…)}, parentheses and a bare name.
 * <p>
 * {@code forms.js} evaluates the JSON of this with the same rules, and a test holds the
 * two against one table: an empty text is null; unequal types are never equal and never
 * in order; whatever is not {@code true} counts as false.
 */
final class FeelCondition implements Condition {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Node root;

    private FeelCondition(Node root) {
        this.root = root;
    }

    /**
     * @param expression with or without the leading {@code =}
     * @throws IllegalArgumentException saying what was not understood
     */
    static FeelCondition parse(String expression) {
        Parser parser = new Parser(expression.startsWith("=") ? expression.substring(1) : expression);
        return new FeelCondition(parser.whole());
    }

    @Override
    public boolean holds(Map<String, Object> values) {
        return this.root.holds(values);
    }

    @Override
    public String json() {
        return JSON.writeValueAsString(this.root.json());
    }

    /** The names it reads. */
    Set<String> names() {
        return this.root.operands()
            .map(Operand::name)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeelCondition condition && this.root.equals(condition.root);
    }

    @Override
    public int hashCode() {
        return this.root.hashCode();
    }

    @Override
    public String toString() {
        return json();
    }

    private sealed interface Node {

        boolean holds(Map<String, Object> values);

        Object json();

        Stream<Operand> operands();

    }

    private record Operand(@Nullable String name, @Nullable Object literal) {

        @Nullable Object value(Map<String, Object> values) {
            Object value = (this.name != null) ? values.get(this.name) : this.literal;
            if (value instanceof BigDecimal || value instanceof Boolean) {
                return value;
            }
            if (value instanceof Number number) {
                return Values.number(number);
            }
            return (value instanceof String text && !text.isEmpty()) ? text : null;
        }

        Object json() {
            Map<String, Object> json = new LinkedHashMap<>();
            if (this.name != null) {
                json.put("key", this.name);
            }
            else {
                json.put("value", this.literal);
            }
            return json;
        }

    }

    private record Comparison(String operator, Operand left, Operand right) implements Node {

        @Override
        public boolean holds(Map<String, Object> values) {
            Object one = this.left.value(values);
            Object other = this.right.value(values);
            return switch (this.operator) {
                case "=" -> same(one, other);
                case "!=" -> !same(one, other);
                default -> one instanceof BigDecimal a && other instanceof BigDecimal b && inOrder(a.compareTo(b));
            };
        }

        private boolean inOrder(int comparison) {
            return switch (this.operator) {
                case "<" -> comparison < 0;
                case "<=" -> comparison <= 0;
                case ">" -> comparison > 0;
                default -> comparison >= 0;
            };
        }

        private static boolean same(@Nullable Object one, @Nullable Object other) {
            if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
                return a.compareTo(b) == 0;
            }
            return (one != null) ? one.equals(other) : other == null;
        }

        @Override
        public Object json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("op", this.operator);
            json.put("left", this.left.json());
            json.put("right", this.right.json());
            return json;
        }

        @Override
        public Stream<Operand> operands() {
            return Stream.of(this.left, this.right);
        }

    }

    private record Bare(Operand operand) implements Node {

        @Override
        public boolean holds(Map<String, Object> values) {
            return Boolean.TRUE.equals(this.operand.value(values));
        }

        @Override
        public Object json() {
            return this.operand.json();
        }

        @Override
        public Stream<Operand> operands() {
            return Stream.of(this.operand);
        }

    }

    /** {@code and}, {@code or} and {@code not} of its parts. */
    private record Junction(String operator, List<Node> parts) implements Node {

        @Override
        public boolean holds(Map<String, Object> values) {
            return switch (this.operator) {
                case "and" -> this.parts.stream().allMatch((part) -> part.holds(values));
                case "or" -> this.parts.stream().anyMatch((part) -> part.holds(values));
                default -> !this.parts.get(0).holds(values);
            };
        }

        @Override
        public Object json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("op", this.operator);
            json.put("parts", this.parts.stream().map(Node::json).toList());
            return json;
        }

        @Override
        public Stream<Operand> operands() {
            return this.parts.stream().flatMap(Node::operands);
        }

    }

    private static final class Parser {

        private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");

        private static final int DEEPEST = 50;

        private final List<String> tokens;

        private int next;

        private int depth;

        Parser(String expression) {
            this.tokens = tokens(expression);
        }

        Node whole() {
            Node node = or();
            if (this.next < this.tokens.size()) {
                throw new IllegalArgumentException("'" + peek() + "' was not expected");
            }
            return node;
        }

        private Node or() {
            List<Node> parts = new ArrayList<>(List.of(and()));
            while (take("or")) {
                parts.add(and());
            }
            return (parts.size() == 1) ? parts.get(0) : new Junction("or", List.copyOf(parts));
        }

        private Node and() {
            List<Node> parts = new ArrayList<>(List.of(primary()));
            while (take("and")) {
                parts.add(primary());
            }
            return (parts.size() == 1) ? parts.get(0) : new Junction("and", List.copyOf(parts));
        }

        private Node primary() {
            if (take("(")) {
                return inParentheses();
            }
            if ("not".equals(peek()) && this.next + 1 < this.tokens.size()
                    && this.tokens.get(this.next + 1).equals("(")) {
                this.next += 2;
                return new Junction("not", List.of(inParentheses()));
            }
            Operand left = operand();
            String operator = peek();
            if (operator != null && COMPARISONS.contains(operator)) {
                this.next++;
                return new Comparison(operator, left, operand());
            }
            if (left.name() == null && !(left.literal() instanceof Boolean)) {
                throw new IllegalArgumentException("a comparison was expected");
            }
            return new Bare(left);
        }

        private Node inParentheses() {
            if (++this.depth > DEEPEST) {
                throw new IllegalArgumentException("parentheses are nested too deeply");
            }
            Node node = or();
            if (!take(")")) {
                throw new IllegalArgumentException("')' is missing");
            }
            this.depth--;
            return node;
        }

        private Operand operand() {
            String token = peek();
            if (token == null) {
                throw new IllegalArgumentException("it ends too early");
            }
            this.next++;
            char first = token.charAt(0);
            if (first == '"') {
                return new Operand(null, token.substring(1));
            }
            if (Character.isDigit(first) || first == '-' || first == '.') {
                BigDecimal number = Values.number(token);
                if (number == null) {
                    throw new IllegalArgumentException("'" + token + "' is not a number");
                }
                return new Operand(null, number);
            }
            return switch (token) {
                case "true" -> new Operand(null, Boolean.TRUE);
                case "false" -> new Operand(null, Boolean.FALSE);
                case "null" -> new Operand(null, null);
                case "and", "or", "not" -> throw new IllegalArgumentException("'" + token + "' was not expected");
                default -> {
                    if (!Values.isKey(token)) {
                        throw new IllegalArgumentException("'" + token + "' was not expected");
                    }
                    yield new Operand(token, null);
                }
            };
        }

        private @Nullable String peek() {
            return (this.next < this.tokens.size()) ? this.tokens.get(this.next) : null;
        }

        private boolean take(String token) {
            boolean found = token.equals(peek());
            if (found) {
                this.next++;
            }
            return found;
        }

        /** A text comes out with its opening quote, unescaped, as its mark. */
        private static List<String> tokens(String expression) {
            List<String> tokens = new ArrayList<>();
            int i = 0;
            while (i < expression.length()) {
                char c = expression.charAt(i);
                int end = i + 1;
                if (Character.isWhitespace(c)) {
                    i = end;
                    continue;
                }
                if (c == '"') {
                    StringBuilder text = new StringBuilder("\"");
                    end = text(expression, end, text);
                    tokens.add(text.toString());
                    i = end;
                    continue;
                }
                if (c == '!' || c == '<' || c == '>') {
                    end = (expression.startsWith("=", end)) ? end + 1 : end;
                }
                else if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.') {
                    while (end < expression.length() && (Character.isLetterOrDigit(expression.charAt(end))
                            || expression.charAt(end) == '_' || expression.charAt(end) == '.')) {
                        end++;
                    }
                }
                tokens.add(expression.substring(i, end));
                i = end;
            }
            return tokens;
        }

        private static int text(String expression, int start, StringBuilder text) {
            for (int i = start; i < expression.length(); i++) {
                char c = expression.charAt(i);
                if (c == '"') {
                    return i + 1;
                }
                if (c != '\\') {
                    text.append(c);
                    continue;
                }
                char escaped = (++i < expression.length()) ? expression.charAt(i) : ' ';
                text.append(switch (escaped) {
                    case '"', '\\' -> escaped;
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    default -> throw new IllegalArgumentException("the escape \\" + escaped + " is not supported");
                });
            }
            throw new IllegalArgumentException("a text is not closed");
        }

    }

}
