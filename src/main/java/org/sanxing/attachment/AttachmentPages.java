package org.sanxing.attachment;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;

/** For the field of a form that takes files, and the links to them. */
@Controller
@RequestMapping("/attachments")
class AttachmentPages {

    private final Uploads uploads;

    private final KeepAttachments attachments;

    private final Downloads downloads;

    private final Preview preview;

    AttachmentPages(Uploads uploads, KeepAttachments attachments, Downloads downloads, Preview preview) {
        this.preview = preview;
        this.uploads = uploads;
        this.attachments = attachments;
        this.downloads = downloads;
    }

    /**
     * Takes one file; answers with the row that the field shows of it, or with why not.
     * @param path of the field within its form
     */
    @PostMapping
    String upload(@CurrentPerson Person me, @RequestPart(Uploads.FIELD) MultipartFile file, @RequestParam String caseId,
            @RequestParam String path, HttpServletResponse response, Model model) {
        try {
            Attachment attachment = this.uploads.receive(file, caseId, null, me.account());
            response.setStatus(HttpStatus.CREATED.value());
            model.addAttribute("path", path);
            model.addAttribute("file", Row.of(attachment));
            return "attachment/_row :: row";
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            FieldError error = refused.errors().get(0);
            return refused("field-error." + error.code(), error.arguments(), model);
        }
        catch (TooLarge refused) {
            response.setStatus(refused.kind().status());
            return refused("error." + refused.code(), refused.arguments(), model);
        }
    }

    private static String refused(String key, List<Object> arguments, Model model) {
        model.addAttribute("messageKey", key);
        model.addAttribute("messageArguments", arguments.toArray());
        return "attachment/_row :: refused";
    }

    @GetMapping("/{id}")
    void download(@CurrentPerson Person me, @PathVariable String id, HttpServletResponse response) throws IOException {
        this.downloads.send(this.attachments.open(id, me.account()), response);
    }

    /**
     * Shows it in a page. A picture or a PDF is fetched by that page, which is the
     * reading; a text is read here.
     */
    @GetMapping("/{id}/view")
    String view(@CurrentPerson Person me, @PathVariable String id, Model model) throws IOException {
        Attachment file = this.attachments.described(id, me.account());
        FileType.Look look = FileType.Look.of(file.mediaType());
        if (look == FileType.Look.TEXT) {
            model.addAttribute("lines", this.preview.text(this.attachments.open(id, me.account())));
        }
        model.addAttribute("file", file);
        model.addAttribute("look", look.name());
        return "attachment/view";
    }

    @GetMapping("/{id}/content")
    void content(@CurrentPerson Person me, @PathVariable String id, HttpServletResponse response) throws IOException {
        this.downloads.show(this.attachments.open(id, me.account()), response);
    }

    /** So small that it is no reading. */
    @GetMapping("/{id}/thumbnail")
    ResponseEntity<byte[]> thumbnail(@CurrentPerson Person me, @PathVariable String id) {
        Attachment file = this.attachments.described(id, me.account());
        try {
            if (file.isPicture()) {
                return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(this.preview.thumbnail(file));
            }
        }
        catch (IOException unreadable) {
            // The page shows its name.
        }
        throw new NotFound("attachment");
    }

    @PostMapping("/{id}/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@CurrentPerson Person me, @PathVariable String id) {
        this.attachments.remove(id, me.account());
    }

    /** As the form's options are: {@code value}, {@code label} and {@code note}. */
    record Row(String value, String label, String note) {

        static Row of(Attachment attachment) {
            return new Row(attachment.id(), attachment.name(), attachment.readableSize());
        }

    }

}
