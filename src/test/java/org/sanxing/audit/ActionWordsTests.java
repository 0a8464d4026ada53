package org.sanxing.audit;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every action that an event can carry has its word in both languages. Which there are is
 * read from the sources: from where a record of the audit is made, the action is followed
 * back through parameters and constants to the texts that it can be.
 */
class ActionWordsTests {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Where the action of a record stands: class, method, place of the argument. */
    private static final List<Sink> FIRST = List.of(new Sink("AuditRecord", "of", 4, 2),
            new Sink("AuditRecord", "<init>", 9, 1));

    private final Map<String, List<Call>> calls = new HashMap<>();

    private final Map<String, Set<String>> declaring = new HashMap<>();

    private final Set<String> records = new HashSet<>();

    private final Map<String, TreePath> constants = new HashMap<>();

    private final Map<String, String> parents = new HashMap<>();

    private final Set<Sink> seen = new HashSet<>();

    private final Deque<Sink> open = new ArrayDeque<>();

    private final Set<String> actions = new TreeSet<>();

    private final List<String> lost = new ArrayList<>();

    private record Sink(String type, String method, int arguments, int place) {

    }

    @Test
    void everyActionHasItsWord() throws IOException {
        find();
        assertThat(this.lost).as("where an action comes from that could not be followed").isEmpty();
        assertThat(this.actions).hasSizeGreaterThan(100)
            .contains("submitted", "measuresConfirmed", "attendanceNoted", "phraseRemoved", "taskTransferred",
                    "deputyNamed", "deputyEnded", "refusedMore", "dropped");
        for (String ending : List.of("", "_en")) {
            Properties words = words(ending);
            assertThat(this.actions.stream().filter((action) -> !isTold(words, action)))
                .as("actions without a word: trace.action.<action> or trace.action.<type>.<action>, messages" + ending)
                .isEmpty();
        }
    }

    private static boolean isTold(Properties words, String action) {
        return words.stringPropertyNames()
            .stream()
            .anyMatch(
                    (key) -> key.equals("trace.action." + action) || key.matches("trace\\.action\\.\\w+\\." + action));
    }

    private static Properties words(String ending) throws IOException {
        Properties words = new Properties();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources"))) {
            for (Path file : files
                .filter((one) -> one.getFileName().toString().matches("messages(-[a-z]+)?" + ending + "\\.properties"))
                .toList()) {
                try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    words.load(reader);
                }
            }
        }
        return words;
    }

    private void find() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES);
                StandardJavaFileManager manager = ToolProvider.getSystemJavaCompiler()
                    .getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask parser = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, manager, null, null, null, manager
                    .getJavaFileObjectsFromPaths(files.filter((file) -> file.toString().endsWith(".java")).toList()));
            parser.parse().forEach((unit) -> new Index().scan(new TreePath(unit), null));
        }
        FIRST.forEach(this::follow);
        while (!this.open.isEmpty()) {
            giveTo(this.open.pop());
        }
    }

    private void follow(Sink sink) {
        if (this.seen.add(sink)) {
            this.open.push(sink);
        }
    }

    /** A call somewhere in the sources; the owner is null where its type is not seen. */
    private record Call(@Nullable String owner, List<? extends ExpressionTree> arguments, TreePath path) {

    }

    /** What is looked up again and again: calls, constants, classes by name. */
    private final class Index extends TreePathScanner<Void, Void> {

        @Override
        public Void visitClass(ClassTree type, Void none) {
            String name = type.getSimpleName().toString();
            if (type.getExtendsClause() != null) {
                String parent = type.getExtendsClause().toString().replaceAll("<.*", "");
                ActionWordsTests.this.parents.put(name, parent.substring(parent.lastIndexOf('.') + 1));
            }
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if ("AuditRecord".equals(String.valueOf(method.getReturnType()))) {
                ActionWordsTests.this.records.add(method.getName().toString());
            }
            ActionWordsTests.this.declaring.computeIfAbsent(method.getName().toString(), (first) -> new HashSet<>())
                .add(ownerName(getCurrentPath()));
            return super.visitMethod(method, none);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            if (variable.getInitializer() != null && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
                ActionWordsTests.this.constants.put(ownerName(getCurrentPath()) + "." + variable.getName(),
                        getCurrentPath());
            }
            return super.visitVariable(variable, none);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            ExpressionTree method = call.getMethodSelect();
            if (method instanceof IdentifierTree plain) {
                boolean constructor = plain.getName().contentEquals("this") || plain.getName().contentEquals("super");
                add(constructor ? "<init>" : plain.getName().toString(), constructor ? ownerName(getCurrentPath())
                        : declarer(plain.getName().toString(), getCurrentPath()), call.getArguments());
            }
            else if (method instanceof MemberSelectTree select) {
                add(select.getIdentifier().toString(), typeOf(select.getExpression(), getCurrentPath()),
                        call.getArguments());
            }
            return super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitNewClass(NewClassTree call, Void none) {
            String type = call.getIdentifier().toString();
            add("<init>", type.substring(type.lastIndexOf('.') + 1), call.getArguments());
            return super.visitNewClass(call, none);
        }

        private void add(String method, @Nullable String owner, List<? extends ExpressionTree> arguments) {
            ActionWordsTests.this.calls.computeIfAbsent(method, (first) -> new ArrayList<>())
                .add(new Call(owner, arguments, getCurrentPath()));
        }

    }

    /** By its declaration nearby; null where it is the outcome of a call. */
    private static @Nullable String typeOf(ExpressionTree receiver, TreePath path) {
        String written = receiver.toString();
        String name = written.substring(written.lastIndexOf('.') + 1);
        if (written.equals("this") || written.equals("super")) {
            return ownerName(path);
        }
        if (!written.matches("[\\w.]+")) {
            return null;
        }
        if (Character.isUpperCase(name.charAt(0))) {
            return name;
        }
        String[] found = new String[1];
        for (TreePath at = path; at != null && found[0] == null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof MethodTree || at.getLeaf() instanceof ClassTree) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitVariable(VariableTree variable, Void none) {
                        if (variable.getName().contentEquals(name) && variable.getType() != null) {
                            String type = variable.getType().toString().replaceAll("<.*|@\\w+ ", "");
                            found[0] = type.substring(type.lastIndexOf('.') + 1);
                        }
                        return super.visitVariable(variable, none);
                    }
                }.scan(at.getLeaf(), null);
            }
        }
        return found[0];
    }

    /** The calls that give an action at the place of a sink. */
    private void giveTo(Sink sink) {
        for (Call call : this.calls.getOrDefault(sink.method(), List.of())) {
            boolean alone = this.declaring.getOrDefault(sink.method(), Set.of()).size() == 1;
            if (call.arguments().size() == sink.arguments()
                    && ((call.owner() == null) ? alone : inherits(call.owner(), sink.type()))
                    && mayBeText(call.arguments().get(sink.place()), call.path())) {
                given(call.arguments().get(sink.place()), call.path());
            }
        }
    }

    /** Of several methods of one name the one that takes a text is meant. */
    private static boolean mayBeText(ExpressionTree argument, TreePath path) {
        return !(argument instanceof IdentifierTree) || List.of("String", "null").contains(typeOf(argument, path) + "");
    }

    private void given(ExpressionTree expression, TreePath path) {
        if (expression instanceof ParenthesizedTree inner) {
            given(inner.getExpression(), path);
        }
        else if (expression instanceof ConditionalExpressionTree either) {
            given(either.getTrueExpression(), path);
            given(either.getFalseExpression(), path);
        }
        else if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            this.actions.add(text);
        }
        else if (expression instanceof SwitchExpressionTree choice) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, Void none) {
                    if (literal.getValue() instanceof String text) {
                        ActionWordsTests.this.actions.add(text);
                    }
                    return null;
                }

                @Override
                public Void visitYield(YieldTree yielded, Void none) {
                    return scan(yielded.getValue(), none);
                }
            }.scan(choice.getCases().stream().map((one) -> one.getBody()).toList(), null);
        }
        else if (expression instanceof IdentifierTree name) {
            named(name.getName().toString(), path, expression);
        }
        else if (expression instanceof MemberSelectTree select) {
            named(select.getIdentifier().toString(), path, expression);
        }
        else if (!makesRecord(expression)) {
            lost(expression, path);
        }
    }

    /** Another method of the same name takes a record and adds to it. */
    private boolean makesRecord(ExpressionTree expression) {
        return expression instanceof MethodInvocationTree call && call.getMethodSelect() instanceof IdentifierTree name
                && this.records.contains(name.getName().toString());
    }

    /** A parameter, a local variable, a component of a record, or a constant. */
    private void named(String name, TreePath path, ExpressionTree expression) {
        boolean member = expression instanceof MemberSelectTree;
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (!member && at.getLeaf() instanceof MethodTree method) {
                int place = indexOf(method.getParameters(), name);
                if (place >= 0) {
                    follow(new Sink(ownerName(at), method.getName().toString(), method.getParameters().size(), place));
                    return;
                }
                if (variable(method, name, at)) {
                    return;
                }
            }
            if (at.getLeaf() instanceof ClassTree type) {
                List<VariableTree> fields = fields(type);
                int place = indexOf(fields, name);
                if (place >= 0 && fields.get(place).getInitializer() != null) {
                    given(fields.get(place).getInitializer(), path);
                    return;
                }
                if (place >= 0 && type.getKind() == Tree.Kind.RECORD) {
                    follow(new Sink(type.getSimpleName().toString(), "<init>", fields.size(), place));
                    return;
                }
                if (place >= 0) {
                    lost(expression, path);
                    return;
                }
            }
        }
        if (!constant(expression.toString(), path)) {
            lost(expression, path);
        }
    }

    private boolean variable(MethodTree method, String name, TreePath path) {
        boolean[] found = new boolean[1];
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void none) {
                if (variable.getName().contentEquals(name) && variable.getInitializer() != null) {
                    found[0] = true;
                    given(variable.getInitializer(), path);
                }
                return super.visitVariable(variable, none);
            }
        }.scan(method.getBody(), null);
        return found[0];
    }

    private boolean constant(String written, TreePath path) {
        String[] parts = written.split("\\.");
        String owner = (parts.length > 1) ? parts[parts.length - 2] : ownerName(path);
        TreePath constant = this.constants.get(owner + "." + parts[parts.length - 1]);
        if (constant != null) {
            given(((VariableTree) constant.getLeaf()).getInitializer(), constant);
        }
        return constant != null;
    }

    private void lost(ExpressionTree expression, TreePath path) {
        this.lost.add(path.getCompilationUnit().getSourceFile().getName() + ": " + expression);
    }

    private boolean inherits(String type, String wanted) {
        return type.equals(wanted) || this.parents.containsKey(type) && inherits(this.parents.get(type), wanted);
    }

    /** The class around a call that has the method; the innermost where none has. */
    private static String declarer(String method, TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ClassTree type && !type.getSimpleName().isEmpty() && type.getMembers()
                .stream()
                .anyMatch((member) -> member instanceof MethodTree own && own.getName().contentEquals(method))) {
                return type.getSimpleName().toString();
            }
        }
        return ownerName(path);
    }

    private static String ownerName(TreePath path) {
        TreePath at = path;
        while (at != null && !(at.getLeaf() instanceof ClassTree type && !type.getSimpleName().isEmpty())) {
            at = at.getParentPath();
        }
        return (at != null) ? ((ClassTree) at.getLeaf()).getSimpleName().toString() : "";
    }

    private static List<VariableTree> fields(ClassTree type) {
        return type.getMembers()
            .stream()
            .filter(VariableTree.class::isInstance)
            .map(VariableTree.class::cast)
            .filter((field) -> type.getKind() != Tree.Kind.RECORD
                    || !field.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC))
            .toList();
    }

    private static int indexOf(List<? extends VariableTree> variables, String name) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).getName().contentEquals(name)) {
                return i;
            }
        }
        return -1;
    }

}
