package org.sanxing.registration.source;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.organization.NamedPeople;
import org.sanxing.organization.Person;

import static org.assertj.core.api.Assertions.assertThat;

class ImportCellsTests {

    @ParameterizedTest
    @CsvSource({ "2026-11-22, 2026-11-22", "2026年11月22日, 2026-11-22", "2026/1/5, 2026-01-05", "2026.1.5, 2026-01-05",
            "２０２６年１月５日, 2026-01-05", "' 2026 年 1 月 5 日 ', 2026-01-05", "2028-02-29, 2028-02-29",
            "2026-02-29, 2026-02-29", "去年, 去年", "26-1-5, 26-1-5", "2026-13-01, 2026-13-01", "'', ''" })
    void readsDatesAsPeopleTypeThem(String typed, String read) {
        assertThat(ImportFile.date(typed)).isEqualTo(read);
    }

    private final NamedPeople people = new NamedPeople(
            List.of(person("zhang1", "张 三"), person("zhang2", "张三"), person("li", "李四")));

    private static Person person(String account, String name) {
        return new Person(account, name, "", "d", "b", null, true);
    }

    @Test
    void findsPeopleByAccountAndByNamesThatAreUnique() {
        assertThat(this.people.called("李四")).containsExactly("li");
        assertThat(this.people.called("李　四")).containsExactly("li");
        assertThat(this.people.called("LI")).containsExactly("li");
        assertThat(this.people.called("张三")).containsExactly("zhang1", "zhang2");
        assertThat(this.people.called("张三（zhang2）")).containsExactly("zhang2");
        assertThat(this.people.called("李四(zhang2)")).isEmpty();
        assertThat(this.people.called("王五")).isEmpty();
        assertThat(this.people.called("")).isEmpty();
    }

    @Test
    void refersToPeopleSoThatTheyAreFoundAgain() {
        for (String account : this.people.all()) {
            assertThat(this.people.called(this.people.reference(this.people.get(account)))).containsExactly(account);
        }
    }

    @Test
    void seesTheSameTextHoweverItIsTyped() {
        assertThat(FindingKeys.text("会议记录，不规范。 ")).isEqualTo(FindingKeys.text("会议记录,不规范.\n"));
        assertThat(FindingKeys.text("会议记录规范")).isNotEqualTo(FindingKeys.text("会议记录不规范"));
    }

}
