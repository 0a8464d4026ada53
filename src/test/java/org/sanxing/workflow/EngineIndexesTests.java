package org.sanxing.workflow;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Of the engine's own tables, once it is there. */
@ApplicationTest
class EngineIndexesTests {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void areOnlyThoseThatSomebodyAsks() {
        assertThat(named("act_hi_actinst")).containsExactly("act_idx_hi_act_inst_procinst");
        assertThat(named("act_hi_taskinst")).containsExactly("act_idx_hi_taskinst_procinst");
        assertThat(named("act_hi_procinst")).containsExactly("act_idx_hi_pro_i_buskey", "act_idx_hi_pro_inst_end");
        assertThat(named("act_ru_execution")).containsExactly("act_idx_exec_buskey", "act_idx_exec_root_pi");
        assertThat(named("act_ru_event_subscr")).containsExactly("act_idx_event_subscr_evt_name");
    }

    /** Without those of primary and foreign keys, which H2 names itself. */
    private List<String> named(String table) {
        return this.jdbc
            .sql("select lower(index_name) from information_schema.indexes where lower(table_name) = ? "
                    + "and lower(index_name) like 'act_idx%' order by 1")
            .param(table)
            .query(String.class)
            .list();
    }

}
