package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A condition of a form, in the part of FEEL that {@code conditional.hide} may use:
 * comparisons of names and literals, {@code and}, {@code or}, {@code not(…)}, parentheses
 * and a bare name. It stands in the form file, never in what a person sends (design.md,
 * rule 10).
 * <p>
 * {@code forms.js} evaluates the JSON of this with the same rules, and a test holds the
 * two against one table: an empty text is null; unequal types are never equal and never
 * in order; whatever is not {@code true} counts as false.
 *
 * @param names that it reads
 * @param compared texts that it compares a name with
 */
public record FeelCondition(Part whole, Set<String> names, List<Compared> compared) {

    private static final JsonMapper JSON = JsonMapper.builder()
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .build();

    /**
     * @param expression with or without the leading {@code =}
     * @throws IllegalArgumentException saying what was not understood
     */
    static FeelCondition parse(String expression) {
        Parser parser = new Parser(expression.startsWith("=") ? expression.substring(1) : expression);
        return new FeelCondition(parser.whole(), parser.names, parser.compared);
    }

    public boolean holds(Map<String, Object> values) {
        return this.whole.holds(values);
    }

    /** The same as JSON for the script that hides components while a person fills in. */
    public String json() {
        return JSON.writeValueAsString(this.whole);
    }

    record Compared(String name, String text) {

    }

    /** Each kind of part is in the JSON as its components. */
    sealed interface Part {

        boolean holds(Map<String, Object> values);

    }

    /** What is compared, or alone is true or not. */
    sealed interface Operand extends Part {

        @Nullable Object value(Map<String, Object> values);

        @Override
        default boolean holds(Map<String, Object> values) {
            return Boolean.TRUE.equals(value(values));
        }

        static @Nullable Object comparable(@Nullable Object value) {
            if (value instanceof BigDecimal || value instanceof Boolean) {
                return value;
            }
            if (value instanceof Number number) {
                return Values.number(number);
            }
            return (value instanceof String text && !text.isEmpty()) ? text : null;
        }

    }

    private record Name(String key) implements Operand {

        @Override
        public @Nullable Object value(Map<String, Object> values) {
            return Operand.comparable(values.get(this.key));
        }

    }

    private record Literal(@Nullable Object value) implements Operand {

        @Override
        public @Nullable Object value(Map<String, Object> values) {
            return Operand.comparable(this.value);
        }

    }

    private record Comparison(String op, Operand left, Operand right) implements Part {

        @Override
        public boolean holds(Map<String, Object> values) {
            Object one = this.left.value(values);
            Object other = this.right.value(values);
            if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
                int order = a.compareTo(b);
                return switch (this.op) {
                    case "=" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
            }
            boolean same = (one != null) ? one.equals(other) : other == null;
            return (this.op.equals("=") && same) || (this.op.equals("!=") && !same);
        }

    }

    /** {@code and}, {@code or} and {@code not} of its parts. */
    private record Junction(String op, List<Part> parts) implements Part {

        @Override
        public boolean holds(Map<String, Object> values) {
            return switch (this.op) {
                case "and" -> this.parts.stream().allMatch((part) -> part.holds(values));
                case "or" -> this.parts.stream().anyMatch((part) -> part.holds(values));
                default -> !this.parts.get(0).holds(values);
            };
        }

    }

    private static final class Parser {

        /** A text in quotes, a comparison, a word or number, or any other character. */
        private static final Pattern TOKEN = Pattern.compile("""
                "(?:[^"\\\\]++|\\\\["\\\\nt])*+"|[<>!]=?|[\\p{L}\\p{Nd}_.-][\\p{L}\\p{Nd}_.]*|\\S""",
                Pattern.UNICODE_CHARACTER_CLASS);

        private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");

        private static final int DEEPEST = 50;

        private final List<String> tokens;

        private final Set<String> names = new LinkedHashSet<>();

        private final List<Compared> compared = new ArrayList<>();

        private int next;

        private int depth;

        Parser(String expression) {
            this.tokens = TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        }

        Part whole() {
            Part whole = alternatives();
            if (this.next < this.tokens.size()) {
                throw unexpected(this.tokens.get(this.next));
            }
            return whole;
        }

        private Part alternatives() {
            return joined("or", () -> joined("and", this::primary));
        }

        private Part joined(String operator, Supplier<Part> part) {
            List<Part> parts = new ArrayList<>(List.of(part.get()));
            while (take(operator)) {
                parts.add(part.get());
            }
            return (parts.size() == 1) ? parts.get(0) : new Junction(operator, List.copyOf(parts));
        }

        private Part primary() {
            if (take("(")) {
                return inParentheses();
            }
            if ("not".equals(peek(0)) && "(".equals(peek(1))) {
                this.next += 2;
                return new Junction("not", List.of(inParentheses()));
            }
            Operand left = operand();
            String operator = peek(0);
            if (operator != null && COMPARISONS.contains(operator)) {
                this.next++;
                Operand right = operand();
                compares(left, right);
                compares(right, left);
                return new Comparison(operator, left, right);
            }
            if (left instanceof Literal literal && !(literal.value() instanceof Boolean)) {
                throw new IllegalArgumentException("a comparison was expected");
            }
            return left;
        }

        private void compares(Operand one, Operand other) {
            if (one instanceof Name name && other instanceof Literal literal && literal.value() instanceof String text
                    && !text.isEmpty()) {
                this.compared.add(new Compared(name.key(), text));
            }
        }

        private Part inParentheses() {
            if (++this.depth > DEEPEST) {
                throw new IllegalArgumentException("parentheses are nested too deeply");
            }
            Part inner = alternatives();
            if (!take(")")) {
                throw new IllegalArgumentException("')' is missing");
            }
            this.depth--;
            return inner;
        }

        private Operand operand() {
            String token = peek(0);
            if (token == null) {
                throw new IllegalArgumentException("it ends too early");
            }
            this.next++;
            char first = token.charAt(0);
            if (first == '"') {
                if (token.length() == 1) {
                    throw new IllegalArgumentException("a text is not closed, or has an escape that is not supported");
                }
                return new Literal(token.substring(1, token.length() - 1).translateEscapes());
            }
            if (Character.isDigit(first) || first == '-' || first == '.') {
                BigDecimal number = Values.number(token);
                if (number == null) {
                    throw new IllegalArgumentException("'" + token + "' is not a number");
                }
                return new Literal(number);
            }
            return switch (token) {
                case "true", "false" -> new Literal(Boolean.valueOf(token));
                case "null" -> new Literal(null);
                case "and", "or", "not" -> throw unexpected(token);
                default -> {
                    if (!Values.isKey(token)) {
                        throw unexpected(token);
                    }
                    this.names.add(token);
                    yield new Name(token);
                }
            };
        }

        private @Nullable String peek(int ahead) {
            int at = this.next + ahead;
            return (at < this.tokens.size()) ? this.tokens.get(at) : null;
        }

        private boolean take(String token) {
            boolean found = token.equals(peek(0));
            this.next += found ? 1 : 0;
            return found;
        }

        private static IllegalArgumentException unexpected(String token) {
            return new IllegalArgumentException("'" + token + "' was not expected");
        }

    }

}
