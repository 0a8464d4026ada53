package org.sanxing.shell;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** What a newcomer sees of the demo, and an administrator first. */
@ApplicationTest
class FirstLookTests {

    @Autowired
    private Office office;

    @Autowired
    private MockMvc mvc;

    private String signIn(String query) throws Exception {
        return this.mvc.perform(get("/sign-in" + query)).andReturn().getResponse().getContentAsString();
    }

    @Test
    void theDemoListsItsAccountsAndFillsOneIn() throws Exception {
        assertThat(signIn("")).contains("试用账号", "/sign-in?as=staff1", "苗雨笙", "干部职工", "科室负责人", "分管领导", "支部书记", "安全管理员")
            .doesNotContain("value=\"sanxing-demo\"");
        assertThat(signIn("?as=head1")).contains("value=\"head1\"", "value=\"sanxing-demo\"", "祁松岩");
        assertThat(signIn("?as=nobody")).doesNotContain("value=\"nobody\"", "value=\"sanxing-demo\"");
    }

    @Test
    void theHomesOfAdministratorsTell() {
        assertThat(this.office.as("sysadmin").page("/").html()).contains("待我确认的申请：", "停住的事项：", "没有录入放假安排的年份：",
                "2027 年未录入", "等待发出的邮件和消息：", "未送达的消息：", "版本", "H2 ", "查找人员");
        assertThat(this.office.as("secadmin").page("/").html()).contains("待我确认的申请：", "被锁定的账号：", "有效的个人令牌：", "查找人员")
            .doesNotContain("停住的事项");
        assertThat(this.office.as("auditor").page("/").html()).contains("未送达的消息：").doesNotContain("停住的事项", "版本：");
    }

    @Test
    void peopleAreFoundByNameWhereAdministratorsAct() {
        assertThat(this.office.as("secadmin").page("/admin/accounts").html()).contains("苗雨笙 · 综合科 (staff1)");
        assertThat(this.office.as("secadmin").submit("/admin/accounts/unlock", "account", "苗雨笙").status())
            .isEqualTo(302);
        assertThat(this.office.as("secadmin").page("/admin/roles?q=%E5%8D%9E").html()).contains("卞知秋 · 提案委 (head2)")
            .doesNotContain("苗雨笙 · 综合科 (staff1)");
    }

}
