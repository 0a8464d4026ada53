package org.sanxing.workflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Drops indexes of the engine that serve questions which nobody asks here: of tenants, of
 * its cockpit, its cleanup and its lists of tasks. Each would be written with every row,
 * and most once more when a step ends (ADR 114).
 */
final class EngineIndexes extends AbstractProcessEnginePlugin {

    /**
     * Left are those of keys, of the process instance, of the business key and of when an
     * instance ended, by which it is purged.
     */
    private static final List<String> UNUSED = List.of("ACT_IDX_HI_ACTINST_ROOT_PI", "ACT_IDX_HI_ACT_INST_START_END",
            "ACT_IDX_HI_ACT_INST_END", "ACT_IDX_HI_ACT_INST_COMP", "ACT_IDX_HI_ACT_INST_STATS",
            "ACT_IDX_HI_ACT_INST_TENANT_ID", "ACT_IDX_HI_ACT_INST_PROC_DEF_KEY", "ACT_IDX_HI_AI_PDEFID_END_TIME",
            "ACT_IDX_HI_ACT_INST_RM_TIME", "ACT_IDX_HI_PRO_INST_TENANT_ID", "ACT_IDX_HI_PRO_INST_PROC_DEF_KEY",
            "ACT_IDX_HI_PRO_INST_PROC_TIME", "ACT_IDX_HI_PI_PDEFID_END_TIME", "ACT_IDX_HI_PRO_INST_ROOT_PI",
            "ACT_IDX_HI_PRO_INST_RM_TIME", "ACT_IDX_HI_PRO_RST_PRO_INST_ID", "ACT_IDX_HI_TASKINST_ROOT_PI",
            "ACT_IDX_HI_TASK_INST_TENANT_ID", "ACT_IDX_HI_TASK_INST_PROC_DEF_KEY", "ACT_IDX_HI_TASKINSTID_PROCINST",
            "ACT_IDX_HI_TASK_INST_RM_TIME", "ACT_IDX_HI_TASK_INST_START", "ACT_IDX_HI_TASK_INST_END",
            "ACT_IDX_TASK_CREATE", "ACT_IDX_TASK_LAST_UPDATED", "ACT_IDX_TASK_OWNER", "ACT_IDX_TASK_ASSIGNEE",
            "ACT_IDX_TASK_TENANT_ID", "ACT_IDX_TASK_CASE_DEF_ID", "ACT_IDX_EXEC_TENANT_ID", "ACT_IDX_VAR_CASE_INST_ID",
            "ACT_IDX_VARIABLE_TENANT_ID", "ACT_IDX_VARIABLE_TASK_NAME_TYPE", "ACT_IDX_EVENT_SUBSCR_CONFIG_",
            "ACT_IDX_EVENT_SUBSCR_TENANT_ID", "ACT_IDX_IDENT_LNK_USER", "ACT_IDX_IDENT_LNK_GROUP");

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        DataSource database = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource();
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (String index : UNUSED) {
                statement.execute("drop index if exists " + index);
            }
        }
        catch (SQLException ex) {
            throw new DataAccessResourceFailureException("Indexes of the engine cannot be dropped", ex);
        }
    }

}
