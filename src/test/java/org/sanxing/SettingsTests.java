package org.sanxing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * {@code src/docs/settings.zh.md} lists every setting of ours with its default, as the
 * compiler's metadata knows them; what they are for is written there in Chinese.
 */
class SettingsTests {

    private static final Path PAGE = Path.of("src/docs/settings.zh.md");

    private static final String BEGIN = "<!-- settings: -Dtest=SettingsTests -Dsanxing.write=true -->\n";

    private static final String END = "<!-- end -->\n";

    private static final Map<String, String> TYPES = Map.of("java.time.Duration", "时长", "java.time.Period", "期间",
            "org.springframework.util.unit.DataSize", "大小", "java.lang.Boolean", "是否", "java.lang.Integer", "数",
            "java.time.ZoneId", "时区");

    private final Map<String, String> told = new HashMap<>();

    @Test
    void eachIsListedWithItsDefault() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        page.substring(begin, page.indexOf(END)).lines().filter((row) -> row.startsWith("| `")).forEach((row) -> {
            String[] cells = row.split(" \\| ");
            this.told.put(cells[0].substring("| `".length(), cells[0].length() - 1), cells[3]);
        });
        String expected = page.substring(0, begin)
                + "\n| 设置 | 类型 | 默认 | 说明 | English |\n| --- | --- | --- | --- | --- |\n"
                + rows().collect(Collectors.joining("\n")) + "\n\n" + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("sanxing.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).as("to be written anew: -Dtest=SettingsTests -Dsanxing.write=true")
            .isEqualTo(expected);
        assertThat(this.told.values()).as("in Chinese").allMatch((words) -> words.matches(".*\\p{IsHan}.*"));
    }

    private Stream<String> rows() throws IOException {
        Map<String, JsonNode> settings = new TreeMap<>();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assumeThat(in).as("compiled by Maven, which asks the annotation processor").isNotNull();
            new JsonMapper().readTree(in)
                .path("properties")
                .valueStream()
                .filter((one) -> one.path("name").asString().startsWith("sanxing."))
                .forEach((one) -> settings.put(one.path("name").asString(), one));
        }
        return settings.entrySet().stream().map((one) -> row(one.getKey(), one.getValue()));
    }

    private String row(String name, JsonNode setting) {
        JsonNode value = setting.path("defaultValue");
        String otherwise = value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")) : value.asString("");
        return "| `" + name + "` | " + TYPES.getOrDefault(setting.path("type").asString(), "文字") + " | "
                + (otherwise.isEmpty() ? "—" : "`" + otherwise + "`") + " | " + this.told.getOrDefault(name, "") + " | "
                + setting.path("description")
                    .asString("")
                    .replaceAll("\\s+", " ")
                    .replaceAll("\\{@code ([^}]*)}", "`$1`")
                + " |";
    }

}
