package org.sanxing.browser;

import java.io.IOException;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestClassOrder;

/**
 * All that need a browser, one after the other in one JVM: two would start a second
 * application and a second browser for them. Each class can be run for itself. In the
 * order of their names: the stories come before those that leave work in the lists.
 */
@TestClassOrder(ClassOrderer.ClassName.class)
class AllBrowserTests {

    @Nested
    class EntryStory extends EntryStoryTests {

    }

    @Nested
    class LedgerImport extends LedgerImportTests {

    }

    @Nested
    class Notices extends NoticesTests {

    }

    @Nested
    class Pages extends PagesTests {

    }

    @Nested
    class Phrases extends PhrasesTests {

    }

    @Nested
    class ReflectionStory extends ReflectionStoryTests {

        ReflectionStory() throws IOException {
        }

    }

    @Nested
    class ReviewConversation extends ReviewConversationTests {

    }

    @Nested
    class SafeWriting extends SafeWritingTests {

    }

    @Nested
    class TaskList extends TaskListTests {

    }

    @Nested
    class ThreeRounds extends ThreeRoundsTests {

    }

}
