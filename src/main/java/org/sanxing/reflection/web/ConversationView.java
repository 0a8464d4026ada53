package org.sanxing.reflection.web;

import java.util.List;

import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.Versions;
import org.springframework.stereotype.Component;

/** Gathers what was said about a material. */
@Component
class ConversationView {

    private final RemarkViews placing;

    private final Remarks remarks;

    private final ReflectionForms forms;

    ConversationView(RemarkViews placing, Remarks remarks, ReflectionForms forms) {
        this.placing = placing;
        this.remarks = remarks;
        this.forms = forms;
    }

    /**
     * @param all the remarks
     * @param frozen all versions of the material
     * @param shown the version beside which it stands
     */
    Conversation of(String reflectionId, List<Remarks.Remark> all, List<Versions.FrozenVersion> frozen,
            Versions.FrozenVersion shown, List<ReviewRecords.ReviewDecision> decisions) {
        if (all.isEmpty()) {
            return Conversation.NONE;
        }
        ReflectionContent content = ReflectionContent.of(this.forms.data(shown.content()));
        return Conversation.of(this.placing.placed(all, frozen, content), content, decisions,
                this.remarks.answers(reflectionId), this.remarks.settlements(reflectionId));
    }

}
